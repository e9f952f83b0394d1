"""A loaded model that is one graph, whose answers are numbers."""

from collections.abc import Mapping

import numpy as np

from engine.runtime.errors import REPAIR, ModelError
from engine.runtime.library import LoadedModel


class Network:
    """One graph of a loaded model."""

    def __init__(self, model: LoadedModel, graph: str) -> None:
        self._folder = model.card.folder
        self._session = model.graphs[graph]
        self._outputs = model.card.graphs[graph].outputs

    def run(self, feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        """What the graph makes of its inputs, as its card names the outputs. Raises ModelError."""
        answers = self._session.run(self._outputs, feeds)
        if not all(np.isfinite(each).all() for each in answers):
            raise ModelError(f"the model in {self._folder} does not work (NaN); {REPAIR}")
        return answers
