"""The rhythm of the bars before, over the bars to come."""

import pytest

from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.errors import ToolError
from engine.tools.fence import Fence
from engine.tools.locks.rhythm import Rhythm

GRID = MeterMap(24)
Span = tuple[int, int]


def kept(spans: list[Span], start: int, end: int, grid: MeterMap = GRID) -> Rhythm:
    melody = [Note(i, 60, 80, Tick(s), Tick(n)) for i, (s, n) in enumerate(spans)]
    return Rhythm.kept(melody, Fence(grid, Tick(start), Tick(end)))


def spans(rhythm: Rhythm) -> list[Span]:
    return list(zip(rhythm.onsets.tolist(), rhythm.lengths.tolist(), strict=True))


BARS = [(0, 96), (96, 24), (132, 60), (192, 12), (240, 48)]
"""A bar with one note, one with two, one with two."""


def test_as_many_bars_come_again_as_are_to_be_filled():
    assert spans(kept(BARS, 288, 384)) == [(288, 12), (336, 48)]
    assert spans(kept(BARS, 288, 480)) == [(288, 24), (324, 60), (384, 12), (432, 48)]


def test_a_short_melody_comes_again_and_again():
    assert spans(kept(BARS[:3], 192, 384 + 96)) == [
        (192, 96), (288, 24), (324, 60), (384, 96),
    ]  # fmt: skip


def test_bars_with_no_onset_reach_back_to_one_that_has():
    rhythm = kept([(0, 24), (48, 240)], 288, 480)
    assert spans(rhythm) == [(288, 24), (336, 144)]
    assert rhythm.rest == 1
    longer = kept([(0, 24), (48, 240)], 288, 288 + 4 * 96)
    assert spans(longer) == [(288, 24), (336, 240), (576, 24), (624, 48)]
    assert longer.rest == 2


def test_what_comes_in_the_second_half_of_what_is_free_of_its_bar_comes_late():
    whole, cut = Fence(GRID, Tick(96), Tick(192)), Fence(GRID, Tick(120), Tick(140))
    assert [whole.comes_late(Tick(tick)) for tick in (143, 144)] == [False, True]
    assert [cut.comes_late(Tick(tick)) for tick in (129, 130)] == [False, True]


def test_a_shorter_bar_leaves_out_what_begins_after_its_end():
    grid = MeterMap(24, (Meter(), Meter(Tick(96), 3, 4)))
    assert spans(kept([(0, 24), (60, 12), (72, 24)], 96, 168, grid)) == [(96, 24), (156, 12)]
    assert spans(kept([(80, 16)], 96, 168, grid)) == [(96, 16)]


def test_a_rest_that_cannot_be_said_is_refused():
    with pytest.raises(ToolError, match="let the rhythm go"):
        kept([(0, 40 * 96)], 40 * 96, 120 * 96)
