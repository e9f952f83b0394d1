"""The drum networks: what is told of a step to the chances of its nine cells.

A step's features go through residual layers of a perceptron; several such members, each with its
own beginnings, answer together by the mean of their chances, for what one of them has learned by
heart of a few hundred performances the others have not.
"""

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

from engine.representation.bins import OFFSETS, VELOCITIES
from engine.representation.drum_input import feature_count
from engine.representation.drums import VOICES


@dataclass(frozen=True)
class DrumShape:
    """The sizes of a drum network: what it is told (`channels`), its members and their layers."""

    channels: int
    width: int = 256
    layers: int = 2
    members: int = 3
    dropout: float = 0.3


class DrumChances(NamedTuple):
    """Logits of N steps, by member (M, N, ...) in training, else of the mean: hits (N, 9),
    velocities (N, 9, 32), offsets (N, 9, 49).
    """

    hits: Tensor
    velocities: Tensor
    offsets: Tensor


ANSWERS = tuple(len(VOICES) * many for many in (1, len(VELOCITIES), len(OFFSETS)))


class Side(nn.Module):
    """A linear layer for each member: (M, N, in) to (M, N, out)."""

    def __init__(self, members: int, inside: int, outside: int) -> None:
        super().__init__()
        bound = inside**-0.5
        self.weight = nn.Parameter(torch.empty(members, inside, outside).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.zeros(members, 1, outside))

    def forward(self, x: Tensor) -> Tensor:
        """A matrix product for each member."""
        return torch.baddbmm(self.bias, x, self.weight)


class DrumModel(nn.Module):
    """Members side by side."""

    def __init__(self, shape: DrumShape) -> None:
        super().__init__()
        self.shape = shape
        width, members = shape.width, shape.members
        self.first = Side(members, feature_count(shape.channels), width)
        self.layers = nn.ModuleList(Side(members, width, width) for _ in range(shape.layers))
        self.last = Side(members, width, sum(ANSWERS))
        self.drop = nn.Dropout(shape.dropout)

    def members(self, features: Tensor) -> DrumChances:
        """Each member's logits for steps (N, F)."""
        x = self.drop(
            torch.nn.functional.gelu(self.first(features.expand(self.shape.members, -1, -1)))
        )
        for layer in self.layers:
            x = x + self.drop(torch.nn.functional.gelu(layer(x)))
        hits, velocities, offsets = self.last(x).split(ANSWERS, dim=-1)
        cells = (self.shape.members, -1, len(VOICES))
        velocities = velocities.reshape(*cells, len(VELOCITIES))
        return DrumChances(hits, velocities, offsets.reshape(*cells, len(OFFSETS)))

    def forward(self, features: Tensor) -> DrumChances:
        """The logits of the members' mean chances for steps (N, F)."""
        each = self.members(features)
        hits = torch.logit(each.hits.sigmoid().mean(0), eps=1e-6)
        return DrumChances(
            hits, *(part.softmax(-1).mean(0).clamp_min(1e-12).log() for part in each[1:])
        )
