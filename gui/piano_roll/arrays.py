"""Notes as numpy arrays, for drawing and hit-testing many of them at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from math import ceil, floor
from operator import attrgetter, is_not

import numpy as np
from numpy.typing import NDArray

from engine.score.song import Note, Track
from engine.score.time import Tick

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

_fields = attrgetter("id", "start", "length", "pitch", "velocity")


@dataclass(frozen=True, eq=False)
class NoteArrays:
    """Columns of notes, ordered by start; all of the same length. Ticks, MIDI pitches 0 to 127."""

    ids: Ints
    starts: Ints
    ends: Ints
    pitches: Ints
    velocities: Ints

    @classmethod
    def of(cls, notes: Sequence[Note]) -> "NoteArrays":
        """The columns of notes that are ordered by start."""
        values = chain.from_iterable(map(_fields, notes))
        table = np.fromiter(values, np.int64, 5 * len(notes)).reshape(-1, 5)
        ids, starts, lengths, pitches, velocities = np.ascontiguousarray(table.T)
        return cls(ids, starts, starts + lengths, pitches, velocities)

    def __len__(self) -> int:
        return len(self.ids)

    def as_notes(self) -> list[Note]:
        """The notes again; what an array does not hold is as by default."""
        columns = (self.ids, self.pitches, self.velocities, self.starts, self.ends - self.starts)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return [Note(i, p, v, Tick(start), Tick(length)) for i, p, v, start, length in rows]

    @cached_property
    def _ended_by(self) -> Ints:
        """For each note the latest end so far: it never falls, so it can be searched."""
        return np.maximum.accumulate(self.ends)

    @cached_property
    def edges(self) -> NDArray[np.float64]:
        """Starts and ends (2, n) as fractions, which pixels are counted from."""
        return np.array((self.starts, self.ends), np.float64)

    def between(self, start: float, end: float) -> slice:
        """A slice that holds all notes sounding in [start, end), and perhaps others."""
        first = int(np.searchsorted(self._ended_by, floor(start), side="right"))
        last = int(np.searchsorted(self.starts, ceil(end), side="left"))
        return slice(first, max(first, last))

    def starting(self, start: float, end: float) -> slice:
        """The slice of the notes that begin in [start, end)."""
        # Whole numbers: for a fraction numpy would turn the whole column into fractions first.
        first, last = np.searchsorted(self.starts, (ceil(start), ceil(end)))
        return slice(int(first), int(last))

    def taken(self, chosen: "slice | Mask | Ints") -> "NoteArrays":
        """Some of the notes, in the same order."""
        if isinstance(chosen, slice) and chosen == slice(0, len(self)):
            return self
        return NoteArrays(
            self.ids[chosen],
            self.starts[chosen],
            self.ends[chosen],
            self.pitches[chosen],
            self.velocities[chosen],
        )

    def mask_of(self, ids: Collection[int]) -> Mask:
        """Which notes have one of these ids."""
        if not ids:
            return np.zeros(len(self), dtype=bool)
        # Not assumed to be unique, they would be made so, for which numpy loads its masked arrays.
        return np.isin(self.ids, np.fromiter(ids, np.int64, len(ids)), assume_unique=True)

    def within(self, ticks: tuple[float, float], pitches: tuple[int, int]) -> Mask:
        """Which notes touch a stretch [start, end) and a range of pitches, both included."""
        return (
            (self.ends > ticks[0])
            & (self.starts < ticks[1])
            & (self.pitches >= pitches[0])
            & (self.pitches <= pitches[1])
        )

    def moved(self, ticks: int, semitones: int) -> "NoteArrays":
        """The notes later and higher."""
        return replace(
            self,
            starts=self.starts + ticks,
            ends=self.ends + ticks,
            pitches=np.clip(self.pitches + semitones, 0, 127),
        )

    def index_at(self, tick: float, pitch: int, slack: float = 0.0) -> int | None:
        """The index of the uppermost note at a tick and pitch.

        Where there is none, the note that ends or begins nearest, up to `slack` ticks away.
        """
        near = self.between(tick - slack, tick + slack + 1)
        same = np.flatnonzero(self.pitches[near] == pitch) + near.start
        if not len(same):
            return None
        distance = np.maximum(self.starts[same] - tick, tick - self.ends[same] + 1e-9)
        best = np.flatnonzero(distance <= max(0.0, distance.min()))[-1]
        return int(same[best]) if distance[best] <= slack else None


def of_tracks(tracks: Sequence[Track]) -> NoteArrays:
    """The notes of all clips of these tracks, ordered by start."""
    notes = [note for track in tracks for clip in track.clips for note in clip.notes]
    return NoteArrays.of(sorted(notes, key=attrgetter("start")))


class TracksCache:
    """The arrays of the tracks asked for last. A track is known by its identity."""

    def __init__(self) -> None:
        self._known: tuple[list[Track], NoteArrays] = ([], NoteArrays.of(()))

    def of(self, tracks: list[Track]) -> NoteArrays:
        """The arrays of the notes of these tracks, made anew only where one has changed."""
        known = self._known[0]
        if len(known) != len(tracks) or any(map(is_not, known, tracks)):
            self._known = (tracks, of_tracks(tracks))
        return self._known[1]


class ArrayCache:
    """The arrays of the tuples of notes seen last. A tuple is known by its identity."""

    def __init__(self, size: int = 8) -> None:
        self._size = size
        self._known: list[tuple[tuple[Note, ...], NoteArrays]] = []

    def of(self, notes: tuple[Note, ...]) -> NoteArrays:
        """The arrays of these notes, made at most once while they are in use."""
        for i, (known, arrays) in enumerate(self._known):
            if known is notes:
                self._known.insert(0, self._known.pop(i))
                return arrays
        arrays = NoteArrays.of(notes)
        self._known.insert(0, (notes, arrays))
        del self._known[self._size :]
        return arrays
