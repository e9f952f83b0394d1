"""A chord network at work: how likely each chord is on a beat."""

import numpy as np

from engine.representation import chord_chain
from engine.representation.harmony import Harmony, features
from engine.runtime.errors import REPAIR, ModelError
from engine.runtime.library import LoadedModel
from engine.runtime.sampling import log_probabilities


class NextChordNetwork:
    """A loaded model of the representation "chord-beats"."""

    def __init__(self, model: LoadedModel) -> None:
        self._folder = model.card.folder
        self._session = model.graphs["chord"]
        self._inputs = model.card.graphs["chord"].inputs
        self._outputs = model.card.graphs["chord"].outputs

    def chances(self, harmony: Harmony, beat: int) -> np.ndarray:
        """The log-probability of each symbol (SYMBOLS,) at a beat before which the harmony is
        known; that of the chord which stands there is the chance that it stays. Raises ModelError.
        """
        change, symbols = self._session.run(self._outputs, self._told(harmony, beat))
        if not (np.isfinite(change).all() and np.isfinite(symbols).all()):
            raise ModelError(f"the model in {self._folder} does not work (NaN); {REPAIR}")
        logits = symbols[0].astype(np.float64)
        if beat == 0:
            return log_probabilities(logits)
        before = harmony.symbols[beat - 1]
        logits[before] = -np.inf
        chances = log_probabilities(logits) - np.logaddexp(0, -float(change[0]))
        chances[before] = -np.logaddexp(0, float(change[0]))
        return chances

    def _told(self, harmony: Harmony, beat: int) -> dict[str, np.ndarray]:
        """What the model asks of a beat: features, or what a chain of chords is told."""
        if self._inputs == ("features",):
            return {"features": features(harmony, beat)[None]}
        return chord_chain.told(harmony, beat)
