"""Quarters as vectors and vectors as steps, for a melody and for drums."""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.representation.clips import HOLD, NO_STEP, OFF, SLOTS, SYMBOLS
from engine.representation.drums import STEPS_PER_QUARTER, VOICES

SYMBOL_WIDTH = 24
SLOT_WIDTH = 48
LOUD, MIDDLE = 6.0, 0.65
"""What makes a usual loudness about 0 and a usual difference about 1."""

FORGOTTEN = 0.1
"""The share of a draft that is hidden in training."""


def pitch_features() -> Tensor:
    """Where embeddings of pitches begin, (128, SYMBOL_WIDTH): waves over the octave, and over more
    and less, so that pitches that are near or an octave apart are alike.
    """
    periods = torch.tensor([12, 6, 4, 3, 2.4, 5, 7, 9, 18, 24, 36, 72])
    angle = torch.arange(HOLD)[:, None] * (2 * torch.pi / periods)
    return torch.cat([angle.cos(), angle.sin()], dim=-1)


class Said(NamedTuple):
    """What is said of T steps, in order. logits: of symbols (T, 130), or of each voice's hit
    (T, 9); loudness from 0 to 1 of what begins, (T,) or (T, 9); away: how far drums are from the
    step in 16ths, (T, 9), zeros in a melody.
    """

    logits: Tensor
    loudness: Tensor
    away: Tensor


class MelodyQuarters(nn.Module):
    """The slots of a quarter as one vector. Only where `told` is there more than symbols."""

    def __init__(self, width: int, told: bool = True) -> None:
        super().__init__()
        self.symbols = nn.Embedding(SYMBOLS, SYMBOL_WIDTH)
        nn.init.normal_(self.symbols.weight)
        self.symbols.weight.data[:HOLD] = pitch_features()
        self.project = nn.Linear(SLOTS * SYMBOL_WIDTH, width)
        self.loudness = nn.Linear(2 * SLOTS, width, bias=False) if told else None

    def forward(
        self, symbols: Tensor, loudness: Tensor | None = None, away: Tensor | None = None
    ) -> Tensor:
        """From symbols (..., SLOTS), and loudness likewise, 0 where unknown, to (..., width)."""
        x = self.project(self.symbols(symbols).flatten(-2))
        if loudness is None or self.loudness is None:
            return x
        known = (loudness > 0).to(loudness.dtype)
        return x + self.loudness(torch.cat([LOUD * (loudness - MIDDLE) * known, known], dim=-1))


class MelodySteps(nn.Module):
    """A quarter's vector as what is said of its steps."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.unfold = nn.Linear(width, SLOTS * SLOT_WIDTH)
        self.logits = nn.Linear(SLOT_WIDTH, OFF)
        self.logits.weight.data[:HOLD, :SYMBOL_WIDTH] = 0.5 * pitch_features()
        self.loudness = nn.Linear(SLOT_WIDTH, 1)

    def forward(self, x: Tensor, steps: Tensor) -> Said:
        """From (..., width) and steps (..., SLOTS), T of them True."""
        slots = self.unfold(self.norm(x)).unflatten(-1, (SLOTS, SLOT_WIDTH))
        chosen = functional.gelu(slots[steps])
        loudness = torch.sigmoid(self.loudness(chosen)[..., 0])
        return Said(self.logits(chosen), loudness, torch.zeros_like(loudness))

    @staticmethod
    def symbols(logits: Tensor, steps: Tensor, forget: bool = False) -> Tensor:
        """The likeliest symbols (..., SLOTS) by logits (T, 130), OFF where there is no step."""
        symbols = torch.full(steps.shape, OFF, dtype=torch.long, device=steps.device)
        symbols[steps] = logits.argmax(dim=-1)
        if forget:
            hidden = torch.rand(steps.shape, device=steps.device) < FORGOTTEN
            symbols = symbols.masked_fill(hidden, OFF)
        return symbols

    @staticmethod
    def nats(said: Said, symbols: Tensor) -> Tensor:
        """Minus the log-probability of all true symbols (T,)."""
        return functional.cross_entropy(said.logits, symbols, reduction="sum")


class DrumQuarters(nn.Module):
    """The sixteenths of a quarter, nine voices each, as one vector."""

    def __init__(self, width: int, told: bool = True) -> None:
        super().__init__()
        self.features = 3 if told else 1
        self.project = nn.Linear(STEPS_PER_QUARTER * len(VOICES) * self.features, width)

    def forward(
        self, symbols: Tensor, loudness: Tensor | None = None, away: Tensor | None = None
    ) -> Tensor:
        """From hits (..., 4, 9), and loudness and distance likewise, to (..., width)."""
        hits = (symbols == 1).float()
        parts = [hits]
        if self.features == 3 and loudness is not None and away is not None:
            parts = [hits, LOUD * (loudness - MIDDLE) * hits, LOUD * away]
        return self.project(torch.cat([part.flatten(-2) for part in parts], dim=-1))


class DrumSteps(nn.Module):
    """A quarter's vector as what is said of its steps."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.unfold = nn.Linear(width, STEPS_PER_QUARTER * len(VOICES) * 3)

    def forward(self, x: Tensor, steps: Tensor) -> Said:
        """From (..., width) and steps (..., 4), T of them True."""
        cells = self.unfold(self.norm(x)).unflatten(-1, (STEPS_PER_QUARTER, 3, len(VOICES)))
        logits, loudness, away = cells[steps].unbind(dim=-2)
        return Said(logits, torch.sigmoid(loudness), 0.6 * torch.tanh(away))

    @staticmethod
    def symbols(logits: Tensor, steps: Tensor, forget: bool = False) -> Tensor:
        """The hits (..., 4, 9) by logits (T, 9), NO_STEP where there is no step."""
        shape = (*steps.shape, len(VOICES))
        symbols = torch.full(shape, NO_STEP, dtype=torch.long, device=steps.device)
        symbols[steps] = (logits > 0).long()
        if forget:
            symbols = symbols.masked_fill(torch.rand(shape, device=steps.device) < FORGOTTEN, 0)
        return symbols

    @staticmethod
    def nats(said: Said, symbols: Tensor) -> Tensor:
        """Minus the log-probability of all true hits (T, 9)."""
        return functional.binary_cross_entropy_with_logits(
            said.logits, symbols.float(), reduction="sum"
        )


QUARTERS = {"melody": MelodyQuarters, "bass": MelodyQuarters, "drums": DrumQuarters}
STEPS = {"melody": MelodySteps, "bass": MelodySteps, "drums": DrumSteps}
