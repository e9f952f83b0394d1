"""From which logit on Drumify strikes a drum: a level for each voice, measured for the best F1."""

from collections.abc import Sequence

import numpy as np

from models.training.drums.network import DrumModel
from models.training.drums.performances import Take
from models.training.drums.validation import f1, tapped

CANDIDATES = np.linspace(-2.5, 1.5, 41)
ROUNDS = 3


def measured_levels(model: DrumModel, takes: Sequence[Take]) -> dict[str, list[float]]:
    """The levels of the nine voices for taps with velocities, and for taps without."""
    return {
        name: best_levels(*tapped(model, takes, loud))
        for name, loud in (("with", True), ("without", False))
    }


def best_levels(logits: np.ndarray, truth: np.ndarray) -> list[float]:
    """The level of each voice that makes the F1 of all cells together largest, one voice after the
    other, from logits and truth (N, 9).
    """
    levels = np.full(logits.shape[1], -0.7)
    for _ in range(ROUNDS):
        for voice in range(len(levels)):
            found = logits > levels

            def with_level(level: float, voice: int = voice, found: np.ndarray = found) -> float:
                found[:, voice] = logits[:, voice] > level
                return f1(found, truth)

            levels[voice] = max(CANDIDATES.tolist(), key=with_level)
    return levels.round(2).tolist()
