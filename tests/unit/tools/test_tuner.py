"""What each rule adds to the logits of what comes next."""

import numpy as np
import pytest

from engine.representation.notes import Symbols
from engine.representation.place import Place
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.keys import parse_key
from engine.theory.taste import Taste, UnknownRule, parse_taste
from engine.tools.melody.tuner import Tuner, agreeing, likeness, motif
from engine.tools.writing import Line

GRID = MeterMap(24)
KEY = parse_key("C")


def melody(*pitches: int, length: int = 24) -> list[Note]:
    return [Note(i, pitch, 80, Tick(24 * i), Tick(length)) for i, pitch in enumerate(pitches)]


def line(bar: int, *new: int) -> Line:
    """A line before a bar with quarters written."""
    begun = Line(Place.start(GRID, bar))
    for index, pitch in enumerate(new):
        symbols = Symbols(0, 24 * index, pitch, 23, 20)
        begun.onsets.append(begun.place.onset(0, 24 * index))
        begun.symbols.append(symbols)
        begun.place = begun.place.after(symbols)
    return begun


def added(rules: str, before: list[Note], *new: int) -> dict[int, float]:
    """What is added to each pitch of the next quarter, where it is anything."""
    written = line(len(before) // 4, *new)
    chosen = (0, 24 * len(new))
    row = Tuner(parse_taste(rules), before, KEY).lean("pitch", [written], [chosen])
    assert row is not None and row.shape == (1, 128)
    return {int(pitch): float(row[0, pitch]) for pitch in np.flatnonzero(row[0])}


def test_words_are_read():
    assert parse_taste("motif=1 leaps=-0.5 key=.5") == Taste(motif=1, leaps=-0.5, key=0.5)
    assert not parse_taste("") and not parse_taste("key=0") and parse_taste("key=1")


@pytest.mark.parametrize("text", ["motif", "motif=", "motive=1", "motif=x", "motif=1e3", "=1"])
def test_what_is_no_rule_is_refused_and_the_rules_are_named(text):
    with pytest.raises(UnknownRule, match=r"autocorrelation.*motif"):
        parse_taste(text)


def test_a_fifth_note_on_a_pitch_is_held_against():
    assert added("repeats=2", melody(60, 64, 64, 64), 64) == {64: -2}
    assert added("repeats=2", melody(60, 64, 64, 64)) == {}


def test_notes_out_of_the_key_are_held_against_and_a_tonic_begins():
    out = added("key=1.5", melody(60, 62, 64, 65))
    assert {pitch % 12 for pitch in out} == {1, 3, 6, 8, 10} and {*out.values()} == {-1.5}
    assert {pitch % 12 for pitch in added("tonic=1", melody(60, 62, 64, 65))} == {0}
    assert added("tonic=1", melody(60, 62, 64, 65), 62) == {}


def test_a_leap_is_answered_by_less_in_the_other_direction():
    assert added("leaps=1", melody(60, 62, 60, 67)) == dict.fromkeys(range(61, 67), 1)
    assert added("leaps=1", melody(60, 62, 67, 60)) == dict.fromkeys(range(61, 67), 1)
    assert added("leaps=1", melody(60, 62, 60, 65)) == {}


def test_the_extremes_of_the_take_alone_are_struck_once():
    assert added("highest=1 lowest=2", melody(90, 30, 60, 60), 62, 67, 64) == {67: -1, 62: -2}
    assert added("highest=1 lowest=2", melody(90, 30, 60, 60)) == {}


def test_pitches_on_the_side_of_the_last_ones_are_alike():
    alike = likeness(np.array([60, 60, 60, 72, 72, 72]))
    assert alike[72] > 0.9 and alike[60] < -0.9
    assert (np.diff(alike) >= 0).all() and alike.max() <= 1
    assert not likeness(np.array([60, 60, 60])).any()


def test_agreement_is_counted_over_intervals_distances_and_lengths():
    said = np.array([[0, 24, 48, 96, 120, 144], [60, 62, 64, 50, 52, 54], [24] * 6])
    assert agreeing(said).tolist() == [1, 2, 3, 1, 2, 3]
    said[2, 0] = 12
    assert agreeing(said).tolist() == [0, 1, 2, 1, 2, 3]


def test_a_motif_goes_on_as_it_did_field_by_field():
    before = melody(60, 64, 62, 67, 50, 54, 52, 40)
    tuner = Tuner(Taste(motif=2), before, None)
    written = line(2, 70, 74, 72)
    for field, chosen, symbol in (
        ("bars", (), 0),
        ("position", (0,), 72),
        ("pitch", (0, 72), 77),
        ("duration", (0, 72, 77), 23),
    ):
        row = tuner.lean(field, [written], [chosen])
        assert row is not None
        assert row[0, symbol] == row.max() == 2
    pitches = tuner.lean("pitch", [written], [(0, 72)])
    assert pitches is not None and pitches[0, 60] == 2
    elsewhere = tuner.lean("pitch", [written], [(0, 71)])
    assert elsewhere is not None and not elsewhere.any()
    assert tuner.lean("velocity", [written], [(0, 72, 77, 23)]) is None


def test_without_a_motif_only_pitches_are_leant():
    assert Tuner(Taste(leaps=1), melody(60, 62), KEY).lean("bars", [line(0)], [()]) is None
    said = np.array([[0], [60], [24]])
    assert not motif("pitch", said, line(0), (0, 24)).any()
