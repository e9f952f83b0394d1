"""What differs between two takes, and how much."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.score.song import Note

PLACES = 12
"""Places in a quarter on which takes are compared: fine enough for triplets, and coarse enough
that a drummer's feel is no other rhythm."""


@dataclass(frozen=True)
class Difference:
    """Two takes side by side, in notes of either; dynamics are left out.

    `same` holds the second's notes that the first has too, `only_first` and `only_second` what the
    other lacks. `moved` holds pairs of one pitch that begin or end elsewhere, the first's ahead.
    """

    same: tuple[Note, ...]
    only_first: tuple[Note, ...]
    only_second: tuple[Note, ...]
    moved: tuple[tuple[Note, Note], ...]


def compared(first: Sequence[Note], second: Sequence[Note], near: int) -> Difference:
    """What differs between two takes in the same ticks. A note has moved where the other take has
    one of its pitch that begins at most `near` ticks away; the nearest are paired first.
    """
    places = {_sound(note) for note in first}
    same = tuple(note for note in second if _sound(note) in places)
    common = {_sound(note) for note in same}
    left = [note for note in first if _sound(note) not in common]
    right = [note for note in second if _sound(note) not in common]
    pairs = sorted(
        (abs(a.start - b.start), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if a.pitch == b.pitch and abs(a.start - b.start) <= near
    )
    moved: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in moved and j not in moved.values():
            moved[i] = j
    return Difference(
        same,
        tuple(note for i, note in enumerate(left) if i not in moved),
        tuple(note for j, note in enumerate(right) if j not in moved.values()),
        tuple((left[i], right[j]) for i, j in sorted(moved.items())),
    )


@dataclass(frozen=True)
class Struck:
    """Where a take strikes, and which pitches there."""

    places: frozenset[int]
    pitches: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, notes: Sequence[Note], ppq: int) -> "Struck":
        """Of a take's notes, in ticks of so many a quarter."""
        pitches = frozenset((round(note.start * PLACES / ppq), note.pitch) for note in notes)
        return cls(frozenset(place for place, _ in pitches), pitches)

    def distance(self, other: "Struck") -> float:
        """How different two takes are, from 0 to 1: the mean of the Jaccard distances of their
        onsets and of their pitches at onsets.
        """
        onsets = _jaccard(self.places, other.places)
        return 1 - (onsets + _jaccard(self.pitches, other.pitches)) / 2


def distance(first: Sequence[Note], second: Sequence[Note], ppq: int) -> float:
    """The same of two takes' notes."""
    return Struck.of(first, ppq).distance(Struck.of(second, ppq))


def _sound(note: Note) -> tuple[int, int, int]:
    return note.start, note.length, note.pitch


def _jaccard(one: frozenset, other: frozenset) -> float:
    """The share of what either holds that both hold; 1 for two empty sets."""
    return len(one & other) / len(one | other) if one or other else 1.0
