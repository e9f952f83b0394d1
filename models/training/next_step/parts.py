"""Performances as bars, and what is known before a step of one."""

from collections.abc import Sequence

import numpy as np

from engine.representation.bars import Bars
from engine.representation.drum_past import Past
from engine.representation.drums import Cells
from models.training.drums.performances import Take


def bars_of_take(take: Take) -> list[int]:
    """How many steps each bar of a performance has; its last step stands on the line after it."""
    return np.diff(np.flatnonzero(take.positions == 0)).tolist()


def learnable(takes: Sequence[Take]) -> list[Take]:
    """The performances that go on: whole ones, all of whose bars are told by their positions."""
    return [t for t in takes if t.whole and len(set(bars_of_take(t))) == 1]


def past_of(take: Take, cells: Cells, bars: slice, number: int) -> Past:
    """What is played in some bars of a performance, the first of which is counted as `number`."""
    lengths = bars_of_take(take)
    first = sum(lengths[: bars.start])
    within = Bars.of(lengths[bars], number)
    past = Past(within, take.bpm)
    past.write(0, cells.at(slice(first, first + len(within.bars))))
    return past
