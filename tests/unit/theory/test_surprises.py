"""Surprises are found where the notes are."""

import numpy as np
import pytest

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
