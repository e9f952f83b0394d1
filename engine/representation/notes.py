"""The representation "melody-events", version 3: one step is one note, on a grid of 24 per quarter.

A note is decided field by field: the bar lines crossed since the note before, the position in the
bar, the pitch, the duration, the velocity. Nothing is dropped: stretches of 32 bar lines without a
note are rows of their own (SKIP), and notes at one onset follow each other upwards.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from engine.representation.asked import UNKNOWN_DENSITY, UNKNOWN_REGISTER
from engine.representation.recall import STRENGTHS
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note, in_order
from engine.score.time import Tick
from engine.theory.keys import Key

NAME = "melody-events"
VERSION = 3
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

STYLE_NAMES = ("pop", "songbook", "irish", "fiddle")
"""What musicians call the music of each of STYLES."""

UNKNOWN_KEY = 24


RECALLED = ("recalled_first", "first_strength", "recalled_other", "other_strength")
"""The columns for what `Places.recalled` finds of a field."""


def _recalled(field: str) -> dict[str, int]:
    """The columns of RECALLED and how many values each takes; the last symbol is "nothing"."""
    return dict(zip(RECALLED, 2 * (SIZES[field] + 1, STRENGTHS), strict=True))


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
    **_recalled("bars"),
    "future": 2,
    "density": UNKNOWN_DENSITY + 1,
    "register": UNKNOWN_REGISTER + 1,
    "chord": 0,
}
"""The columns of a row and how many values each takes; "time" is the onset in grid ticks. The four
after it are what `Places.recalled` finds of "bars". "future" is 1 for what comes after a gap that
is to be filled; the last three are what is asked of the next note, "chord" the tone set at the
row's own onset.
"""

HEAD_INPUTS = {
    "position": {"bars": 34, "meter": 14, "phrase_bar": 8, **_recalled("position")},
    "pitch": {
        "position": 288, "beat_position": 49, "level": 8, "gap": 194, "meter": 14, "time": 0,
        **_recalled("pitch"), "chord": 0,
    },
    "duration": {"pitch": 128, "interval": 50, **_recalled("duration")},
    "velocity": {"duration": 384, "end_bars": 9, "end_position": 289, **_recalled("velocity")},
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


def style_index(name: str) -> int:
    """The style condition of one of STYLE_NAMES; any other name is unknown."""
    return STYLE_NAMES.index(name) if name in STYLE_NAMES else len(STYLES)


def without_velocities(rows: np.ndarray) -> np.ndarray:
    """The same rows with every velocity unknown, for music whose velocities nobody played."""
    unknown = rows.copy()
    column = list(ROW).index("velocity")
    played = unknown[:, column] < SIZES["velocity"]
    unknown[played, column] = UNKNOWN_VELOCITY
    return unknown
