"""Chords on beats: symbols, what a network is told of them, and reading them from notes."""

import numpy as np
import pytest

from engine.representation.bars import Bars
from engine.representation.chord_reading import lowest, read_chords
from engine.representation.harmony import (
    FEATURES,
    KINDS,
    NONE,
    SYMBOLS,
    beats_in,
    features,
    in_key,
    name_of,
    symbol,
    tones,
    transposed,
    weights,
)
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.chords import parse_chord
from engine.theory.keys import Key

FRAMES = {
    "C": (48, 55, 60, 64),
    "Am": (45, 57, 60, 64),
    "F": (41, 53, 57, 60),
    "G7": (43, 53, 59, 62),
}
"""Chords as they may be played."""


def notes_of(names: list[str], broken: bool = False) -> list[Note]:
    """A chord a bar of 4/4, held or a quarter for each of its notes, at 480 ticks a quarter."""
    return [
        Note(
            0,
            pitch,
            80,
            Tick(bar * 1920 + (480 * i if broken else 0)),
            Tick(480 if broken else 1920),
        )
        for bar, name in enumerate(names)
        for i, pitch in enumerate(FRAMES[name])
    ]


def read(notes: list[Note], meters: MeterMap, bars: int) -> list[str]:
    beats = beats_in(meters, 0, bars)
    return [name_of(s) for s in read_chords(weights(notes, beats), lowest(notes, beats), beats)]


def test_every_symbol_is_the_chord_that_its_name_says() -> None:
    for number in range(1, SYMBOLS):
        assert tones(number) == parse_chord(name_of(number)).tones
        assert transposed(transposed(np.array([number]), 5), -5) == number
    assert tones(NONE) == frozenset() and transposed(np.array([NONE]), 3) == NONE
    assert tones(int(transposed(np.array([symbol(9, 1)]), 4)[0])) == {1, 4, 8}


@pytest.mark.parametrize("broken", [False, True])
def test_chords_are_read_from_notes_held_or_broken(broken: bool) -> None:
    names = ["C", "Am", "F", "G7"]
    found = read(notes_of(names, broken), MeterMap(480), 4)
    assert found[::4] == names
    if not broken:
        assert found == [name for name in names for _ in range(4)]


def test_a_passing_note_and_a_rest_make_no_chord() -> None:
    held = notes_of(["C", "C"])
    passing = Note(0, 66, 80, Tick(600), Tick(120))
    assert set(read([*held, passing], MeterMap(480), 2)) == {"C"}
    short = [note.with_span(note.start, note.start + 400) for note in held]
    assert set(read(short, MeterMap(480), 2)) == {"C"}
    assert set(read([], MeterMap(480), 2)) == {"N.C."}


@pytest.mark.parametrize(
    ("meter", "count"),
    [((4, 4), 4), ((6, 8), 2), ((12, 8), 4), ((3, 8), 3), ((5, 8), 5), ((2, 2), 2)],
)
def test_a_bar_has_the_beats_of_its_meter(meter: tuple[int, int], count: int) -> None:
    beats = beats_in(MeterMap(480, (Meter(Tick(0), *meter),)), 1, 3)
    assert np.diff(beats.bars.lines).tolist() == [count, count]
    assert len(beats.ticks) == 2 * count + 1
    assert len(beats.between(0, 1).bars.bars) == count


def harmony(tonic: int, melody: bool = True, extra: int = 0):
    """Eight bars of a progression in a key, and a melody."""
    roots = [0, 9, 5, 7, 0, 9, 5, 7 + extra]
    symbols = np.repeat([symbol(tonic + r, KINDS.index("m" if r == 9 else "")) for r in roots], 4)
    sung = np.roll(np.eye(12, dtype=np.float32)[np.arange(32) % 7], tonic, axis=1)
    return in_key(Bars.of([4] * 8), symbols, Key(tonic), sung if melody else None)


def test_all_keys_are_one() -> None:
    for beat in range(32):
        told = features(harmony(0), beat)
        assert told.shape == (FEATURES,)
        assert np.array_equal(told, features(harmony(7), beat))


def test_later_chords_are_not_told_but_the_melody_is() -> None:
    assert np.array_equal(features(harmony(0), 28), features(harmony(0, extra=1), 28))
    assert not np.array_equal(features(harmony(0), 29), features(harmony(0, extra=1), 29))
    assert not np.array_equal(features(harmony(0), 28), features(harmony(0, melody=False), 28))
