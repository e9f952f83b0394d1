"""How good Groove is on held-out performances, while it trains."""

from collections.abc import Sequence

import numpy as np
import torch

from engine.representation.bins import OFFSETS, VELOCITIES, medians
from engine.representation.drum_input import Manner, Told, features, score_channels
from models.training.drums.network import DrumModel
from models.training.drums.performances import Take

AT_ONCE = 2048


@torch.no_grad()
def played(
    model: DrumModel, take: Take, manner: Manner | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """The central offsets (T, 9) in 16ths and velocities (T, 9) for a score."""
    offsets, velocities = np.zeros(take.straight.hits.shape), np.zeros(take.straight.hits.shape)
    struck = np.flatnonzero(take.straight.hits.any(axis=1))
    for begin in range(0, len(struck), AT_ONCE):
        asked = struck[begin : begin + AT_ONCE]
        channels = score_channels(take.straight)
        told = Told(channels, take.positions, manner or Manner(take.bpm), asked)
        chances = model(torch.from_numpy(features(told)))
        steps, voices = np.nonzero(take.straight.hits[asked])
        place = asked[steps], voices
        offsets[place] = medians(chances.offsets[steps, voices].numpy(), OFFSETS)
        velocities[place] = medians(chances.velocities[steps, voices].numpy(), VELOCITIES)
    return offsets, velocities


def groove_figures(model: DrumModel, takes: Sequence[Take]) -> dict[str, float]:
    """Timing MAE in ms and MSE in 16ths squared, velocity MAE, over whole 4/4 performances.

    "validation" is the sum of the two MAEs, each by about its size.
    """
    sums, count = np.zeros(3), 0
    for take in takes:
        if take.whole and take.common_time:
            offsets, velocities = played(model, take)
            hits = take.straight.hits
            away = (offsets - take.straight.offsets)[hits]
            loud = (velocities - take.straight.velocities)[hits]
            sums += (np.abs(away).sum() * take.step_ms, (away**2).sum(), np.abs(loud).sum())
            count += int(hits.sum())
    timing, squared, velocity = (sums / count).tolist()
    return {
        "validation": timing / 18 + velocity / 0.17,
        "timing_ms": timing,
        "timing_mse": squared,
        "velocity_mae": velocity,
    }


FIGURES = ("timing_ms", "timing_mse", "velocity_mae")
