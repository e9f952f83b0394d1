"""Chord symbols and their tones; chords over bars."""

import pytest

from engine.score.meter import Meter, MeterMap
from engine.score.time import Tick
from engine.theory.chords import UnknownChord, laid_out, parse_chord, parse_chords

C, D, EB, E, F, FS, G, GS, A, BB, B = 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11


@pytest.mark.parametrize(
    ("symbol", "tones"),
    [
        ("C", {C, E, G}), ("Am", {A, C, E}), ("A-", {A, C, E}), ("F#dim", {FS, A, C}),
        ("F♯°", {FS, A, C}), ("Bb7", {BB, D, F, GS}), ("B♭7", {BB, D, F, GS}),
        ("Cmaj7", {C, E, G, B}), ("CM7", {C, E, G, B}), ("CΔ", {C, E, G, B}),
        ("Dsus4", {D, G, A}), ("Dsus", {D, G, A}), ("Dsus2", {D, E, A}), ("G+", {G, B, EB}),
        ("Gaug7", {G, B, EB, F}), ("Bm7b5", {B, D, F, A}), ("Bø", {B, D, F, A}),
        ("Bdim7", {B, D, F, GS}), ("E5", {E, B}), ("C6", {C, E, G, A}), ("Cm6", {C, EB, G, A}),
        ("AmMaj7", {A, C, E, GS}), ("G7sus4", {G, C, D, F}), ("C9", {C, D, E, G, BB}),
        ("Cadd9", {C, D, E, G}), ("G7b9", {G, B, D, F, GS}), ("G7(#9)", {G, B, D, F, BB}),
        ("G7#5", {G, B, EB, F}), ("F7#11", {F, A, C, EB, B}), ("G13", {G, A, B, D, E, F}),
        ("Am/E", {A, C, E}), ("C/Bb", {C, E, G, BB}), ("C6/9", {C, D, E, G, A}),
        ("N.C.", set(range(12))), ("NC", set(range(12))), ("Cb", {B, EB, FS}),
    ],
)  # fmt: skip
def test_symbols_are_read(symbol, tones):
    chord = parse_chord(symbol)
    assert (chord.symbol, chord.tones) == (symbol, tones)


@pytest.mark.parametrize("symbol", ["", "H", "am", "C#b", "Csus5", "C/", "C/H", "C7x", "N.", "C m"])
def test_what_is_no_chord_is_refused_by_name(symbol):
    with pytest.raises(UnknownChord, match="is not a chord"):
        parse_chord(symbol)


@pytest.mark.parametrize("text", ["", "  ", "C:0", "C:x", "C:", ":2", "C:2.5", "C:100", "C | G"])
def test_rows_that_cannot_be_read_are_refused(text):
    with pytest.raises(UnknownChord):
        parse_chords(text)


def placed(text: str, meters: MeterMap, start: int, end: int) -> list[tuple[int, str]]:
    changes = laid_out(parse_chords(text), meters, Tick(start), Tick(end))
    return [(tick, chord.symbol) for tick, chord in changes]


def test_one_chord_holds_for_a_bar_and_then_all_come_again():
    meters = MeterMap(24)
    assert placed("Am F", meters, 96, 96 * 4) == [(96, "Am"), (192, "F"), (288, "Am")]


def test_beats_divide_a_bar_and_what_names_none_holds_to_the_bar_line():
    meters = MeterMap(24)
    assert placed("C:1 F G:2", meters, 0, 192) == [
        (0, "C"), (24, "F"), (96, "G"), (144, "C"), (168, "F"),
    ]  # fmt: skip


def test_beats_and_bars_are_those_of_the_meter_in_force():
    meters = MeterMap(24, (Meter(), Meter(Tick(96), 6, 8)))
    assert placed("C Am:3", meters, 0, 168) == [(0, "C"), (96, "Am"), (132, "C")]
    assert placed("C:3", meters, 0, 168) == [(0, "C"), (72, "C"), (144, "C")]
