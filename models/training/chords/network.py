"""The chord network: whether a beat brings another chord, and which one.

Members as in the drum networks, which answer by the mean of their logits.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

from engine.representation.harmony import FEATURES, SYMBOLS
from models.training.drums.network import Side


@dataclass(frozen=True)
class ChordShape:
    """The sizes of the network."""

    width: int = 128
    layers: int = 2
    members: int = 3
    dropout: float = 0.2


class NextChord(nn.Module):
    """Members side by side."""

    def __init__(self, shape: ChordShape) -> None:
        super().__init__()
        self.shape = shape
        width, members = shape.width, shape.members
        self.first = Side(members, FEATURES, width)
        self.layers = nn.ModuleList(Side(members, width, width) for _ in range(shape.layers))
        self.last = Side(members, width, 1 + SYMBOLS)
        self.drop = nn.Dropout(shape.dropout)

    def members(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """By member: the logits of a change (M, N) and of each symbol (M, N, SYMBOLS)."""
        x = self.drop(gelu(self.first(features.expand(self.shape.members, -1, -1))))
        for layer in self.layers:
            x = x + self.drop(gelu(layer(x)))
        change, symbols = self.last(x).split((1, SYMBOLS), dim=-1)
        return change.squeeze(-1), symbols

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """The mean logits: (N,) and (N, SYMBOLS)."""
        change, symbols = self.members(features)
        return change.mean(0), symbols.mean(0)


def without(symbols: Tensor, before: Tensor) -> Tensor:
    """Logits (..., N, SYMBOLS) in which the chord that stands before (N,), where there is one, is
    no change.
    """
    same = torch.arange(SYMBOLS, device=before.device) == before[:, None]
    return symbols.masked_fill(same, -torch.inf)
