"""What music does over many bars and clips from nothing would not do: it comes back to what it has
said, keeps to its key and moves by small steps. Counted, and kept beside the networks.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import numpy as np

from engine.representation.clips import HOLD, Bars

DISTANCES = 16
"""Something comes back after fewer bars than these."""

PLACES = 8
REACH = 24
"""Semitones of the widest interval that is told from wider ones."""

NEW = -1
"""Stands for the source of a quarter that says something new."""


def place_of(bar: int, quarter: int) -> int:
    """Inside a bar 0; where a bar begins 1, each fourth 2, each eighth 3; in the first four bars,
    before a phrase can come back, as many more.
    """
    begins = 0 if quarter else 1 + (bar % 4 == 0) + (bar % 8 == 0)
    return begins + PLACES // 2 * (bar < 4)


@dataclass(frozen=True)
class Habits:
    """Chances (styles, PLACES, DISTANCES, DISTANCES) that a quarter says again what stood so many
    bars before, 0 for something new, by the place and by the distance at the quarter before it,
    where so many bars have been; `shares` (METERS + 1, styles) of the styles in each meter; of a
    melody how often each interval comes (2 * REACH + 1,), and each pitch class in the frames
    (FRAMES, 12). None in drums.
    """

    chances: np.ndarray
    shares: np.ndarray
    intervals: np.ndarray | None = None
    tones: np.ndarray | None = None

    @classmethod
    @cache
    def read(cls, path: Path) -> "Habits":
        """Those in a file of arrays by these names, read once."""
        with np.load(path) as file:
            return cls(**{key: file[key] for key in file.files})

    def sources(self, bars: Bars, rng: np.random.Generator) -> np.ndarray:
        """Which quarter, of (bars, quarters of the longest bar) in order, each one says again, NEW
        where it says none; drawn for bars of one meter and length.
        """
        style = self.chances[rng.choice(len(self.chances), p=_whole(self.shares[bars.meters[0]]))]
        longest = bars.there.shape[1]
        found, distance = np.full(bars.there.size, NEW), 0
        for time, (bar, quarter) in enumerate(np.ndindex(bars.there.shape)):
            if not bars.there[bar, quarter]:
                continue
            chances = style[place_of(bar, quarter), distance].astype(np.float64)
            chances[bar + 1 :] = 0
            chances[0] = max(0.0, 1 - chances[1:].sum())
            distance = int(rng.choice(DISTANCES, p=_whole(chances)))
            if distance:
                found[time] = time - distance * longest
        return found

    def tuned(self, logits: np.ndarray, frame: int) -> np.ndarray:
        """Logits (T, 130) of a melody's steps with other ones for the pitches of what begins: how
        likely the likeliest melody is in which each has that pitch, intervals and tones counted in
        (max-sum). What begins, goes on and rests stays as it was.
        """
        begin = np.flatnonzero(logits.argmax(axis=1) < HOLD)
        if self.intervals is None or self.tones is None or not len(begin):
            return logits
        pitches = np.arange(HOLD)
        told = logits[begin, :HOLD] + np.log(self.tones[frame])[pitches % 12]
        wide = np.clip(pitches - pitches[:, None], -REACH, REACH) + REACH
        moves = np.log(self.intervals)[wide]
        before, after = _best_ways(told, moves), _best_ways(told[::-1], moves.T)[::-1]
        tuned = before + told + after
        tuned += (logits[begin, :HOLD].max(axis=1) - tuned.max(axis=1))[:, None]
        logits = logits.copy()
        logits[begin, :HOLD] = tuned
        return logits


def _best_ways(told: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """Of notes (N, pitches), the best way to each pitch by what is told of the notes before it."""
    ways = np.zeros_like(told)
    for note in range(1, len(told)):
        reached = ways[note - 1] + told[note - 1]
        ways[note] = (reached[:, None] + moves).max(axis=0)
        ways[note] -= ways[note].max()
    return ways


def _whole(shares: np.ndarray) -> np.ndarray:
    """Shares that add up to 1."""
    return cast("np.ndarray", shares / shares.sum(dtype=np.float64))
