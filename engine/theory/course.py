"""What happens over time in a piece: how dense it is, and what a value of each note comes to bar by
bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.theory.bars import places_of, starts_of

MOST = 256
"""A course has no more points than this: in a longer piece each stands for 2, 4, 8 ... bars."""


@dataclass(frozen=True, eq=False)
class Course:
    """A value for each stretch of `unit` bars, the first beginning with the bar of index
    `first_bar`: `values` (n,), NaN where there is nothing to tell.
    """

    first_bar: int
    unit: int
    values: np.ndarray

    @property
    def edges(self) -> np.ndarray:
        """(n + 1,): the numbers of the bars, from 1, at which the stretches begin and end."""
        return self.first_bar + 1 + self.unit * np.arange(len(self.values) + 1)


def density(notes: Sequence[Note], meters: MeterMap, most: int = MOST) -> Course:
    """Notes a bar, from the first note's bar to the last one's."""
    if not notes:
        return Course(0, 1, np.zeros(0))
    first, unit, rows = _rows(notes, meters, most)
    counts = np.bincount(rows).astype(float)
    last = meters.bar_at(notes[-1].start) - first + 1
    widths = np.full(len(counts), float(unit))
    widths[-1] = last - unit * (len(counts) - 1)
    return Course(first, unit, counts / widths)


def mean_course(
    notes: Sequence[Note], values: Sequence[float], meters: MeterMap, most: int = MOST
) -> Course:
    """The mean of the notes' values, one for each note; NaN among them is left out."""
    if not notes:
        return Course(0, 1, np.zeros(0))
    first, unit, rows = _rows(notes, meters, most)
    found = np.asarray(values, float)
    known = ~np.isnan(found)
    size = int(rows.max()) + 1
    counts = np.bincount(rows[known], minlength=size)
    sums = np.bincount(rows[known], found[known], minlength=size)
    means = np.divide(sums, counts, out=np.full(size, np.nan), where=counts > 0)
    return Course(first, unit, means)


def bar_numbers(notes: Sequence[Note], meters: MeterMap) -> np.ndarray:
    """(n,): where each note begins in bars as musicians count them: 3.5 is half way through the
    third.
    """
    places = places_of(starts_of(notes), meters)
    return places.bars + 1 + places.into / places.lengths


def _rows(notes: Sequence[Note], meters: MeterMap, most: int) -> tuple[int, int, np.ndarray]:
    """The first bar, how many bars make a stretch, and the stretch that each note lies in."""
    bars = places_of(starts_of(notes), meters).bars
    first, count = int(bars[0]), int(bars[-1] - bars[0]) + 1
    unit = 1
    while -(-count // unit) > most:
        unit *= 2
    return first, unit, (bars - first) // unit
