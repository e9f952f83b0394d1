"""The chances of every way to strike nine drums at once."""

import numpy as np

from engine.runtime.next_step import WAYS, chances_of_ways


def test_the_ways_share_one_and_each_is_its_voices_one_after_the_other() -> None:
    rng = np.random.default_rng(0)
    alone, pairs = rng.normal(size=(2, 9)), np.tril(rng.normal(size=(2, 9, 9)), -1)
    ways = chances_of_ways(alone, pairs)
    assert np.allclose(np.exp(ways).sum(axis=1), 1)
    for row in range(2):
        logits = alone[row] + WAYS @ pairs[row].T
        each = np.where(WAYS > 0, logits, 0) - np.logaddexp(0, logits)
        assert np.allclose(ways[row], each.sum(axis=1))
