"""Melodies as they are learnt once, and the gaps that a network is tried on."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine.representation.notes import ROW, without_velocities
from models.training.melody.asking import asked, unasked
from models.training.melody.data import CONTEXT, Melody, transposed, windowed
from models.training.melody.gaps import with_gap

GAPS, UNASKED = 1 / 3, 0.4
"""How often a melody has a gap to fill, and how often nothing is asked of it."""

ROW_FUTURE = list(ROW).index("future")


def lesson(melody: Melody, rng: np.random.Generator) -> Melody:
    """A melody as it is learnt once: transposed by -6..5, velocities hidden a quarter of the time,
    with a gap to fill a third of the time, and with nothing asked of it two fifths of the time.
    """
    melody, gap = transposed(melody, int(rng.integers(-6, 6))), 0
    if rng.random() < 0.25:
        melody = replace(melody, rows=without_velocities(melody.rows))
    if rng.random() < GAPS:
        melody, gap = with_gap(melody, rng)
    if len(melody.rows) > CONTEXT:
        melody = windowed(melody, int(rng.integers(0, len(melody.rows) - CONTEXT + 1)))
    return unasked(melody) if rng.random() < UNASKED else asked(melody, rng, gap)


def gaps(melodies: Sequence[Melody], both_sides: bool = True) -> list[Melody]:
    """A gap in each melody, always the same, with nothing asked: before it stands what comes before
    and, with `both_sides`, what comes after it. Only its notes, and its end, are targets.
    """
    found = []
    for number, melody in enumerate(melodies):
        whole, begin = with_gap(unasked(melody), np.random.default_rng(number))
        if begin:
            targets = whole.targets.copy()
            targets[:begin] = -1
            first = 0 if both_sides else int(whole.rows[:, ROW_FUTURE].sum())
            found.append(windowed(replace(whole, targets=targets), first))
    return found
