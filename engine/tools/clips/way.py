"""The way from clip to clip as it is heard: the same part of it goes with each step.

A model's latents are no measure of that: on an arc between two of them half of a melody's notes
are gone after a sixth of it, and half way something stands that is like neither. So melodies hand
over, a few notes or bars at a time, as the model's clips on the arc speak for, and drums are taken
from the arc where they have gone far enough.
"""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from engine.representation.clips import HOLD, Bars
from engine.runtime.autoencoder import Said
from engine.theory.signatures import altered, apart
from engine.tools.clips.handover import handed_over
from engine.tools.clips.music import clip_of, symbols_of

KEPT = 12.0
"""How many nats speak for a note that stays, where a lock has to choose it again."""

WAYWARD = 1.5
"""How much a temperature of 1 sways where melodies change hands, in nats a step."""

BETWEEN = 32
"""Places between two clips of drums that are said."""


class Reading(NamedTuple):
    """A clip as it is said: symbols (T,) or hits (T, 9), what is said of them, and the sharps of a
    melody's key signature.
    """

    symbols: np.ndarray
    said: Said
    sharps: int = 0


class Drawing(NamedTuple):
    """How symbols are drawn of what is said: the same seed draws alike wherever it may be."""

    seed: int = 0
    temperature: float = 0.0
    top_p: float = 1.0

    def reading(self, said: Said, sharps: int = 0) -> Reading:
        """Of one clip."""
        rng = np.random.default_rng(self.seed)
        symbols = symbols_of(said.logits, rng, self.temperature, self.top_p)
        return Reading(symbols, said, sharps)


class Way(Protocol):
    """What lies between two clips."""

    def at(self, share: float) -> Reading:
        """The clip that has gone so far, from 0 to 1."""
        ...


@dataclass(frozen=True)
class MelodyWay:
    """Ways to hand over, in even steps: `speaks` (N, T) says where the last melody does; `evidence`
    (T, 130) are the mean log-probabilities on the arc. The key turns through the signatures.
    """

    first: Reading
    last: Reading
    evidence: np.ndarray
    speaks: np.ndarray

    def at(self, share: float) -> Reading:
        """The clip that has gone so far, from 0 to 1."""
        speaks = self.speaks[round(share * (len(self.speaks) - 1))]
        fifths = apart(self.first.sharps, self.last.sharps)
        gone = round(share * fifths)
        begun = _turned(self.first, gone), _turned(self.last, gone - fifths)
        symbols = np.where(speaks, begun[1], begun[0])
        logits = self.evidence.copy()
        logits[np.arange(len(symbols)), symbols] += KEPT
        loudness = np.where(speaks, self.last.said.loudness, self.first.said.loudness)
        said = Said(logits, loudness, self.first.said.away)
        return Reading(symbols, said, self.first.sharps + gone)


@dataclass(frozen=True)
class DrumWay:
    """Clips on the arc, (N, T, 9) of each part of what is said and of the hits; `progress` (N,)
    from 0 to 1 says how far each has gone.
    """

    hits: np.ndarray
    said: Said
    progress: np.ndarray

    def at(self, share: float) -> Reading:
        """The clip that has gone so far, from 0 to 1."""
        place = int(np.abs(self.progress - share).argmin())
        return Reading(self.hits[place], Said(*(part[place] for part in self.said)))


def way(said: Said, sharps: tuple[int, int], bars: Bars, drawing: Drawing) -> Way:
    """The way between two clips of which a model says these three: the first, half way, the last;
    `sharps` are the signatures of the ends.
    """
    ends = [drawing.reading(clip_of(said, n), own) for n, own in zip((0, 2), sharps, strict=True)]
    return way_between(ends[0], clip_of(said, 1), ends[1], bars, drawing)


def way_between(first: Reading, middle: Said, last: Reading, bars: Bars, drawing: Drawing) -> Way:
    """The way between two clips, of which the model says `middle` half way."""
    if first.symbols.ndim > 1:
        return _drum_way(first, middle, last, drawing)
    return _melody_way(first, middle, last, bars, drawing)


def _melody_way(
    first: Reading, middle: Said, last: Reading, bars: Bars, drawing: Drawing
) -> MelodyWay:
    """At a temperature notes change hands in an order that is drawn too (Gumbel noise)."""
    told = np.stack([first.said.logits, middle.logits, last.said.logits])
    evidence = _log_softmax(told).mean(axis=0)
    symbols = np.stack([first.symbols, last.symbols])
    likely = np.take_along_axis(evidence, symbols.T, axis=1).T
    noise = np.random.default_rng([drawing.seed, 1]).gumbel(size=likely.shape)
    speaks = handed_over(symbols, likely + WAYWARD * drawing.temperature * noise, bars)
    return MelodyWay(first, last, evidence, speaks)


def _drum_way(first: Reading, middle: Said, last: Reading, drawing: Drawing) -> DrumWay:
    """Between what is said at its ends and half way all that is
    said goes over evenly.
    """
    shares = np.linspace(0, 2, BETWEEN + 1)
    before = np.minimum(shares.astype(int), 1)
    more = (shares - before)[:, None, None]
    told = [np.stack(part) for part in zip(first.said, middle, last.said, strict=True)]
    said = Said(*((1 - more) * part[before] + more * part[before + 1] for part in told))
    inner = [drawing.reading(Said(*(part[n] for part in said))).symbols for n in range(1, BETWEEN)]
    hits = np.stack([first.symbols, *inner, last.symbols])
    return DrumWay(hits, said, progress(hits, first.symbols, last.symbols))


def progress(clips: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """How far clips (N, ...) have gone from one to another, by what they share with both, from 0 to
    1; it never falls. Even where all are alike.
    """
    gone = alike(clips, last) - alike(clips, first)
    gone = np.maximum.accumulate(gone)
    whole = gone[-1] - gone[0]
    return (gone - gone[0]) / whole if whole > 0 else np.linspace(0, 1, len(clips))


def alike(clips: np.ndarray, other: np.ndarray) -> np.ndarray:
    """F1 (N,) of what begins in clips (N, T) or (N, T, 9) beside another one's (T,) or (T, 9)."""
    begun = [each > 0 if other.ndim > 1 else each < HOLD for each in (clips, other)]
    inside = tuple(range(1, clips.ndim))
    both = ((clips == other) & begun[0] & begun[1]).sum(axis=inside)
    return 2 * both / np.maximum(1, begun[0].sum(axis=inside) + begun[1].sum())


def _turned(reading: Reading, fifths: int) -> np.ndarray:
    symbols = reading.symbols.copy()
    begins = symbols < HOLD
    symbols[begins] = altered(symbols[begins], reading.sharps, fifths)
    return symbols


def _log_softmax(logits: np.ndarray) -> np.ndarray:
    logits = logits - logits.max(axis=-1, keepdims=True)
    return logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
