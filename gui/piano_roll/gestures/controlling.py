"""What hands do in a controller's lane. In it a pointer's `row` is the share of its height, from 0
at the bottom to 1 at the top.
"""

from abc import ABC, abstractmethod

from PySide6.QtCore import QCoreApplication

from engine.score.controllers import (
    BEND,
    Controller,
    Point,
    Points,
    cleared,
    drawn,
    held,
    value_at,
)
from engine.score.edits import set_points
from engine.score.song import Clip
from engine.score.time import Tick
from gui.piano_roll.controller_names import long_name, value_text
from gui.piano_roll.gestures.base import THRESHOLD, Gesture, Pointer
from gui.piano_roll.preview import Preview
from gui.piano_roll.stage import Stage

translate = QCoreApplication.translate

FINE = 32
"""A curve is told in steps of so many to a quarter: 16 ms at 120 quarters a minute."""
MAGNET = 0.04
"""A bend stays in its middle as long as the pointer is so near to it, as a share of the height."""


class Controlling(Gesture, ABC):
    """What all of them share: other points of the lane's controller, shown, and set on release."""

    def __init__(self, stage: Stage, at: Pointer) -> None:
        super().__init__(stage, at)
        track, clip, controller = stage.track, stage.clip, stage.lane.controller
        assert track is not None and clip is not None and controller is not None
        self._clip: Clip = clip
        self._controller: Controller = controller
        self._points, self._before = stage.lane.told(track, clip)
        self.move(at)

    @abstractmethod
    def changed(self, at: Pointer) -> tuple[Points, str]:
        """The points that the gesture would leave if it ended here, and a word on it."""

    def move(self, at: Pointer) -> None:
        """Show what would be."""
        points, label = self.changed(at)
        self.stage.lane.show_draft(points)
        self.stage.set_preview(Preview(label=label))

    def release(self, at: Pointer) -> None:
        """Set the points shown."""
        stage, points = self.stage, self.stage.lane.draft
        if points is not None and stage.clip is self._clip:
            song = set_points(stage.song, self._clip.id, self._controller, points)
            stage.document.edit(long_name(self._controller), song)

    def end(self) -> None:
        """Show again what is told."""
        self.stage.lane.show_draft(None)
        super().end()

    def value(self, at: Pointer) -> int:
        """The value that the pointer is at."""
        middle = abs(at.row - 0.5) < MAGNET
        if self._controller.status == BEND and middle:
            return self._controller.rest
        return round(at.row * self._controller.highest)

    def inside(self, tick: float) -> Tick:
        """The nearest tick of the clip: what comes at its end is no part of it any more."""
        return Tick(round(max(self._clip.start, min(self._clip.end - 1, tick))))

    def stretch(self, at: Pointer) -> tuple[Tick, Tick]:
        """From where to where a drag goes, on lines of the grid and a step at least."""
        stage = self.stage
        first, last = sorted((self.pressed.tick, at.tick))
        start = self.inside(stage.snapped_down(first, at.snap))
        step = stage.visible_step if at.snap else max(1, stage.song.ppq // FINE)
        end = stage.snapped_down(last, at.snap) + step if at.snap else last
        return start, Tick(min(self._clip.end, max(round(end), start + step)))


class DrawCurve(Controlling):
    """A click sets a value from the grid's line on; a drag draws on as the hand goes."""

    def __init__(self, stage: Stage, at: Pointer) -> None:
        self._drawn: dict[int, int] = {}
        self._last = at
        super().__init__(stage, at)

    def changed(self, at: Pointer) -> tuple[Points, str]:
        """The curve so far."""
        value, label = self.value(at), value_text(self._controller, self.value(at))
        distance = abs(at.tick - self.pressed.tick) * self.stage.coordinates.tick_width
        self.dragged = self.dragged or distance >= THRESHOLD
        if not self.dragged:
            tick = self.inside(self.stage.snapped_down(at.tick, at.snap))
            return drawn(self._points, [Point(tick, value)], Tick(tick + 1)), label
        self._go_to(at, value)
        curve = [Point(Tick(tick), self._drawn[tick]) for tick in sorted(self._drawn)]
        return drawn(self._points, curve, Tick(curve[-1].tick + self._step)), label

    def _go_to(self, at: Pointer, value: int) -> None:
        """Take in the steps between the last place and this one, along the straight line."""
        first, last = (self.inside(tick) // self._step for tick in (self._last.tick, at.tick))
        before = self.value(self._last)
        for index in range(min(first, last), max(first, last) + 1):
            part = 1.0 if first == last else (index - first) / (last - first)
            tick = self.inside(index * self._step)
            self._drawn[tick] = round(before + part * (value - before))
        self._last = at

    @property
    def _step(self) -> int:
        return max(1, self.stage.song.ppq // FINE)


class DrawLine(Controlling):
    """Shift and a drag: straight from where it was pressed to where the pointer is."""

    def changed(self, at: Pointer) -> tuple[Points, str]:
        """The line."""
        ends = sorted((self.pressed, at), key=lambda each: each.tick)
        start, end = (self.inside(self.stage.snapped(each.tick, at.snap)) for each in ends)
        low, high = (self.value(each) for each in ends)
        step = max(1, self.stage.song.ppq // FINE)
        ticks = [*range(start, end, step), end]
        line = [
            Point(Tick(tick), round(low + (high - low) * (tick - start) / max(1, end - start)))
            for tick in ticks
        ]
        texts = (value_text(self._controller, value) for value in (low, high))
        return drawn(self._points, line, Tick(end + 1)), " – ".join(texts)


class Press(Controlling):
    """A drag in the lane of a pedal: down from here to there, on the grid."""

    pressed_down = True

    def changed(self, at: Pointer) -> tuple[Points, str]:
        """The pedal as it would go."""
        start, end = self.stretch(at)
        value = self._controller.highest if self.pressed_down else 0
        points = held(self._points, start, self.inside(end), value, self._before)
        return points, value_text(self._controller, value)


class Lift(Press):
    """The right button in the lane of a pedal: up from here to there."""

    pressed_down = False


class Clear(Controlling):
    """The right button in another lane: what was there goes, the value before stays on."""

    def changed(self, at: Pointer) -> tuple[Points, str]:
        """What is left."""
        start, end = self.stretch(at)
        points = cleared(self._points, start, Tick(max(end, start + 1)))
        return points, value_text(self._controller, value_at(points, start, self._before))
