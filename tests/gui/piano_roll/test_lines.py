"""Where lines stand and what snaps to them, in every meter."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.score.grids import GRIDS, grid_named
from engine.score.meter import Meter, MeterMap
from engine.score.time import Tick
from gui.piano_roll.lines import bar_lines, snapped, snapped_down, step_lines

PPQ = 960
MIXED = MeterMap(
    PPQ, (Meter(), Meter(Tick(2 * 3840), 6, 8), Meter(Tick(2 * 3840 + 2880 + 500), 7, 8))
)
maps = st.sampled_from([MeterMap(), MeterMap(PPQ, (Meter(Tick(0), 3, 4),)), MIXED])
ticks = st.floats(0, 60_000)
steps = st.sampled_from([grid.ticks(PPQ) for grid in GRIDS if grid.numerator])


@given(maps, st.integers(0, 40_000), st.integers(1, 40_000))
def test_bar_lines_are_those_of_the_meters(meters, start, length):
    lines, bars = bar_lines(meters, start, start + length)
    assert lines.tolist() == meters.bar_lines(Tick(start), Tick(start + length))
    assert bars.tolist() == [meters.bar_at(line) for line in lines.tolist()]


def test_dense_bar_lines_are_thinned_by_powers_of_two():
    lines, bars = bar_lines(MeterMap(), 0, 3840 * 1000, 3840 * 3)
    assert np.diff(lines).tolist() == [3840 * 4] * (len(lines) - 1)
    assert bars[:3].tolist() == [0, 4, 8]


def test_beats_count_from_each_bar():
    beats = step_lines(MIXED, 0, 2 * 3840 + 2880, None, 0)
    assert beats[:3].tolist() == [960, 1920, 2880]
    assert beats[-2:].tolist() == [2 * 3840 + 4 * 480, 2 * 3840 + 5 * 480]


def test_lines_that_would_crowd_are_left_out():
    assert len(step_lines(MeterMap(), 0, 100_000, Tick(240), 300)) == 0


@given(maps, ticks, steps)
@example(MeterMap(), 59.5, Tick(120))
def test_snapping_finds_a_line_and_none_is_nearer(meters, tick, step):
    line = snapped(meters, tick, step)
    assert snapped(meters, line, step) == line
    start = meters.bar_start(meters.bar_at(Tick(int(tick))))
    end = meters.bar_start(meters.bar_at(Tick(int(tick))) + 1)
    lines = [*range(start, end, step), end]
    assert abs(line - tick) == min(abs(each - tick) for each in lines)


@given(maps, ticks, steps)
def test_snapping_down_never_goes_up(meters, tick, step):
    line = snapped_down(meters, tick, step)
    assert line <= tick < line + step
    assert meters.bar_at(line) == meters.bar_at(Tick(int(tick)))


@pytest.mark.parametrize(
    ("tick", "expected"), [(300, 320), (170, 320), (159, 0), (3800, 3840), (3700, 3840)]
)
def test_triplets(tick, expected):
    assert snapped(MeterMap(), tick, grid_named("1/8 triplet").ticks(PPQ)) == expected


def test_a_seven_eight_bar_ends_on_a_line_that_quarters_miss():
    seven = MeterMap(PPQ, (Meter(Tick(0), 7, 8),))
    assert snapped(seven, 3200, Tick(960)) == 3360
    assert snapped(seven, 3400, Tick(960)) == 3360
