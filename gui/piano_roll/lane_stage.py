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
        self._spoken: tuple[tuple[object, ...], int] = ((), 0)
        self._told: tuple[tuple[object, ...], Points] = ((), ())

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
        controller = self.controller
        if controller is None:
            return (), 0
        known = (clip.notes or track, clip.events)
        if not _same(known, self._spoken[0]):
            self._spoken = known, speaking_channel(track, clip)
        channel = self._spoken[1]
        known = (clip.events, controller, channel)
        if not _same(known, self._told[0]):
            self._told = known, points_of(clip.events, controller, channel)
        return self._told[1], _carried(track, clip, controller, channel)


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def _carried(track: Track, clip: Clip, controller: Controller, channel: int) -> int:
    """What the track's earlier clips leave behind; else the track's volume, or the rest."""
    value = track.volume if controller == VOLUME else controller.rest
    for earlier in reversed(track.clips):
        if earlier.start < clip.start:
            told = points_of(earlier.events, controller, channel)
            if told:
                return value_at(told, clip.start, value)
    return value
