"""How melodies come back to what they have said: counted by style, kept beside a network that goes
on with melodies, and drawn as a plan for a stretch of new bars.

Time is looked at in units of an eighth. A unit returns where it says again what stood a whole
number of bars before it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import numpy as np

from engine.representation.notes import GRID, STYLE_NAMES
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick

UNIT = GRID // 2
"""Grid ticks of a unit."""

DISTANCES = 16
"""Something comes back after fewer bars than these."""

PHRASE = 8
PLACES = 4 * PHRASE
LENGTHS = 49
"""Durations are told apart up to two quarters."""

LISTENED = 64
"""So many of a melody's last notes tell its style."""

EXACTLY, PITCHES, RHYTHM = range(3)
"""What comes back: all of the notes; their onsets and pitches; their onsets."""

MANNERS = 3


def place_of(bar: int, unit: int) -> int:
    """Which bar of eight it is, its first unit or a later one, and whether sixteen bars have been;
    `bar` counts from the melody's first one.
    """
    return bar % PHRASE + PHRASE * (unit > 0) + 2 * PHRASE * (bar >= DISTANCES)


class Source(NamedTuple):
    """What a unit [start, end) says again: what stood from `source` on, in such a manner. In grid
    ticks.
    """

    start: int
    end: int
    source: int
    manner: int


class Bar(NamedTuple):
    """A bar [start, end) in grid ticks, so many bars after the melody's first one; where the bars
    begin that lie so many bars before it, -1 where one cannot come back, (DISTANCES,).
    """

    start: int
    end: int
    number: int
    sources: np.ndarray


@dataclass(frozen=True)
class Returns:
    """Chances (styles, PLACES, DISTANCES, DISTANCES) that a unit says again what stood so many bars
    before, 0 for something new, by the place and by the distance at the unit before it, where so
    many bars have been; `begins` (styles, PLACES, DISTANCES), the same where that distance is not
    known; `manners` (styles, DISTANCES, MANNERS), how often in each of these;
    `missing` (styles,), how much of what begins to come back does not by the network itself.

    By `notes` (looks, GRID, LENGTHS, 2), the shares of places in the quarter, of durations and of
    rests after them, and by `meters` (looks, METERS + 1) a melody tells its style; `styles`
    (looks,) are those of the looks.
    """

    chances: np.ndarray
    begins: np.ndarray
    manners: np.ndarray
    missing: np.ndarray
    notes: np.ndarray
    meters: np.ndarray
    styles: np.ndarray

    @classmethod
    @cache
    def read(cls, path: Path) -> "Returns":
        """Those in a file of arrays by these names, read once."""
        with np.load(path) as file:
            return cls(**{key: file[key] for key in file.files})

    def weights(self, melody: Sequence[Note], meter: int, style: str) -> np.ndarray:
        """How likely a melody on the grid is of each style, (styles,); all of the one that is
        named, if one is. `meter` is its index in METERS, or after them.
        """
        if style in STYLE_NAMES:
            return np.eye(len(self.missing))[STYLE_NAMES.index(style)]
        heard = np.array([(note.start, note.length) for note in melody[-LISTENED:]])
        told = np.log(self.notes[(slice(None), *look_of(heard))]).sum(axis=1)
        told += np.log(self.meters[:, meter])
        chances = np.exp(told - told.max())
        return np.bincount(self.styles, chances / chances.sum(), len(self.missing))

    def mixed(self, weights: np.ndarray, often: float) -> "Chances":
        """The chances of one melody. `weights` (styles,) are shares of the styles; `often` is from
        0, never, over 1, as often as the network misses it, to 2, as often as in music, and never
        in its rhythm alone.
        """
        begin = weights * (self.missing * min(often, 1) + (1 - self.missing) * max(0, often - 1))
        manners = np.tensordot(weights, self.manners, 1)
        manners[:, RHYTHM] *= min(1, 2 - often)
        return Chances(
            np.tensordot(begin, self.begins, 1),
            np.tensordot(begin, self.chances[:, :, 0], 1),
            np.tensordot(weights, self.chances, 1),
            manners,
        )


@dataclass(frozen=True)
class Chances:
    """Those of Returns for one melody: at the `first` unit, after something new (both PLACES,
    DISTANCES), after something that came back (PLACES, DISTANCES, DISTANCES), and the manners.
    """

    first: np.ndarray
    beginning: np.ndarray
    going_on: np.ndarray
    manners: np.ndarray

    def plan(
        self, bars: Sequence[Bar], span: tuple[Tick, Tick], rng: np.random.Generator
    ) -> list[Source]:
        """What comes back in the bars of a span of grid ticks, drawn unit by unit."""
        found: list[Source] = []
        distance, manner, chances = 0, EXACTLY, self.first
        for bar in bars:
            there = bar.sources >= 0
            for unit, tick in enumerate(range(bar.start, bar.end, UNIT)):
                row = chances[place_of(bar.number, unit)] * there
                before, distance = distance, _drawn(row, rng)
                if distance not in (0, before):
                    manner = _drawn(self.manners[distance], rng)
                chances = self.going_on[:, distance] if distance else self.beginning
                if distance and tick >= span[0]:
                    source = int(bar.sources[distance]) + tick - bar.start
                    found.append(Source(tick, min(tick + UNIT, span[1]), source, manner))
        return found


def look_of(times: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The places in the quarter, the durations, up to LENGTHS and less 1, and whether there is a
    rest after them, of notes (N, 2) that follow each other; all (N - 1,), the last one left out.
    """
    onsets, lengths = times[:-1].T
    lengths = np.minimum(lengths, np.diff(times[:, 0]))
    return (
        onsets % GRID,
        np.minimum(lengths, LENGTHS) - 1,
        (np.diff(times[:, 0]) > lengths).astype(int),
    )


def bars_in(span: tuple[Tick, Tick], first_bar: int, grid: MeterMap) -> list[Bar]:
    """The bars of a span of grid ticks after a melody that began in a bar."""
    return [
        Bar(
            grid.bar_start(bar),
            grid.bar_start(bar + 1),
            bar - first_bar,
            _sources(grid, bar, min(DISTANCES - 1, bar - first_bar)),
        )
        for bar in range(grid.bar_at(span[0]), grid.bar_at(Tick(span[1] - 1)) + 1)
    ]


def _sources(grid: MeterMap, bar: int, most: int) -> np.ndarray:
    """Where the bars begin that lie so many bars before one, -1 where one cannot come back: it is
    of another length, or none; (DISTANCES,).
    """
    starts = np.full(DISTANCES, -1)
    length = grid.bar_start(bar + 1) - grid.bar_start(bar)
    for distance in range(1, most + 1 if length % UNIT == 0 else 1):
        start = grid.bar_start(bar - distance)
        if grid.bar_start(bar - distance + 1) - start == length:
            starts[distance] = start
    return starts


def _drawn(chances: np.ndarray, rng: np.random.Generator) -> int:
    """One of those after the first by its chance, else the first."""
    drawn = bisect_right([*accumulate(chances[1:].tolist())], rng.random()) + 1
    return drawn if drawn < len(chances) else 0
