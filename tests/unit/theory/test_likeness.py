"""The form of hand-made pieces, whose likeness can be counted on the fingers."""

import numpy as np
import pytest

from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.likeness import form

PPQ = 480
BAR = 4 * PPQ


def bar(number: int, *pitches: int, late: int = 0) -> list[Note]:
    """A bar of quarters."""
    return [
        Note(0, pitch, 80, Tick(number * BAR + i * PPQ + late), Tick(PPQ))
        for i, pitch in enumerate(pitches)
    ]


def likeness(notes: list[Note]) -> list[list[float]]:
    return form(notes, MeterMap(PPQ)).likeness.tolist()


def test_the_same_bar_again_is_alike_and_another_melody_shares_its_rhythm():
    notes = bar(0, 60, 62, 64, 65) + bar(1, 60, 62, 64, 65) + bar(2, 70, 72, 74, 75)
    assert likeness(notes) == [[1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 1]]


def test_half_of_the_notes_in_common_is_half_of_the_tones():
    notes = bar(0, 60, 62, 64, 65) + bar(1, 60, 62, 70, 71)
    assert likeness(notes)[0][1] == pytest.approx(0.5 + 0.5 * 0.5)


def test_another_rhythm_on_the_same_pitches_has_nothing_in_common():
    notes = bar(0, 60, 60) + bar(1, 60, 60, late=PPQ // 2)
    assert likeness(notes)[0][1] == 0


def test_a_silent_bar_is_like_silence_alone():
    notes = bar(0, 60) + bar(3, 60)
    assert likeness(notes)[1] == [0, 1, 1, 0]


def test_a_note_just_before_the_bar_line_belongs_to_the_bar_that_it_opens():
    notes = bar(0, 60, 62) + bar(1, 60, 62, late=-20)
    assert likeness(notes)[0][1] == 1


def test_it_begins_with_the_first_bar_that_has_a_note():
    found = form(bar(5, 60) + bar(6, 62), MeterMap(PPQ))
    assert (found.first_bar, found.unit, found.bars_of(1)) == (5, 1, (6, 7))


def test_in_a_long_piece_each_row_stands_for_several_bars():
    notes = [note for number in range(12) for note in bar(number, 60 + number % 2)]
    found = form(notes, MeterMap(PPQ), most=4)
    assert found.unit == 4
    assert found.likeness.shape == (3, 3)
    assert np.array_equal(found.likeness, np.ones((3, 3)))
    assert found.bars_of(2) == (8, 12)


def test_units_of_bars_are_compared_bar_by_bar():
    up_down = bar(0, 60, 62) + bar(1, 67)
    down_up = bar(2, 67) + bar(3, 60, 62)
    assert form(up_down + down_up, MeterMap(PPQ), most=2).likeness[0, 1] == pytest.approx(
        (2 * 2 / 6 + 0) / 2
    )


def test_meters_change_where_bars_begin():
    meters = MeterMap(PPQ, (Meter(Tick(0), 3, 4), Meter(Tick(3 * PPQ), 4, 4)))
    notes = [Note(0, 60, 80, Tick(at), Tick(PPQ)) for at in (0, 3 * PPQ, 7 * PPQ)]
    assert form(notes, meters).likeness.tolist() == [[1] * 3] * 3


def test_nothing_has_no_form():
    assert form([], MeterMap(PPQ)).likeness.shape == (0, 0)
