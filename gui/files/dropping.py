"""Takes in what is dragged onto the window: shows where it would land, and puts it there."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from engine.score.edits import end_of_music, insert_song, joined
from engine.score.song import Song
from engine.score.time import Tick
from gui.assistant.takes.auditioning import Auditioning
from gui.desk import Desk
from gui.document import Document
from gui.files.arriving import Arrival, Arriving, music_in
from gui.files.drop_mark import DropMark
from gui.files.file_actions import FileActions
from gui.files.landing import Landing, Move, landing_at, move_at
from gui.files.outgoing import Outgoing
from gui.places import Places
from gui.tracks.clip_control import ClipControl


class Dropping(QObject):
    """The window hands its drag events on to `over`, `leave` and `drop`. What comes in is one undo
    step; a file that cannot be read changes nothing.
    """

    message = Signal(str)

    def __init__(
        self,
        document: Document,
        desk: Desk,
        places: Places,
        files: FileActions,
        arriving: Arriving,
        outgoing: Outgoing,
        auditioning: Auditioning,
        clips: ClipControl,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document = document
        self._desk = desk
        self._places = places
        self._files = files
        self._arriving = arriving
        self._outgoing = outgoing
        self._auditioning = auditioning
        self._clips = clips
        self._window = window
        self.mark = DropMark(window)

    # What the mouse does

    def over(self, event: QDropEvent) -> None:
        """Say whether it can be dropped here, and show where it would land."""
        move = self._move(event)
        if move is not None:
            self.mark.show_at(move.box, self._words_of_move(move, _copies(event)))
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            return
        paths, landing = music_in(event.mimeData()), self._landing(event)
        if not paths or landing is None:
            self.mark.hide()
            event.ignore()
            return
        self.mark.show_at(landing.box, self._words(landing, paths))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def leave(self) -> None:
        """It goes elsewhere."""
        self.mark.hide()

    def drop(self, event: QDropEvent) -> None:
        """Take it in; the other program waits for the drop to end, so all else comes after it."""
        self.mark.hide()
        move = self._move(event)
        paths, landing = music_in(event.mimeData()), self._landing(event)
        if not paths or landing is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if move is not None:
            act = self._clips.copy if _copies(event) else self._clips.move
            self._later(lambda: act(move.clip_id, move.start))
            return
        take = self._kept_take(landing)
        if take is not None:
            self._later(lambda: self._auditioning.keep(take))
        elif landing.kind == "open":
            self._later(lambda: self._open(paths))
        else:
            self._later(lambda: self.put(paths, landing))

    def _move(self, event: QDropEvent) -> Move | None:
        """Where the clip in hand would go on its own track."""
        at, clip_id = event.position().toPoint(), self._outgoing.clip_in_hand
        return move_at(self._places, self._window, at, clip_id)

    def _words_of_move(self, move: Move, copies: bool) -> str:
        bar = self._document.song.meters.bar_at(move.start) + 1
        text = self.tr("A copy to bar %1") if copies else self.tr("To bar %1")
        return text.replace("%1", str(bar))

    def _landing(self, event: QDropEvent) -> Landing | None:
        own = event.source() is not None
        return landing_at(self._places, self._window, event.position().toPoint(), own)

    def _kept_take(self, landing: Landing) -> int | None:
        """The take that is kept where it was offered, as it comes back to the music alone."""
        takes = self._outgoing.takes_in_hand
        return takes[0] if len(takes) == 1 and landing.bar is not None else None

    def _words(self, landing: Landing, paths: Sequence[Path]) -> str:
        take = self._kept_take(landing)
        if take is not None:
            return self.tr("Keep take %1").replace("%1", str(take + 1))
        what = paths[0].name
        if len(paths) > 1 and landing.kind != "open":
            what = self.tr("%1 files").replace("%1", str(len(paths)))
        if landing.kind == "open":
            return self.tr("Open %1").replace("%1", what)
        if landing.kind == "new":
            return self.tr("%1 as new tracks").replace("%1", what)
        if landing.bar is None:
            return self.tr("%1 after the last bar").replace("%1", what)
        return self.tr("%1 at bar %2").replace("%1", what).replace("%2", str(landing.bar + 1))

    def _later(self, act: Callable[[], object]) -> None:
        QTimer.singleShot(0, self, act)

    # What comes of it

    def _open(self, paths: Sequence[Path]) -> None:
        if self._files.open_path(paths[0]) and len(paths) > 1:
            text = self.tr("Opened %1, the first of %2 files; drop several on the list of tracks")
            text = text.replace("%1", paths[0].name).replace("%2", str(len(paths)))
            self.message.emit(text)

    def put(self, paths: Sequence[Path], landing: Landing) -> None:
        """Read files and put their music where they have landed."""
        self._arriving.read(paths, lambda arrivals: self._arrived(arrivals, landing))

    def _arrived(self, arrivals: list[Arrival], landing: Landing) -> None:
        track = self._track_name(landing.track_id)
        if landing.kind == "new" or track is None:
            self._as_tracks(arrivals)
        elif all(arrival.parts == 1 for arrival in arrivals):
            self._onto(landing, arrivals)
        else:
            self._ask(arrivals, landing, track)

    def _ask(self, arrivals: list[Arrival], landing: Landing, track: str) -> None:
        """Ask whether music in several parts gets tracks of its own or goes onto the one."""
        parts = sum(arrival.parts for arrival in arrivals)
        text = self.tr("“%1” has %2 tracks").replace("%1", _names(arrivals))
        answers: dict[str, Callable[[], object]] = {
            self.tr("As new tracks"): lambda: self._as_tracks(arrivals),
            self.tr("All onto “%1”").replace("%1", track): lambda: self._onto(landing, arrivals),
            self.tr("Leave it"): lambda: None,
        }
        self._places.bars.ask(text.replace("%2", str(parts)), answers)

    def _as_tracks(self, arrivals: Sequence[Arrival]) -> None:
        """Add the tracks below the song's own and work on the first of them."""
        song = self._document.song
        count = len(song.tracks)
        for arrival in arrivals:
            song = joined(song, arrival.named())
        self._document.edit(self.tr("Add “%1”").replace("%1", _names(arrivals)), song)
        self._desk.choose_track(song.tracks[count].id)
        self._tell(arrivals)

    def _onto(self, landing: Landing, arrivals: Sequence[Arrival]) -> None:
        """Put the music onto a track, one file after the other, and work on the last clip."""
        song, track_id = self._document.song, landing.track_id
        name = self._track_name(track_id)
        if name is None or track_id is None:
            self.message.emit(self.tr("The track is gone; drop it on another"))
            return
        at = _start(song, track_id, landing.bar)
        clip_id = -1
        for arrival in arrivals:
            song, clip_id, at = insert_song(song, track_id, arrival.song, at, arrival.name)
        text = self.tr("Put “%1” onto %2").replace("%1", _names(arrivals)).replace("%2", name)
        self._document.edit(text, song)
        self._desk.choose_clip(clip_id)
        self._tell(arrivals)

    def _track_name(self, track_id: int | None) -> str | None:
        """What a track is called; None where it is gone."""
        tracks = self._document.song.tracks
        return next((track.name for track in tracks if track.id == track_id), None)

    def _tell(self, arrivals: Sequence[Arrival]) -> None:
        text = self.tr("“%1” is in the song; Ctrl+Z takes it out again")
        self.message.emit(text.replace("%1", _names(arrivals)))


def _copies(event: QDropEvent) -> bool:
    """Whether a clip stays where it is, and a copy of it lands."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _start(song: Song, track_id: int, bar: int | None) -> Tick:
    return end_of_music(song, track_id) if bar is None else song.meters.bar_start(bar)


def _names(arrivals: Sequence[Arrival]) -> str:
    more = " …" if len(arrivals) > 1 else ""
    return arrivals[0].name + more
