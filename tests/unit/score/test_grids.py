"""Grids and snapping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.score.grids import GRIDS, as_triplets, finer, grid_named, snap, snap_down
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


@pytest.mark.parametrize(
    ("name", "steps", "other"),
    [
        ("1/16", 1, "1/32"), ("1/16", -1, "1/8"), ("1/64", 1, "1/64"), ("1/1", -1, "1/1"),
        ("1/8 triplet", 1, "1/16 triplet"), ("1/2 triplet", -1, "1/2 triplet"),
        ("Off", 1, "1/16"),
    ],
)  # fmt: skip
def test_a_grid_has_a_finer_and_a_coarser_one_of_its_kind(name, steps, other):
    assert finer(grid_named(name), steps).name == other


@pytest.mark.parametrize(
    ("name", "other"),
    [("1/8", "1/8 triplet"), ("1/8 triplet", "1/8"), ("1/64", "1/64"), ("Off", "Off")],
)
def test_a_straight_grid_has_triplets_and_they_lead_back(name, other):
    assert as_triplets(grid_named(name)).name == other


@given(st.integers(-1000, 1000), st.integers(1, 100), st.integers(0, 500))
def test_snapping_finds_the_nearest_line(tick, grid, origin):
    line = snap(Tick(tick), Tick(grid), Tick(origin))
    assert (line - origin) % grid == 0
    assert abs(line - tick) * 2 <= grid
    below = snap_down(Tick(tick), Tick(grid), Tick(origin))
    assert below <= tick < below + grid
    assert line in (below, below + grid)
