"""Which chords come next: symbols drawn beat by beat, inside what is locked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from engine.jobs import Cancelled
from engine.representation.harmony import NONE, TONES, Harmony, transposed
from engine.runtime.sampling import draw, log_mask
from engine.tools.errors import NothingLeft
from engine.tools.locks.frames import Frames

CLASH = 4.0
"""By so many nats a chord is unlikelier that lacks a tone which sounds on through all of a beat."""


class Chances(Protocol):
    """Says how likely each chord is on a beat."""

    def chances(self, harmony: Harmony, beat: int, /) -> np.ndarray:
        """As NextChordNetwork does."""
        ...


@dataclass(frozen=True)
class Allowed:
    """What chords keep to: the pitch classes of each beat (T, 12) bool, on which beats (T,) one may
    come, and `repeats`: which of them would say too much again. What is forbidden is
    (1 - `strength`) as likely. They lean to what is `sounding` already, so much of each beat
    (T, 12).
    """

    classes: np.ndarray
    changes: np.ndarray
    strength: float
    repeats: Frames | None = None
    sounding: np.ndarray | None = None

    def leaning(self, beat: int, before: int) -> np.ndarray:
        """What is added to the logits of the symbols, (SYMBOLS,); no chord is never one."""
        fits = (TONES * ~self.classes[beat]).sum(1) == 0
        leaning = log_mask(fits, self.strength)
        if not self.changes[beat] and before != NONE:
            leaning += log_mask(np.arange(len(TONES)) == before, self.strength)
        if self.repeats is not None:
            free = self.repeats.free(beat, len(TONES))
            free[before] = True
            leaning += log_mask(free, self.strength)
        if self.sounding is not None:
            leaning -= CLASH * (1 - TONES) @ np.minimum(self.sounding[beat], 1)
        leaning[NONE] = -np.inf
        return leaning

    def heard(self, beat: int, before: int, symbol: int) -> None:
        """A symbol was chosen for a beat; one that stays is no new chord."""
        if self.repeats is not None and symbol != before:
            self.repeats.hear(beat, symbol)


@dataclass(frozen=True)
class Drawing:
    """How symbols are drawn; temperature 0 takes the likeliest."""

    temperature: float
    top_p: float
    generator: np.random.Generator


def harmonise(
    network: Chances,
    told: Harmony,
    first: int,
    allowed: Allowed,
    tonic: int,
    drawing: Drawing,
    cancelled: Callable[[], bool],
) -> tuple[np.ndarray, float]:
    """The symbols (T,) as they sound, those from beat `first` on drawn, and the nats of these.

    `told` counts from the `tonic`. Raises NothingLeft, ModelError, Cancelled.
    """
    harmony = Harmony(told.bars, told.symbols.copy(), told.minor, told.melody)
    nats = 0.0
    for beat in range(first, len(harmony.symbols)):
        if cancelled():
            raise Cancelled
        chances = network.chances(harmony, beat)
        before = int(transposed(harmony.symbols[beat - 1 : beat], tonic)[0]) if beat else NONE
        leaning = np.roll(allowed.leaning(beat, before)[1:].reshape(12, -1), -tonic, axis=0)
        logits = (chances + np.append(-np.inf, leaning.ravel()))[None].astype(np.float32)
        if not np.isfinite(logits).any():
            raise NothingLeft("no chord fits what is locked; loosen one of the locks")
        uniform = np.array([drawing.generator.random()])
        found = int(draw(logits, uniform, drawing.temperature, drawing.top_p)[0])
        nats -= float(chances[found])
        harmony.symbols[beat] = found
        allowed.heard(beat, before, int(transposed(harmony.symbols[beat : beat + 1], tonic)[0]))
    return transposed(harmony.symbols, tonic), nats
