"""Writing drums step by step: what is struck is drawn, then how each stroke is played."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engine.jobs import Cancelled
from engine.representation.bars import Bars
from engine.representation.bins import OFFSETS, VELOCITIES, medians, quantile
from engine.representation.drum_past import Past
from engine.representation.drums import Cells
from engine.runtime.next_step import AT_ONCE, WAYS, NextStepNetwork, Step, told_of
from engine.runtime.sampling import draw, log_mask, weights_of
from engine.tools.drums.strokes import checked, unrepeated
from engine.tools.locks.frames import Frames


@dataclass(frozen=True)
class Holds:
    """What holds of what is written: `most` voices at once; the `rhythm` (T,), whether a step is
    struck, where it is kept; `begun` (T, 9): what is struck there already. `filled`: no bar stays
    empty. What is forbidden is (1 - `strength`) as likely, but for the last two, which always hold.
    """

    begun: np.ndarray
    most: int | None = None
    rhythm: np.ndarray | None = None
    strength: float = 1.0
    filled: bool = True

    def leaning(self, step: int) -> np.ndarray:
        """What is added to the logits of WAYS at a step, (512,)."""
        leaning = np.zeros(len(WAYS), np.float32)
        if self.most is not None:
            leaning += log_mask(max(self.most, self.begun[step].sum()) >= AT_ONCE, self.strength)
        if self.rhythm is not None:
            leaning += log_mask((AT_ONCE > 0) == self.rhythm[step], self.strength)
        if self.begun[step].any():
            leaning[~(self.begun[step] <= WAYS).all(axis=1)] = -np.inf
        return leaning


@dataclass(frozen=True)
class Hands:
    """How answers are drawn, each row's by its own generator; at temperature 0 the likeliest
    strokes, played in the middle.
    """

    temperature: float
    top_p: float
    generators: Sequence[np.random.Generator]

    def strikes(self, rows: np.ndarray, logits: np.ndarray) -> np.ndarray:
        """One of WAYS for each of some rows (R,), by logits (R, 512)."""
        return draw(logits, self._uniforms(rows), self.temperature, self.top_p)

    def plays(self, rows: np.ndarray, logits: np.ndarray, centres: np.ndarray) -> np.ndarray:
        """A value of ordered bins for each of some rows (R,), by logits (R, bins)."""
        shares = self._uniforms(rows)
        if self.temperature == 0:
            return medians(logits, centres)
        weights = weights_of(logits, self.temperature, self.top_p)
        return quantile(weights, centres, shares)

    def _uniforms(self, rows: np.ndarray) -> np.ndarray:
        return np.array([self.generators[row].random() for row in rows])


class DrumWriter:
    """Writes several answers to one part side by side, step by step: the `new` steps of the rows of
    a past, all others of which are known. `repeats` tells for each row which strokes would say too
    much again, by their numbers among WAYS; where it is empty, none does.
    """

    def __init__(
        self,
        network: NextStepNetwork,
        past: Past,
        new: range,
        holds: Holds,
        hands: Hands,
        repeats: Sequence[Frames] = (),
    ) -> None:
        self._network = network
        self._past = past
        self._new = new
        self._holds = holds
        self._hands = hands
        self._repeats = repeats

    def write(self, cancelled: Callable[[], bool]) -> list[tuple[Cells, float]]:
        """For each row the cells of all steps, and the nats of what was drawn to be struck. Raises
        NothingLeft, ModelError, Cancelled.
        """
        every = np.arange(len(self._past.told))
        total = np.zeros(len(every))
        for steps in by_bar(self._new, self._past.bars):
            if cancelled():
                raise Cancelled
            chances, nats = self._bar(steps, every)
            empty = ~np.any([self._past.hits(step).any(axis=1) for step in steps], axis=0)
            if self._holds.filled and empty.any():
                best = steps.start + chances[empty].argmax(axis=1)
                _, nats[empty] = self._bar(steps, every[empty], best)
            total += nats
        return list(zip(self._cells(), total.tolist(), strict=True))

    def _bar(
        self, steps: range, rows: np.ndarray, struck: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Write a bar of some rows (R,), of which the step `struck` (R,) has to be struck, if any.
        How much speaks for each step to be struck (R, steps), and the nats of what was (R,).
        """
        chances, nats = np.zeros((len(rows), len(steps))), np.zeros(len(rows))
        self._forget(rows, steps.start)
        for number, step in enumerate(steps):
            found = self._network.step(self._past, rows, step)
            forced = None if struck is None else struck == step
            ways = self._hands.strikes(rows, found.ways + self._leaning(rows, step, forced))
            self._hear(rows, step, ways)
            chances[:, number] = -found.ways[:, 0]
            nats -= found.ways[np.arange(len(rows)), ways]
            self._past.put(rows, step, *self._strokes(rows, found, WAYS[ways]))
        return chances, nats

    def _leaning(self, rows: np.ndarray, step: int, forced: np.ndarray | None) -> np.ndarray:
        """What is added to the logits of WAYS at a step of some rows, (R, 512); those that are
        `forced` (R,) bool have to be struck. Raises NothingLeft.
        """
        holds = self._holds
        leaning = np.tile(holds.leaning(step), (len(rows), 1))
        if self._repeats:
            each = [unrepeated(self._repeats[row], step, holds.strength) for row in rows]
            leaning += np.stack(each)
        if forced is not None:
            leaning[forced, 0] = -np.inf
        return checked(leaning)

    def _forget(self, rows: np.ndarray, step: int) -> None:
        """What was struck from a step on in some rows was not."""
        if self._repeats:
            for row in rows:
                self._repeats[row].forget(step)

    def _hear(self, rows: np.ndarray, step: int, ways: np.ndarray) -> None:
        """What some rows strike at a step, (R,) of WAYS."""
        if self._repeats:
            for row, way in zip(rows, ways.tolist(), strict=True):
                if way:
                    self._repeats[row].hear(step, way)

    def _strokes(
        self, rows: np.ndarray, step: Step, hits: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The hits (R, 9) of a step of some rows, their velocities and their offsets."""
        loud, away = np.zeros_like(hits), np.zeros_like(hits)
        for voice in np.flatnonzero(hits.any(axis=0)).tolist():
            here = np.flatnonzero(hits[:, voice])
            told = told_of(voice, hits[here], loud[here], away[here])
            velocities, offsets = self._network.stroke(step.state[:, here], told)
            loud[here, voice] = self._hands.plays(rows[here], velocities, VELOCITIES)
            away[here, voice] = self._hands.plays(rows[here], offsets, OFFSETS)
        return hits, loud, away

    def _cells(self) -> Iterator[Cells]:
        """All that is known of each row, as cells."""
        for known in self._past.told[:, -len(self._past.bars.bars) :]:
            hits, loud, away = np.split(known, 3, axis=1)
            yield Cells(hits > 0, loud, away, np.zeros(hits.shape))


def by_bar(steps: range, bars: Bars) -> list[range]:
    """Steps that follow each other, bar by bar."""
    lines = [line for line in bars.lines.tolist() if steps.start < line < steps.stop]
    return [range(*each) for each in pairwise([steps.start, *lines, steps.stop])]


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
