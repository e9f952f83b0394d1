"""What lies under the hands: the track and the clip being worked on, the playhead, whether it
plays.
"""

from PySide6.QtCore import QObject, Signal

from engine.score.song import Clip, Song, Track
from engine.score.time import Tick
from gui.document import Document


class Desk(QObject):
    """View state outside of undo. It follows the document: what is gone is no longer chosen."""

    chosen = Signal()
    """Another track or clip is worked on."""
    moved = Signal(int)
    """The playhead stands at this tick."""
    played = Signal(bool)
    """Playback began or ended."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._track_id: int | None = None
        self._clip_id: int | None = None
        self.tick = Tick(0)
        self.playing = False
        self.recording = False

    def follow(self) -> None:
        """Go with the document from now on."""
        self._document.changed.connect(lambda _before, after: self._follow(after))
        self._follow(self._document.song)

    @property
    def track(self) -> Track | None:
        """The track worked on; None only where the song has no track."""
        song = self._document.song
        return next((track for track in song.tracks if track.id == self._track_id), None)

    @property
    def clip(self) -> Clip | None:
        """The clip worked on; None where the track has no clip."""
        track = self.track
        return next((c for c in track.clips if c.id == self._clip_id), None) if track else None

    def choose_track(self, track_id: int) -> None:
        """Work on a track, on its last clip. Raises KeyError."""
        clips = self._document.song.track(track_id).clips
        self._set(track_id, clips[-1].id if clips else None)

    def choose_clip(self, clip_id: int) -> None:
        """Work on a clip. Raises KeyError."""
        self._set(self._document.song.track_of(clip_id).id, clip_id)

    def move(self, tick: Tick, playing: bool = False, recording: bool = False) -> None:
        """Take note of where the player is."""
        self.tick = tick
        was_playing, self.playing, self.recording = self.playing, playing, recording
        self.moved.emit(tick)
        if was_playing != playing:
            self.played.emit(playing)

    def _set(self, track_id: int | None, clip_id: int | None) -> None:
        if (track_id, clip_id) != (self._track_id, self._clip_id):
            self._track_id, self._clip_id = track_id, clip_id
            self.chosen.emit()

    def _follow(self, song: Song) -> None:
        if self.clip is not None:
            return
        track = self.track or max(
            song.tracks, key=lambda t: sum(len(c.notes) for c in t.clips), default=None
        )
        if track is None:
            self._set(None, None)
        else:
            self._set(track.id, track.clips[-1].id if track.clips else None)
