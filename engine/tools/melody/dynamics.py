"""How loud new notes are: as lively as the model plays, on the level of the melody they follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

import numpy as np

from engine.representation.notes import SIZES
from engine.runtime.sampling import log_probabilities
from engine.score.song import Note

RECENT = 32
"""So many of the melody's last notes tell its level."""

LEAST, MOST = 0.35, 1.0
"""How far the model's own spread of velocities may be narrowed to the melody's."""

VELOCITIES = 4 * np.arange(SIZES["velocity"]) + 2
"""What each symbol stands for."""


@dataclass(frozen=True)
class Expected:
    """What the model itself expects of a velocity: mean and standard deviation."""

    mean: float
    spread: float

    @classmethod
    def of(cls, logits: np.ndarray) -> "Expected":
        """From the logits (symbols,) of one velocity."""
        chances = np.exp(log_probabilities(logits))
        mean = float(chances @ VELOCITIES)
        return cls(mean, float(np.sqrt(chances @ (VELOCITIES - mean) ** 2)))


@dataclass(frozen=True)
class Dynamics:
    """The level and the spread of a melody's velocities, and whether somebody played them."""

    level: float
    spread: float
    played: bool

    @classmethod
    def of(cls, melody: Sequence[Note]) -> "Dynamics":
        """Those of the melody's end. Velocities that are all equal were drawn, not played."""
        recent = [note.velocity for note in melody[-RECENT:]]
        played = len({note.velocity for note in melody}) > 1
        return cls(fmean(recent), pstdev(recent), played)

    def velocity(self, symbol: int, expected: Expected) -> int:
        """The velocity of a new note, where the model expected this of its take's first."""
        narrowed = self.spread / max(expected.spread, 1.0)
        scale = max(LEAST, min(MOST, narrowed))
        velocity = self.level + (float(VELOCITIES[symbol]) - expected.mean) * scale
        return max(1, min(127, round(velocity)))
