"""Gaps for a network to fill: what follows is told first, then what comes before."""

from dataclasses import replace

import numpy as np

from engine.representation.future import MOST_FUTURE, future_rows
from engine.representation.notes import END, ROW, SKIP
from models.training.melody.data import CONTEXT, Melody

MOST_BARS = 8
ROW_BARS = list(ROW).index("bars")


def bars_of(melody: Melody) -> np.ndarray:
    """The bar of each target, counted from the bar before the first, (T,); END's is the last."""
    bars = melody.targets[:, 0]
    return np.where((bars >= 0) & (bars < END), bars, 0).cumsum()


def with_gap(melody: Melody, rng: np.random.Generator) -> tuple[Melody, int]:
    """A melody in the order in which a gap of 1 to MOST_BARS bars in it is filled, at most CONTEXT
    rows, and where in it the gap begins. Where no note follows any gap it stays as it is: 0.

    Seven of ten gaps go from bar line to bar line, the others from any note to any other.
    """
    bars, last = bars_of(melody), len(melody.rows) - 1
    begin = int(rng.integers(0, last))
    length = int(rng.integers(1, MOST_BARS + 1))
    end = int(np.searchsorted(bars, bars[begin] + length))
    if rng.random() < 0.7:
        begin = int(np.searchsorted(bars, bars[begin]))
    else:
        end = int(rng.integers(begin + 1, end + 1))
    after = melody.rows[end + 1 :]
    if end >= last or after[0, ROW_BARS] == SKIP:
        return melody, 0
    return filled(melody, begin, end)


def filled(melody: Melody, begin: int, end: int) -> tuple[Melody, int]:
    """A melody in the order in which its notes from `begin` to before `end` are written between the
    others, and where they begin in it.
    """
    after = melody.rows[end + 1 :]
    skips = np.flatnonzero(after[:, ROW_BARS] == SKIP)
    told = future_rows(after[: skips[0]] if len(skips) else after)
    first = max(0, end + 1 - (CONTEXT - MOST_FUTURE))
    part = slice(first, end + 1)
    targets = melody.targets[part].copy()
    targets[-1] = -1
    targets[-1, 0] = END
    nothing = np.zeros((len(told), melody.heads.shape[1]), dtype=melody.heads.dtype)
    unasked = np.full((len(told), targets.shape[1]), -1, dtype=targets.dtype)
    whole = replace(
        melody,
        rows=np.concatenate([told, melody.rows[part]]),
        heads=np.concatenate([nothing, melody.heads[part]]),
        targets=np.concatenate([unasked, targets]),
    )
    return whole, len(told) + max(0, begin - first)
