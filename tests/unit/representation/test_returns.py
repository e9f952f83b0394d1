"""What a plan of returns says, and by what a melody tells its style."""

from dataclasses import replace

import numpy as np

from engine.representation.notes import GRID, METERS, STYLES
from engine.representation.returns import (
    DISTANCES,
    EXACTLY,
    LENGTHS,
    MANNERS,
    PLACES,
    UNIT,
    Returns,
    bars_in,
    place_of,
)
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick

COMMON = MeterMap(GRID)
BAR = 96
POP = np.array([1.0, 0, 0, 0])


def always(distance: int) -> Returns:
    """Music that comes back exactly after so many bars whenever it can, half of it unasked."""
    chances = np.zeros((len(STYLES), PLACES, DISTANCES, DISTANCES))
    chances[..., distance] = 1
    manners = np.tile(np.eye(MANNERS)[EXACTLY], (len(STYLES), DISTANCES, 1))
    notes = np.ones((len(STYLES), GRID, LENGTHS, 2))
    notes[np.arange(len(STYLES)), 0, [3, 5, 7, 9], 1] = 100
    meters = np.ones((len(STYLES), len(METERS) + 1))
    missing = np.full(len(STYLES), 0.5)
    return Returns(
        chances, chances[:, :, 0], manners, missing, notes, meters, np.arange(len(STYLES))
    )


def planned(returns: Returns, often: float, *, seed: int = 0, grid: MeterMap = COMMON):
    """The plan of bars 8 to 16."""
    span = grid.bar_start(8), grid.bar_start(16)
    bars = bars_in(span, 0, grid)
    return returns.mixed(POP, often).plan(bars, span, np.random.default_rng(seed))


def test_what_always_comes_back_comes_back_everywhere():
    plan = planned(always(4), 2)
    assert [each.start for each in plan] == list(range(8 * BAR, 16 * BAR, UNIT))
    assert all(each.start - each.source == 4 * BAR and each.manner == EXACTLY for each in plan)


def test_nothing_is_planned_that_is_asked_never_and_half_begins_where_half_is_missing():
    assert not planned(always(4), 0)
    begins = [planned(always(4), 1, seed=seed)[0].start == 8 * BAR for seed in range(200)]
    assert 70 < sum(begins) < 130
    assert planned(always(4), 1, seed=3) == planned(always(4), 1, seed=3)


def test_nothing_comes_back_from_before_the_melody_or_from_a_bar_of_another_length():
    assert not planned(always(15), 2)[: 7 * 8 - 1] or planned(always(15), 2)[0].start == 15 * BAR
    meters = MeterMap(GRID, (Meter(Tick(0), 4, 4), Meter(Tick(10 * BAR), 3, 4)))
    plan = planned(always(4), 2, grid=meters)
    assert {each.start >= 14 * 72 for each in plan}
    for each in plan:
        new, old = (meters.meter_at(Tick(tick)) for tick in (each.start, each.source))
        assert new.numerator == old.numerator
    assert {meters.bar_at(Tick(each.start)) for each in plan} == {8, 9, 14, 15}


def test_a_melody_tells_its_style_and_a_named_one_is_taken():
    returns = always(4)
    sixths = [Note(i, 60, 80, Tick(GRID * i), Tick(6)) for i in range(20)]
    assert returns.weights(sixths, 0, "any").argmax() == 1
    assert returns.weights(sixths, 0, "fiddle").tolist() == [0, 0, 0, 1]
    twice = replace(returns, styles=np.array([0, 1, 2, 0]))
    nine = [replace(note, length=Tick(10)) for note in sixths]
    assert twice.weights(nine, 0, "any").argmax() == 0
    assert twice.weights(nine, 0, "any").sum() == 1


def test_a_place_is_a_bar_of_eight_its_beginning_or_not_early_or_late():
    places = {place_of(bar, unit) for bar in range(40) for unit in range(8)}
    assert places == set(range(PLACES))
    assert place_of(1, 3) == place_of(9, 1) != place_of(1, 0)
    assert place_of(17, 0) == place_of(33, 0) != place_of(1, 0)
