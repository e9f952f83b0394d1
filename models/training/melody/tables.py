"""Counts the tables of the model "markov" in the training melodies.

What followed a context in fewer than `fewest` different pieces can be left out: the tables then say
what several tunes do, and hold no stretch of any one of them.
"""

from collections.abc import Sequence

import numpy as np

from engine.representation.chain import Chain, Counts
from engine.representation.chord_tones import STRONG, ChordTones
from engine.representation.contexts import (
    CHAINS,
    IN_KEY,
    INTERVALS,
    bases,
    contexts,
    threes,
)
from engine.representation.notes import FIELDS, SIZES, UNKNOWN_KEY
from models.training.melody.data import HEAD_CHORD, Melody, head_column

FEWEST_SUNG = 50
"""A chord's shape is kept where so many notes were sung over it."""

LEVEL = head_column("pitch", "level")


def counted(melodies: Sequence[Melody], fewest: int = 1) -> dict[str, Chain]:
    """The chains of every field, and of pitches in a key."""
    rows = np.concatenate([threes(melody.rows.astype(np.int64)) for melody in melodies])
    targets = np.concatenate([melody.targets.astype(np.int64) for melody in melodies])
    pieces = np.repeat(np.arange(len(melodies)), [len(melody.rows) for melody in melodies])
    keys = np.array([melody.key for melody in melodies])[pieces]
    return {name: _chain(name, rows, targets, pieces, keys, fewest) for name in CHAINS}


def _chain(
    name: str,
    rows: np.ndarray,
    targets: np.ndarray,
    pieces: np.ndarray,
    keys: np.ndarray,
    fewest: int,
) -> Chain:
    column = FIELDS.index("pitch" if name == IN_KEY else name)
    here = targets[:, column] >= 0
    if name == IN_KEY:
        here &= keys < UNKNOWN_KEY
    rows, targets, keys = rows[here], targets[here], keys[here]
    chosen = {field: targets[:, index] for index, field in enumerate(FIELDS[:column])}
    symbols, size = targets[:, column], SIZES[FIELDS[column]]
    if FIELDS[column] == "pitch":
        unknown = np.full(len(rows), UNKNOWN_KEY)
        base = bases(rows, keys if name == IN_KEY else unknown)
        symbols, size = symbols + SIZES["pitch"] - base, INTERVALS
    levels = contexts(name, rows, chosen, keys)
    counts = [Counts.of(level, symbols, pieces[here], fewest) for level in levels]
    return Chain(size, tuple(counts))


def sung(melodies: Sequence[Melody]) -> ChordTones:
    """What is sung over chords, where they are known."""
    heads = np.concatenate([melody.heads for melody in melodies])
    pitches = np.concatenate([melody.targets[:, FIELDS.index("pitch")] for melody in melodies])
    here = (pitches >= 0) & (heads[:, HEAD_CHORD] > 0)
    chords, tones = heads[here, HEAD_CHORD], pitches[here].astype(int) % 12
    tones_of = ChordTones.of(chords, tones, heads[here, LEVEL] <= STRONG)
    return tones_of.kept(FEWEST_SUNG)
