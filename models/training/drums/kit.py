"""The kit network: what is told of a bar of taps to the chances of its sixteen slots' nine cells.

It compares the bar with prototypes that it has learned, in several ways at once, and answers as the
nearest of them do.
"""

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

from models.training.drums.prototypes import Prototypes
from models.training.drums.recall import Recall

HEADS = 8

UNHEARD = 0.15
"""So many of the prototypes are passed over at random while they learn."""


@dataclass(frozen=True)
class KitShape:
    """The sizes of a kit network: its prototypes, and the heads that compare."""

    prototypes: int
    heads: int = HEADS


class KitChances(NamedTuple):
    """Of the slots of B bars the logits of `hits` and the `velocities`, (B, 16, 9) each."""

    hits: Tensor
    velocities: Tensor


class KitModel(nn.Module):
    """A learned distance and learned prototypes."""

    def __init__(self, shape: KitShape) -> None:
        super().__init__()
        self.shape = shape
        self.recall = Recall(shape.heads)
        self.prototypes = Prototypes(shape.prototypes, shape.heads)

    def forward(self, channels: Tensor, present: Tensor, conditions: Tensor) -> KitChances:
        """What is played in bars (B, 4, 48), of which (B, 48) is present."""
        known, unheard = self.prototypes.known(), None
        if self.training:
            unheard = torch.rand(len(channels), self.shape.prototypes, device=channels.device)
            unheard = unheard < UNHEARD
        return KitChances(*self.recall(channels, present, conditions, known, unheard))
