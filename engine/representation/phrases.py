"""Whether a phrase was heard before: runs of intervals and durations, whatever the transposition.

Runs are kept as hashes: they tell whether a phrase is among them, and no music can be read out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.score.song import Note

SIZES = (8, 16)
"""The runs that are kept: so many steps from a note to the next. Shorter ones all music shares."""

BASE = np.uint64(0x9E3779B97F4A7C15)
BITS = np.uint64(64 - 30)


@dataclass(frozen=True)
class KnownPhrases:
    """The runs of a collection: for each of SIZES their numbers in order, uint32.

    Of a million runs about one in 1,000 others has a number that is among theirs by chance.
    """

    runs: Mapping[int, np.ndarray]

    @classmethod
    def of(cls, melodies: Iterable[Sequence[Note]]) -> "KnownPhrases":
        """All runs inside each melody, whose notes are in grid ticks."""
        steps = [steps_of(notes) for notes in melodies]
        kept = {size: [_numbers(each, size) for each in steps] for size in SIZES}
        return cls({size: np.unique(np.concatenate(each)) for size, each in kept.items()})

    @classmethod
    def load(cls, path: Path) -> "KnownPhrases":
        """From a file that `save` wrote. Raises what numpy does where it is none."""
        with path.open("rb") as file, np.load(file) as arrays:
            gaps = {size: arrays[f"runs_{size}"] for size in SIZES}
        return cls({size: np.cumsum(each, dtype=np.uint32) for size, each in gaps.items()})

    def save(self, path: Path) -> None:
        """Keep them in a file, as the distances from one number to the next."""
        zero = np.uint32(0)
        gaps = {f"runs_{size}": np.diff(each, prepend=zero) for size, each in self.runs.items()}
        np.savez_compressed(path, **gaps)  # type: ignore[arg-type]  # numpy's stub takes allow_pickle for the names

    def shared(self, notes: Sequence[Note]) -> int:
        """How many notes in a row, in grid ticks, stand in the collection; 0 where fewer than
        SIZES[0] + 1 do.

        Between two of SIZES it is the most that can be: runs of the smaller size one after another.
        """
        steps, limit = steps_of(notes), None
        for size in reversed(SIZES):
            known = self._known(_numbers(steps, size), size)
            if known.any():
                most = size + _longest_run(known) - 1
                return 1 + (most if limit is None else min(most, limit - 1))
            limit = size
        return 0

    def _known(self, numbers: np.ndarray, size: int) -> np.ndarray:
        runs = self.runs[size]
        if not len(runs):
            return np.zeros(len(numbers), bool)
        places = np.minimum(np.searchsorted(runs, numbers), len(runs) - 1)
        return runs[places] == numbers


def steps_of(notes: Sequence[Note]) -> np.ndarray:
    """A number above 0 for each step: the interval, and the duration of the note it leads to."""
    pitches = np.array([note.pitch for note in notes], dtype=np.int64)
    lengths = np.array([note.length for note in notes], dtype=np.int64)
    return (lengths[1:] * 512 + np.diff(pitches) + 256).astype(np.uint64)


def hashes_of(steps: np.ndarray, length: int) -> np.ndarray:
    """A polynomial hash of every run of so many steps, modulo 2^64."""
    hashes = np.zeros(max(0, len(steps) - length + 1), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for offset in range(length):
            hashes = hashes * BASE + steps[offset : offset + len(hashes)] * (BASE >> np.uint64(7))
            hashes ^= hashes >> np.uint64(31)
    return hashes


def _numbers(steps: np.ndarray, size: int) -> np.ndarray:
    return (hashes_of(steps, size) >> BITS).astype(np.uint32)


def _longest_run(flags: np.ndarray) -> int:
    """The most True in a row."""
    ends = np.flatnonzero(~np.concatenate([[False], flags, [False]]))
    return int(np.diff(ends).max()) - 1
