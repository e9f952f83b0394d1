"""Batches of bars of taps: a part of what is around them, velocities and styles hidden."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from engine.representation.drum_input import STYLES
from engine.representation.tapped_bars import SLOTS, channels_of
from models.training.drums.bars import DrumBars

AT_ONCE = 64
"""Bars in a batch."""

HIDDEN = (0.45, 0.4, 0.05)
"""How often the bar before is not told, the bar after, and neither: most rhythms are two bars."""

LOUD, STYLED = 0.5, 0.2
"""How often the velocities and the style are told."""

CHANGED, MISSED = 0.4, 0.12
"""So many rhythms are played at another tempo and loudness; of half of these, so many taps are
missing.
"""


class KitBatch(NamedTuple):
    """Bars as KitModel is told of them, the numbers of their `takes` (B,), which slots are `tapped`
    (B, 16), and the `velocities` of the kit at these, (N, 9), 0 where nothing is struck.
    """

    channels: Tensor
    present: Tensor
    conditions: Tensor
    takes: Tensor
    tapped: Tensor
    velocities: Tensor

    @property
    def hits(self) -> Tensor:
        """1 where a voice is struck, (N, 9)."""
        return (self.velocities > 0).float()


def kit_batches(bars: DrumBars, seed: int) -> Iterator[KitBatch]:
    """Bars at random without end."""
    rng = np.random.default_rng(seed)
    styles = np.eye(len(STYLES), dtype=np.float32)
    while True:
        part = bars.at(rng.integers(0, len(bars), AT_ONCE))
        loud, styled = rng.random((2, AT_ONCE)) < np.array([[LOUD], [STYLED]])
        changed = rng.random(AT_ONCE) < CHANGED
        tap, velocity, offset, present = _partly_told(part, rng)
        kept = rng.random(tap.shape) >= MISSED * (changed & (rng.random(AT_ONCE) < 0.5))[:, None]
        tap, offset = tap * kept, offset * kept
        velocity = velocity * kept * np.exp(changed * rng.normal(0, 0.15, AT_ONCE))[:, None]
        tempos = part.tempos + changed * rng.normal(0, 0.03, AT_ONCE)
        channels = channels_of(tap, np.minimum(velocity, 1) * loud[:, None], offset)
        told = np.column_stack([loud, tempos, styles[part.styles] * styled[:, None]])
        tapped = tap[:, SLOTS : 2 * SLOTS] > 0
        arrays = channels, present, told.astype(np.float32), part.takes, tapped
        yield KitBatch(*map(torch.from_numpy, (*arrays, part.velocities[tapped])))


def _partly_told(bars: DrumBars, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    """Taps, velocities, offsets and what is present, (B, 48), a neighbour hidden at times."""
    before, after, both = np.cumsum(HIDDEN)
    drawn = rng.random(len(bars))[:, None]
    shown = np.ones_like(bars.present)
    shown[:, :SLOTS] = (drawn >= before) & ~((drawn >= after) & (drawn < both))
    shown[:, 2 * SLOTS :] = (drawn < before) | (drawn >= both)
    tap, velocity, _, offset = (bars.channels * shown[:, None]).transpose(1, 0, 2)
    return tap, velocity, offset, bars.present * shown
