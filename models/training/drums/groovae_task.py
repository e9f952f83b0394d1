"""How GrooVAE, the baseline of groove and drumify, learns: two bars of 4/4 at a time."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.representation.drums import POSITIONS, VOICES, Cells
from models.training.clips.musicvae import BETA, FREE, divergence
from models.training.drums.groovae import GrooVae, cost
from models.training.drums.groovae_windows import STEPS, performed, target, told_of, two_bars
from models.training.drums.levels import f1
from models.training.drums.performances import Take, Takes, load_takes
from models.training.loop import Loss

DROPOUT = 0.7
LOUD = 0.6
"""The share of the taps whose velocities are told, as in the training of drumify."""


@dataclass(frozen=True)
class Windows:
    """B times two bars: what is told (B, 32, C), the true cells (B, 32, 27)."""

    told: Tensor
    cells: Tensor

    def to(self, device: str) -> "Windows":
        """The same windows on a device."""
        return Windows(self.told.to(device), self.cells.to(device))


def groovae_task(options: argparse.Namespace) -> "GrooVaeDrums":
    """The task of groovae-humanise or groovae-tap."""
    dropout = DROPOUT if options.dropout is None else options.dropout
    model = GrooVae(options.model.removeprefix("groovae-"), dropout)
    takes = load_takes(options.data, options.cache / "drums.pickle", options.aside)
    return GrooVaeDrums(model.to(options.device), takes, options.batch // STEPS, options.device)


def stack(kind: str, windows: Sequence[Cells], louds: Sequence[bool]) -> Windows:
    """Windows side by side."""
    told = [told_of(kind, cells, loud) for cells, loud in zip(windows, louds, strict=True)]
    cells = [target(cells) for cells in windows]
    return Windows(torch.from_numpy(np.stack(told)), torch.from_numpy(np.stack(cells)))


class GrooVaeDrums:
    """The baseline and its performances, those of 4/4."""

    unit, averaged = "windows", True

    def __init__(self, model: GrooVae, takes: Takes, batch: int, device: str) -> None:
        self.model, self.shape = model, {"kind": model.kind}
        self.figures = FIGURES[model.kind]
        self._training = [take for take in takes.training if take.common_time]
        self._validation = [take for take in takes.validation if take.common_time]
        self._batch, self._device = batch, device

    def describe(self) -> str:
        """How much there is."""
        return f"{len(self._training)} performances, {len(self._validation)} for validation"

    def batches(self, seed: int) -> Iterator[Windows]:
        """Two bars at a time, from any bar line on, without end."""
        rng = np.random.default_rng(seed)
        bars = np.array([max(1, len(take.straight) // POSITIONS - 1) for take in self._training])
        while True:
            drawn = rng.choice(len(bars), self._batch, p=bars / bars.sum())
            firsts = POSITIONS * rng.integers(0, bars[drawn])
            windows = [
                self._training[index].straight.at(slice(first, first + STEPS))
                for index, first in zip(drawn, firsts, strict=True)
            ]
            louds = (rng.random(self._batch) < LOUD).tolist()
            yield stack(self.model.kind, windows, louds).to(self._device)

    def loss(self, batch: Windows, done: float) -> Loss:
        """What a window costs, and its divergence beyond what is free."""
        mean, log_variance = self.model.read(batch.told)
        latent = mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)
        before = torch.nn.functional.pad(batch.cells[:, :-1], (0, 0, 1, 0))
        paid = cost(self.model.write(latent, before), batch.cells)
        apart = (divergence(mean, log_variance) - FREE).clamp(min=0).mean()
        return Loss(paid + BETA * apart, float(paid.detach()), len(batch.cells))

    def resting(self, done: float) -> tuple[str, ...]:
        """All of it learns to the end."""
        return ()

    def validate(self, model: GrooVae) -> dict[str, float]:
        """The figures of groove over whole performances, or those of drumify, as
        models.training.drums.validation has them.
        """
        if model.kind == "tap":
            return tap_figures(model, self._validation)
        return humanise_figures(model, [take for take in self._validation if take.whole])


FIGURES = {
    "humanise": ("timing_ms", "timing_mse", "velocity_mae"),
    "tap": ("f1_with", "f1_without"),
}


@torch.no_grad()
def humanised(model: GrooVae, cells: Cells, noise: torch.Generator | None = None) -> Cells:
    """A performance's hits with the offsets and velocities of the mean of each window's latent;
    with `noise`, of a latent that is drawn.
    """
    parts = two_bars(cells)
    windows = stack("humanise", parts, [True] * len(parts))
    mean, log_variance = model.read(windows.told)
    if noise is not None:
        mean = mean + torch.exp(0.5 * log_variance) * torch.randn(mean.shape, generator=noise)
    return performed(model.freely(mean, windows.told.bool(), 0.0).numpy(), cells)


@torch.no_grad()
def kits(model: GrooVae, windows: Sequence[Cells], loud: bool, level: float) -> np.ndarray:
    """Cells (B, 32, 27) for the taps of windows, every hit whose logit is above a level."""
    told = np.stack([told_of("tap", cells, loud) for cells in windows])
    mean, _ = model.read(torch.from_numpy(told))
    return model.freely(mean, None, level).numpy()


def humanise_figures(model: GrooVae, takes: Sequence[Take]) -> dict[str, float]:
    """As validation.groove_figures."""
    sums, count = np.zeros(3), 0
    for take in takes:
        cells, hits = humanised(model, take.straight), take.straight.hits
        away = (cells.offsets - take.straight.offsets)[hits]
        loud = (cells.velocities - take.straight.velocities)[hits]
        sums += (np.abs(away).sum() * take.step_ms, (away**2).sum(), np.abs(loud).sum())
        count += int(hits.sum())
    figures = dict(zip(FIGURES["humanise"], (sums / count).tolist(), strict=True))
    return {"validation": figures["timing_ms"] / 18 + figures["velocity_mae"] / 0.17, **figures}


def tap_figures(model: GrooVae, takes: Sequence[Take]) -> dict[str, float]:
    """F1 of hits that are likelier than not, and what is missing to both."""
    windows = [cells for take in takes for cells in two_bars(take.straight) if cells.hits.any()]
    truth = np.stack([target(cells)[:, : len(VOICES)] for cells in windows]) > 0
    found = {
        f"f1_{name}": f1(kits(model, windows, loud, 0.0)[..., : len(VOICES)] > 0, truth)
        for name, loud in (("with", True), ("without", False))
    }
    return {"validation": 2 - sum(found.values()), **found}
