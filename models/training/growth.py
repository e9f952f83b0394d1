"""Weights of a network for a larger one that gives the same logits: what is new is zero."""

from collections.abc import Mapping

import torch
from torch import Tensor


def grown(weights: Mapping[str, Tensor], larger: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """`weights`, filled up with zeros to the shapes of `larger`, the state of the network that they
    are for. Tables of embeddings grow at their end, where new columns stand.
    """
    state = {name: torch.zeros_like(shape) for name, shape in larger.items()}
    for name, old in weights.items():
        state[name][tuple(slice(size) for size in old.shape)] = old
    return state
