"""A Markov chain as counts: what followed each context, from the shortest context to the longest.

What was never seen after a long context is told by a shorter one, by Witten and Bell's rule
("The zero-frequency problem", 1991): as many parts of it as different symbols were seen. What was
seen in few pieces only may be left out of the counts; shorter contexts then stand for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Counts:
    """What followed contexts of one length: K contexts as whole numbers, rising; context k was
    followed by `symbols[starts[k]:starts[k + 1]]`, each so many times. `escapes` (K,) are the parts
    that shorter contexts have in the answer: one for each symbol seen, and one for each time that
    what followed is left out.
    """

    contexts: np.ndarray
    starts: np.ndarray
    symbols: np.ndarray
    times: np.ndarray
    escapes: np.ndarray

    @classmethod
    def of(
        cls, contexts: np.ndarray, symbols: np.ndarray, pieces: np.ndarray, fewest: int = 1
    ) -> "Counts":
        """Counts one symbol after each context, (N,) each. What followed a context in less than
        `fewest` different pieces is left out.
        """
        known, context = np.unique(contexts, return_inverse=True)
        follows = context.astype(np.int64) * (int(symbols.max(initial=0)) + 1) + symbols
        _, first, pair, times = np.unique(
            follows, return_index=True, return_inverse=True, return_counts=True
        )
        kept = spread(pair, pieces, len(times)) >= fewest
        of_context = context[first]
        left, inside = np.unique(of_context[kept], return_inverse=True)
        lost = np.bincount(of_context, np.where(kept, 1, 1 + times), len(known))
        return cls(
            known[left].astype(np.uint64),
            np.searchsorted(inside, np.arange(len(left) + 1)).astype(np.uint32),
            symbols[first[kept]].astype(np.uint16),
            times[kept].astype(np.uint32),
            lost[left].astype(np.uint32),
        )

    def mixed(self, context: np.uint64 | int, below: np.ndarray) -> np.ndarray:
        """The chances of symbols after a context, from those after a shorter one."""
        at = int(np.searchsorted(self.contexts, np.uint64(context)))
        if at == len(self.contexts) or self.contexts[at] != context:
            return below
        part = slice(self.starts[at], self.starts[at + 1])
        found = below * self.escapes[at]
        found[self.symbols[part]] += self.times[part]
        return found / (self.times[part].sum() + self.escapes[at])


def spread(pairs: np.ndarray, pieces: np.ndarray, count: int) -> np.ndarray:
    """In how many different pieces (N,) each of `count` numbers (N,) occurs, (count,)."""
    size = int(pieces.max(initial=0)) + 1
    return np.bincount(np.unique(pairs.astype(np.int64) * size + pieces) // size, minlength=count)


PARTS = ("contexts", "starts", "symbols", "times", "escapes")


@dataclass(frozen=True)
class Chain:
    """Counts after contexts of every length, the shortest first, of `size` symbols."""

    size: int
    orders: tuple[Counts, ...]

    def chances(self, contexts: Sequence[np.uint64 | int]) -> np.ndarray:
        """The chance of each symbol (size,) after contexts of every length; none is 0."""
        found = np.full(self.size, 1 / self.size)
        for context, counts in zip(contexts, self.orders, strict=True):
            found = counts.mixed(context, found)
        return found

    def arrays(self, name: str) -> dict[str, np.ndarray]:
        """As arrays with names that begin so, for a file."""
        found = {f"{name}/size": np.array(self.size)}
        for number, counts in enumerate(self.orders):
            found |= {f"{name}/{number}/{part}": getattr(counts, part) for part in PARTS}
        return found

    @classmethod
    def read(cls, arrays: Mapping[str, np.ndarray], name: str) -> "Chain":
        """What `arrays` gave. Raises KeyError where something is missing."""
        orders, size = [], int(arrays[f"{name}/size"])
        while f"{name}/{len(orders)}/contexts" in arrays:
            begin = f"{name}/{len(orders)}"
            orders.append(Counts(*(arrays[f"{begin}/{part}"] for part in PARTS)))
        return cls(size, tuple(orders))


def packed(columns: Sequence[np.ndarray], sizes: Sequence[int], count: int) -> np.ndarray:
    """One whole number (count,) for the values of some columns, each below its size; together the
    sizes stay below 2 ** 64.
    """
    found = np.zeros(count, np.uint64)
    for column, size in zip(columns, sizes, strict=True):
        found = found * np.uint64(size) + column.astype(np.uint64)
    return found


def unpacked(number: int, sizes: Sequence[int]) -> tuple[int, ...]:
    """The values that `packed` was given."""
    values = []
    for size in reversed(sizes):
        number, value = divmod(number, size)
        values.append(value)
    return tuple(reversed(values))
