"""How a kit is played: velocities and offsets for known hits, the central ones or drawn ones.

What is drawn hangs together as it does with drummers. Each hit has a normal number for its place in
the distribution that the model gives it: a part of the number is the whole performance's, a part
follows from step to step, and the rest is the hit's own (a Gaussian copula; how large the parts are
was measured on the validation part, see models/training/drums/copula.py). The distribution of each
hit stays the model's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np

from engine.jobs import Cancelled
from engine.representation.bins import OFFSETS, VELOCITIES, medians, quantile
from engine.representation.drum_input import Manner, Told, score_channels
from engine.representation.drums import Cells
from engine.runtime.drums import Chances, DrumNetwork
from engine.runtime.sampling import weights_of

AT_ONCE = 1024
"""Steps that are asked about at once."""


@dataclass(frozen=True)
class Score:
    """What is to be played: the hits of `cells` and the positions of the steps."""

    cells: Cells
    positions: np.ndarray


@dataclass(frozen=True)
class Coherence:
    """The parts of a hit's variance that belong to the performance and to the step; what a struck
    step takes over from the one before it.
    """

    whole: float
    step: float
    follow: float

    def numbers(self, steps: np.ndarray, generator: np.random.Generator) -> np.ndarray:
        """A standard normal number for each of N hits, in order of their `steps` (N,)."""
        _, place = np.unique(steps, return_inverse=True)
        fresh = generator.standard_normal(place.max() + 1)
        drift = np.empty_like(fresh)
        before = fresh[0]
        for step, number in enumerate(fresh):
            before = self.follow * before + (1 - self.follow**2) ** 0.5 * number if step else number
            drift[step] = before
        own = generator.standard_normal(len(steps))
        parts = self.whole**0.5 * generator.standard_normal() + self.step**0.5 * drift[place]
        return parts + (1 - self.whole - self.step) ** 0.5 * own


@dataclass(frozen=True)
class Drawing:
    """How to draw: the options of sampling, the coherence of velocities and of offsets."""

    temperature: float
    top_p: float
    coherence: Mapping[str, Coherence]
    generator: np.random.Generator


def heard(
    network: DrumNetwork, score: Score, manner: Manner, cancelled: Callable[[], bool]
) -> Chances:
    """The chances of each hit, in order of steps and voices: (N, 32) and (N, 49). Raises Cancelled,
    ModelError.
    """
    channels, hits = score_channels(score.cells), score.cells.hits
    struck = np.flatnonzero(hits.any(axis=1))
    found = []
    for begin in range(0, len(struck), AT_ONCE):
        if cancelled():
            raise Cancelled
        asked = struck[begin : begin + AT_ONCE]
        each = network.chances(Told(channels, score.positions, manner, asked))
        found.append(Chances(*(part[hits[asked]] for part in each)))
    return Chances(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def played(chances: Chances, cells: Cells, drawing: Drawing | None) -> Cells:
    """The cells with a velocity and an offset for each hit: the medians without a `drawing`."""
    steps, voices = np.nonzero(cells.hits)
    values = {
        "velocities": _values(chances.velocities, VELOCITIES, "velocities", steps, drawing),
        "offsets": _values(chances.offsets, OFFSETS, "offsets", steps, drawing),
    }
    velocities, offsets = np.zeros_like(cells.velocities), np.zeros_like(cells.offsets)
    velocities[steps, voices] = values["velocities"].clip(1 / 127, 1)
    offsets[steps, voices] = values["offsets"]
    return replace(cells, velocities=velocities, offsets=offsets)


def _values(
    logits: np.ndarray, centres: np.ndarray, kind: str, steps: np.ndarray, drawing: Drawing | None
) -> np.ndarray:
    """A value for each hit, drawn or the median."""
    if drawing is None:
        return medians(logits, centres)
    numbers = drawing.coherence[kind].numbers(steps, drawing.generator)
    share = np.array([NormalDist().cdf(number) for number in numbers.tolist()])
    return quantile(weights_of(logits, drawing.temperature, drawing.top_p), centres, share)
