"""Counts the tables of chords in songs: what follows, when, and what is sung over it."""

from collections.abc import Sequence

import numpy as np

from engine.representation.chain import Chain, Counts
from engine.representation.chord_chain import ORDER, PLACES, ChordChain, packed_chords, told
from engine.representation.harmony import KINDS, NONE, SYMBOLS
from models.training.chords.songs import ChordSong, harmony_of


def counted(songs: Sequence[ChordSong], fewest: int = 1) -> ChordChain:
    """The tables of songs; chords that followed others in less than `fewest` songs are left out."""
    changes = np.zeros((PLACES, PLACES, 2), np.uint32)
    sung = np.zeros((1 + len(KINDS), 12))
    last: list[np.ndarray] = []
    found: list[tuple[int, int]] = []
    for number, song in enumerate(songs):
        harmony = harmony_of(song)
        for beat, symbol in enumerate(harmony.symbols.tolist()):
            known = told(harmony, beat)
            changed = not beat or symbol != harmony.symbols[beat - 1]
            if beat:
                changes[known["place"][0], known["age"][0], int(changed)] += 1
            if changed:
                last.append(known["chords"][0])
                found.append((symbol, number))
            root, kind = divmod(symbol - 1, len(KINDS)) if symbol != NONE else (0, -1)
            sung[1 + kind] += np.roll(known["melody"][0], -root)
    before, (symbols, pieces) = np.array(last), np.array(found).T
    levels = [packed_chords(before, length) for length in range(ORDER + 1)]
    counts = tuple(Counts.of(level, symbols, pieces, fewest) for level in levels)
    return ChordChain(changes, Chain(SYMBOLS, counts), sung.round().astype(np.uint32))
