"""A drum network at work: what it is told of some steps, and the chances that it gives."""

from typing import NamedTuple

import numpy as np

from engine.representation.drum_input import Told, features
from engine.runtime.library import LoadedModel
from engine.runtime.network import Network


class Chances(NamedTuple):
    """Logits for N steps: hits (N, 9), velocities (N, 9, 32), offsets (N, 9, 49)."""

    hits: np.ndarray
    velocities: np.ndarray
    offsets: np.ndarray


class DrumNetwork(Network):
    """A loaded model of the representation "drum-score"."""

    def __init__(self, model: LoadedModel) -> None:
        super().__init__(model, "cells")

    def chances(self, told: Told) -> Chances:
        """What it makes of the asked steps. Raises ModelError."""
        return Chances(*self.run({"features": features(told)}))
