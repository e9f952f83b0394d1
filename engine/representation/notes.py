"""The representation "melody-events", version 1: one step is one note, on a grid of 24 per quarter.

A note is decided field by field: the bar lines crossed since the note before, the position in the
bar, the pitch, the duration, the velocity. Nothing is dropped: stretches of 32 bar lines without a
note are rows of their own (SKIP), and notes at one onset follow each other upwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from engine.score.meter import Meter, MeterMap
from engine.score.song import Note, in_order
from engine.score.time import Tick
from engine.theory.keys import Key

NAME = "melody-events"
VERSION = 1
GRID = 24
"""Ticks per quarter note of the grid."""

FIELDS = ("bars", "position", "pitch", "duration", "velocity")
"""What is decided for each note, in this order."""

SIZES = {"bars": 34, "position": 288, "pitch": 128, "duration": 384, "velocity": 32}
"""How many symbols each field has. Duration d stands for d + 1 grid ticks; longer notes are cut."""

SKIP = 32
"""In "bars": this many bar lines crossed and no note, a row by itself."""

END = 33
"""In "bars": the piece is over."""

UNKNOWN_VELOCITY = SIZES["velocity"]
"""Stands in a row where a velocity was not played by anyone. Never predicted."""

LONGEST_BAR = SIZES["position"]

METERS = (
    (4, 4), (3, 4), (2, 4), (6, 8), (9, 8), (12, 8), (3, 8), (2, 2), (3, 2), (6, 4),
    (5, 4), (5, 8), (7, 8),
)  # fmt: skip
"""Meters with a symbol of their own; every other meter is index len(METERS)."""

STYLES = ("pop909", "openewld", "cre-irish", "pd-abc")
"""The data sets, as the style condition counts them; len(STYLES) is unknown."""

UNKNOWN_KEY = 24

ROW = {
    "bars": 35,
    "position": 289,
    "pitch": 129,
    "duration": 385,
    "velocity": 34,
    "meter": 14,
    "next_meter": 14,
    "beat_position": 49,
    "level": 8,
    "pitch_class": 13,
    "interval": 50,
    "gap": 194,
    "phrase_bar": 8,
    "end_bars": 9,
    "end_position": 289,
    "time": 0,
}
"""The columns of a row and how many values each takes; "time" is the onset in grid ticks."""

HEAD_INPUTS = {
    "position": {"bars": 34, "meter": 14, "phrase_bar": 8},
    "pitch": {
        "position": 288, "beat_position": 49, "level": 8, "gap": 194, "meter": 14, "time": 0,
    },
    "duration": {"pitch": 128, "interval": 50},
    "velocity": {"duration": 384, "end_bars": 9, "end_position": 289},
}  # fmt: skip
"""What the head of each later field is told about the choices so far; columns as in ROW."""


class Symbols(NamedTuple):
    """One note as the model decides it: a symbol for each of FIELDS."""

    bars: int
    position: int
    pitch: int
    duration: int
    velocity: int


SKIP_SYMBOLS = Symbols(SKIP, 0, 0, 0, 0)


def grid_meters(meters: MeterMap) -> MeterMap:
    """The meters on the grid. A bar longer than LONGEST_BAR ticks counts as several equal ones.

    A bar line that falls between grid ticks is rounded; of changes on one tick the last holds.
    """
    changes: dict[int, Meter] = {}
    for change in meters.changes:
        tick = round(change.tick * GRID / meters.ppq)
        changes[tick] = _short_meter(Meter(Tick(tick), change.numerator, change.denominator))
    return MeterMap(GRID, tuple(changes[tick] for tick in sorted(changes)))


def _short_meter(meter: Meter) -> Meter:
    """The meter with the largest part of its numerator that keeps a bar within LONGEST_BAR."""
    for parts in range(1, meter.numerator + 1):
        shorter = replace(meter, numerator=meter.numerator // parts)
        if meter.numerator % parts == 0 and shorter.bar_ticks(GRID) <= LONGEST_BAR:
            return shorter
    return Meter(meter.tick, 1, 1)


def to_grid(notes: Iterable[Note], ppq: int) -> tuple[Note, ...]:
    """Notes in grid ticks: onsets and ends rounded, at least one tick long, in order."""
    rounded = []
    for note in notes:
        start, end = round(note.start * GRID / ppq), round(note.end * GRID / ppq)
        rounded.append(replace(note, start=Tick(start), length=Tick(max(1, end - start))))
    return in_order(rounded)


def encode(notes: Iterable[Note], grid: MeterMap, first_bar: int = 0) -> list[Symbols]:
    """Notes on the grid as symbols, SKIP rows included, END not. Bars count from `first_bar`.

    Two notes of one pitch at one onset become one, the longer. Raises ValueError where a note
    begins before `first_bar`.
    """
    symbols: list[Symbols] = []
    bar = first_bar
    for note in _distinct(notes):
        here = grid.bar_at(note.start)
        if here < bar:
            raise ValueError(f"a note at tick {note.start} begins before bar {first_bar}")
        skips, bars = divmod(here - bar, SKIP)
        symbols += [SKIP_SYMBOLS] * skips
        position = note.start - grid.bar_start(here)
        duration = min(note.length, SIZES["duration"]) - 1
        symbols.append(Symbols(bars, position, note.pitch, duration, note.velocity // 4))
        bar = here
    return symbols


def _distinct(notes: Iterable[Note]) -> list[Note]:
    longest: dict[tuple[int, int], Note] = {}
    for note in notes:
        place = (note.start, note.pitch)
        if place not in longest or longest[place].length < note.length:
            longest[place] = note
    return [longest[place] for place in sorted(longest)]


def decode(symbols: Iterable[Symbols], grid: MeterMap, first_bar: int = 0) -> tuple[Note, ...]:
    """The notes, in grid ticks, that symbols stand for; reads up to END. Ids count from 0."""
    notes: list[Note] = []
    bar = first_bar
    for symbol in symbols:
        if symbol.bars == END:
            break
        bar += symbol.bars
        if symbol.bars != SKIP:
            start = Tick(grid.bar_start(bar) + symbol.position)
            velocity = max(1, min(127, symbol.velocity * 4 + 2))
            notes.append(Note(len(notes), symbol.pitch, velocity, start, Tick(symbol.duration + 1)))
    return tuple(notes)


def key_index(key: Key | None) -> int:
    """The key condition: tonic, and 12 more where it is minor; None is UNKNOWN_KEY."""
    return UNKNOWN_KEY if key is None else key.tonic + 12 * key.minor


def meter_index(meter: Meter) -> int:
    """The meter's symbol."""
    pair = (meter.numerator, meter.denominator)
    return METERS.index(pair) if pair in METERS else len(METERS)


def beat_length(meter: Meter) -> int:
    """The grid ticks of a felt beat: three of the denominator's where the meter is compound."""
    beat = meter.beat_ticks(GRID)
    compound = meter.denominator >= 8 and meter.numerator % 3 == 0
    return beat * 3 if compound else beat


def metrical_level(position: int, meter: Meter) -> int:
    """How strong a place in the bar is, from 0 (bar line) over the half bar (1), the beat (2),
    its half (3), third (4), quarter (5) and sixth (6) down to any other grid tick (7).
    """
    beat = beat_length(meter)
    if position == 0:
        return 0
    if position % beat == 0:
        return 1 if position * 2 == meter.bar_ticks(GRID) else 2
    for level, parts in enumerate((2, 3, 4, 6), start=3):
        if position % beat * parts % beat == 0:
            return level
    return 7


@dataclass(frozen=True)
class Place:
    """Where a melody stands: the last note and what the meters say around it."""

    grid: MeterMap
    first_bar: int
    bar: int
    last: Symbols | None = None
    pitch: int | None = None
    interval: int = ROW["interval"] - 1
    time: int = 0
    gap: int = ROW["gap"] - 1

    @classmethod
    def start(cls, grid: MeterMap, first_bar: int = 0) -> "Place":
        """Before the first note, at the beginning of `first_bar`."""
        return cls(grid, first_bar, first_bar)

    def onset(self, bars: int, position: int) -> int:
        """The grid tick, from the song's beginning, of a note at these symbols."""
        return self.grid.bar_start(self.bar + bars) + position

    def after(self, symbols: Symbols) -> "Place":
        """The place after one more note (or SKIP)."""
        bar = self.bar + symbols.bars
        if symbols.bars == SKIP:
            time = self.grid.bar_start(bar) - self._origin
            return replace(self, bar=bar, last=symbols, time=time, gap=ROW["gap"] - 1)
        return Place(
            self.grid,
            self.first_bar,
            bar,
            symbols,
            symbols.pitch,
            self._interval(symbols.pitch),
            self.onset(symbols.bars, symbols.position) - self._origin,
            self._gap(symbols.bars, symbols.position),
        )

    def row(self) -> tuple[int, ...]:
        """The trunk's input for the last note: one value for each column of ROW."""
        meter = self._meter(self.bar)
        next_meter = meter_index(self._meter(self.bar + 1))
        phrase_bar = (self.bar - self.first_bar) % 8
        last = self.last
        if last is None or last.bars == SKIP:
            bars = ROW["bars"] - 1 if last is None else SKIP
            return (
                bars, 288, 128, 384, 33, meter_index(meter), next_meter, 48, 0, 12,
                ROW["interval"] - 1, self.gap, phrase_bar, 8, 288, self.time,
            )  # fmt: skip
        end_bars, end_position = self._end(self.bar, last.position, last.duration)
        return (
            last.bars, last.position, last.pitch, last.duration, last.velocity,
            meter_index(meter), next_meter, self._beat_position(last.position, meter),
            metrical_level(last.position, meter), last.pitch % 12, self.interval, self.gap,
            phrase_bar, end_bars, end_position, self.time,
        )  # fmt: skip

    def head_input(self, field: str, chosen: Sequence[int]) -> tuple[int, ...]:
        """What a field's head is told: `chosen` are this note's symbols so far, in order."""
        bar = self.bar + chosen[0]
        meter = self._meter(bar)
        if field == "position":
            return chosen[0], meter_index(meter), (bar - self.first_bar) % 8
        position = chosen[1]
        if field == "pitch":
            return (
                position, self._beat_position(position, meter), metrical_level(position, meter),
                self._gap(chosen[0], position), meter_index(meter),
                self.onset(chosen[0], position) - self._origin,
            )  # fmt: skip
        if field == "duration":
            return chosen[2], self._interval(chosen[2])
        return chosen[3], *self._end(bar, position, chosen[3])

    def mask(self, field: str, chosen: Sequence[int], monophonic: bool = True) -> np.ndarray:
        """Which symbols of a field are possible: inside the bar, after the last onset.

        `monophonic` asks for a later onset, else one onset may hold notes upwards. Velocity and
        duration are free. Shape (SIZES[field],), bool. END is always possible.
        """
        possible = np.ones(SIZES[field], dtype=bool)
        last = self.last if self.last is not None and self.last.bars != SKIP else None
        if field == "bars" and last is not None:
            bar_ticks = self._meter(self.bar).bar_ticks(GRID)
            possible[0] = not monophonic or last.position + 1 < bar_ticks
        if field == "position":
            bar = self.bar + chosen[0]
            possible[self.grid.bar_start(bar + 1) - self.grid.bar_start(bar) :] = False
            if chosen[0] == 0 and last is not None:
                possible[: last.position + monophonic] = False
        chord = last is not None and tuple(chosen[:2]) == (0, last.position)
        if field == "pitch" and chord and last is not None:
            possible[: last.pitch + 1] = False
        return possible

    @property
    def _origin(self) -> int:
        return self.grid.bar_start(self.first_bar)

    def _meter(self, bar: int) -> Meter:
        return self.grid.meter_at(self.grid.bar_start(bar))

    def _interval(self, pitch: int) -> int:
        if self.pitch is None:
            return ROW["interval"] - 1
        return max(-24, min(24, pitch - self.pitch)) + 24

    def _gap(self, bars: int, position: int) -> int:
        if self.pitch is None:
            return ROW["gap"] - 1
        gap = self.onset(bars, position) - self._origin - self.time
        return max(0, min(ROW["gap"] - 2, gap))

    def _end(self, bar: int, position: int, duration: int) -> tuple[int, int]:
        """Bar lines crossed until a note's end, and the position in the bar there."""
        end = Tick(self.grid.bar_start(bar) + position + duration + 1)
        end_bar = self.grid.bar_at(end)
        return min(7, end_bar - bar), min(287, end - self.grid.bar_start(end_bar))

    @staticmethod
    def _beat_position(position: int, meter: Meter) -> int:
        return min(47, position % beat_length(meter))


def start_rows(
    symbols: Sequence[Symbols], grid: MeterMap, first_bar: int = 0
) -> tuple[np.ndarray, Place]:
    """The trunk's input for a prompt: a START row and one row for each symbol.

    Returns int64 rows of shape (len(symbols) + 1, len(ROW)) and the place after the last symbol.
    """
    place = Place.start(grid, first_bar)
    rows = [place.row()]
    for symbol in symbols:
        place = place.after(symbol)
        rows.append(place.row())
    return np.array(rows, dtype=np.int64), place


def without_velocities(rows: np.ndarray) -> np.ndarray:
    """The same rows with every velocity unknown, for music whose velocities nobody played."""
    unknown = rows.copy()
    column = list(ROW).index("velocity")
    played = unknown[:, column] < SIZES["velocity"]
    unknown[played, column] = UNKNOWN_VELOCITY
    return unknown
