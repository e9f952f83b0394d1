"""A rhythm as taps, and the kit that answers them."""

import numpy as np

from engine.representation.drum_input import Taps
from engine.representation.drums import VOICES, Cells
from engine.tools.drums.kit import Phrase


def taps_from(part: Phrase, loud: bool) -> Taps:
    """A phrase as taps: of each step the loudest note's velocity and place."""
    steps = part.steps
    hits = np.zeros(len(steps.ticks), bool)
    velocities, offsets = np.zeros(len(hits)), np.zeros(len(hits))
    nearest = steps.nearest(np.array([note.start for note in part.notes]))
    for note, step in zip(part.notes, nearest, strict=True):
        if note.velocity / 127 > velocities[step]:
            hits[step] = True
            velocities[step] = note.velocity / 127
            offsets[step] = (note.start - steps.ticks[step]) / steps.length
    return Taps(hits, velocities, offsets, loud)


def kit_of(taps: Taps, struck: np.ndarray, velocities: np.ndarray) -> Cells:
    """The cells of a rhythm whose N taps strike (N, 9) drums, with such `velocities` (N, 9): each
    lies where its tap is, and the loudest is as loud as the tap, where that is known.
    """
    asked = np.flatnonzero(taps.hits)
    loud = np.where(struck, velocities.clip(1 / 127, 1), 0)
    if taps.loud:
        loud *= (taps.velocities[asked] / loud.max(axis=1))[:, None]
    shape = len(taps.hits), len(VOICES)
    cells = Cells(np.zeros(shape, bool), *(np.zeros(shape) for _ in range(3)))
    cells.hits[asked], cells.velocities[asked] = struck, loud
    cells.offsets[asked] = struck * taps.offsets[asked, None]
    return cells
