"""Sampling: exact at its limits, right in distribution, and blind to what is masked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.runtime.sampling import Dice, draw, log_mask, log_probabilities, variation_seed

LOGITS = np.log(np.array([[0.5, 0.3, 0.15, 0.05]], dtype=np.float32))


def shares(temperature: float, top_p: float, logits: np.ndarray = LOGITS) -> np.ndarray:
    """How often each symbol comes up over evenly spread uniforms, which makes it exact."""
    count = 20_000
    uniforms = (np.arange(count) + 0.5) / count
    drawn = draw(np.repeat(logits, count, axis=0), uniforms, temperature, top_p)
    return np.bincount(drawn, minlength=logits.shape[1]) / count


def test_symbols_come_up_as_often_as_the_model_says():
    assert shares(1.0, 1.0) == pytest.approx([0.5, 0.3, 0.15, 0.05], abs=1e-3)


def test_temperature_sharpens_and_flattens():
    squared = np.array([0.25, 0.09, 0.0225, 0.0025])
    assert shares(0.5, 1.0) == pytest.approx(squared / squared.sum(), abs=1e-3)
    assert shares(100.0, 1.0) == pytest.approx([0.25] * 4, abs=0.01)


@pytest.mark.parametrize("temperature", [1e-20, 1e-40, 5e-324])
def test_the_coldest_is_as_temperature_zero(temperature):
    masked = LOGITS + np.array([[0, 0, 0, -np.inf]], dtype=np.float32)
    assert shares(temperature, 0.95, masked) == pytest.approx([1, 0, 0, 0])


def test_top_p_keeps_the_fewest_symbols_that_reach_it():
    assert shares(1.0, 0.8) == pytest.approx([0.625, 0.375, 0, 0], abs=1e-3)
    assert shares(1.0, 0.81) == pytest.approx(np.array([0.5, 0.3, 0.15, 0]) / 0.95, abs=1e-3)
    assert shares(1.0, 1e-9) == pytest.approx([1, 0, 0, 0])


def test_temperature_zero_is_the_most_likely_whatever_the_uniform():
    assert draw(LOGITS, np.array([0.999]), 0, 0.95).tolist() == [0]


def test_strength_scales_what_a_mask_forbids():
    allowed = np.array([False, True, True, True])
    assert log_mask(allowed, 0.0).tolist() == [0, 0, 0, 0]
    half = shares(1.0, 1.0, LOGITS + log_mask(allowed, 0.5))
    assert half == pytest.approx(np.array([0.25, 0.3, 0.15, 0.05]) / 0.75, abs=1e-3)
    assert shares(1.0, 1.0, LOGITS + log_mask(allowed, 1.0))[0] == 0


@given(
    st.integers(0, 2**32 - 1),
    st.just(0.0) | st.floats(0.01, 2.0),
    st.floats(0.01, 1.0),
    st.integers(1, 8),
    st.integers(2, 130),
)
def test_a_forbidden_symbol_is_never_drawn(seed, temperature, top_p, rows, symbols):
    generator = np.random.default_rng(seed)
    logits = (generator.normal(size=(rows, symbols)) * 30).astype(np.float32)
    allowed = generator.random((rows, symbols)) < 0.3
    allowed[np.arange(rows), generator.integers(0, symbols, rows)] = True
    for _ in range(20):
        uniforms = generator.random(rows)
        drawn = draw(logits + log_mask(allowed, 1.0), uniforms, temperature, top_p)
        assert allowed[np.arange(rows), drawn].all()


def test_the_ends_of_the_uniform_interval_stay_inside():
    edge = np.array([[0.0, -np.inf, -80.0]], dtype=np.float32)
    for top_p in (1.0, 0.95):
        for uniform in (0.0, np.nextafter(1.0, 0.0)):
            assert draw(edge, np.array([uniform]), 1.0, top_p)[0] in (0, 2)


@pytest.mark.parametrize("broken", [-np.inf, np.nan])
def test_nothing_to_draw_from_is_an_error(broken):
    with pytest.raises(ValueError, match="no symbol"):
        draw(np.full((2, 3), broken, dtype=np.float32), np.array([0.5, 0.5]), 1.0, 0.9)


def test_a_variation_draws_the_same_however_many_are_beside_it():
    alone, together = Dice([8], 3, block=2), Dice([7, 8, 9], 3, block=5)
    for _ in range(11):
        assert alone.roll()[:, 0].tolist() == together.roll()[:, 1].tolist()


def test_variations_have_seeds_of_their_own_and_the_first_is_the_seed():
    seeds = [variation_seed(5, k, attempt) for k in range(16) for attempt in range(4)]
    assert seeds[0] == 5
    assert len(set(seeds)) == len(seeds)
    assert variation_seed(5, 3) == variation_seed(5, 3) != variation_seed(6, 3)


def test_log_probabilities_sum_to_one_even_far_from_zero():
    logits = np.array([[1000.0, 999.0, -1000.0]], dtype=np.float32)
    assert np.exp(log_probabilities(logits)).sum() == pytest.approx(1.0)
