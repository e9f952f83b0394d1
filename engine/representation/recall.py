"""What followed the last time: where a melody was before in the same situation, and what it said.

Tunes and songs come back to what they have said. Of all places where the last notes of the melody
stood before, the one with the longest agreement is looked up and what followed there is offered:
the longest match of Lempel and Ziv's compression and of the context-mixing compressors' match
models (Mahoney 2005), close to the short-term model of Pearce's IDyOM (2005). Agreement is in
intervals and in distances between onsets, so a phrase is recognised in another key as well.
"""

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


class Followers(NamedTuple):
    """The notes that followed at several places, moved to follow here: onset in grid ticks, pitch
    (which may lie outside MIDI's), duration and velocity symbols, and the strength of the
    resemblance, (M,) each.
    """

    onset: np.ndarray
    pitch: np.ndarray
    duration: np.ndarray
    velocity: np.ndarray
    strength: np.ndarray


class Recalled(NamedTuple):
    """What followed at the likeliest place: its value, None where there is none, and how much the
    place resembles the present one, 0 <= strength < STRENGTHS.
    """

    value: int | None
    strength: int


@dataclass(frozen=True, eq=False)
class Recall:
    """All that a melody has said, one column of `notes` (5, N) a note: its onset in grid ticks, its
    position in the bar, its pitch, its duration and its velocity (both as symbols). `alike` (N,)
    says how many steps (interval and distance of onsets) up to each note equal the last ones.
    """

    notes: np.ndarray
    alike: np.ndarray

    @classmethod
    def of(cls, notes: np.ndarray) -> "Recall":
        """A melody from all its notes (5, N) at once, in order. Agreement is counted as far as it
        matters.
        """
        count = notes.shape[1]
        steps = notes[::2, 1:] - notes[::2, :-1]
        alike, agrees = np.zeros(count, dtype=np.int64), np.arange(count) < count - 1
        for back in range(min(MOST_ALIKE, count - 1)):
            last, same = count - 2 - back, np.zeros(count, dtype=bool)
            same[1 + back :] = (steps[:2, : last + 1] == steps[:2, last : last + 1]).all(axis=0)
            agrees = agrees & same
            alike += agrees
        return cls(notes, alike)

    def after(
        self, onset: int, position: int, pitch: int, duration: int, velocity: int
    ) -> "Recall":
        """The melody with one more note."""
        count = len(self.alike)
        notes = np.empty((5, count + 1), dtype=np.int64)
        notes[:, :count] = self.notes
        notes[:, count] = onset, position, pitch, duration, velocity
        alike = np.zeros(count + 1, dtype=np.int64)
        if count > 1:
            steps = notes[::2, 1:] - notes[::2, :-1]
            same = (steps[:2, :-1] == steps[:2, -1:]).all(axis=0)
            alike[1:-1] = same * (self.alike[:-1] + 1)
        return Recall(notes, alike)

    @cached_property
    def followers(self) -> Followers:
        """What followed each place, from the place that resembles the present one most; of equals
        the latest is first.
        """
        onsets, positions, pitches, durations, velocities = self.notes
        strengths = (
            1
            + 4 * np.minimum(self.alike[:-1], MOST_ALIKE)
            + 2 * (positions[:-1] == positions[-1:])
            + (pitches[:-1] == pitches[-1:])
        )
        order = strengths.argsort(kind="stable")[::-1]
        return Followers(
            (onsets[-1:] + onsets[1:] - onsets[:-1])[order],
            (pitches[-1:] + pitches[1:] - pitches[:-1])[order],
            durations[1:][order],
            velocities[1:][order],
            strengths[order],
        )


UNKNOWN = Recalled(None, 0)
"""Where nothing is recalled."""

BLANK = Recall(np.zeros((5, 0), dtype=np.int64), np.zeros(0, dtype=np.int64))
"""A melody that has not begun."""


def strongest(values: np.ndarray, strengths: np.ndarray) -> tuple[Recalled, Recalled]:
    """The first of these values and the first that differs from it; (None, 0) where there is none.
    Both arrays (M,).
    """
    if not len(values):
        return UNKNOWN, UNKNOWN
    differs = values != values[0]
    place = differs.argmax()
    return (
        Recalled(int(values[0]), int(strengths[0])),
        Recalled(int(values[place]), int(strengths[place])) if differs[place] else UNKNOWN,
    )
