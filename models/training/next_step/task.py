"""How the next-step drum network learns."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict, replace

import numpy as np
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from engine.representation.bins import OFFSETS, VELOCITIES
from models.training.drums.performances import Takes, load_takes
from models.training.drums.task import spread
from models.training.loop import Loss
from models.training.next_step.batches import (
    NextSteps,
    collate,
    question,
    strokes,
    training_batches,
)
from models.training.next_step.network import NextShape, NextStep, logits_of
from models.training.next_step.parts import learnable

SHAPES = {"cpu": NextShape(), "cuda": NextShape(width=256, layers=3, members=8)}

LOOKED_AT = 300
"""So many stretches of the held-out performances are looked at while it trains."""


def next_step_task(options: argparse.Namespace) -> "NextStepTask":
    """The task of the model "continue-drums"."""
    shape = SHAPES[options.device]
    if options.dropout is not None:
        shape = replace(shape, dropout=options.dropout)
    takes = load_takes(options.data, options.cache / "drums.pickle", options.aside)
    return NextStepTask(shape, takes, options.batch, options.device)


class NextStepTask:
    """The network and its performances. Batches hold up to `batch` steps."""

    unit, averaged = "asked", True
    figures = ("hits", "velocity", "offset")

    def __init__(self, shape: NextShape, takes: Takes, batch: int, device: str) -> None:
        self.model = NextStep(shape).to(device)
        self.shape = asdict(shape)
        self._training, held_out = learnable(takes.training), learnable(takes.validation)
        self._batch, self._device = batch, device
        self._spreads = spread(VELOCITIES).to(device), spread(OFFSETS).to(device)
        rng = np.random.default_rng(0)
        weights = np.array([len(take.positions) for take in held_out], float)
        drawn = rng.choice(len(held_out), LOOKED_AT, p=weights / weights.sum())
        self._held_out = collate(
            [question(held_out[index], rng, as_played=True) for index in drawn]
        ).to(device)

    def describe(self) -> str:
        """How much there is."""
        hits = sum(take.straight.hits.sum() for take in self._training)
        return f"train: {len(self._training)} performances, {hits:,} hits"

    def batches(self, seed: int) -> Iterator[NextSteps]:
        """Training batches without end."""
        for batch in training_batches(self._training, self._batch, seed):
            yield batch.to(self._device)

    def loss(self, batch: NextSteps, done: float) -> Loss:
        """Nats a step, the mean of the members: of what is struck, how loud and how far off."""
        states = self.model.states(batch.features)
        alone, pairs = self.model.chances(states)
        logits = logits_of(alone, pairs, batch.hits)
        wanted = batch.hits.expand_as(logits)
        nats = wanted.shape[-1] * binary_cross_entropy_with_logits(logits.float(), wanted)
        steps, told, *bins = strokes(batch)
        for found, spreads, bin_ in zip(
            self.model.strokes(states[:, steps], told), self._spreads, bins, strict=True
        ):
            each = -(spreads[bin_] * found.float().log_softmax(-1)).sum(-1)
            nats = nats + each.mean() * len(steps) / len(batch.hits)
        return Loss(nats, float(nats.detach()), len(batch.hits))

    def resting(self, done: float) -> tuple[str, ...]:
        """All of it learns to the end."""
        return ()

    def validate(self, model: NextStep) -> dict[str, float]:
        """Nats of the mean of the members over fixed stretches of the held-out performances."""
        return nats(model, self._held_out)


def nats(model: NextStep, batch: NextSteps) -> dict[str, float]:
    """Nats: of the hits by step, of velocity and offset by hit, and "validation": all by step."""
    states = model.states(batch.features)
    alone, pairs = (part.mean(0) for part in model.chances(states))
    logits = logits_of(alone, pairs, batch.hits)
    hits = binary_cross_entropy_with_logits(logits, batch.hits) * batch.hits.shape[-1]
    steps, told, *bins = strokes(batch)
    found = model.strokes(states[:, steps], told)
    loud, away = (_bin_nats(f, b) for f, b in zip(found, bins, strict=True))
    all_of_it = hits + (loud + away) * len(steps) / len(batch.hits)
    return {
        "validation": float(all_of_it),
        "hits": float(hits),
        "velocity": float(loud),
        "offset": float(away),
    }


def _bin_nats(logits: Tensor, bins: Tensor) -> Tensor:
    """The mean nats of bins (H,) by the mean logits of members (M, H, bins)."""
    return cross_entropy(logits.mean(0), bins)
