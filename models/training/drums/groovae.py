"""The baseline of the drum networks: GrooVAE (Gillick et al., "Learning to Groove with Inverse
Sequence Transformations", 2019) for two bars, to humanise a score or to make a kit of taps.

An LSTM each way reads what is told, one latent stands for it, and two layers of LSTM write step
after step the nine voices' hits, velocities and offsets, each told those before it.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.training.clips.musicvae import LATENT, READER, WRITER, two_layers
from models.training.drums.groovae_windows import OUT, STEPS, TOLD


class GrooVae(nn.Module):
    """What is told of the steps (B, 32, C) to cells (B, 32, 27): the logits of hits, velocities
    from 0 to 1, offsets from -1 to 1 in halves of a 16th.
    """

    def __init__(self, kind: str, dropout: float) -> None:
        super().__init__()
        self.kind = kind
        self.reader = nn.LSTM(TOLD[kind], READER, batch_first=True, bidirectional=True)
        self.posterior = nn.Linear(2 * READER, 2 * LATENT)
        self.begin = nn.Linear(LATENT, 4 * WRITER)
        self.writer = nn.LSTM(OUT + LATENT, WRITER, 2, batch_first=True, dropout=dropout)
        self.drop = nn.Dropout(dropout)
        self.cells = nn.Linear(WRITER, OUT)

    def read(self, told: Tensor) -> tuple[Tensor, Tensor]:
        """The mean and the logarithm of the variance of the latent, (B, 256) each."""
        _, (last, _) = self.reader(told)
        return self.posterior(self.drop(torch.cat([last[0], last[1]], dim=-1))).chunk(2, dim=-1)

    def write(self, latent: Tensor, before: Tensor) -> Tensor:
        """Cells (B, T, 27) after those before each step, (B, T, 27)."""
        told = latent[:, None].expand(-1, before.shape[1], -1)
        written, _ = self.writer(torch.cat([before, told], dim=-1), two_layers(self.begin(latent)))
        return shaped(self.cells(self.drop(written)))

    def freely(self, latent: Tensor, hits: Tensor | None, level: float) -> Tensor:
        """Cells (B, 32, 27), hits as 0 or 1, each step told its own beforehand: the hits that are
        given, (B, 32, 9), or every one above a level.
        """
        states, before = two_layers(self.begin(latent)), latent.new_zeros(len(latent), 1, OUT)
        made = []
        for step in range(STEPS):
            told = torch.cat([before, latent[:, None]], dim=-1)
            out, states = self.writer(told, states)
            logits, *rest = shaped(self.cells(out)).chunk(3, dim=-1)
            struck = logits > level if hits is None else hits[:, step : step + 1]
            before = torch.cat([struck.float(), *(part * struck for part in rest)], dim=-1)
            made.append(before)
        return torch.cat(made, dim=1)


def shaped(raw: Tensor) -> Tensor:
    """Cells (..., 27) from a linear layer: each third within its bounds."""
    hits, velocities, offsets = raw.chunk(3, dim=-1)
    return torch.cat([hits, velocities.sigmoid(), offsets.tanh()], dim=-1)


def cost(made: Tensor, cells: Tensor) -> Tensor:
    """What a window (B, 32, 27) costs on average: nats of its hits, and at the hits the squared
    errors of velocities and offsets. As published those of other cells count too, which teaches a
    network first of all how often nothing is struck.
    """
    logits, *rest = made.chunk(3, dim=-1)
    hits, *aims = cells.chunk(3, dim=-1)
    total = functional.binary_cross_entropy_with_logits(logits, hits, reduction="sum")
    for each, aim in zip(rest, aims, strict=True):
        total = total + ((each - aim) * hits).square().sum()
    return total / len(cells)
