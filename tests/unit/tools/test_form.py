"""What a plan adds to the logits of the next note."""

from dataclasses import replace

import numpy as np
import pytest

from engine.representation.notes import Symbols
from engine.representation.place import Place
from engine.representation.returns import EXACTLY, PITCHES, RHYTHM, Source
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.melody.form import Plan
from engine.tools.writing import Line

GRID = MeterMap(24)
BAR = 96
MELODY = [Note(i, 60 + i, 80, Tick(24 * i), Tick(20)) for i in range(16)]
"""Four bars of quarters."""


def plan(manner: int, *bars: tuple[int, int]) -> Plan:
    """Each of the bars says again another one."""
    sources = [Source(BAR * new, BAR * (new + 1), BAR * old, manner) for new, old in bars]
    return Plan(sources, MELODY, 4 * BAR)


def line(*new: Symbols) -> Line:
    """A line from the fifth bar on."""
    begun = Line(Place.start(GRID, 4))
    for symbols in new:
        begun.onsets.append(begun.place.onset(symbols.bars, symbols.position))
        begun.symbols.append(symbols)
        begun.place = begun.place.after(symbols)
    return begun


def leans(own: Plan, written: Line, field: str, *chosen: int) -> dict[str, list[int]]:
    """Which symbols of a field lose nothing, of those that there are first."""
    row = np.zeros(130, dtype=np.float32)
    own.lean(row, field, written, chosen)
    return {"kept": np.flatnonzero(row == 0).tolist(), "lost": np.flatnonzero(row < 0).tolist()}


def test_the_first_note_comes_back_with_all_that_it_was():
    own, begun = plan(EXACTLY, (4, 1)), line()
    assert leans(own, begun, "bars")["kept"] == [0]
    assert leans(own, begun, "position", 0)["kept"] == [0]
    assert leans(own, begun, "pitch", 0, 0)["kept"] == [64]
    assert leans(own, begun, "duration", 0, 0, 64)["kept"] == [19]


def test_then_the_next_after_what_was_written():
    own = plan(EXACTLY, (4, 1))
    written = line(Symbols(0, 0, 64, 19, 20))
    assert leans(own, written, "position", 0)["kept"] == [24]
    written = line(Symbols(0, 0, 64, 19, 20), Symbols(0, 30, 70, 3, 20))
    assert leans(own, written, "position", 0)["kept"] == [48]
    assert leans(own, written, "pitch", 0, 48)["kept"] == [66]


@pytest.mark.parametrize(("manner", "fields"), [(PITCHES, 3), (RHYTHM, 2)])
def test_what_need_not_come_back_is_left_alone(manner, fields):
    own, begun = plan(manner, (4, 1)), line()
    chosen = (0, 0, 64)
    for count, field in enumerate(("bars", "position", "pitch", "duration")):
        assert bool(leans(own, begun, field, *chosen[:count])["lost"]) == (count < fields)


def test_another_note_than_the_one_that_comes_back_is_free():
    own, begun = plan(EXACTLY, (4, 1)), line()
    assert not leans(own, begun, "pitch", 0, 7)["lost"]
    assert not leans(own, begun, "duration", 0, 0, 70)["lost"]


def test_something_new_stands_before_what_comes_back_but_does_not_pass_over_it():
    own, begun = plan(EXACTLY, (5, 1)), line()
    assert leans(own, begun, "bars")["kept"] == [0, 1]
    assert not leans(own, begun, "position", 0)["lost"]
    written = line(Symbols(0, 72, 64, 19, 20))
    assert leans(own, written, "bars")["kept"] == [0, 1]
    assert leans(own, written, "position", 1)["kept"] == [0]


def test_what_was_written_comes_back_too():
    own = plan(PITCHES, (5, 4))
    written = line(Symbols(0, 12, 90, 19, 20))
    assert leans(own, written, "position", 1)["kept"][-1] == 12
    assert leans(own, written, "pitch", 1, 12)["kept"] == [90]


def test_after_all_that_was_planned_nothing_is_leant_to():
    own = plan(EXACTLY, (4, 1))
    last = replace(MELODY[7], start=Tick(5 * BAR))
    written = line(Symbols(1, 0, last.pitch, 19, 20))
    assert not leans(own, written, "bars")["lost"]
