"""Distributions over ordered bins: medians, quantiles, the nearest bin."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.representation.bins import medians, nearest, quantile

CENTRES = np.linspace(-0.5, 0.5, 11)


def test_the_median_of_one_bin_is_its_middle_and_of_two_lies_between():
    logits = np.full((2, 11), -50.0)
    logits[0, 3] = 0
    logits[1, [4, 5]] = 0
    assert medians(logits, CENTRES) == pytest.approx([CENTRES[3], (CENTRES[4] + CENTRES[5]) / 2])


@given(st.lists(st.floats(0.01, 0.99), min_size=2, max_size=20), st.integers(0, 2**32 - 1))
def test_a_larger_share_is_a_larger_value_within_the_bins(shares: list[float], seed: int):
    weights = np.random.default_rng(seed).random(11) + 1e-3
    share = np.sort(shares)
    values = quantile(np.tile(weights, (len(share), 1)), CENTRES, share)
    assert (np.diff(values) >= 0).all()
    assert (values >= -0.55).all() and (values <= 0.55).all()


def test_a_share_splits_the_weight():
    weights = np.random.default_rng(1).random(11)
    draws = np.random.default_rng(2).random(100_000)
    values = quantile(np.tile(weights, (len(draws), 1)), CENTRES, draws)
    found = np.histogram(values, bins=11, range=(-0.55, 0.55))[0] / len(draws)
    assert found == pytest.approx(weights / weights.sum(), abs=0.01)


def test_the_nearest_bin_is_found_and_what_lies_beyond_goes_to_the_last():
    assert nearest(np.array([-0.5, -0.44, 0.06, 0.9]), CENTRES).tolist() == [0, 1, 6, 10]
