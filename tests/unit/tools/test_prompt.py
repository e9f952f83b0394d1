"""What of a melody the model reads."""

from dataclasses import replace

import pytest

from engine.representation.notes import SKIP
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.melody.prompt import longest_rest, read_prompt

GRID = MeterMap(24, (Meter(),))


def melody(*starts: int, length: int = 4) -> list[Note]:
    return [Note(i, 60, 80, Tick(start), Tick(length)) for i, start in enumerate(starts)]


def test_a_short_melody_is_read_whole():
    prompt = read_prompt(melody(0, 24, 96), GRID, 2, 100)
    assert prompt.rows.shape[0] == 4
    assert (prompt.places.each[0].first_bar, prompt.places.each[0].bar) == (0, 1)


def test_bars_are_counted_in_eights_from_the_songs_first():
    prompt = read_prompt(melody(96 * 13), GRID, 14, 100)
    assert prompt.places.each[0].first_bar == 8


def test_of_a_long_melody_whole_phrases_are_left_out():
    notes = melody(*range(0, 96 * 40, 24))
    prompt = read_prompt(notes, GRID, 40, 100)
    assert prompt.places.each[0].first_bar == 16
    assert len(prompt.rows) == 1 + 24 * 4
    assert len(prompt.rows) - 1 <= 100


def test_where_a_phrase_is_too_much_to_lose_whole_bars_are_left_out():
    notes = melody(*range(0, 96 * 18, 6))
    prompt = read_prompt(notes, GRID, 18, 100)
    assert prompt.places.each[0].first_bar == 12
    assert len(prompt.rows) - 1 == 96


def test_where_a_bar_is_too_much_to_lose_the_last_notes_are_read():
    notes = melody(*range(96), *range(96, 96 + 40), length=1)
    prompt = read_prompt(notes, GRID, 2, 100)
    assert len(prompt.rows) - 1 == 100
    assert prompt.places.each[0].first_bar == 0


def test_what_is_not_read_any_more_can_still_come_back():
    theme = [Note(i, 60 + 7 * i % 11, 80, Tick(24 * i), Tick(9 + i)) for i in range(12)]
    rest = [Note(i, 60, 80, Tick(24 * i), Tick(24)) for i in range(12, 160)]
    again = [replace(note, start=Tick(note.start + 96 * 40)) for note in theme[:6]]
    prompt = read_prompt([*theme, *rest, *again], GRID, 41, 20)
    assert len(prompt.rows) - 1 <= 20
    pitch, strength, *_ = prompt.places.recalled("pitch", [(0, 48)])[0]
    assert pitch == theme[6].pitch
    assert strength > 20
    duration = prompt.places.recalled("duration", [(0, 48, theme[6].pitch)])[0][0]
    assert duration == theme[6].length - 1


@pytest.mark.parametrize(("until", "skips"), [(1, 0), (31, 0), (32, 1), (64, 2), (500, 15)])
def test_rests_lead_up_to_a_stretch_that_is_far_away(until, skips):
    prompt = read_prompt(melody(0), GRID, until, 100)
    assert len(prompt.rows) == 2 + skips
    assert prompt.places.each[0].bar == 32 * skips
    assert until - prompt.places.each[0].bar < SKIP


@pytest.mark.parametrize("starts", [(0,), (0, 96 * 1_000_000)])
def test_what_lies_ever_so_far_back_is_as_if_it_were_not_there(starts):
    prompt = read_prompt(melody(*starts), GRID, 1_010_000, 100)
    assert len(prompt.rows) == 1 + 100
    assert prompt.places.each[0].bar == 1_010_000


def test_a_long_rest_inside_is_not_read_either():
    prompt = read_prompt(melody(0, 96 * 1_000_000), GRID, 1_000_001, 100)
    assert len(prompt.rows) == 2
    assert prompt.places.each[0].bar == 1_000_000


@pytest.mark.parametrize(
    ("starts", "length", "bars"),
    [
        ((0, 96, 192), 4, 0),
        ((0,), 4, 0),
        ((500,), 4, 0),
        ((0, 288), 4, 2),
        ((0, 288), 200, 0),
        ((0, 288), 96, 2),
        ((0, 288), 97, 1),
    ],
)
def test_a_rest_is_a_bar_in_which_nothing_sounds(starts, length, bars):
    assert longest_rest(melody(*starts, length=length), GRID) == bars
