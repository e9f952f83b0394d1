"""What a bass makes of the others before it plays."""

import torch
from torch import Tensor, nn

from engine.representation.clips import LONGEST_BAR
from engine.representation.notes import METERS
from engine.representation.rhythm_section import HEARD
from models.training.clips.layers import Layer


class Listener(nn.Module):
    """What is heard of the others, before and behind each quarter, as a vector for it."""

    def __init__(self, width: int, heads: int, layers: int, dropout: float) -> None:
        super().__init__()
        self.enter = nn.Linear(HEARD, width)
        self.quarter = nn.Embedding(LONGEST_BAR, width)
        self.meter = nn.Embedding(len(METERS) + 1, width)
        self.layers = nn.ModuleList(Layer(width, heads, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(width)

    def forward(self, heard: Tensor, meters: Tensor, there: Tensor | None, time: Tensor) -> Tensor:
        """(B, T, W) of what is heard (B, N, Q, HEARD) in bars with meters (B, N); there (B, T) says
        which quarters there are, None for all, and time (T,) where.
        """
        quarter = self.quarter(torch.arange(heard.shape[2], device=heard.device))
        x = (self.enter(heard) + self.meter(meters)[:, :, None] + quarter).flatten(1, 2)
        mask = None if there is None else there[:, None, None, :]
        for layer in self.layers:
            x = layer(x, time, mask)
        return self.norm(x)
