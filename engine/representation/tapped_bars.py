"""The representation "tapped-bars", version 1: a tapped rhythm bar by bar, as the kit network is
told of it. Shared by training and program.

A bar has sixteen slots for its 16ths, of which a shorter one leaves the last empty; a longer one
goes on in a second bar. Each is told together with the bar before and the bar after it.
"""

from dataclasses import dataclass

import numpy as np

from engine.representation.drum_input import STYLES, Manner, Taps
from engine.representation.drums import POSITIONS

NAME = "tapped-bars"
VERSION = 1

SLOTS = POSITIONS
AROUND = 3 * SLOTS
"""The slots of the bar before, the bar itself and the bar after."""

CHANNELS = ("tap", "velocity", "accent", "offset")
"""What a slot says: 1 where there is a tap; its velocity; by how much it is louder than the mean of
the three bars; its offset in 16ths, times four.
"""

CONDITIONS = 2 + len(STYLES)
"""What holds for a whole bar: whether velocities are known, the tempo, the style where told."""


@dataclass(frozen=True)
class TappedBars:
    """What is told of the B bars with a tap: `channels` (B, 4, 48), `present` (B, 48): 1 where
    there is a slot in the rhythm, `conditions` (B, CONDITIONS). The T steps lie in `bars` (T,) at
    `slots` (T,); those of bars without a tap in none, -1.
    """

    channels: np.ndarray
    present: np.ndarray
    conditions: np.ndarray
    bars: np.ndarray
    slots: np.ndarray


def tapped_bars(taps: Taps, positions: np.ndarray, manner: Manner) -> TappedBars:
    """The bars of a rhythm of T steps at these `positions` (T,) in their bars."""
    begins = np.flatnonzero((positions == 0) | (np.arange(len(positions)) == 0))
    bars = np.searchsorted(begins, np.arange(len(positions)), side="right") - 1
    slots = np.arange(len(positions)) - begins[bars]
    rows = np.zeros((4, len(begins), SLOTS), np.float32)
    velocities = np.where(taps.hits & taps.loud, taps.velocities, 0)
    for row, values in zip(
        rows, (taps.hits, velocities, 4 * taps.offsets * taps.hits, 1), strict=True
    ):
        row[bars, slots] = values
    tap, velocity, offset, present = (_with_neighbours(row) for row in rows)
    kept = rows[0].any(axis=1)
    conditions = np.tile(conditions_of(taps.loud, manner.bpm, manner.style), (kept.sum(), 1))
    number = np.where(kept, np.cumsum(kept) - 1, -1)
    channels = channels_of(tap, velocity, offset)[kept]
    return TappedBars(channels, present[kept], conditions, number[bars], slots)


def channels_of(tap: np.ndarray, velocity: np.ndarray, offset: np.ndarray) -> np.ndarray:
    """CHANNELS of bars with their neighbours, (B, 4, 48), from (B, 48) each."""
    mean = velocity.sum(axis=1) / np.maximum(1, tap.sum(axis=1))
    accent = np.where((tap > 0) & (mean > 0)[:, None], velocity - mean[:, None], 0)
    return np.stack([tap, velocity, accent, offset], axis=1).astype(np.float32)


def conditions_of(loud: bool, bpm: float, style: int | None) -> np.ndarray:
    """(CONDITIONS,): whether velocities are known, the tempo in octaves from 110, the style."""
    told = np.zeros(CONDITIONS, np.float32)
    told[:2] = loud, np.clip(np.log2(bpm / 110), -2, 2)
    if style is not None:
        told[2 + style] = 1
    return told


def _with_neighbours(rows: np.ndarray) -> np.ndarray:
    """(B, 16) with the bar before and the bar after, (B, 48); zeros where there is none."""
    nothing = np.zeros((1, SLOTS), rows.dtype)
    return np.concatenate(
        [np.vstack([nothing, rows[:-1]]), rows, np.vstack([rows[1:], nothing])], axis=1
    )
