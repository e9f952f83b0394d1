"""How the chord network learns."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict, replace

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from models.training.chords.batches import NextChords, beats_asked, training_batches
from models.training.chords.data import ChordSongs, load_songs
from models.training.chords.network import ChordShape, NextChord, without
from models.training.loop import Loss

SHAPES = {"cpu": ChordShape(members=2), "cuda": ChordShape(width=256, layers=3, members=8)}

SHARE, LOOKED_AT = 0.3, 0.2
"""The share of bars that is learned from, and that of the held-out ones looked at on the way."""


def next_chord_task(options: argparse.Namespace) -> "NextChordTask":
    """The task of the model "continue-chords"."""
    shape = SHAPES[options.device]
    if options.dropout is not None:
        shape = replace(shape, dropout=options.dropout)
    songs = load_songs(options.data, options.cache / "chords.pickle")
    return NextChordTask(shape, songs, options.batch, options.device, options.seed)


class NextChordTask:
    """The network and its songs. Batches hold `batch` beats."""

    unit, averaged = "beats", True
    figures = ("with_melody", "without_melody", "per_chord")

    def __init__(
        self, shape: ChordShape, songs: ChordSongs, batch: int, device: str, seed: int
    ) -> None:
        self.model = NextChord(shape).to(device)
        self.shape = asdict(shape)
        self._batch, self._device = batch, device
        self._beats = beats_asked(songs.training, SHARE, seed, cut=True)
        held_out = beats_asked(songs.validation, LOOKED_AT, 0, cut=False)
        self._held_out = replace(held_out, features=held_out.features.float()).to(device)

    def describe(self) -> str:
        """How much there is."""
        return (
            f"train: {len(self._beats.symbols):,} beats, validation: "
            f"{len(self._held_out.symbols):,}"
        )

    def batches(self, seed: int) -> Iterator[NextChords]:
        """Training batches without end."""
        for batch in training_batches(self._beats, self._batch, seed):
            yield batch.to(self._device)

    def loss(self, batch: NextChords, done: float) -> Loss:
        """Nats a beat, the mean of the members."""
        change, symbols = self.model.members(batch.features)
        each = [beat_nats(c, s, batch) for c, s in zip(change, symbols, strict=True)]
        nats = torch.stack(each).mean()
        return Loss(nats, float(nats.detach()), len(batch.symbols))

    def resting(self, done: float) -> tuple[str, ...]:
        """All of it learns to the end."""
        return ()

    def validate(self, model: NextChord) -> dict[str, float]:
        """Nats a beat of the mean of the members, told the melody and not; both together, and those
        by chord.
        """
        told = self._held_out
        hidden = told.without_melody(torch.ones(len(told.symbols), dtype=torch.bool))
        both = [float(nats_of(model, beats).mean()) for beats in (told, hidden)]
        chords = float((told.symbols != told.before).float().mean())
        return {
            "validation": sum(both) / 2,
            "with_melody": both[0],
            "without_melody": both[1],
            "per_chord": both[0] / chords,
        }


def nats_of(model: NextChord, batch: NextChords) -> Tensor:
    """Nats of each beat by the mean of the members, (N,)."""
    change, symbols = model(batch.features)
    return beat_nats(change, symbols, batch)


def beat_nats(change: Tensor, symbols: Tensor, batch: NextChords) -> Tensor:
    """Nats of each beat (N,): whether its chord is another one, and which; at the very beginning
    only which.
    """
    changed = (batch.symbols != batch.before).float()
    known = batch.before >= 0
    nats = binary_cross_entropy_with_logits(change.float(), changed, reduction="none") * known
    which = cross_entropy(without(symbols.float(), batch.before), batch.symbols, reduction="none")
    return nats + torch.where(changed > 0, which, torch.zeros_like(which))
