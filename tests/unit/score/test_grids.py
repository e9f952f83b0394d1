"""Grids and snapping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.score.grids import GRIDS, grid_named, snap, snap_down
from engine.score.time import Tick


@pytest.mark.parametrize(
    ("name", "ticks"),
    [("Off", 1), ("1/1", 3840), ("1/4", 960), ("1/16", 240), ("1/8 triplet", 320), ("1/64", 60)],
)
def test_grids_have_the_length_of_their_note(name, ticks):
    assert grid_named(name).ticks(960) == ticks


def test_a_coarse_clock_leaves_a_tick_at_least():
    assert all(grid.ticks(1) >= 1 for grid in GRIDS)
    with pytest.raises(KeyError):
        grid_named("1/7")


@given(st.integers(-1000, 1000), st.integers(1, 100), st.integers(0, 500))
def test_snapping_finds_the_nearest_line(tick, grid, origin):
    line = snap(Tick(tick), Tick(grid), Tick(origin))
    assert (line - origin) % grid == 0
    assert abs(line - tick) * 2 <= grid
    below = snap_down(Tick(tick), Tick(grid), Tick(origin))
    assert below <= tick < below + grid
    assert line in (below, below + grid)
