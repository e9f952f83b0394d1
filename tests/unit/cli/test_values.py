"""Option values as people write them."""

import argparse

import pytest

from engine.cli import values
from engine.theory.taste import Taste


@pytest.mark.parametrize(
    ("text", "pitch"),
    [("C4", 60), ("c4", 60), ("A4", 69), ("F#3", 54), ("Bb-1", 10), ("C-1", 0), ("G9", 127),
     ("Cb4", 59), ("B#3", 60), ("60", 60), ("0", 0)],
)  # fmt: skip
def test_pitches(text, pitch):
    assert values.pitch(text) == pitch


@pytest.mark.parametrize("text", ["", "H4", "C", "C10", "G#9", "Cb-1", "128", "C4 ", "C##4"])
def test_no_pitches(text):
    with pytest.raises(argparse.ArgumentTypeError):
        values.pitch(text)


@pytest.mark.parametrize(
    ("text", "pair"),
    [("C4-C6", (60, 84)), ("C-1-G9", (0, 127)), ("C-1-C-1", (0, 0)), ("60-72", (60, 72)),
     ("Bb3-F#5", (58, 78))],
)  # fmt: skip
def test_ranges(text, pair):
    assert values.pitch_range(text) == pair


@pytest.mark.parametrize(
    ("text", "place"), [("1", (1, 1)), ("5:3", (5, 3)), ("12:1", (12, 1)), ("007", (7, 1))]
)
def test_places(text, place):
    assert values.place(text) == place


@pytest.mark.parametrize("text", ["", "0", "5:0", "5:", ":3", "-1", "5.3", "5:3:1", "9" * 99])
def test_no_places(text):
    with pytest.raises(argparse.ArgumentTypeError):
        values.place(text)


@pytest.mark.parametrize("text", ["C4", "C6-C4", "C4-", "-C4", "C4--C6", "C4-C6-C7", "C4–C6"])
def test_no_ranges(text):
    with pytest.raises(argparse.ArgumentTypeError):
        values.pitch_range(text)


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999", "-0.0001", "1.0001", "", "one"])
def test_no_numbers_from_0_to_1(text):
    with pytest.raises(argparse.ArgumentTypeError):
        values.real(0, 1)(text)


def test_numbers():
    assert values.real(0, 1)("0") == 0
    assert values.real(0, 1, above=True)("0.5") == 0.5
    with pytest.raises(argparse.ArgumentTypeError):
        values.real(0, 1, above=True)("0")
    assert values.whole(1, 9)("9") == 9
    for text in ("0", "10", "1.0", "", "9" * 5000, "١"):
        with pytest.raises(argparse.ArgumentTypeError):
            values.whole(1, 9)(text)


def test_keys():
    assert [values.key(text) for text in ("auto", "none", "Bb", "f# minor")]
    with pytest.raises(argparse.ArgumentTypeError):
        values.key("H major")


def test_chords_and_rules_are_read_as_the_tools_read_them():
    assert values.chords("Am F:2 N.C.") == "Am F:2 N.C."
    assert values.taste("motif=2 key=-1") == Taste(motif=2, key=-1)


@pytest.mark.parametrize("read", [values.chords, values.taste])
@pytest.mark.parametrize("text", ["H", "C:0", "motif"])
def test_no_chords_and_no_rules(read, text):
    with pytest.raises(argparse.ArgumentTypeError):
        read(text)
