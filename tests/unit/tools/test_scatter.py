"""How far drums stray from what is likeliest of them, and what decides about strokes in doubt."""

from dataclasses import replace

import numpy as np
import pytest

from engine.representation.clips import Bars
from engine.representation.habits import NEW
from engine.representation.scatter import EDGES, KNOTS, Scatter
from engine.runtime.autoencoder import Said
from engine.tools.clips.scatter import Daring, drawn_strokes, scattered, stroke_numbers

BARS = Bars((48,) * 8, (0,) * 8, (False,) * 8)
FRESH = np.full(32, NEW)


def even(width: float = 0.1) -> Scatter:
    """Every stroke strays by its normal number times a width."""
    tables = {kind: np.tile(width * KNOTS, (9, len(edges) + 1, 1)) for kind, edges in EDGES.items()}
    return Scatter(**tables, coherence=np.zeros((2, 3)), strokes=np.array(0.0))


def said(logit: float = 9.0) -> Said:
    shape = 1, 128, 9
    return Said(
        np.full(shape, logit, np.float32), np.full(shape, 0.5, np.float32), np.zeros(shape, "f")
    )


def played(scatter: Scatter, temperature: float, told: Said | None = None, seed: int = 0) -> Said:
    generators = [np.random.default_rng(seed)]
    daring = Daring(temperature, 0.95)
    return scattered(told or said(), BARS, scatter, daring, generators, FRESH[None])


@pytest.mark.parametrize("kind", ["loudness", "away"])
def test_the_spread_grows_with_the_temperature(kind: str) -> None:
    spreads = [float(getattr(played(even(), t), kind).std()) for t in (0, 0.5, 1, 1.5)]
    assert spreads == pytest.approx([0, 0.05, 0.1, 0.15], abs=0.005)


def test_how_far_a_stroke_strays_depends_on_its_drum_and_on_what_is_said_of_it() -> None:
    scatter = even()
    scatter.away[3] *= 0
    scatter.loudness[:, 6:] *= 0
    told = said()
    told.loudness[:, :, 4] = 0.3
    made = played(scatter, 1.0, told)
    assert (made.away[..., 3] == 0).all()
    assert made.away[..., 2].std() > 0.08
    assert [made.loudness[..., voice].std() > 0.08 for voice in range(9)] == [
        voice == 4 for voice in range(9)
    ]


def test_one_step_strays_after_the_other_where_drummers_do() -> None:
    whole = np.array([[0, 0, 0], [0, 0.9, 0.9]])
    far = played(replace(even(), coherence=whole), 1.0).away[0].mean(axis=1)
    assert np.corrcoef(far[:-1], far[1:])[0, 1] > 0.7


def test_nothing_is_played_where_nothing_is_struck() -> None:
    silent = said(-9.0)
    for before, after in zip(silent, played(even(), 1.0, silent), strict=True):
        assert (before == after).all()


@pytest.mark.parametrize("logit", [-2.5, -1.0, 0.0, 1.0, 2.5])
@pytest.mark.parametrize("temperature", [1.0, 2.0])
def test_a_stroke_in_doubt_comes_as_often_as_its_chance(logit: float, temperature: float) -> None:
    numbers = np.random.default_rng(0).standard_normal(20000)
    drawn = drawn_strokes(np.full(20000, logit), numbers, Daring(temperature, 0.95))
    chance = 1 / (1 + np.exp(-logit / temperature))
    assert (drawn > 0).mean() == pytest.approx(chance, abs=0.01)


def test_what_is_hardly_in_doubt_is_not_drawn() -> None:
    logits = np.array([-3.0, -2.9, 2.9, 3.0])
    for numbers in (np.full(4, -3.0), np.full(4, 3.0)):
        drawn = drawn_strokes(logits, numbers, Daring(1.0, 0.95))
        assert (drawn == logits).tolist() == [True, False, False, True]
    assert (drawn_strokes(logits, np.ones(4), Daring(0.0, 0.95)) == logits).all()
    assert (drawn_strokes(logits, np.ones(4), Daring(1.0, 1.0)) != logits).all()


def test_strokes_agree_from_bar_to_bar_and_come_back_with_their_quarter() -> None:
    rng = np.random.default_rng(0)
    bars = stroke_numbers(BARS, 0.6, rng, FRESH).reshape(8, 16, 9)
    alike = [np.corrcoef(bars[0].ravel(), bar.ravel())[0, 1] for bar in bars[1:]]
    assert np.mean(alike) == pytest.approx(0.6, abs=0.1)
    again = FRESH.copy()
    again[8:12] = range(4)
    again[16:20] = range(8, 12)
    bars = stroke_numbers(BARS, 0.0, rng, again).reshape(8, 16, 9)
    assert (bars[2] == bars[0]).all()
    assert (bars[4] == bars[0]).all()
    assert (bars[3] != bars[1]).all()
