"""Drawing symbols from logits, for a whole batch at a time and with the randomness handed in.

Each variation of a seed has a generator of its own, so what it draws does not depend on how many
others are drawn beside it.
"""

from collections.abc import Sequence
from math import isfinite

import numpy as np

Floats = np.ndarray
"""An array of floating point numbers."""


COLDEST = 1e-30
"""A temperature below this is as this one: any difference between logits decides."""


class NothingToDraw(ValueError):
    """Logits without a finite value, or with a NaN: the network that made them is broken."""


def variation_seed(seed: int, variation: int, attempt: int = 0) -> int:
    """The seed of one variation, counted from 0, of a seed.

    The first is the seed itself, so that any variation can be had again alone by its own seed.
    `attempt` counts how often the variation was drawn anew.
    """
    if variation == 0 and attempt == 0:
        return seed
    words = np.random.SeedSequence([seed, variation, attempt]).generate_state(1)
    return int(words[0])


class Dice:
    """Uniform numbers in [0, 1) for a batch: a stream for each row, read a step at a time."""

    def __init__(self, seeds: Sequence[int], draws: int, block: int = 64) -> None:
        """Streams for these seeds, with `draws` numbers a step, made `block` steps at a time."""
        self._generators = [np.random.Generator(np.random.PCG64(seed)) for seed in seeds]
        self._shape = (block, draws)
        self._numbers = np.empty((0, draws, len(seeds)))
        self._next = 0

    def roll(self) -> Floats:
        """The numbers of the next step, shaped (draws, rows)."""
        if self._next == len(self._numbers):
            blocks = [generator.random(self._shape) for generator in self._generators]
            self._numbers = np.ascontiguousarray(np.stack(blocks, axis=-1))
            self._next = 0
        self._next += 1
        return self._numbers[self._next - 1]


def log_mask(allowed: np.ndarray, strength: float) -> Floats:
    """What to add to logits so that symbols that are not `allowed` are (1 - strength) as likely.

    Strength 0 changes nothing, 1 forbids: -inf.
    """
    with np.errstate(divide="ignore"):
        penalty = np.log1p(-np.float32(strength))
    return np.where(allowed, np.float32(0), penalty).astype(np.float32)


def draw(logits: Floats, uniforms: Floats, temperature: float, top_p: float) -> np.ndarray:
    """One symbol for each row of logits (rows, symbols), by uniforms (rows,) in [0, 1).

    Temperature 0 takes the most likely. `top_p` keeps the likeliest symbols that together reach
    that probability after the temperature (nucleus sampling, Holtzman et al. 2020), at least one,
    and those as likely as the last of them.
    A symbol at -inf is never drawn. Raises NothingToDraw.
    """
    if temperature == 0:
        _peaks(logits)
        return logits.argmax(axis=1)
    sums = np.add.accumulate(weights_of(logits, temperature, top_p), axis=1, dtype=np.float64)
    target = uniforms[:, None] * sums[:, -1:]  # less than the sum, rounded too: a uniform is < 1
    return np.add.reduce(sums <= target, axis=1)


def weights_of(logits: Floats, temperature: float, top_p: float) -> Floats:
    """What each symbol of logits (rows, symbols) weighs, as `draw` sees it, the heaviest 1.

    Raises NothingToDraw.
    """
    weights = logits - _peaks(logits)
    if temperature != 1:
        weights *= np.float32(1.0 / max(temperature, COLDEST))
    np.exp(weights, out=weights)
    if top_p < 1:
        weights *= weights >= _lightest(weights, top_p)
    return weights


def _peaks(logits: Floats) -> Floats:
    """The largest of each row, (rows, 1). Raises NothingToDraw."""
    peaks = np.maximum.reduce(logits, axis=1, keepdims=True)
    if not isfinite(np.add.reduce(peaks, axis=None)):
        raise NothingToDraw("no symbol can be drawn from these logits")
    return peaks


def _lightest(weights: Floats, top_p: float) -> Floats:
    """The lightest of each row's heaviest weights that reach `top_p` of the sum, (rows, 1)."""
    rising = weights.copy()
    rising.sort(axis=1)
    sums = np.add.accumulate(rising, axis=1, dtype=np.float64)
    left_out = np.add.reduce(sums[:, :-1] <= (1 - top_p) * sums[:, -1:], axis=1)
    return rising[np.arange(len(rising)), left_out][:, None]


def log_probabilities(logits: Floats) -> Floats:
    """Natural logarithms of the softmax over the last axis, in 64 bits."""
    wide = logits.astype(np.float64)
    wide -= wide.max(axis=-1, keepdims=True)
    return wide - np.log(np.exp(wide).sum(axis=-1, keepdims=True))


def log_probabilities_of(symbols: np.ndarray, logits: Floats) -> Floats:
    """Those of one symbol for each row of logits (rows, symbols), (rows,), in 64 bits."""
    peaks = np.maximum.reduce(logits, axis=1, keepdims=True)
    total = np.add.reduce(np.exp(logits - peaks), axis=1, dtype=np.float64)
    return logits[np.arange(len(symbols)), symbols] - peaks[:, 0] - np.log(total)
