"""Which lane lies below the notes, and what it shows."""

from PySide6.QtCore import QObject, Signal

from engine.score.controllers import (
    VOLUME,
    Controller,
    Points,
    points_of,
    speaking_channel,
    value_at,
)
from engine.score.song import Clip, Track


class LaneStage(QObject):
    """The lane that is chosen: a controller's, or that of the velocities where it is None."""

    changed = Signal()
    """Another lane is chosen, or a gesture shows what it would make of it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.controller: Controller | None = None
        self.draft: Points | None = None
        """What a running gesture would leave."""
        self._known: tuple[object, ...] = ()
        self._told: Points = ()
        self._before = 0

    def choose(self, controller: Controller | None) -> None:
        """Show another lane."""
        if controller != self.controller:
            self.controller = controller
            self.changed.emit()

    def show_draft(self, points: Points | None) -> None:
        """Show what a gesture would leave; None when it is over."""
        if points != self.draft:
            self.draft = points
            self.changed.emit()

    def told(self, track: Track, clip: Clip) -> tuple[Points, int]:
        """What a clip tells the controller chosen, and the value that holds before."""
        known = (track, clip, self.controller)
        if self.controller is not None and not _same(known, self._known):
            self._known = known
            channel = speaking_channel(track, clip)
            self._told = points_of(clip.events, self.controller, channel)
            self._before = _carried(track, clip, self.controller, channel)
        return self._told, self._before


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def _carried(track: Track, clip: Clip, controller: Controller, channel: int) -> int:
    """What the track's earlier clips leave behind; else the track's volume, or the rest."""
    value = track.volume if controller == VOLUME else controller.rest
    for earlier in track.clips:
        if earlier.start < clip.start:
            value = value_at(points_of(earlier.events, controller, channel), clip.start, value)
    return value
