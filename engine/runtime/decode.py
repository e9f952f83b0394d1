"""One step of a model made of a trunk and a chain of heads, over a batch, with its memory.

The trunk reads one row for each symbol and decides the first field of the next; each further field
has a head that is told what was chosen before it. Names and sizes come from the model's card: the
trunk's outputs after state and logits are what to remember ("new_" and the name of a part of the
memory), and the inputs of a graph after its first two are the parts that it looks at, with "held",
the number of rows that count in them. Memory is written in place, never copied to grow by one.
"""

from collections.abc import Callable, Sequence

import numpy as np

from engine.runtime.card import Graph
from engine.runtime.library import LoadedModel

BLOCK = 64
"""Rows by which the room for memory grows."""


class Decoder:
    """A model that has read some rows. Its batch may be spread once and thinned any time."""

    def __init__(self, model: LoadedModel, conditions: Sequence[int]) -> None:
        """Nothing read yet; `conditions` hold for all that follows."""
        tensors = model.card.tensors
        self.fields: tuple[str, ...] = tuple(tensors["fields"])
        self._model = model
        self._context: int = tensors["context"]
        self._conditions = np.array([conditions], dtype=np.int64)
        self._state = np.zeros((1, tensors["width"]), dtype=np.float32)
        self._trunk = model.card.graphs["trunk"]
        shape: Sequence[int | str] = tensors["memory"]
        self._batch_axis, self._notes_axis = shape.index("batch"), shape.index("notes")
        sizes = {"batch": 1, "notes": BLOCK}
        room = [each if isinstance(each, int) else sizes[each] for each in shape]
        names = [name.removeprefix("new_") for name in self._trunk.outputs[2:]]
        self._memory = {name: np.zeros(room, dtype=np.float32) for name in names}
        self._held = 0

    def read(self, rows: np.ndarray) -> np.ndarray:
        """Read rows (batch, steps, columns) and decide the first field.

        Returns logits (batch, steps, symbols). Memory beyond the model's context is forgotten.
        """
        self._forget_beyond(max(0, self._context - rows.shape[1]))
        feeds = {"rows": rows, "conditions": self._conditions, **self._remembered(self._trunk)}
        state, logits, *new = self._model.graphs["trunk"].run(self._trunk.outputs, feeds)
        self._remember(new, rows.shape[1])
        self._state = state[:, -1]
        return logits

    def decide(self, field: str, choice: np.ndarray) -> np.ndarray:
        """Logits (batch, symbols) of a further field; `choice` (batch, n) is what its head asks."""
        graph = self._model.card.graphs[field]
        feeds = {"state": self._state, "choice": choice, **self._remembered(graph)}
        self._state, logits = self._model.graphs[field].run(("next_state", "logits"), feeds)
        return logits

    def spread(self, batch: int) -> None:
        """Turn a batch of one into `batch` equal rows."""
        self._conditions = np.repeat(self._conditions, batch, axis=0)
        self._state = np.repeat(self._state, batch, axis=0)
        self._each_memory(lambda memory: np.repeat(memory, batch, axis=self._batch_axis))

    def keep(self, rows: Sequence[int]) -> None:
        """Keep only these rows of the batch, in this order."""
        self._conditions = self._conditions[rows]
        self._state = self._state[rows]
        self._each_memory(lambda memory: memory.take(rows, axis=self._batch_axis))

    def _remembered(self, graph: Graph) -> dict[str, np.ndarray]:
        """What a graph looks back at."""
        known = {"held": np.array([self._held]), **self._memory}
        return {name: known[name] for name in graph.inputs[2:]}

    def _remember(self, new: Sequence[np.ndarray], steps: int) -> None:
        """Write what is new behind what is held; where there is no room, a block is added."""
        missing = self._held + steps - self._room
        if missing > 0:
            blocks = -(-missing // BLOCK) * BLOCK
            self._each_memory(lambda memory: self._with_room(memory, blocks))
        for memory, part in zip(self._memory.values(), new, strict=True):
            memory[self._notes(self._held, self._held + steps)] = part
        self._held += steps

    def _forget_beyond(self, most: int) -> None:
        """Forget all but the newest `most` rows."""
        if self._held > most:
            newest = self._notes(self._held - most, self._held)
            self._each_memory(lambda memory: self._with_room(memory[newest], BLOCK))
            self._held = most

    @property
    def _room(self) -> int:
        return next(iter(self._memory.values())).shape[self._notes_axis]

    def _notes(self, begin: int, end: int) -> tuple[slice, ...]:
        return (slice(None),) * self._notes_axis + (slice(begin, end),)

    def _with_room(self, memory: np.ndarray, more: int) -> np.ndarray:
        shape = list(memory.shape)
        shape[self._notes_axis] = more
        return np.concatenate([memory, np.zeros(shape, memory.dtype)], axis=self._notes_axis)

    def _each_memory(self, change: Callable[[np.ndarray], np.ndarray]) -> None:
        self._memory = {name: change(memory) for name, memory in self._memory.items()}
