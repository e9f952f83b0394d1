"""From ticks and pitches to pixels and back. Pure arithmetic: no widget, no song."""

from dataclasses import dataclass, replace
from typing import Literal, overload

import numpy as np
from numpy.typing import NDArray

from engine.score.time import Tick

PITCHES = 128
MIN_QUARTER_WIDTH, MAX_QUARTER_WIDTH = 0.02, 1600.0
MIN_ROW_HEIGHT, MAX_ROW_HEIGHT = 3.0, 40.0
EDGE_WIDTH = 7.0
LEFT_MARGIN = 10.0

Part = Literal["start", "body", "end"]
Integers = NDArray[np.integer]
Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Where the view stands and how large it shows things.

    `left` is the tick at x = 0, `top` the number of rows above y = 0 (row 0 is pitch 127);
    both may be fractions. `tick_width` and `row_height` are in logical pixels.
    """

    left: float = 0.0
    top: float = 36.0
    tick_width: float = 100 / 960
    row_height: float = 16.0

    @overload
    def x_of(self, tick: float) -> float: ...

    @overload
    def x_of(self, tick: Integers) -> Floats: ...

    def x_of(self, tick: float | Integers) -> float | Floats:
        """The x of a tick. Works on arrays, too."""
        return (tick - self.left) * self.tick_width

    def tick_at(self, x: float) -> float:
        """The tick, with its fraction, that lies at x."""
        return self.left + x / self.tick_width

    @overload
    def y_of(self, pitch: float) -> float: ...

    @overload
    def y_of(self, pitch: Integers) -> Floats: ...

    def y_of(self, pitch: float | Integers) -> float | Floats:
        """The upper edge of a pitch's row. Works on arrays, too."""
        return (PITCHES - 1 - pitch - self.top) * self.row_height

    def pitch_at(self, y: float) -> int:
        """The pitch whose row lies at y, within 0 to 127."""
        row = int((self.top + y / self.row_height) // 1)
        return max(0, min(PITCHES - 1, PITCHES - 1 - row))

    def scrolled(self, dx: float, dy: float) -> "Coordinates":
        """The view moved by so many pixels to the right and down."""
        return replace(
            self, left=self.left + dx / self.tick_width, top=self.top + dy / self.row_height
        )

    def zoomed_in_time(self, x: float, factor: float, ppq: int) -> "Coordinates":
        """The view `factor` times as wide; the tick at x stays where it is."""
        width = self.tick_width * factor
        width = max(MIN_QUARTER_WIDTH / ppq, min(MAX_QUARTER_WIDTH / ppq, width))
        return replace(self, tick_width=width, left=self.tick_at(x) - x / width)

    def zoomed_in_pitch(self, y: float, factor: float) -> "Coordinates":
        """The view `factor` times as high; the pitch at y stays where it is."""
        height = max(MIN_ROW_HEIGHT, min(MAX_ROW_HEIGHT, self.row_height * factor))
        return replace(self, row_height=height, top=self.top + y / self.row_height - y / height)

    def within(self, width: float, height: float, end: Tick) -> "Coordinates":
        """The nearest view of this size that shows nothing before tick 0 or after `end`.

        A little room is left before tick 0. Where all rows fit, they stand at the top.
        """
        first_left = -LEFT_MARGIN / self.tick_width
        last_left = max(first_left, end - width / self.tick_width)
        last_top = max(0.0, PITCHES - height / self.row_height)
        return replace(
            self,
            left=max(first_left, min(last_left, self.left)),
            top=max(0.0, min(last_top, self.top)),
        )

    def showing_pitches(self, height: float, low: int, high: int) -> "Coordinates":
        """The nearest view of this height that shows a range of pitches whole, where it can."""
        row_height = max(MIN_ROW_HEIGHT, min(self.row_height, height / (high - low + 1)))
        rows = height / row_height
        top = self.top + height / self.row_height / 2 - rows / 2
        top = min(float(PITCHES - 1 - high), max(PITCHES - low - rows, top))
        return replace(self, top=top, row_height=row_height)

    def fitted(
        self, width: float, height: float, ticks: tuple[float, float], pitches: tuple[int, int]
    ) -> "Coordinates":
        """The view of this size that shows a stretch of time and a range of pitches whole.

        Rows keep a height that a hand can hit, where the range allows it.
        """
        start, end = ticks
        low, high = pitches
        tick_width = width / max(1.0, end - start)
        row_height = max(MIN_ROW_HEIGHT, min(18.0, height / (high - low + 1)))
        middle = PITCHES - 1 - (low + high) / 2 + 0.5
        return replace(
            self,
            left=start,
            tick_width=tick_width,
            row_height=row_height,
            top=middle - height / row_height / 2,
        )


def part_at(x: float, start_x: float, end_x: float) -> Part:
    """The part of a note that lies at x: "start", "end" or "body".

    The edges are at most a quarter of the note each, so that the body of a short note can still
    be taken; a note that is too small to have parts is all body, but for its last pixels.
    """
    edge = min(EDGE_WIDTH, (end_x - start_x) / 4)
    if x >= end_x - edge:
        return "end"
    if x < start_x + edge:
        return "start"
    return "body"
