"""How well clips come back through the mean of their latents, and what the latents hold."""

from collections.abc import Mapping, Sequence

import numpy as np

from engine.representation.clips import HOLD
from engine.runtime.autoencoder import Autoencoder, Said
from engine.tools.clips.music import likeliest
from models.evaluation.clips_data import Excerpt, alike

FIGURES = ("steps", "onset_f1", "velocity_mae", "timing_mae", "kl_per_bar")
LOG_TWO_PI = float(np.log(2 * np.pi))


def reconstruction(coder: Autoencoder, excerpts: Sequence[Excerpt]) -> dict[str, float]:
    """FIGURES over clips that are read and written at temperature 0, from nothing but the latents:
    the share of steps that are right in all, F1 of onsets with their pitch or voice, the errors of
    velocity (0 to 1) and timing (in 16ths) where both have an onset that was played, and the
    Kullback-Leibler divergence from the prior in nats a bar, by one sample of each latent.
    """
    counts = {name: float(each.sum()) for name, each in counted(coder, excerpts).items()}
    return {
        "steps": counts["right"] / counts["steps"],
        "onset_f1": 2 * counts["both"] / max(1.0, counts["true"] + counts["made"]),
        "velocity_mae": counts["velocity"] / max(1.0, counts["played"]),
        "timing_mae": counts["away"] / max(1.0, counts["played"]),
        "kl_per_bar": counts["kl"] / counts["bars"],
        "clips": float(len(excerpts)),
    }


def counted(coder: Autoencoder, excerpts: Sequence[Excerpt]) -> dict[str, np.ndarray]:
    """What the figures are made of, each of every clip, (clips,)."""
    counts = {name: np.zeros(len(excerpts)) for name in _COUNTS}
    rng = np.random.default_rng(0)
    for numbers in alike(excerpts):
        group = [excerpts[number] for number in numbers]
        bars = group[0].bars
        mean, log_variance = coder.read([each.content for each in group], bars)
        said = coder.write(mean, bars)
        counts["kl"][numbers] = divergence(coder, mean, log_variance, group, rng)
        counts["bars"][numbers] = len(bars.lengths)
        for index, number in enumerate(numbers):
            one = Said(*(part[index] for part in said))
            for name, count in _count(excerpts[number], one).items():
                counts[name][number] = count
    return counts


_COUNTS = (
    "right", "steps", "both", "true", "made", "velocity", "away", "played", "kl", "bars",
)  # fmt: skip


def divergence(
    coder: Autoencoder,
    mean: np.ndarray,
    log_variance: np.ndarray,
    group: Sequence[Excerpt],
    rng: np.random.Generator,
) -> np.ndarray:
    """Of each clip log q(z | x) - log p(z) at one z drawn from q."""
    bars = group[0].bars
    drawn = rng.standard_normal(mean.shape).astype(np.float32)
    latent = mean + drawn * np.exp(0.5 * log_variance)
    posterior = -0.5 * (np.square(drawn) + log_variance + LOG_TWO_PI).sum(axis=-1)
    there = bars.there.ravel()
    prior = coder.noise(latent * there[:, None], bars)[1]
    return ((posterior - prior) * there).sum(axis=1)


def _count(true: Excerpt, said: Said) -> dict[str, float]:
    made = likeliest(said.logits)
    same = made == true.symbols
    drums = made.ndim == 2
    onsets, begun = (x if drums else x < HOLD for x in (true.symbols, made))
    both = same & onsets
    found = {
        "right": float(same.all(axis=-1).sum() if drums else same.sum()),
        "steps": len(made),
        "both": int(both.sum()),
        "true": int(onsets.sum()),
        "made": int(begun.sum()),
    }
    if true.played:
        found["velocity"] = float(np.abs(said.loudness - true.loudness)[both].sum())
        found["away"] = float(np.abs(said.away - true.away)[both].sum())
        found["played"] = int(both.sum())
    return found


def silence(excerpts: Sequence[Excerpt]) -> dict[str, float]:
    """The share of steps that a clip without events gets right: HOLD in a melody, else no hit."""
    right = steps = 0
    for each in excerpts:
        still = ~each.symbols.any(axis=1) if each.symbols.ndim == 2 else each.symbols == HOLD
        right += int(still.sum())
        steps += len(each.symbols)
    return {"steps": right / steps, "onset_f1": 0.0}


def by_part(excerpts: Sequence[Excerpt]) -> Mapping[str, list[Excerpt]]:
    """All, and those of each style."""
    styles = sorted({each.style for each in excerpts})
    return {"all": list(excerpts)} | {
        style: [each for each in excerpts if each.style == style] for style in styles
    }
