"""A band's piece as a bass and what it hears."""

import numpy as np

from engine.representation.chord_reading import lowest, read_chords
from engine.representation.clips import SLOTS, Bars, MelodyClip, clip_bars, melody_clip
from engine.representation.drums import encode, steps_of
from engine.representation.harmony import NONE, beats_in, root_of, tones, weights
from engine.representation.notes import GRID, key_index
from engine.representation.rhythm_section import Harmony, heard
from engine.theory.keys import find_key
from models.training.data.bands import Band


def bass_clip(band: Band) -> MelodyClip:
    """The bass from the piece's first bar to its own last one."""
    last = max(note.start for note in band.bass)
    bars = clip_bars(band.bass, band.meters, 0, band.meters.bar_at(last) + 1)
    return melody_clip(band.bass, band.meters, bars, 0)


def others(band: Band, bars: Bars) -> np.ndarray:
    """What the bass hears of melody, chords and drums."""
    melody = melody_clip(band.melody, band.meters, bars, 0)
    hits = None
    if band.drums:
        steps = steps_of(band.meters, 0, len(bars.lengths))
        hits = encode(band.drums, steps, triplets=False).hits[: int(bars.sixteenths.sum())]
    return heard(bars, melody, harmony_of(band, len(bars.lengths)), hits)


def harmony_of(band: Band, bars: int) -> Harmony:
    """The chords that are read in all that is pitched."""
    beats = beats_in(band.meters, 0, bars)
    inside = [note for note in band.pitched if note.start < beats.ticks[-1]]
    symbols = read_chords(weights(inside, beats), lowest(inside, beats), beats)
    edges = np.flatnonzero(np.diff(symbols, prepend=-1))
    chosen = symbols[edges].tolist()
    return Harmony(
        tuple(int(beats.ticks[edge]) * SLOTS // GRID for edge in edges),
        tuple(None if symbol == NONE else root_of(symbol) for symbol in chosen),
        tuple(tones(symbol) for symbol in chosen),
    )


def part_key(band: Band) -> int:
    """The key of all that is pitched, as `notes.key_index`."""
    return key_index(find_key([*band.pitched, *band.melody]))
