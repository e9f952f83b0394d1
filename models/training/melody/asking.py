"""What is asked of the notes of a melody, made up from what they are, and hidden now and then."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from engine.representation.asked import UNKNOWN_CHORD, density_index, register_index
from engine.representation.notes import ROW
from models.training.melody.data import HEAD_CHORD, ROW_CHORD, Melody
from models.training.melody.gaps import bars_of

ROW_DENSITY, ROW_REGISTER = list(ROW).index("density"), list(ROW).index("register")
MOST_BARS = 8
TOLD = 0.6
"""How often a melody's densities, registers and chords are told, each by itself."""

TOLD_PART = 0.8
"""And how often each of its stretches' then is."""


def asked(melody: Melody, rng: np.random.Generator, gap: int = 0) -> Melody:
    """A melody whose stretches of 2 to 8 bars tell their density and register with each row, for
    the note after it, some of them; its chords are told all along, from some note on, or never.
    The notes from `gap` on, where it is not 0, are a stretch of their own.
    """
    shown, rows = rng.random(3) < TOLD, melody.rows.copy()
    for part in _stretches(melody, rng, gap):
        density, register = shown[:2] & (rng.random(2) < TOLD_PART)
        _tell(melody, rows, part, density, register)
    begin = gap or int(rng.integers(0, len(rows)))
    hidden = len(rows) if not shown[2] else begin * (rng.random() < 0.5)
    return _without_chords(replace(melody, rows=rows), hidden)


def told(melody: Melody) -> Melody:
    """A melody of which everything is asked that is, in stretches that are always the same."""
    rows = melody.rows.copy()
    for part in _stretches(melody, np.random.default_rng(len(rows)), 0):
        _tell(melody, rows, part, density=True, register=True)
    return replace(melody, rows=rows)


def unasked(melody: Melody) -> Melody:
    """A melody of which nothing is asked."""
    return _without_chords(melody, len(melody.rows))


def _without_chords(melody: Melody, count: int) -> Melody:
    """The chords of the first notes hidden, so many of them."""
    rows, heads = melody.rows.copy(), melody.heads.copy()
    rows[: count + 1 if count else 0, ROW_CHORD] = UNKNOWN_CHORD
    heads[:count, HEAD_CHORD] = UNKNOWN_CHORD
    return replace(melody, rows=rows, heads=heads)


def _stretches(melody: Melody, rng: np.random.Generator, gap: int) -> list[slice]:
    """The targets of each stretch, in order; the first begins with a note, the last holds END."""
    bars, notes = bars_of(melody), np.flatnonzero(melody.targets[:, 1] >= 0)
    lines = np.cumsum(rng.integers(2, MOST_BARS + 1, size=1 + int(bars[-1]) // 2))
    number = np.searchsorted(lines, bars[notes], side="right")
    if gap:
        number[notes >= gap] = len(lines)
    begins = notes[np.flatnonzero(np.diff(number, prepend=-1))].tolist()
    return [slice(*ends) for ends in pairwise([*begins, len(bars)])]


def _tell(melody: Melody, rows: np.ndarray, part: slice, density: bool, register: bool) -> None:
    """Write how dense and how high the notes of a stretch are into the rows before them."""
    notes = part.start + np.flatnonzero(melody.targets[part, 1] >= 0)
    bars = bars_of(melody)[notes]
    if density:
        rows[part, ROW_DENSITY] = density_index(len(notes) / (bars[-1] - bars[0] + 1))
    if register:
        rows[part, ROW_REGISTER] = register_index(melody.targets[notes, 2].mean())
