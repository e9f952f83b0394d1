"""How alike the bars of a piece are: its self-similarity matrix (after Foote 1999, and for bars of
symbolic music Wu and Yang 2020), which shows the form of a piece at a glance.

Two bars are compared by their onsets on a grid of sixteenths. Their likeness is the mean of two F1
scores: of the places where notes begin (the rhythm), and of those places with their pitches. So 1
is the same bar again, 0.5 the same rhythm on other pitches, 0 nothing in common. Two silent bars
are alike, a silent one is like no other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.theory.bars import pitches_of, places_of, starts_of

MOST = 128
"""A matrix has no more rows than this: in a longer piece each stands for 2, 4, 8 ... bars."""

Matrix = np.ndarray


@dataclass(frozen=True, eq=False)
class Form:
    """`likeness` (n, n) from 0 to 1 of stretches of `unit` bars each, the first one beginning with
    the bar of index `first_bar`.
    """

    first_bar: int
    unit: int
    likeness: Matrix

    def bars_of(self, index: int) -> tuple[int, int]:
        """The indices [first, after) of the bars that a row or column stands for."""
        first = self.first_bar + index * self.unit
        return first, first + self.unit


def form(notes: Sequence[Note], meters: MeterMap, most: int = MOST) -> Form:
    """The form of a piece, from the bar of the first onset to that of the last one. `meters` counts
    the notes' ticks.
    """
    if not notes:
        return Form(0, 1, np.zeros((0, 0), np.float32))
    sixteenth = meters.ppq / 4
    onsets = places_of((starts_of(notes) + sixteenth / 2).astype(int), meters)
    bars, places = onsets.bars, (onsets.into // sixteenth).astype(int)
    first, count = int(bars.min()), int(bars.max() - bars.min()) + 1
    unit = 1
    while -(-count // unit) > most:
        unit *= 2
    rows, inside = np.divmod(bars - first, unit)
    places = places + inside * (int(places.max()) + 1)
    size = -(-count // unit)
    rhythm = _shared(rows, places, size)
    tones = _shared(rows, places * 128 + pitches_of(notes), size)
    return Form(first, unit, (rhythm + tones) / 2)


def _shared(rows: np.ndarray, features: np.ndarray, size: int) -> Matrix:
    """F1 of each row's set of features with each other row's."""
    _, columns = np.unique(features, return_inverse=True)
    held = np.zeros((size, int(columns.max()) + 1), np.float32)
    held[rows, columns] = 1.0
    counts = held.sum(axis=1)
    both = counts[:, None] + counts[None, :]
    return np.divide(
        2 * (held @ held.T), both, out=np.ones((size, size), np.float32), where=both > 0
    )
