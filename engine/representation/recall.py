"""What followed the last time: where a melody was before in the same situation, and what it said.

Tunes and songs come back to what they have said. Of all places where the last notes of the melody
stood before, the one with the longest agreement is looked up and what followed there is offered:
the longest match of Lempel and Ziv's compression and of the context-mixing compressors' match
models (Mahoney 2005), close to the short-term model of Pearce's IDyOM (2005). Agreement is in
intervals and in distances between onsets, so a phrase is recognised in another key as well.

Several lines are looked at side by side: L is how many they are, N how many notes each has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

MOST_ALIKE = 15
"""Agreeing steps beyond this number count as this many."""

STRENGTHS = 4 * MOST_ALIKE + 5
"""How many strengths there are: 0 where nothing is recalled; else 1 and four for each agreeing
step, two more for the same position in the bar, one more for the same pitch.
"""

VALUES = 1024
"""More than any field has symbols."""

NOT_BEFORE = -1
"""In `Recall.alike`: nothing has followed that note yet."""


class Followers(NamedTuple):
    """The notes that followed each note but the last, moved to follow here: onset in grid ticks,
    pitch (which may lie outside MIDI's), duration and velocity symbols, (L or 1, M) with M = N - 1.
    `weight` orders them within a line: VALUES times (M times the strength of the resemblance, and
    the place, so that of equals the latest weighs most). Strength 0 or less is no follower.
    """

    onset: np.ndarray
    pitch: np.ndarray
    duration: np.ndarray
    velocity: np.ndarray
    weight: np.ndarray


@dataclass(frozen=True, eq=False)
class Recall:
    """All that some lines have said. `notes` (5, L or 1, N): onset in grid ticks, position in the
    bar, pitch, duration and velocity (both as symbols). `last` (5, L) is each line's last note;
    `alike` (L, N) says how many steps (interval and distance of onsets) up to each note equal the
    last ones of the line, NOT_BEFORE for the last note and any later one.
    """

    notes: np.ndarray
    last: np.ndarray
    alike: np.ndarray

    @classmethod
    def at(cls, notes: np.ndarray, heard: Sequence[int]) -> "Recall":
        """One melody (5, N) at several moments, a line for each: `heard` (L,) says how many of its
        notes there had been. Agreement is counted as far as it matters.
        """
        notes = notes[:, : max(heard)]
        place, last = np.arange(notes.shape[1]), np.array(heard)[:, None] - 1
        steps = _steps(notes)
        alike = np.where(place < last, 0, NOT_BEFORE)
        agrees = alike == 0
        for back in range(min(MOST_ALIKE, len(steps))):
            here, there = last - 1 - back, place - 1 - back
            same = steps.take(here, mode="clip") == steps.take(there, mode="clip")
            agrees &= same & (here >= 0) & (there >= 0)
            if not agrees.any():
                break
            alike += agrees
        if not notes.size:
            return cls(notes[:, None], np.zeros((5, len(alike)), dtype=np.int64), alike)
        return cls(notes[:, None], notes.take(last[:, 0], axis=1, mode="clip"), alike)

    def after(self, new: np.ndarray) -> "Recall":
        """Each line with one more note, `new` (5, L)."""
        lines, count = self.alike.shape
        notes = np.empty((5, lines, count + 1), dtype=np.int64)
        notes[:, :, :count] = self.notes
        notes[:, :, count] = new
        alike = np.zeros((lines, count + 1), dtype=np.int64)
        alike[:, count] = NOT_BEFORE
        if count > 1:
            steps = _steps(notes)
            alike[:, 1:-1] = (steps[:, :-1] == steps[:, -1:]) * (self.alike[:, :-1] + 1)
        return Recall(notes, new, alike)

    def keep(self, lines: Sequence[int]) -> "Recall":
        """These lines alone, in this order; one may come several times."""
        notes = self.notes if self.notes.shape[1] == 1 else self.notes[:, lines]
        return Recall(notes, self.last[:, lines], self.alike[lines])

    @cached_property
    def followers(self) -> Followers:
        """What followed at each place where the lines have been."""
        before, after = self.notes[..., :-1], self.notes[..., 1:]
        alike, last = self.alike[:, :-1], self.last[..., None]
        strength = 4 * np.minimum(alike, MOST_ALIKE)
        strength += 2 * (before[1] == last[1]) + (before[2] == last[2]) + 1
        count = alike.shape[1]
        return Followers(
            last[0] + after[0] - before[0],
            last[2] + after[2] - before[2],
            after[3],
            after[4],
            (strength * count + np.arange(count)) * VALUES,
        )


BLANK = Recall(
    np.zeros((5, 1, 0), dtype=np.int64),
    np.zeros((5, 1), dtype=np.int64),
    np.zeros((1, 0), dtype=np.int64),
)
"""A melody that has not begun."""


def weightiest(
    values: np.ndarray, weight: np.ndarray, possible: np.ndarray, nothing: int
) -> list[tuple[int, int, int, int]]:
    """For each line the value of most weight, its strength, the value of most weight that differs
    from it, and its strength; `nothing` and strength 0 where there is none.

    `weight` is that of Followers; of the `possible` ones the values lie in [0, VALUES). All three
    are (L or 1, M).
    """
    keys = (weight + values) * possible
    first = np.maximum.reduce(keys, axis=1, initial=0)
    keys *= values != (first % VALUES)[:, None]
    other = np.maximum.reduce(keys, axis=1, initial=0)
    step = VALUES * max(1, weight.shape[1])

    def told(key: int) -> tuple[int, int]:
        return (key % VALUES, key // step) if key >= step else (nothing, 0)

    return [(*told(a), *told(b)) for a, b in zip(first.tolist(), other.tolist(), strict=True)]


def _steps(notes: np.ndarray) -> np.ndarray:
    """The way from each note (5, ..., N) to the next, (..., N - 1): distance of onsets and interval
    in one number, which is below 128 either way.
    """
    return 256 * np.diff(notes[0]) + np.diff(notes[2])
