"""How Groove learns: how a score is played."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict, replace

import numpy as np
import torch
from torch import Tensor

from engine.representation.bins import OFFSETS, VELOCITIES
from engine.representation.drum_input import SCORE
from models.training.drums.batches import DrumBatch, training_batches
from models.training.drums.network import DrumModel, DrumShape
from models.training.drums.performances import Takes, load_takes
from models.training.drums.validation import FIGURES, groove_figures
from models.training.loop import Loss

SHAPES = {
    "cpu": DrumShape(len(SCORE)),
    "cuda": DrumShape(len(SCORE), width=384, layers=3, members=8),
}

SPREAD = 1.0
"""How far, in bins, the target of an ordered bin is spread to its neighbours."""


def drum_task(options: argparse.Namespace) -> "Drums":
    """The task of the model "groove"."""
    shape = SHAPES[options.device]
    if options.dropout is not None:
        shape = replace(shape, dropout=options.dropout)
    takes = load_takes(options.data, options.cache / "drums.pickle", options.aside)
    return Drums(shape, takes, options.batch, options.device)


class Drums:
    """A drum network and its performances. Batches hold up to `batch` steps."""

    unit, averaged = "struck", True
    figures = FIGURES

    def __init__(self, shape: DrumShape, takes: Takes, batch: int, device: str) -> None:
        self.model = DrumModel(shape).to(device)
        self.shape = asdict(shape)
        self._takes, self._batch, self._device = takes, batch, device
        self._offsets = spread(OFFSETS).to(device)
        self._velocities = spread(VELOCITIES).to(device)

    def describe(self) -> str:
        """How much there is."""
        parts = (("train", self._takes.training), ("validation", self._takes.validation))
        return ", ".join(
            f"{name}: {len(takes)} performances, {sum(t.straight.hits.sum() for t in takes):,} hits"
            for name, takes in parts
        )

    def batches(self, seed: int) -> Iterator[DrumBatch]:
        """Training batches without end."""
        for batch in training_batches(self._takes.training, self._batch, seed):
            yield batch.to(self._device)

    def loss(self, batch: DrumBatch, done: float) -> Loss:
        """Nats, the mean of the members: of a hit's velocity and offset."""
        chances = self.model.members(batch.features)
        nats = ordered_nats(chances.velocities, batch.velocities, self._velocities)
        nats = nats + ordered_nats(chances.offsets, batch.offsets, self._offsets)
        return Loss(nats, float(nats.detach()), len(batch.features))

    def resting(self, done: float) -> tuple[str, ...]:
        """All of it learns to the end."""
        return ()

    def validate(self, model: DrumModel) -> dict[str, float]:
        """The figures of the held-out performances."""
        return groove_figures(model, self._takes.validation)


def spread(centres: np.ndarray) -> Tensor:
    """The target of each of ordered bins: a part of it goes to its neighbours. (bins, bins)."""
    place = torch.arange(len(centres), dtype=torch.float32)
    target = torch.exp(-0.5 * ((place[:, None] - place) / SPREAD) ** 2)
    return target / target.sum(dim=1, keepdim=True)


def ordered_nats(logits: Tensor, wanted: Tensor, targets: Tensor) -> Tensor:
    """The mean cross entropy of bins (M, N, 9, bins) against spread targets, where `wanted` (N, 9)
    is not -1.
    """
    asked = wanted >= 0
    return -(targets[wanted[asked]] * logits[:, asked].float().log_softmax(-1)).sum(-1).mean()
