"""The kit network at work: what it is told of bars of taps, and the chances that it gives."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from engine.representation.tapped_bars import TappedBars
from engine.runtime.library import LoadedModel
from engine.runtime.network import Network

AT_ONCE = 16
"""Bars that are asked about at once."""


class KitChances(NamedTuple):
    """Of N steps the logits of hits and the velocities from 0 to 1, (N, 9) each."""

    hits: np.ndarray
    velocities: np.ndarray


class KitNetwork(Network):
    """A loaded model of the representation "tapped-bars"."""

    def __init__(self, model: LoadedModel) -> None:
        super().__init__(model, "kit")

    def chances(self, bars: TappedBars, asked: np.ndarray) -> KitChances:
        """What it makes of the asked steps, all at once. Raises ModelError."""
        return joined(list(self.by_bars(bars)), bars, asked)

    def by_bars(self, bars: TappedBars) -> Iterator[KitChances]:
        """What it makes of every slot, (B, 16, 9), of AT_ONCE bars after the other. Raises
        ModelError.
        """
        for begin in range(0, len(bars.channels), AT_ONCE):
            part = slice(begin, begin + AT_ONCE)
            told = {
                "channels": bars.channels[part],
                "present": bars.present[part],
                "conditions": bars.conditions[part],
            }
            yield KitChances(*self.run(told))


def joined(parts: Sequence[KitChances], bars: TappedBars, asked: np.ndarray) -> KitChances:
    """The chances of the asked steps, from those of every bar."""
    place = bars.bars[asked], bars.slots[asked]
    whole = (np.concatenate(each)[place] for each in zip(*parts, strict=True))
    return KitChances(*whole)
