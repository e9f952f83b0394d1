"""Drawing that hangs together: normal numbers for hits, by step and performance."""

import numpy as np
import pytest

from engine.tools.drums.feel import Coherence


def correlation(first: np.ndarray, second: np.ndarray) -> float:
    return float(np.corrcoef(first, second)[0, 1])


def test_numbers_are_normal_and_hang_together_as_they_should():
    coherence = Coherence(whole=0.0, step=0.5, follow=0.6)
    steps = np.repeat(np.arange(20_000), 2)
    numbers = coherence.numbers(steps, np.random.default_rng(0))
    first, second = numbers[::2], numbers[1::2]
    assert (numbers.mean(), numbers.std()) == pytest.approx((0, 1), abs=0.03)
    assert correlation(first, second) == pytest.approx(0.5, abs=0.03)
    assert correlation(first[:-1], first[1:]) == pytest.approx(0.3, abs=0.03)
    assert correlation(first[:-40], first[40:]) == pytest.approx(0, abs=0.03)


def test_a_part_belongs_to_the_whole_performance():
    coherence = Coherence(whole=0.4, step=0.0, follow=0.0)
    generator = np.random.default_rng(0)
    pairs = np.array([coherence.numbers(np.array([0, 500]), generator) for _ in range(10_000)])
    assert correlation(pairs[:, 0], pairs[:, 1]) == pytest.approx(0.4, abs=0.03)
    assert pairs.std() == pytest.approx(1, abs=0.03)
