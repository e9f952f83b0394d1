"""How bars like one that is told are played: attention with a learned distance.

Each head weighs the differences in taps, velocities, accents and offsets, slot by slot, by numbers
of its own, which are learned, and so are the costs of another tempo and of another style. What is
known answers by the softmax of minus the distance (Nadaraya-Watson regression). Who listens to the
tempo knows the songs of the training part best, who does not knows strangers best: a head may count
the less, the less what it finds alike is of the tempo that is told.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn

from engine.representation.drums import VOICES
from engine.representation.tapped_bars import AROUND, CHANNELS, SLOTS

PACE = 20.0
"""The weights' logarithms learn so much faster than the layers of the perceptron."""

AT_FIRST = (0.5, 4.0, 2.0, 0.12)
"""The weights of CHANNELS before training."""

WITHOUT = (1.0, 0.0, 0.0, 1.0)
"""Which CHANNELS count where the taps' velocities are not known."""

NEVER = -1e9


VALUES = (len(VOICES), 1, len(VOICES), len(VOICES))
"""What is known of a slot: hits, the tap, velocities, and velocities as parts of the tap's."""


class Known(NamedTuple):
    """M bars to be compared: `keys` (M, 4 * 48); `values` (M, 16 * 28): of each slot how likely
    each voice, and a tap, is struck, and the voices' velocities, as such and as parts of the
    tap's; `tempos` (M,), `styles` (M, 18); what each head adds to their nearness for taps without
    and with velocities, `weights` (2, H, M).
    """

    keys: Tensor
    values: Tensor
    tempos: Tensor
    styles: Tensor
    weights: Tensor


class Recalled(NamedTuple):
    """What was found for the slots of B bars: the `logits` of the heads' mean chances and the mean
    `velocities` (B, 16, 9).
    """

    logits: Tensor
    velocities: Tensor


class Recall(nn.Module):
    """Heads that look up; each has numbers for taps without velocities and for taps with.

    `bound` is the part of its learned bound that another tempo costs at most, and `trust` how much
    less a head counts for each nat that the tempo takes from what it finds alike.
    """

    first: Tensor

    def __init__(self, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.bound, self.trust = 1.0, 0.0
        spread = torch.linspace(-1, 1, heads)[None, :, None, None]
        away = (torch.arange(AROUND) - (AROUND - 1) / 2).abs() - (SLOTS - 1) / 2
        near = 0.2 + 0.8 * torch.exp(-away.clamp_min(0) / 4)
        at_first = torch.tensor(AT_FIRST)[:, None]
        self.register_buffer("first", (near * at_first).log() + spread)
        self.distance = nn.Parameter(torch.randn(2, heads, len(CHANNELS), AROUND) * 0.01)
        self.channel = nn.Parameter(torch.randn(2, heads, len(CHANNELS), 1) * 0.02)
        self.tempo = nn.Parameter(torch.linspace(-0.05, 0.08, heads).repeat(2, 1))
        self.tempo_most = nn.Parameter(torch.zeros(2, heads))
        self.style = nn.Parameter(torch.zeros(2, heads))
        self.doubt = nn.Parameter(torch.full((2, heads), -3 / PACE))
        self.usual = nn.Parameter(torch.full((SLOTS, len(VOICES)), -2 / PACE))

    def forward(
        self,
        channels: Tensor,
        present: Tensor,
        conditions: Tensor,
        known: Known,
        left_out: Tensor | None = None,
    ) -> Recalled:
        """What is found for bars (B, 4, 48); `left_out` (B, M) says which are not to be found."""
        loud = conditions[:, 0].long()
        alike = self._nearness(channels, present, loud, known) + known.weights[loud]
        alike = alike - self._style_cost(conditions, loud, known)
        if left_out is not None:
            alike = alike.masked_fill(left_out[:, None], NEVER)
        scores = alike - self._tempo_cost(conditions, loud, known)
        missed = scores.logsumexp(-1) - alike.logsumexp(-1)
        counts = (self.trust * missed).softmax(-1)[:, None, :, None]
        values = scores.softmax(-1).flatten(0, 1) @ known.values
        values = values.unflatten(0, (-1, self.heads)).unflatten(-1, (SLOTS, -1)).transpose(1, 2)
        hits, struck, velocities, parts = values.split(VALUES, dim=-1)
        doubt = (PACE * self.doubt).exp()[loud][:, None, :, None]
        usual = (PACE * self.usual).sigmoid()[:, None]
        chances = (counts * (hits + doubt * usual) / (struck + doubt)).sum(2)
        told = torch.where(loud[:, None, None, None] > 0, parts * _tapped(channels), velocities)
        heard = (counts * hits).sum(2) + 1e-3
        return Recalled(torch.logit(chances, eps=1e-4), (counts * told).sum(2) / heard)

    def weights(self) -> Tensor:
        """How much a difference counts, (2, H, 4, 48), for taps without and with velocities."""
        heard = torch.tensor([WITHOUT, (1.0,) * len(CHANNELS)]).to(self.first)
        return (self.first + PACE * (self.distance + self.channel)).exp() * heard[:, None, :, None]

    def _nearness(self, channels: Tensor, present: Tensor, loud: Tensor, known: Known) -> Tensor:
        """Minus the weighted squared distance (B, H, M), up to what is the bar's own."""
        weights = self.weights()[loud] * present[:, None, None]
        seen = (weights * channels[:, None]).flatten(2)
        return 2 * seen @ known.keys.T - weights.flatten(2) @ (known.keys * known.keys).T

    def _tempo_cost(self, conditions: Tensor, loud: Tensor, known: Known) -> Tensor:
        """What another tempo takes away, (B, H, M): in each head up to a bound."""
        away = (conditions[:, 1:2] - known.tempos).abs()[:, None]
        slope, most = (
            (PACE * each).exp()[loud][..., None] for each in (self.tempo, self.tempo_most)
        )
        most = self.bound * most
        return slope * most * (1 - torch.exp(-away / most))

    def _style_cost(self, conditions: Tensor, loud: Tensor, known: Known) -> Tensor:
        """What another style takes away, (B, H, M)."""
        told = conditions[:, 2:]
        other = told.sum(1, keepdim=True) - told @ known.styles.T
        return (PACE * self.style).exp()[loud][..., None] * other[:, None]


def _tapped(channels: Tensor) -> Tensor:
    """The velocities of the taps of bars, (B, 16, 1, 1)."""
    return channels[:, CHANNELS.index("velocity"), SLOTS : 2 * SLOTS, None, None]
