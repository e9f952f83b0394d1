"""What new notes lean to that a musician asks for: so many a bar, around a pitch.

The model is told both; the weights here make sure that it is heard.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.notes import SIZES
from engine.score.meter import MeterMap
from engine.tools.writing import Chosen, Line

WEIGHT = 3.0
"""What a distance between onsets loses, in nats, that is half or twice as long as it should be."""

NEAR = 6.0
"""Semitones from the register at which a pitch loses half a nat."""


@dataclass(frozen=True)
class Register:
    """A leaning to pitches around one: a normal distribution of a fifth and a bit each way."""

    pitch: int

    def lean(self, field: str, lines: Sequence[Line], chosen: Chosen) -> np.ndarray | None:
        """What it adds to the logits of pitches, (symbols,)."""
        if field != "pitch":
            return None
        return -0.5 * ((np.arange(SIZES["pitch"]) - self.pitch) / NEAR) ** 2


@dataclass(frozen=True)
class Density:
    """A leaning to so many onsets a bar: to distances of onsets that are the bar's part, by the
    square of how often one would have to be doubled or halved. The first note is free.
    """

    notes_a_bar: int
    grid: MeterMap

    def lean(self, field: str, lines: Sequence[Line], chosen: Chosen) -> np.ndarray | None:
        """What it adds to the logits of bar lines and positions, (lines, symbols)."""
        if field == "bars":
            return np.array([self._bars(line) for line in lines])
        if field == "position":
            return np.array(
                [self._positions(line, each[0]) for line, each in zip(lines, chosen, strict=True)]
            )
        return None

    def _bars(self, line: Line) -> np.ndarray:
        """Each number of bar lines loses what the best position behind it would lose."""
        lost = np.zeros(SIZES["bars"])
        if line.onsets:
            bar = line.place.bar
            starts = np.array([self.grid.bar_start(bar + n) for n in range(len(lost) + 1)])
            first = np.maximum(starts[:-1], line.onsets[-1] + 1) - line.onsets[-1]
            wished = np.clip(self._wished(line), first, starts[1:] - line.onsets[-1])
            lost -= self._lost(line, wished)
        return lost

    def _positions(self, line: Line, bars: int) -> np.ndarray:
        positions = np.arange(SIZES["position"])
        if not line.onsets:
            return np.zeros(len(positions))
        apart = self.grid.bar_start(line.place.bar + bars) + positions - line.onsets[-1]
        return -self._lost(line, np.maximum(1, apart))

    def _wished(self, line: Line) -> float:
        """How many grid ticks apart onsets should be."""
        start, end = (self.grid.bar_start(line.place.bar + n) for n in (0, 1))
        return (end - start) / self.notes_a_bar

    def _lost(self, line: Line, apart: np.ndarray) -> np.ndarray:
        return WEIGHT * np.log2(apart / self._wished(line)) ** 2
