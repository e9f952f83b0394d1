"""One step of a model made of a trunk and a chain of heads, over a batch, with its memory.

The trunk reads one row for each symbol and decides the first field of the next; each further field
has a head that is told what was chosen before it. Names and sizes come from the model's card.
"""

from collections.abc import Sequence

import numpy as np

from engine.runtime.library import LoadedModel


class Decoder:
    """A model that has read some rows. Its batch may be spread once and thinned any time."""

    def __init__(self, model: LoadedModel, conditions: Sequence[int]) -> None:
        """Nothing read yet; `conditions` hold for all that follows."""
        tensors = model.card.tensors
        self.fields: tuple[str, ...] = tuple(tensors["fields"])
        self._model = model
        self._context: int = tensors["context"]
        self._conditions = np.array([conditions], dtype=np.int64)
        shape = (tensors["layers"], 2, 1, tensors["heads"], 0, tensors["head_size"])
        self._past = np.zeros(shape, dtype=np.float32)
        self._state = np.zeros((1, tensors["width"]), dtype=np.float32)
        self._with_past = {
            name: "past" in graph.inputs for name, graph in model.card.graphs.items()
        }

    def read(self, rows: np.ndarray) -> np.ndarray:
        """Read rows (batch, steps, columns) and decide the first field.

        Returns logits (batch, steps, symbols). Memory beyond the model's context is forgotten.
        """
        room = max(0, self._context - rows.shape[1])
        if self._past.shape[4] > room:
            self._past = np.ascontiguousarray(self._past[:, :, :, :, self._past.shape[4] - room :])
        feeds = {"rows": rows, "conditions": self._conditions, "past": self._past}
        state, logits, self._past = self._model.graphs["trunk"].run(
            ("state", "logits", "present"), feeds
        )
        self._states = state
        self._state = state[:, -1]
        return logits

    def decide(self, field: str, choice: np.ndarray) -> np.ndarray:
        """Logits (batch, symbols) of a further field; `choice` (batch, n) is what its head asks."""
        feeds = {"state": self._state, "choice": choice}
        if self._with_past[field]:
            feeds["past"] = self._past
        self._state, logits = self._model.graphs[field].run(("next_state", "logits"), feeds)
        return logits

    def spread(self, batch: int) -> None:
        """Turn a batch of one into `batch` equal rows."""
        self._conditions = np.repeat(self._conditions, batch, axis=0)
        self._state = np.repeat(self._state, batch, axis=0)
        self._past = np.repeat(self._past, batch, axis=2)

    def keep(self, rows: Sequence[int]) -> None:
        """Keep only these rows of the batch, in this order."""
        self._conditions = self._conditions[rows]
        self._state = self._state[rows]
        self._past = np.ascontiguousarray(self._past[:, :, rows])
