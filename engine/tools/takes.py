"""What every generating tool gives back: takes, and all that it needs to make them again."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.score.song import Note


@dataclass(frozen=True)
class Take:
    """One answer. Times are song ticks times the answer's `ppq_factor`.

    `seed` gives this take again when it is asked for alone. `reason` is one short line.
    """

    notes: tuple[Note, ...]
    seed: int
    scores: Mapping[str, float]
    reason: str


@dataclass(frozen=True)
class Answer:
    """The takes of one call; the model that made them, by name and SHA-256, and what it ran on."""

    takes: tuple[Take, ...]
    model: str
    sha256: str
    device: str
    seconds: float
    seed: int
    ppq_factor: int
