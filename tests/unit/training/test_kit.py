"""What the kit network learns from, and the level from which a drum is struck."""

import numpy as np
import pytest

from engine.representation.drums import Cells
from engine.representation.tapped_bars import SLOTS
from models.training.drums.bars import OF_ONE, bars_of_takes, bars_of_windows, spread_rows
from models.training.drums.levels import best_level, f1
from models.training.drums.performances import Take


def take(bars: int, style: int = 3) -> Take:
    """A kick on the first step of each bar, louder from bar to bar, with a hi-hat on the second."""
    steps = 16 * bars + 1
    cells = Cells(np.zeros((steps, 9), bool), *(np.zeros((steps, 9)) for _ in range(3)))
    cells.hits[:-1:16, 0] = cells.hits[1::16, 2] = True
    cells.velocities[:-1:16, 0] = np.linspace(0.5, 1, bars)
    cells.velocities[1::16, 2] = 0.3
    positions = np.arange(steps) % 16
    return Take("take", cells, cells, positions, 220.0, style, whole=True, common_time=True)


def test_bars_hold_the_taps_around_and_the_kit():
    bars = bars_of_takes([take(3), take(2, style=5)])
    assert len(bars) == 5
    assert bars.takes.tolist() == [0, 0, 0, 1, 1]
    assert bars.styles.tolist() == [3, 3, 3, 5, 5]
    assert bars.tempos == pytest.approx(np.ones(5))
    assert bars.velocities[1, 0] == pytest.approx([0.75, *[0] * 8])
    assert np.flatnonzero(bars.channels[1, 0]).tolist() == [0, 1, 16, 17, 32, 33]


def test_a_window_knows_nothing_of_what_is_outside():
    bars = bars_of_windows([take(4)], 2 * SLOTS)
    assert len(bars) == 4
    told = bars.present.reshape(4, 3, SLOTS).all(axis=2)
    assert told.tolist() == [[False, True, True], [True, True, False]] * 2


def test_of_a_long_performance_some_bars_are_looked_up_of_a_short_one_all():
    takes = np.repeat([0, 1], [5 * OF_ONE, 3])
    rows = spread_rows(takes)
    assert np.bincount(takes[rows]).tolist() == [OF_ONE, 3]
    assert (rows[0], rows[OF_ONE - 1]) == (0, 5 * OF_ONE - 1)
    assert np.diff(rows[:OF_ONE]).max() <= 6


def test_the_level_parts_hits_from_the_rest():
    rng = np.random.default_rng(0)
    truth = rng.random((500, 3)) < 0.4
    logits = -1 + np.where(truth, 0.2, -0.2)
    level = best_level(logits, truth)
    assert level == pytest.approx(-1, abs=0.2)
    assert f1(logits > level, truth) == 1
    assert f1(logits > 0.3, truth) == 0
