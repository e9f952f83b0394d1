"""The baseline of the autoencoders: MusicVAE's small configuration for two bars (Roberts et al.
2018), an LSTM each way with one latent for the whole clip, on the same data.
"""

import argparse
import math
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.representation.clips import HOLD, OFF
from engine.representation.drums import VOICES
from models.training.clips.batch import Batch
from models.training.clips.batches import training_batches, whole_batches
from models.training.clips.data import Sheet, load_sheets
from models.training.loop import Loss

READER, WRITER, LATENT = 512, 256, 256
BETA = 0.2
FREE = 48 * math.log(2)
"""What a nat of divergence costs, and how many nats are free: 48 bits."""

OWN = 0.5
"""The most of its own symbols that the writer is given in training, in place of the true ones."""

SYMBOLS = {"melody": OFF, "drums": 2 ** len(VOICES)}


class MusicVae(nn.Module):
    """A bidirectional LSTM, a latent, and two layers of LSTM that write symbol after symbol."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.symbols = SYMBOLS[kind]
        self.read_in = nn.Embedding(self.symbols + 1, 128, padding_idx=self.symbols)
        self.reader = nn.LSTM(128, READER, batch_first=True, bidirectional=True)
        self.posterior = nn.Linear(2 * READER, 2 * LATENT)
        self.begin = nn.Linear(LATENT, 4 * WRITER)
        self.write_in = nn.Embedding(self.symbols + 1, 128)
        self.writer = nn.LSTM(128 + LATENT, WRITER, 2, batch_first=True)
        self.logits = nn.Linear(WRITER, self.symbols)

    def read(self, symbols: Tensor) -> tuple[Tensor, Tensor]:
        """Symbols (B, T) to the mean and the logarithm of the variance, (B, 256) each."""
        _, (last, _) = self.reader(self.read_in(symbols))
        return self.posterior(torch.cat([last[0], last[1]], dim=-1)).chunk(2, dim=-1)

    def write(self, latent: Tensor, before: Tensor) -> Tensor:
        """Logits (B, T, symbols) of what follows the symbols before, (B, T)."""
        told = latent[:, None].expand(-1, before.shape[1], -1)
        given = torch.cat([self.write_in(before), told], dim=-1)
        return self.logits(self.writer(given, two_layers(self.begin(latent)))[0])

    def freely(self, latent: Tensor, steps: int) -> Tensor:
        """The likeliest symbols (B, steps), each told those before it."""
        states, symbol = two_layers(self.begin(latent)), torch.full((len(latent), 1), self.symbols)
        found = []
        for _ in range(steps):
            given = torch.cat([self.write_in(symbol.to(latent.device)), latent[:, None]], dim=-1)
            out, states = self.writer(given, states)
            symbol = self.logits(out).argmax(dim=-1)
            found.append(symbol)
        return torch.cat(found, dim=1)


def two_layers(begun: Tensor) -> tuple[Tensor, Tensor]:
    """Where two layers of LSTM begin: their hidden and their cell states, (2, B, 256) each, from
    (B, 1024).
    """
    states = torch.tanh(begun).view(-1, 4, WRITER).transpose(0, 1).contiguous()
    return states[:2], states[2:]


def musicvae_task(options: argparse.Namespace) -> "MusicVaeClips":
    """The task of musicvae-melody or musicvae-drums."""
    kind = options.model.removeprefix("musicvae-")
    training, validation = load_sheets(kind, options.data, options.cache, options.aside)
    return MusicVaeClips(kind, training, validation, options.batch, options.device)


class MusicVaeClips:
    """The baseline and its sheets. Batches hold about `batch` quarters."""

    unit, averaged = "bars", False
    figures = ("reconstruction", "divergence", "steps_2", "onsets_2")

    def __init__(
        self,
        kind: str,
        training: Sequence[Sheet],
        validation: Sequence[Sheet],
        batch: int,
        device: str,
    ) -> None:
        self.model = MusicVae(kind).to(device)
        self.shape = {"kind": kind}
        self._training, self._validation = training, validation
        self._batch, self._device = batch, device

    def describe(self) -> str:
        """How much there is."""
        return f"{len(self._training)} pieces, {len(self._validation)} for validation"

    def batches(self, seed: int) -> Iterator[Batch]:
        """Two bars at a time, without end."""
        for batch in training_batches(self._training, self._batch, seed, lengths=(2,)):
            yield batch.to(self._device)

    def loss(self, batch: Batch, done: float) -> Loss:
        """Nats of a bar; more and more of the writer's own symbols are given to it."""
        symbols = in_rows(batch)
        mean, log_variance = self.model.read(symbols)
        latent = mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)
        before = functional.pad(symbols[:, :-1], (1, 0), value=self.model.symbols)
        with torch.no_grad():
            own = self.model.write(latent, before).argmax(dim=-1)
        own = functional.pad(own[:, :-1], (1, 0), value=self.model.symbols)
        given = torch.where(torch.rand(own.shape, device=own.device) < OWN * done, own, before)
        logits = self.model.write(latent, given)
        nats = functional.cross_entropy(
            logits.flatten(0, 1),
            symbols.flatten(),
            ignore_index=self.model.symbols,
            reduction="sum",
        )
        apart = divergence(mean, log_variance)
        total = (nats + BETA * (apart - FREE).clamp(min=0).sum()) / batch.bars
        return Loss(total, float(nats.detach()) / batch.bars, batch.bars)

    def resting(self, done: float) -> tuple[str, ...]:
        """All of it learns to the end."""
        return ()

    def validate(self, model: MusicVae) -> dict[str, float]:
        """Clips of two bars through the mean of their latents, nothing else told."""
        right = steps = both = begun = nats = apart = bars = 0.0
        for batch in whole_batches(self._validation[::4], 2):
            symbols = in_rows(batch.to(self._device))
            mean, log_variance = model.read(symbols)
            made = model.freely(mean, symbols.shape[1])
            there = symbols != model.symbols
            same = (made == symbols) & there
            onsets, own = (onset(each, model.symbols) & there for each in (symbols, made))
            right, steps = right + int(same.sum()), steps + int(there.sum())
            both, begun = both + int((same & onsets).sum()), begun + int((onsets | own).sum())
            begun += int((onsets & own).sum())
            before = functional.pad(symbols[:, :-1], (1, 0), value=model.symbols)
            nats += float(
                functional.cross_entropy(
                    model.write(mean, before).flatten(0, 1),
                    symbols.flatten(),
                    ignore_index=model.symbols,
                    reduction="sum",
                )
            )
            apart += float(divergence(mean, log_variance).sum())
            bars += batch.bars
        return {
            "validation": nats / bars + BETA * apart / bars,
            "reconstruction": nats / bars,
            "divergence": apart / bars,
            "steps_2": right / steps,
            "onsets_2": 2 * both / max(1.0, begun),
        }


def divergence(mean: Tensor, log_variance: Tensor) -> Tensor:
    """From the standard normal distribution, (B,)."""
    return 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).sum(dim=-1)


def in_rows(batch: Batch) -> Tensor:
    """The symbols of a batch's steps, (B, T), filled up at the end; of drums, the voices that are
    struck as the bits of a number.
    """
    symbols = batch.symbols
    if symbols.shape[-1] == len(VOICES):
        bits = 2 ** torch.arange(len(VOICES), device=symbols.device)
        symbols = ((symbols == 1) * bits).sum(dim=-1)
        filler = SYMBOLS["drums"]
    else:
        filler = OFF
    rows = [clip[there] for clip, there in zip(symbols, batch.steps, strict=True)]
    return nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=filler)


def onset(symbols: Tensor, size: int) -> Tensor:
    """Where something begins."""
    return symbols < HOLD if size == OFF else symbols > 0
