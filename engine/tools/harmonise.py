"""Which chords come next: symbols drawn beat by beat, inside what is locked."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.jobs import Cancelled
from engine.representation.harmony import NONE, TONES, Harmony, transposed
from engine.runtime.next_chord import NextChordNetwork
from engine.runtime.sampling import draw, log_mask
from engine.tools.errors import NothingLeft


@dataclass(frozen=True)
class Allowed:
    """What chords keep to: the pitch classes of each beat (T, 12) bool, and on which beats (T,) one
    may come. What is forbidden is (1 - `strength`) as likely.
    """

    classes: np.ndarray
    changes: np.ndarray
    strength: float

    def leaning(self, beat: int, before: int) -> np.ndarray:
        """What is added to the logits of the symbols, (SYMBOLS,); no chord is never one."""
        fits = (TONES * ~self.classes[beat]).sum(1) == 0
        leaning = log_mask(fits, self.strength)
        if not self.changes[beat] and before != NONE:
            leaning += log_mask(np.arange(len(TONES)) == before, self.strength)
        leaning[NONE] = -np.inf
        return leaning


@dataclass(frozen=True)
class Drawing:
    """How symbols are drawn; temperature 0 takes the likeliest."""

    temperature: float
    top_p: float
    generator: np.random.Generator


def harmonise(
    network: NextChordNetwork,
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
        before = int(transposed(harmony.symbols[beat - 1 : beat], tonic)[0])
        leaning = np.roll(allowed.leaning(beat, before)[1:].reshape(12, -1), -tonic, axis=0)
        logits = (chances + np.append(-np.inf, leaning.ravel()))[None].astype(np.float32)
        if not np.isfinite(logits).any():
            raise NothingLeft("no chord fits what is locked; loosen the key or the chords")
        uniform = np.array([drawing.generator.random()])
        found = int(draw(logits, uniform, drawing.temperature, drawing.top_p)[0])
        nats -= float(chances[found])
        harmony.symbols[beat] = found
    return transposed(harmony.symbols, tonic), nats
