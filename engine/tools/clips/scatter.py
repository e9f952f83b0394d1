"""Drums as they are struck: drawn around what a model finds likeliest, as drummers scatter.

Where the model is in doubt about a stroke its chance decides; loudness and distance stray from
what is said of them as drummers' did where the model said that of them. All of it is drawn by
normal numbers that hang together as drummers' do (a Gaussian copula).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engine.representation.clips import Bars
from engine.representation.drums import STEPS_PER_QUARTER, VOICES
from engine.representation.scatter import KINDS, Scatter
from engine.runtime.autoencoder import Said
from engine.tools.clips.music import clip_of
from engine.tools.drums.feel import Coherence

BOUNDS = {"loudness": (1 / 127, 1.0), "away": (-0.49, 0.49)}
"""What is drawn stays a velocity, and nearer to its own step than to the next."""


class Daring(NamedTuple):
    """How far to stray, 0 not at all, and below which chance, 1 - top_p, nothing is drawn."""

    temperature: float
    top_p: float


def scattered(
    said: Said,
    bars: Bars,
    scatter: Scatter,
    daring: Daring,
    generators: Sequence[np.random.Generator],
    again: np.ndarray,
) -> Said:
    """What is said of clips of drums, as one drummer each plays it: likeliest are then the strokes
    that are drawn, at temperature 0 those that are said. Quarters that come back, as `again`
    (clips, quarters) says, do so in their strokes.
    """
    if not daring.temperature:
        return said
    clips = [
        _played(clip_of(said, n), bars, scatter, daring, generator, again[n])
        for n, generator in enumerate(generators)
    ]
    return Said(*(np.stack(part) for part in zip(*clips, strict=True)))


def _played(
    said: Said,
    bars: Bars,
    scatter: Scatter,
    daring: Daring,
    generator: np.random.Generator,
    again: np.ndarray,
) -> Said:
    numbers = stroke_numbers(bars, float(scatter.strokes), generator, again)
    logits = drawn_strokes(said.logits, numbers, daring)
    struck = np.nonzero(logits > 0)
    if not len(struck[0]):
        return said._replace(logits=logits)
    strayed = {}
    for kind, parts in zip(KINDS, scatter.coherence.tolist(), strict=True):
        values = getattr(said, kind).copy()
        numbers = Coherence(*parts).numbers(struck[0], generator)
        strays = scatter.strays(kind, values[struck], struck[1], numbers)
        values[struck] = np.clip(values[struck] + daring.temperature * strays, *BOUNDS[kind])
        strayed[kind] = values
    return Said(logits, **strayed)


def stroke_numbers(
    bars: Bars, share: float, generator: np.random.Generator, again: np.ndarray
) -> np.ndarray:
    """A normal number for each drum at each step (T, 9); a `share` of it belongs to the place in
    the bar. Quarters that come back have those of the earlier ones.
    """
    shape = *bars.there.shape, STEPS_PER_QUARTER, len(VOICES)
    own, place = generator.standard_normal(shape), generator.standard_normal(shape[1:])
    numbers = share**0.5 * place + (1 - share) ** 0.5 * own
    quarters = numbers.reshape(-1, *shape[2:])
    for time in np.flatnonzero(again >= 0).tolist():
        quarters[time] = quarters[again[time]]
    return np.asarray(numbers[bars.sixteenths])


def drawn_strokes(logits: np.ndarray, numbers: np.ndarray, daring: Daring) -> np.ndarray:
    """Logits that are positive as often as their chances at the temperature say, by normal numbers
    of the same shape. What is hardly in doubt stays as it is.
    """
    with np.errstate(divide="ignore"):
        reach = np.log(daring.top_p) - np.log1p(-daring.top_p)
    # The logit of a normal number's rank, to .0002 of the rank (Page 1977).
    logistic = 1.5976 * numbers + 0.07056 * numbers**3
    doubtful = np.abs(logits) < daring.temperature * reach
    drawn = np.where(doubtful, logits + daring.temperature * logistic, logits)
    return drawn.astype(logits.dtype)
