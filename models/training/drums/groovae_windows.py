"""What GrooVAE, the baseline, is told: performances in windows of two bars of 16ths."""

import numpy as np

from engine.representation.drum_input import TAPS, tap_channels, taps_of
from engine.representation.drums import VOICES, Cells

STEPS = 32
OUT = 3 * len(VOICES)
TOLD = {"humanise": len(VOICES), "tap": len(TAPS)}
"""How many channels each kind is told: the hits of a score, or taps."""

HALF = 0.5
"""An offset is told in parts of half a 16th."""


def two_bars(cells: Cells) -> list[Cells]:
    """Windows one after the other, as far as there are bars; the last one may be shorter."""
    return [cells.at(slice(at, at + STEPS)) for at in range(0, max(1, len(cells) - 1), STEPS)]


def told_of(kind: str, cells: Cells, loud: bool) -> np.ndarray:
    """What is told of a window, (32, C): its hits, or its taps, with velocities where `loud`."""
    return _filled(cells.hits if kind == "humanise" else tap_channels(taps_of(cells, loud)))


def target(cells: Cells) -> np.ndarray:
    """The cells of a window, (32, 27): hits, velocities, offsets."""
    each = cells.hits, cells.velocities, (cells.offsets + cells.leans) / HALF
    return _filled(np.concatenate(each, axis=1))


def performed(made: np.ndarray, like: Cells) -> Cells:
    """The hits of a performance as windows (W, 32, 27) play them, one after the other."""
    rows = made.reshape(-1, OUT)[: len(like)]
    rows = np.pad(rows, ((0, len(like) - len(rows)), (0, 0)))
    _, velocities, offsets = np.split(rows, 3, axis=1)
    hits = like.hits
    return Cells(hits, velocities * hits, offsets * HALF * hits, np.zeros(hits.shape))


def kit_of(made: np.ndarray, length: int) -> Cells:
    """A window (32, 27) as a kit of so many steps."""
    hits, velocities, offsets = np.split(made[:length], 3, axis=1)
    return Cells(hits > 0, velocities, offsets * HALF, np.zeros(hits.shape))


def _filled(rows: np.ndarray) -> np.ndarray:
    """Rows (T, C) with silent ones up to 32."""
    return np.pad(rows.astype(np.float32), ((0, STEPS - len(rows)), (0, 0)))
