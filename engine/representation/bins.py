"""Distributions over ordered bins: what the offsets and velocities of drum hits are drawn from."""

import numpy as np

OFFSETS = np.linspace(-0.5, 0.5, 49)
"""The offsets, in 16ths, in the middle of the bins of "offset"."""

VELOCITIES = (np.arange(32) * 4 + 2) / 127
"""The velocities, from 0 to 1, in the middle of the bins of "velocity"."""


def nearest(values: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """The index of the nearest centre, of centres that lie at equal distances."""
    step = centres[1] - centres[0]
    return np.rint((values - centres[0]) / step).clip(0, len(centres) - 1).astype(np.int64)


def quantile(weights: np.ndarray, centres: np.ndarray, share: np.ndarray) -> np.ndarray:
    """The values below which a `share` (N,) of distributions over equal bins (N, bins) lies."""
    upto = weights.astype(np.float64).cumsum(-1)
    upto /= upto[:, -1:]
    index = (upto < share[:, None]).sum(-1).clip(0, len(centres) - 1)
    rows = np.arange(len(share))
    top = upto[rows, index]
    inside = top - np.where(index > 0, upto[rows, index - 1], 0)
    beyond = (top - share) / np.maximum(inside, 1e-9)
    return centres[index] + (centres[1] - centres[0]) * (0.5 - beyond.clip(0, 1))


def medians(logits: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """The medians of distributions (N, bins)."""
    weights = np.exp(logits - logits.max(-1, keepdims=True))
    return quantile(weights, centres, np.full(len(logits), 0.5))
