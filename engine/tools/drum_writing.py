"""Writing drums step by step: what is struck is drawn, then how each stroke is played."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.jobs import Cancelled
from engine.representation.bars import Bars
from engine.representation.bins import OFFSETS, VELOCITIES, medians, quantile
from engine.representation.drum_past import Past
from engine.representation.drums import VOICES, Cells
from engine.runtime.next_step import AT_ONCE, WAYS, NextStepNetwork, Step, told_of
from engine.runtime.sampling import draw, log_mask, weights_of
from engine.tools.frames import Frames
from engine.tools.strokes import checked, unrepeated


@dataclass(frozen=True)
class Holds:
    """What holds of what is written: `most` voices at once; the `rhythm` (T,), whether a step is
    struck, where it is kept; `repeats`: which strokes would say too much again, told by their
    numbers among WAYS; `begun` (T, 9): what is struck there already. `filled`: no bar stays empty.
    What is forbidden is (1 - `strength`) as likely, but for the last two, which always hold.
    """

    begun: np.ndarray
    most: int | None = None
    rhythm: np.ndarray | None = None
    repeats: Frames | None = None
    strength: float = 1.0
    filled: bool = True

    def leaning(self, step: int, struck: bool) -> np.ndarray:
        """What is added to the logits of WAYS at a step, (512,); it has to be `struck`. Raises
        NothingLeft.
        """
        leaning = np.zeros(len(WAYS), np.float32)
        if self.most is not None:
            leaning += log_mask(max(self.most, self.begun[step].sum()) >= AT_ONCE, self.strength)
        if self.rhythm is not None:
            leaning += log_mask((AT_ONCE > 0) == self.rhythm[step], self.strength)
        if self.repeats is not None:
            leaning += unrepeated(self.repeats, step, self.strength)
        held = (self.begun[step] <= WAYS).all(axis=1)
        leaning[~held] = -np.inf
        if struck:
            leaning[0] = -np.inf
        return checked(leaning)

    def heard(self, step: int, way: int) -> None:
        """One of WAYS was chosen at a step, and nothing after it yet."""
        if self.repeats is not None:
            self.repeats.forget(step)
            if way:
                self.repeats.hear(step, way)


@dataclass(frozen=True)
class Hand:
    """How answers are drawn; at temperature 0 the likeliest strokes, played in the middle."""

    temperature: float
    top_p: float
    generator: np.random.Generator

    def strikes(self, logits: np.ndarray) -> int:
        """One of WAYS."""
        uniform = np.array([self.generator.random()])
        return int(draw(logits, uniform, self.temperature, self.top_p)[0])

    def plays(self, logits: np.ndarray, centres: np.ndarray) -> float:
        """A value of ordered bins (1, bins)."""
        share = self.generator.random()
        if self.temperature == 0:
            return float(medians(logits, centres)[0])
        weights = weights_of(logits, self.temperature, self.top_p)
        return float(quantile(weights, centres, np.array([share]))[0])


def write(
    network: NextStepNetwork,
    past: Past,
    first_bar: int,
    holds: Holds,
    hand: Hand,
    cancelled: Callable[[], bool],
) -> tuple[Cells, float]:
    """The cells of all steps of the past, its bars from `first_bar` on written anew, and the nats
    of what was drawn to be struck. Raises NothingLeft, ModelError, Cancelled.
    """
    nats = 0.0
    lines = past.bars.lines
    for bar in range(first_bar, len(lines) - 1):
        if cancelled():
            raise Cancelled
        steps = range(int(lines[bar]), int(lines[bar + 1]))
        chances, spent = _bar(network, past, steps, holds, hand, None)
        if holds.filled and not any(past.hits(step).any() for step in steps):
            best = steps[int(np.argmax(chances))]
            _, spent = _bar(network, past, steps, holds, hand, best)
        nats += spent
    return _cells(past), nats


def _bar(
    network: NextStepNetwork,
    past: Past,
    steps: range,
    holds: Holds,
    hand: Hand,
    struck: int | None,
) -> tuple[list[float], float]:
    """Write a bar, one step of which may have to be struck. The chance of each step to be struck,
    and the nats of what was.
    """
    chances, nats = [], 0.0
    if holds.repeats is not None:
        holds.repeats.forget(steps.start)
    for step in steps:
        found = network.step(past, step)
        way = hand.strikes(found.ways + holds.leaning(step, step == struck))
        holds.heard(step, way)
        chances.append(float(-found.ways[0, 0]))
        nats -= float(found.ways[0, way])
        past.put(step, *(part[None] for part in _strokes(network, found, WAYS[way], hand)))
    return chances, nats


def _strokes(
    network: NextStepNetwork, step: Step, hits: np.ndarray, hand: Hand
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The hits of a step, their velocities and their offsets, (9,) each."""
    loud, away = np.zeros(len(VOICES), np.float32), np.zeros(len(VOICES), np.float32)
    for voice in np.flatnonzero(hits).tolist():
        velocities, offsets = network.stroke(step.state, told_of(voice, hits, loud, away))
        loud[voice] = hand.plays(velocities, VELOCITIES)
        away[voice] = hand.plays(offsets, OFFSETS)
    return hits, loud, away


def _cells(past: Past) -> Cells:
    """All that is known of a past, as cells."""
    known = past.told[0, -len(past.bars.bars) :]
    hits, loud, away = np.split(known, 3, axis=1)
    return Cells(hits > 0, loud, away, np.zeros(hits.shape))


def kept_rhythm(hits: np.ndarray, bars: Bars, first_bar: int) -> np.ndarray:
    """Which steps are struck (T,) where the bars from `first_bar` on have the rhythm of the two
    before, or of the one there is, over and over; a bar longer than its model stays silent there.
    """
    struck = np.asarray(hits.any(axis=1)).copy()
    lines = bars.lines
    period = min(2, first_bar)
    for bar in range(first_bar, len(lines) - 1):
        model = struck[lines[bar - period] : lines[bar - period + 1]]
        here = struck[lines[bar] : lines[bar + 1]]
        here[:] = False
        here[: min(len(model), len(here))] = model[: len(here)]
    return struck
