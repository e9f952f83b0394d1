"""How much of a melody stands in the training data: the longest run of equal intervals and
durations, whatever the transposition.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from engine.representation.phrases import hashes_of, steps_of
from engine.score.song import Note

LONGEST = 96
"""Runs of so many notes are as long as it looks."""


class Memory:
    """The training melodies, ready to be searched for runs of any length."""

    def __init__(self, melodies: Iterable[Sequence[Note]]) -> None:
        tokens = [np.concatenate([steps_of(notes), [np.uint64(0)]]) for notes in melodies]
        self._tokens = np.concatenate(tokens)
        self._apart = np.cumsum(self._tokens == 0)
        self._runs: dict[int, np.ndarray] = {}

    def longest_run(self, notes: Sequence[Note]) -> int:
        """The most notes in a row that also stand in a training melody; 0 where not even two do."""
        tokens = steps_of(notes)
        low, high = 0, min(len(tokens), LONGEST)
        while low < high:
            middle = (low + high + 1) // 2
            if _any_in(hashes_of(tokens, middle), self._known(middle)):
                low = middle
            else:
                high = middle - 1
        return low + 1 if low else 0

    def _known(self, length: int) -> np.ndarray:
        """The hashes of all runs of so many steps inside one melody, in order."""
        if length not in self._runs:
            hashes = hashes_of(self._tokens, length)
            ends = self._apart[length - 1 :]
            begins = np.concatenate([[0], self._apart])[: len(ends)]
            self._runs[length] = np.unique(hashes[ends == begins])
        return self._runs[length]


def _any_in(wanted: np.ndarray, known: np.ndarray) -> bool:
    """Whether one of some hashes is among the known ones, which are in order."""
    if not len(known):
        return False
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return bool((known[places] == wanted).any())
