"""Steps and the bars that they lie in, for networks that look at the same place of earlier bars."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Bars:
    """Where steps lie: `bars` (T,) of each, counted in the phrase's way from any number, `places`
    (T,) in it, `lines` (B + 1,): the first step of each bar, and the step after the last bar.
    """

    bars: np.ndarray
    places: np.ndarray
    lines: np.ndarray

    @classmethod
    def of(cls, lengths: list[int], first: int = 0) -> "Bars":
        """From the number of steps of each bar; `first` is the number of the first."""
        lines = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        bars = np.repeat(np.arange(len(lengths)), lengths)
        return cls(bars + first, np.arange(lines[-1]) - lines[bars], lines)

    @property
    def first(self) -> int:
        """The number of the first bar."""
        return int(self.bars[0])
