"""A drum network at work: what it is told of some steps, and the chances that it gives."""

from typing import NamedTuple

import numpy as np

from engine.representation.drum_input import Told, features
from engine.runtime.errors import REPAIR, ModelError
from engine.runtime.library import LoadedModel


class Chances(NamedTuple):
    """Logits for N steps: hits (N, 9), velocities (N, 9, 32), offsets (N, 9, 49)."""

    hits: np.ndarray
    velocities: np.ndarray
    offsets: np.ndarray


class DrumNetwork:
    """A loaded model of the representation "drum-cells"."""

    def __init__(self, model: LoadedModel) -> None:
        self._folder = model.card.folder
        self._session = model.graphs["cells"]
        self._outputs = model.card.graphs["cells"].outputs

    def chances(self, told: Told) -> Chances:
        """What it makes of the asked steps. Raises ModelError."""
        chances = Chances(*self._session.run(self._outputs, {"features": features(told)}))
        if not all(np.isfinite(part).all() for part in chances):
            raise ModelError(f"the model in {self._folder} does not work (NaN); {REPAIR}")
        return chances
