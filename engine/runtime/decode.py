"""One step of a model made of a trunk and a chain of heads, over a batch, with its memory.

The trunk reads one row for each symbol and decides the first field of the next; each further field
has a head that is told what was chosen before it. Names and sizes come from the model's card: the
trunk's outputs after state and logits are what to remember ("new_" and the name of a part of the
memory), and the inputs of a graph after its first two are the parts that it looks at, with "held",
the number of rows that count in them. Memory is written in place, never copied to grow by one.
Where the model's context is full, its newer half is read again, from an empty memory: what is
remembered of a row depends on how many came before it. Rows that lead all others are read again
too, first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.runtime.card import Graph
from engine.runtime.library import LoadedModel

BLOCK = 32
"""Rows by which the room for memory grows."""

TOGETHER = 16
"""Rows that are followed at once: some ten milliseconds, after which one may stop."""


@dataclass(frozen=True)
class Followed:
    """Rows that were read together: their states (steps, width), the logits (steps, symbols) of the
    first field after each, and how many rows are remembered from the first one on.
    """

    states: np.ndarray
    logits: np.ndarray
    held: int


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
        self._batch_axis, self._notes_axis = 1 + shape.index("batch"), 1 + shape.index("notes")
        sizes = {"batch": 1, "notes": BLOCK}
        room = [each if isinstance(each, int) else sizes[each] for each in shape]
        self._parts = [name.removeprefix("new_") for name in self._trunk.outputs[2:]]
        self._memory = np.zeros([len(self._parts), *room], dtype=np.float32)
        self._rows = np.zeros((1, 0, 0), dtype=np.int64)
        self._lead = 0

    def lead(self, rows: np.ndarray) -> None:
        """Read rows (1, steps, columns), fewer than half a context, before all others: they are
        never forgotten.
        """
        if rows.shape[1]:
            self._read(rows)
        self._lead = rows.shape[1]

    def read(self, rows: np.ndarray) -> np.ndarray:
        """Read rows (batch, steps, columns) and decide the first field.

        Returns logits (batch, steps, symbols). Of what is beyond the context at least the newer
        half is remembered.
        """
        half = self._context // 2 - self._lead
        parts = [self._read(rows[:, at : at + half])[1] for at in range(0, rows.shape[1], half)]
        return np.concatenate(parts, axis=1)

    def follow(self, rows: np.ndarray) -> "Followed":
        """Read as many of the rows (1, steps, columns) of a batch of one as fit, a few at most, and
        decide the first field after each of them, as if they were read one by one.
        """
        room = self._context - self._held
        rows = rows[:, : min(TOGETHER, max(1, room))]
        states, logits = self._read(rows)
        return Followed(states[0], logits[0], self._held - rows.shape[1] + 1)

    def decide_after(
        self, field: str, followed: "Followed", choices: np.ndarray
    ) -> tuple["Followed", np.ndarray]:
        """Logits (steps, symbols) of a further field after each row that was followed last, and
        what the next field is decided after; `choices` (steps, n) is what its head asks.
        """
        graph = self._model.card.graphs[field]
        steps = [slice(n, n + 1) for n in range(len(choices))]
        portions = steps if graph.inputs[2:] else [slice(0, len(choices))]
        decided = []
        for number, rows in enumerate(portions):
            feeds = {"state": followed.states[rows], "choice": choices[rows]}
            feeds |= self._remembered(graph, followed.held + number)
            decided.append(self._model.graphs[field].run(("next_state", "logits"), feeds))
        states, logits = (np.concatenate(each) for each in zip(*decided, strict=True))
        return replace(followed, states=states), logits

    def _read(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Read half a context at most, without the lead; states and logits of these rows."""
        steps = rows.shape[1]
        if self._held + steps > self._context:
            newer = self._rows[:, self._lead :][:, -(self._context // 2) :]
            rows = np.concatenate([self._rows[:, : self._lead], newer, rows], axis=1)
            self._forget()
        looked_at = self._remembered(self._trunk, self._held)
        feeds = {"rows": rows, "conditions": self._conditions, **looked_at}
        state, logits, *new = self._model.graphs["trunk"].run(self._trunk.outputs, feeds)
        self._remember(rows, new)
        self._state = state[:, -1]
        return state[:, -steps:], logits[:, -steps:]

    def decide(self, field: str, choice: np.ndarray) -> np.ndarray:
        """Logits (batch, symbols) of a further field; `choice` (batch, n) is what its head asks."""
        graph = self._model.card.graphs[field]
        feeds = {"state": self._state, "choice": choice}
        feeds |= self._remembered(graph, self._held)
        self._state, logits = self._model.graphs[field].run(("next_state", "logits"), feeds)
        return logits

    def spread(self, batch: int) -> None:
        """Turn a batch of one into `batch` equal rows, with room for a block more."""
        self._conditions = np.repeat(self._conditions, batch, axis=0)
        self._state = np.repeat(self._state, batch, axis=0)
        self._rows = np.repeat(self._rows, batch, axis=0)
        shape = list(self._memory.shape)
        shape[self._batch_axis] = batch
        shape[self._notes_axis] = _blocks(self._held + BLOCK)
        memory = np.zeros(shape, dtype=np.float32)
        here = (slice(None),) * self._notes_axis + (slice(self._held),)
        memory[here] = self._memory[here]
        self._memory = memory

    def keep(self, rows: Sequence[int]) -> None:
        """Keep only these rows of the batch, in this order."""
        self._conditions = self._conditions[rows]
        self._state = self._state[rows]
        self._rows = self._rows[rows]
        self._memory = self._memory.take(rows, axis=self._batch_axis)

    def _remembered(self, graph: Graph, rows: int) -> dict[str, np.ndarray]:
        """What a graph looks back at, when so many rows are remembered."""
        memory = self._memory
        if "held" not in graph.inputs:  # then all that it is given counts
            memory = memory[(slice(None),) * self._notes_axis + (slice(0, rows),)]
        return {
            name: np.array([rows]) if name == "held" else memory[self._parts.index(name)]
            for name in graph.inputs[2:]
        }

    def _remember(self, rows: np.ndarray, new: Sequence[np.ndarray]) -> None:
        """Write what is new behind what is held; where there is no room, a block is added."""
        held, steps = self._held, rows.shape[1]
        if (missing := held + steps - self._memory.shape[self._notes_axis]) > 0:
            self._make_room(_blocks(missing))
        where = (slice(None),) * (self._notes_axis - 1) + (slice(held, held + steps),)
        for part, each in zip(self._memory, new, strict=True):
            part[where] = each
        self._rows = np.concatenate([self._rows, rows], axis=1) if held else rows

    def _make_room(self, more: int) -> None:
        shape = list(self._memory.shape)
        shape[self._notes_axis] = more
        room = np.zeros(shape, dtype=np.float32)
        self._memory = np.concatenate([self._memory, room], axis=self._notes_axis)

    def _forget(self) -> None:
        """An empty memory, with its room."""
        self._memory = np.zeros_like(self._memory)
        self._rows = self._rows[:, :0]

    @property
    def _held(self) -> int:
        """How many rows are remembered."""
        return self._rows.shape[1]


def _blocks(rows: int) -> int:
    """So many rows, filled up to whole blocks."""
    return -(-rows // BLOCK) * BLOCK
