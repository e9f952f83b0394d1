"""How drummers scatter around what a network finds likeliest of their strokes: counted, and kept
beside the network.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

KNOTS = np.linspace(-2.5, 2.5, 11)
"""The normal numbers for which is kept how far strokes stray; beyond are as the outermost."""

EDGES: Mapping[str, np.ndarray] = {
    "loudness": np.linspace(0, 1, 13)[1:-1],
    "away": np.linspace(-0.3, 0.3, 7),
}
"""Where the bins of what is said end: loudness from 0 to 1, distance from the step in 16ths."""

KINDS = tuple(EDGES)
SHARES = ("whole", "step", "follow")
"""What of a normal number hangs together, as in `tools.drums.feel.Coherence`."""


@dataclass(frozen=True)
class Scatter:
    """How far strokes stray from what is said of them, `loudness` and `away` (VOICES, bins, KNOTS),
    by drum and by the bin of what is said; `coherence` (KINDS, SHARES) of the normal numbers that
    they are drawn by, from struck step to struck step; and which part of the number that decides
    whether a drum is struck belongs to its place in the bar, `strokes` ().
    """

    loudness: np.ndarray
    away: np.ndarray
    coherence: np.ndarray
    strokes: np.ndarray

    @classmethod
    @cache
    def read(cls, path: Path) -> "Scatter":
        """That in a file of arrays by these names, read once."""
        with np.load(path) as file:
            return cls(**{key: file[key] for key in file.files})

    def strays(
        self, kind: str, said: np.ndarray, voices: np.ndarray, numbers: np.ndarray
    ) -> np.ndarray:
        """How far strokes (N,) of these voices stray from what is said of them, by their normal
        numbers.
        """
        table, bins = getattr(self, kind), bin_of(kind, said)
        place = (numbers - KNOTS[0]) / (KNOTS[1] - KNOTS[0])
        place = np.clip(place, 0, len(KNOTS) - 1)
        below = np.minimum(place.astype(int), len(KNOTS) - 2)
        more = place - below
        before, after = table[voices, bins, below], table[voices, bins, below + 1]
        return np.asarray((1 - more) * before + more * after)


def bin_of(kind: str, said: np.ndarray) -> np.ndarray:
    """The bin that what is said falls into."""
    return np.digitize(said, EDGES[kind])
