"""Surprises are found where the notes are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.theory.surprises import NONE_KNOWN, Surprises


def test_surprises_are_looked_up_by_place_and_pitch():
    found = Surprises.of([480, 0, 0], [60, 64, 60], [2.0, 1.0, 3.0])
    ticks, pitches = np.array([0, 480, 480, 0]), np.array([64, 60, 61, 60])
    assert found.at(ticks, pitches).tolist() == pytest.approx([1, 2, np.nan, 3], nan_ok=True)
    assert np.isnan(NONE_KNOWN.at(ticks, pitches)).all()


def test_what_is_new_stands_over_what_was_known():
    older = Surprises.of([0, 480], [60, 60], [1.0, 2.0])
    both = Surprises.of([0], [60], [9.0]).over(older)
    assert both.at(np.array([0, 480]), np.array([60, 60])).tolist() == [9, 2]
    assert len(NONE_KNOWN.over(older)) == 2


@given(
    old=st.lists(st.tuples(st.integers(0, 9), st.integers(60, 63)), max_size=12),
    new=st.lists(st.tuples(st.integers(0, 9), st.integers(60, 63)), max_size=12),
)
def test_of_two_that_know_a_note_the_newer_is_believed(old, new):
    """Notes may lie on each other."""
    older = Surprises.of(*_columns(old), [1.0] * len(old))
    both = Surprises.of(*_columns(new), [2.0] * len(new)).over(older)
    ticks, pitches = (np.array(each, np.int64) for each in _columns([*old, *new]))
    expected = [2.0 if place in new else 1.0 for place in [*old, *new]]
    assert both.at(ticks, pitches).tolist() == expected


def _columns(places):
    return [tick for tick, _ in places], [pitch for _, pitch in places]
