"""What is asked is leant to, and the first note is free."""

import numpy as np
import pytest

from engine.representation.notes import GRID, SIZES, Symbols
from engine.representation.place import Place
from engine.score.meter import MeterMap
from engine.tools.melody.wished import Density, Register
from engine.tools.writing import Line

FOUR_FOUR = MeterMap(GRID)


def line(position: int) -> Line:
    """A line with one note in its first bar."""
    symbols = Symbols(0, position, 60, 11, 20)
    return Line(Place.start(FOUR_FOUR).after(symbols), [symbols], [position])


@pytest.mark.parametrize(("notes_a_bar", "apart"), [(1, 96), (4, 24), (8, 12), (12, 8)])
def test_a_density_leans_to_onsets_that_far_apart(notes_a_bar: int, apart: int) -> None:
    leaning = Density(notes_a_bar, FOUR_FOUR)
    bars = leaning.lean("bars", [line(0)], [()])
    assert bars is not None and bars.shape == (1, SIZES["bars"])
    assert bars[0].max() == bars[0, apart // 96] == pytest.approx(0)
    positions = leaning.lean("position", [line(0)], [(apart // 96,)])
    assert positions is not None and positions[0].argmax() == apart % 96
    twice = positions[0, 2 * apart % 96] if apart < 48 else positions[0].max() - 3
    assert positions[0].max() - twice == pytest.approx(3)


def test_crossing_the_bar_line_is_weighed_by_what_lies_behind_it() -> None:
    bars = Density(8, FOUR_FOUR).lean("bars", [line(90)], [()])
    assert bars is not None
    assert bars[0, 1] == pytest.approx(0) and bars[0, 0] < 0 and bars[0, 2] < bars[0, 0]


def test_the_first_note_is_free() -> None:
    begun = [Line(Place.start(FOUR_FOUR))]
    for field, chosen in (("bars", [()]), ("position", [(0,)])):
        leant = Density(4, FOUR_FOUR).lean(field, begun, chosen)
        assert leant is not None and not leant.any()


def test_a_register_leans_to_pitches_around_it() -> None:
    leant = Register(70).lean("pitch", [line(0)], [(0, 12)])
    assert leant is not None and leant.argmax() == 70
    assert np.allclose(leant[[64, 76]], -0.5)
    assert Register(70).lean("duration", [line(0)], [(0, 12, 70)]) is None
