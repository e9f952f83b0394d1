"""Recording into the track worked on: live in the roll, safe on disk meanwhile, one undo step
at the end.
"""

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.playback.events import Captured, Recorded
from engine.playback.player import Player
from engine.score.edits import add_events, add_notes, add_track, erase
from engine.score.song import Clip, Song
from gui.commands.actions import Actions
from gui.desk import Desk
from gui.document import Document
from gui.piano_roll.roll import PianoRoll

translate = QCoreApplication.translate


class Recording(QObject):
    """Starts and ends recordings and brings what was played into the song."""

    message = Signal(str)
    grew = Signal(object)
    """The song with what is recorded so far, to be kept safe; the document does not have it yet."""

    def __init__(
        self,
        document: Document,
        desk: Desk,
        roll: PianoRoll,
        player: Player,
        actions: Actions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._desk = desk
        self._roll = roll
        self._player = player
        self._actions = actions
        desk.moved.connect(lambda _tick: self._show())
        actions.connect_all({"record": self.toggle, "capture": self.capture})

    def toggle(self, on: bool) -> None:
        """Begin to record at the playhead, or end the recording."""
        track = self._desk.track
        if not on or track is None:
            self._player.stop()
            self._show()
            return
        bars = 1 if self._actions["count_in"].isChecked() else 0
        overdub = self._actions["overdub"].isChecked()
        self._player.record(track.id, self._desk.tick, count_in_bars=bars, overdub=overdub)

    def capture(self) -> None:
        """Ask for what was just played though nobody pressed record."""
        self._player.capture()

    def recorded(self, news: Recorded) -> None:
        """Show what is recorded so far; at the end, make it one edit."""
        if not news.final:
            self._roll.set_recording(news.notes)
            if news.notes:
                self.grew.emit(with_recording(self._document.song, news))
            return
        self._roll.set_recording(())
        if news.notes or news.events:
            self._document.edit(self.tr("Record"), with_recording(self._document.song, news))
        else:
            self.message.emit(self.tr("Nothing was played, so nothing was recorded"))

    def captured(self, news: Captured) -> None:
        """Bring what was just played into the clip worked on."""
        track = self._desk.track
        if track is None or not news.notes:
            self.message.emit(self.tr("Nothing was played that could be taken back"))
            return
        start = min(note.start for note in news.notes)
        end = max(note.end for note in news.notes)
        played = Recorded(track.id, news.notes, news.events, start, end, final=True)
        after = with_recording(self._document.song, played)
        self._document.edit(self.tr("Take back what was played"), after)

    def _show(self) -> None:
        self._actions["record"].setChecked(self._desk.recording)


def with_recording(song: Song, news: Recorded) -> Song:
    """The song with a recording in the track it was made for; a new track where that is gone."""
    if all(track.id != news.track_id for track in song.tracks):
        song, track_id = add_track(song, translate("Recording", "Recording"))
    else:
        track_id = news.track_id
    clip = _clip_at(song, track_id, news)
    if clip is None:
        song, track_id = add_track(song, translate("Recording", "Recording"))
        clip = song.track(track_id).clips[0]
    if news.replaces:
        song = erase(song, clip.id, news.start, news.end)
    song = add_notes(song, clip.id, news.notes)
    return add_events(song, clip.id, news.events)


def _clip_at(song: Song, track_id: int, news: Recorded) -> Clip | None:
    """The clip in which a recording begins, else the last one before it, else the first."""
    clips = song.track(track_id).clips
    before = [clip for clip in clips if clip.start <= news.start]
    return before[-1] if before else clips[0] if clips else None
