"""What a next-step drum network is told: all of the past that it should know, and nothing of what
is still to come.
"""

import numpy as np
import pytest

from engine.representation.bars import Bars
from engine.representation.drum_past import AGO, FEATURES, Past, bars_in, features
from engine.representation.drums import VOICES, Cells, steps_of
from engine.score.meter import Meter, MeterMap
from engine.score.time import Tick

FIRST_ROW = np.zeros(1, np.int64)


def played(lengths: list[int], seed: int = 0, number: int = 0) -> Past:
    """A past full of random hits."""
    past = Past(Bars.of(lengths, number), 110)
    rng = np.random.default_rng(seed)
    shape = len(past.bars.bars), len(VOICES)
    hits = rng.random(shape) < 0.3
    past.write(0, Cells(hits, rng.random(shape) * hits, rng.random(shape) * hits, np.zeros(shape)))
    return past


@pytest.mark.parametrize("lengths", [[16] * 8, [3] * 30, [12, 20, 7, 16, 16, 16], [1] * 9])
def test_what_comes_later_is_not_told(lengths: list[int]) -> None:
    past = played(lengths)
    for step in range(0, len(past.bars.bars), 3):
        before = features(past, FIRST_ROW, np.array([step]))
        assert before.shape == (1, FEATURES)
        later = played(lengths)
        later.told[:, -(len(past.bars.bars) - step) :] = 7
        assert np.array_equal(before, features(later, FIRST_ROW, np.array([step])))


def test_steps_asked_together_are_told_what_each_is_told_alone() -> None:
    past = played([16] * 6)
    steps = np.arange(96)
    together = features(past, np.zeros(96, np.int64), steps)
    alone = np.concatenate([features(past, FIRST_ROW, steps[i : i + 1]) for i in range(96)])
    assert np.allclose(together, alone)


def test_a_bar_that_comes_again_is_found_wherever_it_was() -> None:
    """Where the bar just heard stood three bars before, what followed it there is told."""
    past = played([16] * 6)
    past.told[:, -80:-64] = past.told[:, -32:-16]
    before = features(past, FIRST_ROW, np.array([80]))
    assert 3 not in AGO and 4 in AGO
    past.told[:, -64:-48] += 1
    step = -64 + 4
    past.told[:, step] += 1
    assert (features(past, FIRST_ROW, np.array([80])) != before).sum() > 9
    past.told[:, -80:-64] = 0
    unlike = features(past, FIRST_ROW, np.array([80]))
    past.told[:, step] -= 1
    assert (features(past, FIRST_ROW, np.array([80])) != unlike).sum() < 9


def test_bars_are_counted_round_the_phrase_from_where_they_stand() -> None:
    here, there = (features(played([16] * 4, number=n), FIRST_ROW, np.array([20])) for n in (0, 8))
    assert np.array_equal(here, there)
    other = features(played([16] * 4, number=3), FIRST_ROW, np.array([20]))
    assert (here != other).sum() == 2


def test_bars_of_a_song_have_its_meters() -> None:
    meters = MeterMap(480, (Meter(), Meter(Tick(1920), 5, 8), Meter(Tick(1920 + 2400), 7, 16)))
    steps = steps_of(meters, 0, 4)
    bars = bars_in(meters, steps, 0, 4)
    assert np.diff(bars.lines).tolist() == [16, 10, 10, 7]
    assert bars.places[16] == 0 and bars.bars[25] == 1
