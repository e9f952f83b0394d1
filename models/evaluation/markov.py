"""The first baseline: an order-3 Markov chain over the same symbols, smoothed so that it gives
every melody a probability. It has a loaded model's interface: the same code measures and plays it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.notes import FIELDS, HEAD_INPUTS, ROW, SIZES
from models.training.melody import Melody

ORDER = 3
COLUMNS = {name: index for index, name in enumerate(ROW)}
PITCHES = 2 * SIZES["pitch"]
"""Pitch is predicted as an interval, so that every transposition counts as one."""


@dataclass(frozen=True)
class Table:
    """Counts of symbols after contexts: sorted context hashes, and for each a slice of (symbol,
    count).
    """

    contexts: np.ndarray
    starts: np.ndarray
    symbols: np.ndarray
    counts: np.ndarray

    @classmethod
    def of(cls, contexts: np.ndarray, symbols: np.ndarray) -> "Table":
        """Counts one symbol after each context."""
        known, inverse = np.unique(contexts, return_inverse=True)
        pairs, counts = np.unique(inverse * PITCHES * 2 + symbols, return_counts=True)
        starts = np.searchsorted(pairs // (PITCHES * 2), np.arange(len(known) + 1))
        return cls(known, starts, pairs % (PITCHES * 2), counts)

    def smooth(self, context: np.uint64, below: np.ndarray) -> np.ndarray:
        """The symbols' probabilities after a context, mixed with those of a shorter one by Witten
        and Bell's rule (1991): as many parts of it as different symbols were seen.
        """
        at = int(np.searchsorted(self.contexts, context))
        if at == len(self.contexts) or self.contexts[at] != context:
            return below
        part = slice(self.starts[at], self.starts[at + 1])
        kinds = part.stop - part.start
        mixed = below * kinds
        mixed[self.symbols[part]] += self.counts[part]
        return mixed / (self.counts[part].sum() + kinds)


def hashed(columns: Sequence[np.ndarray], salt: int) -> np.ndarray:
    """One number for each row of several integer columns."""
    mixed = np.full(len(columns[0]) if columns else 1, 0x9E3779B97F4A7C15 + salt, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for column in columns:
            mixed ^= column.astype(np.uint64) + np.uint64(0x2545F491)
            mixed *= np.uint64(0xBF58476D1CE4E5B9)
            mixed ^= mixed >> np.uint64(29)
    return mixed


def contexts(field: str, rows: np.ndarray, chosen: Mapping[str, np.ndarray]) -> list[np.ndarray]:
    """Context hashes from the shortest to the longest, for the last of each three rows.

    `rows` (N, 3, C), oldest first; `chosen` holds this note's symbols so far, (N,) each.
    """
    last = rows[:, ::-1]
    ago = {name: [last[:, k, index] for k in range(ORDER)] for name, index in COLUMNS.items()}
    count = len(rows)
    now: list[np.ndarray] = []
    if field in ("bars", "position"):
        now = [ago["meter"][0]] + ([chosen["bars"]] if field == "position" else [])
        history = [[ago["position"][k], ago["duration"][k]] for k in range(ORDER)]
    elif field == "pitch":
        history = [[ago["interval"][k]] for k in range(ORDER)]
    elif field == "duration":
        now = [ago["meter"][0], chosen["position"]]
        history = [[ago["duration"][k]] for k in range(ORDER)]
    else:
        now = [chosen["position"]]
        history = [[ago["velocity"][k]] for k in range(ORDER)]
    levels = [np.broadcast_to(hashed([], 0), count), hashed([*now, np.zeros(count, np.int64)], 1)]
    for order in range(1, ORDER + 1):
        parts = [column for columns in history[:order] for column in columns]
        levels.append(hashed([*now, *parts], 1 + order))
    return levels


@dataclass(frozen=True)
class Markov:
    """The tables of every field, from the shortest context to the longest."""

    tables: Mapping[str, Sequence[Table]]

    @classmethod
    def of(cls, rows: np.ndarray, targets: np.ndarray) -> "Markov":
        """Counts in rows (N, 3, C) with the symbols (N, 5) that follow; -1 is no symbol."""
        tables = {}
        for column, field in enumerate(FIELDS):
            here = targets[:, column] >= 0
            chosen = {f: targets[here, i] for i, f in enumerate(FIELDS[:column])}
            symbols = to_symbols(field, targets[here, column], rows[here])
            levels = contexts(field, rows[here], chosen)
            tables[field] = [Table.of(level, symbols) for level in levels]
        return cls(tables)

    def probabilities(
        self, field: str, rows: np.ndarray, chosen: Mapping[str, np.ndarray]
    ) -> np.ndarray:
        """(N, SIZES[field]) after three rows each (N, 3, C)."""
        levels = contexts(field, rows, chosen)
        size = PITCHES if field == "pitch" else SIZES[field]
        out = np.empty((len(rows), SIZES[field]))
        for index in range(len(rows)):
            mixed = np.full(size, 1 / size)
            for level, table in zip(levels, self.tables[field], strict=True):
                mixed = table.smooth(level[index], mixed)
            if field == "pitch":
                mixed = mixed[_interval_base(rows[index : index + 1])[0] :][: SIZES["pitch"]]
            out[index] = mixed
        return out / out.sum(axis=1, keepdims=True)


def to_symbols(field: str, symbols: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """What the tables count: pitches as intervals from the last note, the rest as it is."""
    return symbols + _interval_base(rows) if field == "pitch" else symbols


def _interval_base(rows: np.ndarray) -> np.ndarray:
    """Where pitch 0 lies among the intervals after the last row; first notes count from 60."""
    last = rows[:, -1, COLUMNS["pitch"]]
    return SIZES["pitch"] - np.where(last == SIZES["pitch"], 60, last)


def threes(rows: np.ndarray) -> np.ndarray:
    """Each row (T, C) with the two before it, (T, 3, C); the first row stands in for none."""
    before = np.concatenate([rows[:1], rows[:1], rows])
    return np.stack([before[:-2], before[1:-1], before[2:]], axis=1)


class MarkovGraph:
    """One "graph" of the chain, with the tensors of the neural models. The state is the last three
    rows and the choices so far, as floats.
    """

    def __init__(self, chain: Markov, field: str) -> None:
        self.chain, self.field = chain, field

    def run(
        self, outputs: Sequence[str] | None, feeds: Mapping[str, np.ndarray]
    ) -> list[np.ndarray]:
        """As engine.runtime.session.Session.run."""
        if self.field == "bars":
            return self._read(feeds["rows"], feeds["past"][:, : feeds["held"][0]])
        state, choice = feeds["state"], feeds["choice"]
        told = dict(zip(HEAD_INPUTS[self.field], choice.T, strict=True))
        rows = state[:, : 3 * len(ROW)].reshape(len(state), 3, len(ROW)).astype(np.int64)
        chosen = {
            name: told.get(name, state[:, 3 * len(ROW) + index].astype(np.int64))
            for index, name in enumerate(FIELDS)
        }
        found = self.chain.probabilities(self.field, rows, chosen)
        after = state.copy()
        after[:, 3 * len(ROW) :] = np.stack([chosen[name] for name in FIELDS], axis=1)
        return [after, np.log(found).astype(np.float32)]

    def _read(self, rows: np.ndarray, past: np.ndarray) -> list[np.ndarray]:
        """The past holds all rows, as floats (B, P, C)."""
        everything = np.concatenate([past.astype(np.int64), rows], axis=1)
        last = np.stack([threes(each)[-rows.shape[1] :] for each in everything])
        flat = last.reshape(-1, 3, len(ROW))
        found = self.chain.probabilities("bars", flat, {}).reshape(*rows.shape[:2], -1)
        states = np.zeros((*rows.shape[:2], 3 * len(ROW) + len(FIELDS)), dtype=np.float32)
        states[..., : 3 * len(ROW)] = last.reshape(*rows.shape[:2], -1)
        return [states, np.log(found).astype(np.float32), rows.astype(np.float32)]


def markov_nats(chain: Markov, melodies: Sequence[Melody]) -> list[np.ndarray]:
    """As likelihood.shipped_nats, all notes of a melody at once."""
    found = []
    for melody in melodies:
        rows, targets = threes(melody.rows.astype(np.int64)), melody.targets.astype(np.int64)
        sums = []
        for column, field in enumerate(FIELDS):
            here = targets[:, column] >= 0
            chosen = {f: targets[here, i] for i, f in enumerate(FIELDS[:column])}
            found_here = chain.probabilities(field, rows[here], chosen)
            true = found_here[np.arange(here.sum()), targets[here, column]]
            sums.append(-np.log(true).sum())
        counts = [(targets[:, 1] >= 0).sum(), (targets[:, -1] >= 0).sum()]
        found.append(np.array([*sums, *counts], dtype=float))
    return found
