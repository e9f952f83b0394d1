"""The pitches that a key, a range and chords leave."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.representation.place import Place
from engine.score.meter import MeterMap
from engine.score.time import Tick
from engine.theory.chords import parse_chord
from engine.theory.keys import Key, parse_key
from engine.tools.errors import ToolError
from engine.tools.locks.pitches import PitchLock
from engine.tools.writing import Line

GRID = MeterMap(24)
SPAN = Tick(0), Tick(192)


def lock(key=None, low=None, high=None, chords=(), strength=1.0) -> PitchLock:
    placed = [(Tick(tick), parse_chord(symbol)) for tick, symbol in chords]
    return PitchLock.of(key, low, high, placed, SPAN, strength)


@given(st.sampled_from(range(24)), st.integers(0, 127), st.integers(0, 127))
def test_a_full_lock_leaves_exactly_the_scale_in_the_range(index, low, high):
    key = Key(index % 12, index >= 12)
    wanted = [p for p in range(128) if p % 12 in key.scale and low <= p <= high]
    if not wanted:
        with pytest.raises(ToolError, match="widen the range"):
            lock(key, low, high)
        return
    mask = lock(key, low, high).lean("pitch", [Line(Place.start(GRID))], [(0, 0)])
    assert mask is not None
    assert [p for p in range(128) if mask[p] == 0] == wanted
    assert np.isneginf(mask).sum() == 128 - len(wanted)


def test_no_lock_binds_nothing():
    assert not lock().binds
    assert not lock(low=0, high=127).binds
    assert not lock(chords=[(0, "N.C.")]).binds
    assert lock(parse_key("C")).binds and lock(low=1).binds and lock(chords=[(0, "C")]).binds


def test_half_a_lock_makes_the_others_half_as_likely():
    mask = lock(low=60, strength=0.5).lean("pitch", [Line(Place.start(GRID))], [(0, 0)])
    assert mask is not None
    assert mask[60] == 0 and np.exp(mask[59]) == pytest.approx(0.5)


def test_a_chord_holds_from_its_tick_and_lets_only_common_tones_ring_on():
    held = lock(chords=[(0, "C"), (96, "Am"), (144, "F#dim")])
    lines = [Line(Place.start(GRID)) for _ in range(4)]
    pitches = held.lean("pitch", lines, [(0, 0), (0, 95), (1, 0), (1, 60)])
    assert pitches is not None
    classes = [{p % 12 for p in np.flatnonzero(row == 0)} for row in pitches]
    assert classes == [{0, 4, 7}, {0, 4, 7}, {0, 4, 9}, {0, 6, 9}]
    chosen = [(0, 90, 60), (0, 90, 64), (0, 90, 67), (1, 60, 66)]
    durations = held.lean("duration", lines, chosen)
    assert durations is not None
    assert [np.count_nonzero(row == 0) for row in durations] == [102, 54, 6, 36]


def test_a_chord_outside_the_other_locks_is_named():
    with pytest.raises(ToolError, match=r"chord F#dim .* widen the range"):
        lock(parse_key("Eb"), 64, 71, [(0, "Eb"), (96, "F#dim")])
    assert lock(parse_key("Eb"), 64, 64, [(0, "Eb")], strength=0.5).binds
