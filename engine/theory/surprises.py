"""How unlikely a model has found notes, to be looked up by many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, eq=False)
class Surprises:
    """What notes cost, by where they begin and their pitch: `places` (n,), in order, and `nats`
    (n,).
    """

    places: np.ndarray
    nats: np.ndarray

    @classmethod
    def of(cls, ticks: Sequence[int], pitches: Sequence[int], nats: Sequence[float]) -> "Surprises":
        """The nats of notes in any order."""
        places = _place(np.array(ticks, np.int64), np.array(pitches, np.int64))
        order = np.argsort(places, kind="stable")
        return cls(places[order], np.array(nats, float)[order])

    def __len__(self) -> int:
        return len(self.places)

    def at(self, ticks: np.ndarray, pitches: np.ndarray) -> np.ndarray:
        """(m,): the nats of m notes, NaN where nothing is known."""
        wanted = _place(ticks, pitches)
        if not len(self):
            return np.full(len(wanted), np.nan)
        index, known = self._found(wanted)
        return np.where(known, self.nats[index], np.nan)

    def over(self, older: "Surprises") -> "Surprises":
        """These, and of older ones what these do not know."""
        if not len(self):
            return older
        _, known = self._found(older.places)
        places = np.concatenate([self.places, older.places[~known]])
        order = np.argsort(places, kind="stable")
        return Surprises(places[order], np.concatenate([self.nats, older.nats[~known]])[order])

    def _found(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where each of these places stands, or would, and whether it is known."""
        index = np.searchsorted(self.places, places).clip(0, len(self) - 1)
        return index, self.places[index] == places


NONE_KNOWN = Surprises(np.zeros(0, np.int64), np.zeros(0))


def _place(tick: Any, pitch: Any) -> Any:
    """One number for both, of numbers or of arrays."""
    return tick * 128 + pitch
