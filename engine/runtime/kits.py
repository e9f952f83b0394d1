"""The kit network at work: what it is told of bars of taps, and the chances that it gives."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from engine.representation.tapped_bars import TappedBars
from engine.runtime.errors import REPAIR, ModelError
from engine.runtime.library import LoadedModel

AT_ONCE = 16
"""Bars that are asked about at once."""


class KitChances(NamedTuple):
    """Of N steps the logits of hits and the velocities from 0 to 1, (N, 9) each."""

    hits: np.ndarray
    velocities: np.ndarray


class KitNetwork:
    """A loaded model of the representation "tapped-bars"."""

    def __init__(self, model: LoadedModel) -> None:
        self._folder = model.card.folder
        self._session = model.graphs["kit"]
        self._outputs = model.card.graphs["kit"].outputs

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
            chances = KitChances(*self._session.run(self._outputs, told))
            if not all(np.isfinite(each).all() for each in chances):
                raise ModelError(f"the model in {self._folder} does not work (NaN); {REPAIR}")
            yield chances


def joined(parts: Sequence[KitChances], bars: TappedBars, asked: np.ndarray) -> KitChances:
    """The chances of the asked steps, from those of every bar."""
    place = bars.bars[asked], bars.slots[asked]
    whole = (np.concatenate(each)[place] for each in zip(*parts, strict=True))
    return KitChances(*whole)
