"""How good a drum network is on held-out performances, while it trains."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch

from engine.representation.bins import OFFSETS, VELOCITIES, medians
from engine.representation.drum_input import (
    Manner,
    Told,
    features,
    score_channels,
    tap_channels,
    taps_of,
)
from models.training.drums.network import DrumModel
from models.training.drums.performances import Take

TWO_BARS = 32
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


def drumify_figures(model: DrumModel, takes: Sequence[Take]) -> dict[str, float]:
    """F1 of hits at the best common level, and the level, for taps with velocities and without.

    Over all windows of two bars of 4/4. "validation" is what is missing to both F1s.
    """
    figures: dict[str, float] = {}
    for name, loud in (("with", True), ("without", False)):
        logits, truth = tapped(model, takes, loud)
        figures[f"f1_{name}"], figures[f"level_{name}"] = max(
            (f1(logits > level, truth), level) for level in np.linspace(-2, 0.5, 26).tolist()
        )
    return {"validation": 2 - figures["f1_with"] - figures["f1_without"], **figures}


@torch.no_grad()
def tapped(model: DrumModel, takes: Sequence[Take], loud: bool) -> tuple[np.ndarray, np.ndarray]:
    """The logits and the truth of every cell of steps that are tapped, (N, 9) each."""
    logits, truth = [], []
    for take in takes:
        told = list(_windows_of_taps(take, loud)) if take.common_time else []
        if told:
            both = [torch.from_numpy(features(each)) for each, _ in told]
            logits.append(model(torch.cat(both)).hits.numpy())
            truth += [hits for _, hits in told]
    return np.concatenate(logits), np.concatenate(truth)


def _windows_of_taps(take: Take, loud: bool) -> Iterator[tuple[Told, np.ndarray]]:
    """Two bars at a time: what is told of them, and the hits (N, 9) of the steps that are asked."""
    for first in range(0, max(1, len(take.straight) - TWO_BARS + 1), TWO_BARS):
        part = slice(first, first + TWO_BARS)
        cells = take.straight.at(part)
        asked = np.flatnonzero(cells.hits.any(axis=1))
        if len(asked):
            channels = tap_channels(taps_of(cells, loud))
            told = Told(channels, take.positions[part], Manner(take.bpm), asked)
            yield told, cells.hits[asked]


def f1(found: np.ndarray, truth: np.ndarray) -> float:
    """The F1 score of all cells together."""
    return float(2 * (found & truth).sum() / max(1, found.sum() + truth.sum()))


FIGURES = {
    "groove": ("timing_ms", "timing_mse", "velocity_mae"),
    "drumify": ("f1_with", "level_with", "f1_without", "level_without"),
}


def validate(model: DrumModel, takes: Sequence[Take], kind: str) -> dict[str, float]:
    """FIGURES of a kind of network, and "validation": the lower the better."""
    return (groove_figures if kind == "groove" else drumify_figures)(model, takes)
