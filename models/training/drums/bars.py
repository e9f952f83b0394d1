"""Performances bar by bar, for the kit network: what was tapped, and what the kit played."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from engine.representation.drum_input import Manner, taps_of
from engine.representation.drums import VOICES
from engine.representation.tapped_bars import SLOTS, tapped_bars
from models.training.drums.performances import Take

OF_ONE = 32
"""So many bars of one performance are looked up at most, evenly spread."""


@dataclass(frozen=True)
class DrumBars:
    """B bars: `channels` (B, 4, 48) and `present` (B, 48) of engine.representation.tapped_bars,
    `velocities` (B, 16, 9) of the kit, 0 where nothing is struck, `tempos` in octaves from 110,
    `styles` and the numbers of the `takes` (B,).
    """

    channels: np.ndarray
    present: np.ndarray
    velocities: np.ndarray
    tempos: np.ndarray
    styles: np.ndarray
    takes: np.ndarray

    def __len__(self) -> int:
        return len(self.channels)

    def at(self, rows: np.ndarray) -> "DrumBars":
        """Some of the bars."""
        return DrumBars(*(getattr(self, field.name)[rows] for field in fields(self)))


def bars_of_takes(takes: Sequence[Take]) -> DrumBars:
    """Every bar with a tap of performances, with its neighbours."""
    return _joined([_bars(take, number) for number, take in enumerate(takes)])


def bars_of_windows(takes: Sequence[Take], steps: int) -> DrumBars:
    """The bars of 4/4 performances in windows of so many steps, told nothing of what is outside."""
    parts = []
    for number, take in enumerate(takes):
        if take.common_time:
            for first in range(0, max(1, len(take.straight) - steps + 1), steps):
                parts.append(_bars(take, number, slice(first, first + steps)))
    return _joined(parts)


def spread_rows(takes: np.ndarray) -> np.ndarray:
    """Which bars are looked up, of bars that belong to these `takes` (N,)."""
    rows: list[np.ndarray] = []
    for take in np.unique(takes):
        own = np.flatnonzero(takes == take)
        chosen = np.linspace(0, len(own) - 1, min(OF_ONE, len(own))).round().astype(int)
        rows.append(own[np.unique(chosen)])
    return np.concatenate(rows)


def _bars(take: Take, number: int, part: slice = slice(None)) -> DrumBars:
    cells = take.straight.at(part)
    told = tapped_bars(taps_of(cells), take.positions[part], Manner(take.bpm))
    count = len(told.channels)
    velocities = np.zeros((count, SLOTS, len(VOICES)), np.float32)
    tapped = np.flatnonzero(cells.hits.any(axis=1))
    velocities[told.bars[tapped], told.slots[tapped]] = (cells.velocities * cells.hits)[tapped]
    return DrumBars(
        told.channels,
        told.present,
        velocities,
        told.conditions[:, 1],
        np.full(count, take.style),
        np.full(count, number),
    )


def _joined(parts: Sequence[DrumBars]) -> DrumBars:
    return DrumBars(*(np.concatenate(each) for each in zip(*map(_arrays, parts), strict=True)))


def _arrays(bars: DrumBars) -> list[np.ndarray]:
    return [getattr(bars, field.name) for field in fields(bars)]
