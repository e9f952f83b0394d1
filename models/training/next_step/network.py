"""The next-step drum network: what is told of a step to what is struck there, and how.

Members as in the other drum networks, each with its own beginnings; here they answer by the mean of
their logits. Voices are struck one after another: the chance of each knows those before it, by
weights that the step itself gives (a logistic autoregression).
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

from engine.representation.bins import OFFSETS, VELOCITIES
from engine.representation.drum_past import FEATURES
from engine.representation.drums import VOICES
from models.training.drums.network import Side

VOICE = len(VOICES)
TOLD = 4 * VOICE
"""What a stroke is told beside its step: its voice, the step's hits, velocities and offsets of the
voices before it.
"""

BINS = len(VELOCITIES), len(OFFSETS)


@dataclass(frozen=True)
class NextShape:
    """The sizes of the network."""

    width: int = 160
    layers: int = 2
    members: int = 3
    dropout: float = 0.2


class NextStep(nn.Module):
    """Members side by side."""

    def __init__(self, shape: NextShape) -> None:
        super().__init__()
        self.shape = shape
        width, members = shape.width, shape.members
        self.first = Side(members, FEATURES, width)
        self.layers = nn.ModuleList(Side(members, width, width) for _ in range(shape.layers))
        self.struck = Side(members, width, VOICE + VOICE * VOICE)
        self.stroke = Side(members, width + TOLD, width)
        self.played = Side(members, width, sum(BINS))
        self.drop = nn.Dropout(shape.dropout)
        self.register_buffer("before", torch.ones(VOICE, VOICE).tril(-1), persistent=False)

    def states(self, features: Tensor) -> Tensor:
        """(N, F) to (M, N, width)."""
        x = self.drop(gelu(self.first(features.expand(self.shape.members, -1, -1))))
        for layer in self.layers:
            x = x + self.drop(gelu(layer(x)))
        return x

    def chances(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """By member: the logits of the voices with nothing struck, (M, N, 9), and what each voice
        struck adds to those after it, (M, N, 9, 9): row for the one after, 0 on and above the
        diagonal.
        """
        alone, pairs = self.struck(states).split((VOICE, VOICE * VOICE), dim=-1)
        return alone, pairs.unflatten(-1, (VOICE, VOICE)) * self.before

    def strokes(self, states: Tensor, told: Tensor) -> tuple[Tensor, Tensor]:
        """By member: logits of velocity (M, H, 32) and offset (M, H, 49) of strokes that are told
        so (H, 36), in states (M, H, width).
        """
        both = torch.cat([states, told.expand(self.shape.members, -1, -1)], dim=-1)
        velocities, offsets = self.played(self.drop(gelu(self.stroke(both)))).split(BINS, dim=-1)
        return velocities, offsets


def logits_of(alone: Tensor, pairs: Tensor, hits: Tensor) -> Tensor:
    """The logits (..., 9) of each voice where the ones before it are struck as in `hits`."""
    return alone + (pairs @ hits.unsqueeze(-1)).squeeze(-1)
