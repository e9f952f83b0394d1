"""How good a kit network is on held-out performances, and the levels from which it strikes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import torch

from engine.representation.tapped_bars import CHANNELS, CONDITIONS
from models.training.drums.bars import DrumBars, bars_of_windows
from models.training.drums.kit import KitModel
from models.training.drums.levels import best_level, f1
from models.training.drums.performances import Take

TWO_BARS = 32
AT_ONCE = 64

KINDS = {"with": True, "without": False}


class Answers(NamedTuple):
    """Of every tapped slot the `logits` and the `truth` of its cells, and the error of the
    `velocities`, (N, 9) each.
    """

    logits: np.ndarray
    truth: np.ndarray
    velocities: np.ndarray


class KitValidation:
    """Windows of two bars of 4/4."""

    figures = ("f1_with", "level_with", "velocity_with", "f1_without", "level_without",
               "velocity_without")  # fmt: skip

    def __init__(self, takes: Sequence[Take]) -> None:
        self._bars = bars_of_windows(takes, TWO_BARS)

    def of(self, model: KitModel) -> dict[str, float]:
        """F1 at the best common level, the level, and the velocity MAE of the right hits, for taps
        with velocities and without. "validation" is what is missing to both F1s.
        """
        figures: dict[str, float] = {}
        for name, loud in KINDS.items():
            given = self.answers(model, loud)
            level = best_level(given.logits, given.truth)
            score = f1(given.logits > level, given.truth)
            right = (given.logits > level) & given.truth
            error = float(given.velocities[right].mean()) if right.any() else 1.0
            figures |= {f"f1_{name}": score, f"level_{name}": level, f"velocity_{name}": error}
        return {"validation": 2 - figures["f1_with"] - figures["f1_without"], **figures}

    @torch.no_grad()
    def answers(self, model: KitModel, loud: bool) -> Answers:
        """What the network says of every tapped slot."""
        parts = []
        for begin in range(0, len(self._bars), AT_ONCE):
            rows = np.arange(begin, min(begin + AT_ONCE, len(self._bars)))
            bars = self._bars.at(rows) if loud else without_velocities(self._bars.at(rows))
            conditions = np.zeros((len(bars), CONDITIONS), np.float32)
            conditions[:, 0], conditions[:, 1] = loud, bars.tempos
            told = bars.channels, bars.present, conditions
            answer = model(*map(torch.from_numpy, told))
            tapped = bars.velocities.any(axis=2)
            true = bars.velocities[tapped]
            away = np.abs(answer.velocities.numpy()[tapped] - true)
            parts.append(Answers(answer.hits.numpy()[tapped], true > 0, away))
        return Answers(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def without_velocities(bars: DrumBars) -> DrumBars:
    """The same bars as taps without velocities."""
    channels = bars.channels.copy()
    channels[:, [CHANNELS.index("velocity"), CHANNELS.index("accent")]] = 0
    return replace(bars, channels=channels)
