"""Which tones melodies sing over a chord: counts by the chord's shape, on strong places and others.

A chord is a tone set (`asked.tone_set`); turned so that its number is lowest, chords of one shape
are one (Rahn's normal order, 1980). Places of a metrical level up to STRONG are strong.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.representation.asked import UNKNOWN_CHORD, moved_tones

STRONG = 2


def shape_of(tone_set: int) -> tuple[int, int]:
    """The tone set turned to the lowest number, and how many semitones above it the chord lies."""
    turned = [int(moved_tones(np.array(tone_set), -up)) for up in range(12)]
    return min(turned), turned.index(min(turned))


@dataclass(frozen=True)
class ChordTones:
    """`shapes` (M,), rising, and how often each tone above a shape was sung, (M, 2, 12): on weak
    places, on strong ones.
    """

    shapes: np.ndarray
    times: np.ndarray

    @classmethod
    def of(cls, chords: np.ndarray, tones: np.ndarray, strong: np.ndarray) -> "ChordTones":
        """Counts pitch classes over tone sets, (N,) each, where there is a chord."""
        found: dict[int, np.ndarray] = {}
        for chord in np.unique(chords[chords != UNKNOWN_CHORD]).tolist():
            shape, up = shape_of(chord)
            here = chords == chord
            places = 12 * strong[here].astype(int) + (tones[here] - up) % 12
            counted = np.bincount(places, minlength=24).reshape(2, 12)
            found[shape] = found.get(shape, 0) + counted
        shapes = sorted(found)
        times = np.array([found[shape] for shape in shapes]).reshape(-1, 2, 12)
        return cls(np.array(shapes, np.uint16), times.astype(np.uint32))

    def kept(self, fewest: int) -> "ChordTones":
        """Only the shapes over which so many notes were sung."""
        many = self.times.sum((1, 2)) >= fewest
        return ChordTones(self.shapes[many], self.times[many])

    def chances(self, chord: int, strong: bool) -> np.ndarray:
        """The chance of each pitch class (12,) over a chord. A shape of which little is known takes
        what is known of all chords: how much is sung of their tones, how much of others.
        """
        shape, up = shape_of(chord)
        inside = shape >> np.arange(12) & 1 == 1
        share = self._inside[int(strong)]
        below = np.where(inside, share / inside.sum(), (1 - share) / max(1, (~inside).sum()))
        found = below / below.sum()
        at = np.flatnonzero(self.shapes == shape)
        if len(at):
            times = self.times[at[0], int(strong)]
            kinds = int((times > 0).sum())
            found = (times + kinds * found) / max(1, times.sum() + kinds)
        return np.roll(found, up)

    @property
    def _inside(self) -> np.ndarray:
        """The share of what is sung that is of the chord, (2,)."""
        tones = self.shapes[:, None] >> np.arange(12) & 1
        times = self.times + 1
        return (times * tones[:, None]).sum((0, 2)) / times.sum((0, 2))

    def arrays(self) -> dict[str, np.ndarray]:
        """As arrays for a file."""
        return {"chord tones/shapes": self.shapes, "chord tones/times": self.times}

    @classmethod
    def read(cls, arrays: Mapping[str, np.ndarray]) -> "ChordTones":
        """What `arrays` gave."""
        return cls(arrays["chord tones/shapes"], arrays["chord tones/times"])
