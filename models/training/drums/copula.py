"""How hits hang together beyond what the network says of each: measured, for sampling.

Every hit's place in the distribution that the network gives it is turned into a normal number. The
products of these numbers, for two hits of one step, of neighbouring steps and of steps far apart
in one performance, say how much of it belongs to the step and to the performance.
"""

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import torch

from engine.representation.bins import OFFSETS, VELOCITIES
from engine.representation.drum_input import Manner, Told, features, score_channels
from models.training.drums.coherence import coherence
from models.training.drums.network import DrumModel
from models.training.drums.performances import Take

KINDS = {"velocities": VELOCITIES, "offsets": OFFSETS}


def measured(model: DrumModel, takes: Sequence[Take]) -> dict[str, dict[str, float]]:
    """The coherence of velocities and of offsets over performances, as drums.feel has it."""
    numbers = [_numbers(model, take) for take in takes if take.whole and take.common_time]
    return {kind: coherence([each[kind] for each in numbers]) for kind in KINDS}


@torch.no_grad()
def _numbers(model: DrumModel, take: Take) -> dict[str, np.ndarray]:
    """The normal number of each hit, (struck steps, 9); NaN where there is none."""
    asked = np.flatnonzero(take.straight.hits.any(axis=1))
    told = Told(score_channels(take.straight), take.positions, Manner(take.bpm), asked)
    chances = model(torch.from_numpy(features(told)))
    steps, voices = np.nonzero(take.straight.hits[asked])
    found = {}
    for kind, centres in KINDS.items():
        share = getattr(chances, kind)[steps, voices].softmax(-1).numpy()
        values = getattr(take.straight, kind)[asked[steps], voices]
        upto = np.concatenate([np.zeros((len(share), 1)), share.cumsum(-1)], axis=1)
        place = (values - centres[0]) / (centres[1] - centres[0]) + 0.5
        below = place.clip(0, len(centres) - 1e-6).astype(int)
        rows = np.arange(len(share))
        rank = upto[rows, below] + (place - below).clip(0, 1) * share[rows, below]
        numbers = np.full((len(asked), 9), np.nan)
        normal = [NormalDist().inv_cdf(r) for r in rank.clip(0.001, 0.999).tolist()]
        numbers[steps, voices] = normal
        found[kind] = numbers
    return found
