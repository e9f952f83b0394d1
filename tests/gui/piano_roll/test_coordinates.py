"""Pixels and ticks: what must hold at every zoom and place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.score.time import Tick
from gui.piano_roll.coordinates import LEFT_MARGIN, Coordinates, part_at

PPQ = 960
views = st.builds(
    Coordinates,
    left=st.floats(0, 1e6),
    top=st.floats(0, 100),
    tick_width=st.floats(1e-4, 1),
    row_height=st.floats(3, 40),
)
places = st.floats(0, 2000)
factors = st.floats(0.1, 10)


@given(views, places)
def test_there_and_back(view, x):
    assert view.x_of(view.tick_at(x)) == pytest.approx(x, abs=1e-4)


@given(views, st.integers(0, 127))
def test_a_pitch_lies_in_its_row(view, pitch):
    assert view.pitch_at(view.y_of(pitch) + view.row_height / 2) == pitch


@given(views, places, factors)
def test_zooming_in_time_keeps_what_is_under_the_pointer(view, x, factor):
    tick = view.tick_at(x)
    zoomed = view.zoomed_in_time(x, factor, PPQ)
    assert zoomed.x_of(tick) == pytest.approx(x, abs=1e-3)
    assert (zoomed.top, zoomed.row_height) == (view.top, view.row_height)


@given(views, places, factors)
def test_zooming_in_pitch_keeps_what_is_under_the_pointer(view, y, factor):
    row = view.top + y / view.row_height
    zoomed = view.zoomed_in_pitch(y, factor)
    assert zoomed.top + y / zoomed.row_height == pytest.approx(row, abs=1e-6)
    assert 3 <= zoomed.row_height <= 40


@given(views, st.floats(-5000, 5000), st.floats(-5000, 5000))
def test_scrolling_moves_by_pixels(view, dx, dy):
    moved = view.scrolled(dx, dy)
    assert moved.x_of(view.left) == pytest.approx(-dx, abs=1e-3)
    assert moved.y_of(60) == pytest.approx(view.y_of(60) - dy, abs=1e-6)


@given(views, st.floats(50, 3000), st.floats(50, 3000), st.integers(1, 10**7))
def test_the_view_stays_within_the_music(view, width, height, end):
    within = view.within(width, height, Tick(end))
    assert within.x_of(0) <= LEFT_MARGIN + 1e-6
    assert within.top >= 0
    assert within.within(width, height, Tick(end)) == within
    if (end * view.tick_width) > width:
        assert within.tick_at(width) <= end + 1 / view.tick_width


def test_what_is_fitted_can_be_seen():
    view = Coordinates().fitted(800, 400, (960, 9600), (48, 72))
    assert view.x_of(960) == pytest.approx(0)
    assert view.x_of(9600) == pytest.approx(800)
    assert view.y_of(72) >= -0.1
    assert view.y_of(48) + view.row_height <= 400.1


def test_arrays_are_as_good_as_numbers():
    view = Coordinates(left=100, tick_width=0.1)
    ticks = np.array([0, 960, 1920])
    assert view.x_of(ticks).tolist() == [view.x_of(t) for t in (0, 960, 1920)]


@pytest.mark.parametrize(
    ("x", "width", "part"),
    [
        (1, 100, "start"),
        (50, 100, "body"),
        (96, 100, "end"),
        (1, 8, "start"),
        (4, 8, "body"),
        (7, 8, "end"),
    ],
)
def test_parts_of_a_note(x, width, part):
    assert part_at(x, 0, width) == part
