"""An order-3 Markov chain of chords, and what is sung over them: the three tables of the pop
song makers. When a chord changes goes by the beat of the bar and the chord's age, which one follows
by the three before it, and both by the tones of the melody in the beat.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.chain import Chain, packed
from engine.representation.harmony import KINDS, SYMBOLS, Harmony

ORDER = 3
PLACES = 8
"""Beats of the bar, and beats that a chord stands, are told apart up to so many."""

PSEUDO = 0.5
SIZES = (SYMBOLS + 1,) * ORDER


@dataclass(frozen=True)
class ChordChain:
    """`changes` (PLACES, PLACES, 2): how often a chord stayed and how often it changed, by beat and
    age; the chain of chords, counted from the tonic; `sung` (1 + kinds, 12): how many beats of each
    tone above its root were sung over a kind of chord, no chord first.
    """

    changes: np.ndarray
    following: Chain
    sung: np.ndarray

    def logits(
        self, chords: Sequence[int], place: int, age: int, melody: np.ndarray
    ) -> tuple[float, np.ndarray]:
        """The logit of a change, and those of the chords that may follow (SYMBOLS,), after the last
        chords, with so much of each pitch class (12,) sung in the beat.
        """
        next_ones = np.log(self.following.chances(contexts_of(chords))) + self.over(melody)
        if not chords:
            return 0.0, next_ones
        stayed, changed = self.changes[place, age] + PSEUDO
        others = np.delete(next_ones, chords[-1])
        without = np.delete(self.following.chances(contexts_of(chords)), chords[-1])
        heard = np.logaddexp.reduce(others) - np.log(without.sum())
        change = np.log(changed / stayed) + heard - self.over(melody)[chords[-1]]
        return float(change), next_ones

    def over(self, melody: np.ndarray) -> np.ndarray:
        """How much likelier each chord (SYMBOLS,) makes what is sung in a beat (12,)."""
        return _likelier(self.sung) @ melody

    def arrays(self) -> dict[str, np.ndarray]:
        """As arrays for a file."""
        chain = self.following.arrays("following")
        return {"changes": self.changes, "sung": self.sung, **chain}

    @classmethod
    def read(cls, arrays: Mapping[str, np.ndarray]) -> "ChordChain":
        """What `arrays` gave."""
        return cls(arrays["changes"], Chain.read(arrays, "following"), arrays["sung"])


def contexts_of(chords: Sequence[int]) -> list[int]:
    """The contexts of every length before the next chord."""
    last = np.array([[-1] * ORDER + list(chords)])[:, -ORDER:]
    return [int(packed_chords(last, length)[0]) for length in range(ORDER + 1)]


def packed_chords(last: np.ndarray, length: int) -> np.ndarray:
    """One number (N,) for the last chords (N, ORDER), the latest at the end, -1 for none; `length`
    of them count.
    """
    columns = [last[:, -k] + 1 for k in range(1, length + 1)]
    return packed(columns, SIZES[:length], len(last))


def told(harmony: Harmony, beat: int) -> dict[str, np.ndarray]:
    """What the chain is told of a beat, by name: the last chords (1, ORDER), the beat of the bar
    and the chord's age (1,), the melody in the beat (1, 12).
    """
    past = harmony.symbols[:beat]
    edges = np.flatnonzero(np.diff(past, prepend=-1))
    chords = np.concatenate([[-1] * ORDER, past[edges]])[-ORDER:]
    age = beat - 1 - int(edges[-1]) if len(edges) else 0
    place = int(harmony.bars.places[beat])
    return {
        "chords": chords.astype(np.int64)[None],
        "place": np.array([min(place, PLACES - 1)]),
        "age": np.array([min(age, PLACES - 1)]),
        "melody": np.zeros((1, 12)) if harmony.melody is None else harmony.melody[beat][None],
    }


def _likelier(sung: np.ndarray) -> np.ndarray:
    """(SYMBOLS, 12): the logarithm of how much more each pitch class is sung over each chord."""
    counts = sung + 1.0
    shares = np.log(counts / counts.sum(1, keepdims=True) * 12)
    chords = np.array([shares[1 + kind] for _ in range(12) for kind in range(len(KINDS))])
    roots = np.repeat(np.arange(12), len(KINDS))
    turned = [np.roll(each, root) for each, root in zip(chords, roots, strict=True)]
    return np.concatenate([shares[:1], np.array(turned)])
