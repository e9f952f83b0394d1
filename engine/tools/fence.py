"""Where a new note may be: inside the bars that were asked for, none of them left empty.

All times are grid ticks of the representation; a span of symbols is (first, after the last).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.representation.notes import SIZES, SKIP
from engine.representation.place import Place
from engine.score.meter import MeterMap
from engine.score.time import Tick

Span = tuple[int, int]


@dataclass(frozen=True)
class Fence:
    """The stretch to fill. `rest` is how many bars in a row may stay without an onset; `late` says
    that the first note may begin in the second half of its bar.
    """

    grid: MeterMap
    start: Tick
    end: Tick
    rest: int = 0
    late: bool = False

    @cached_property
    def first_bar(self) -> int:
        """The first bar to fill."""
        return self.grid.bar_at(self.start)

    @cached_property
    def after_bar(self) -> int:
        """The bar after the last one to fill."""
        return self.grid.bar_at(Tick(self.end - 1)) + 1

    def bars(self, place: Place, begun: bool) -> Span:
        """Which symbols of "bars" may follow; all from `leaves(place)` on mean that the take ends.

        `begun` says whether the take has a note yet: without one it cannot end.
        """
        leave = self.leaves(place)
        lowest = max(0, self.first_bar - place.bar)
        before = place.bar if begun else self.first_bar - 1
        highest = before - place.bar + 1 + self.rest
        first, after = self.positions(place, lowest, begun)
        if first >= after:
            lowest += 1
        if begun and highest >= leave:
            return min(lowest, leave), SIZES["bars"]
        return lowest, max(lowest + 1, min(highest + 1, leave, SKIP))

    def leaves(self, place: Place) -> int:
        """The least symbol of "bars" that leaves the stretch."""
        return self.after_bar - place.bar

    def positions(self, place: Place, bars: int, begun: bool) -> Span:
        """Which positions are free in the bar that lies `bars` bar lines on.

        The first note of a take comes in the first half of its bar, where it must not be `late`:
        as an upbeat to the bar after it, it would leave its own all but empty.
        """
        bar = place.bars[place.bar + bars]
        first, after = self._free(bar.start, bar.end)
        if bars == 0 and place.last is not None and place.last.bars != SKIP:
            first = max(first, place.last.position + 1)
        return first, after if begun or self.late else (first + after + 1) // 2

    def comes_late(self, onset: Tick) -> bool:
        """Whether a note is in the second half of what is free of its bar."""
        bar = self.grid.bar_at(onset)
        line = self.grid.bar_start(bar)
        return 2 * (onset - line) >= sum(self._free(line, self.grid.bar_start(bar + 1)))

    def _free(self, line: int, after: int) -> Span:
        """The positions between two bar lines that are inside the stretch."""
        return max(0, self.start - line), min(min(after, self.end) - line, SIZES["position"])

    def durations(self, onset: int) -> Span:
        """Which durations end in time."""
        return 0, max(1, min(SIZES["duration"], self.end - onset))


def within(logits: np.ndarray, spans: list[Span]) -> np.ndarray:
    """Logits (rows, symbols) with -inf outside each row's span, cut after the last span."""
    fenced = logits[:, : max(after for _, after in spans)].copy()
    for row, (first, after) in zip(fenced, spans, strict=True):
        row[:first] = row[after:] = -np.inf
    return fenced
