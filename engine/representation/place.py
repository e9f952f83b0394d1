"""Where a melody stands and what a network is told of it: rows for the trunk, the heads' inputs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from engine.representation.notes import (
    GRID,
    METERS,
    ROW,
    SIZES,
    SKIP,
    Symbols,
)
from engine.score.meter import Meter, MeterMap
from engine.score.time import Tick


def meter_index(meter: Meter) -> int:
    """The meter's symbol."""
    pair = (meter.numerator, meter.denominator)
    return METERS.index(pair) if pair in METERS else len(METERS)


def beat_length(meter: Meter) -> int:
    """The grid ticks of a felt beat: three of the denominator's where the meter is compound."""
    beat = meter.beat_ticks(GRID)
    compound = meter.denominator >= 8 and meter.numerator % 3 == 0
    return beat * 3 if compound else beat


def metrical_level(position: int, bar: int, beat: int) -> int:
    """How strong a place in a bar is, from 0 (bar line) over the half bar (1), the beat (2),
    its half (3), third (4), quarter (5) and sixth (6) down to any other grid tick (7); all in grid
    ticks, `bar` and `beat` as long as these are.
    """
    if position == 0:
        return 0
    into = position % beat
    if into == 0:
        return 1 if position * 2 == bar else 2
    for level, parts in enumerate((2, 3, 4, 6), start=3):
        if into * parts % beat == 0:
            return level
    return 7


class Bar(NamedTuple):
    """A bar of a grid: the ticks at which it begins and ends, its meter's symbol and length, and
    that of a felt beat. A bar that a new meter cuts short ends before its meter's length.
    """

    start: int
    end: int
    meter: int
    length: int
    beat: int

    def level(self, position: int) -> int:
        """See metrical_level."""
        return metrical_level(position, self.length, self.beat)

    def in_beat(self, position: int) -> int:
        """How far into a beat a position is, as far as it is told."""
        return min(47, position % self.beat)


class Bars(dict[int, Bar]):
    """The bars of a grid by number, each worked out when it is first asked for."""

    def __init__(self, grid: MeterMap) -> None:
        super().__init__()
        self.grid = grid

    def __missing__(self, number: int) -> Bar:
        start, end = (self.grid.bar_start(number + more) for more in (0, 1))
        meter = self.grid.meter_at(start)
        bar = Bar(start, end, meter_index(meter), meter.bar_ticks(GRID), beat_length(meter))
        self[number] = bar
        return bar


@dataclass(frozen=True)
class Place:
    """Where a melody stands: the last note and what the meters say around it. `origin` is the tick
    at which `first_bar` begins, `time` the last note's tick from there.
    """

    bars: Bars
    first_bar: int
    origin: int
    bar: int
    last: Symbols | None = None
    pitch: int | None = None
    interval: int = ROW["interval"] - 1
    time: int = 0
    gap: int = ROW["gap"] - 1

    @classmethod
    def start(cls, grid: MeterMap, first_bar: int = 0) -> "Place":
        """Before the first note, at the beginning of `first_bar`."""
        bars = Bars(grid)
        return cls(bars, first_bar, bars[first_bar].start, first_bar)

    @property
    def grid(self) -> MeterMap:
        """The meters, in grid ticks."""
        return self.bars.grid

    def onset(self, bars: int, position: int) -> int:
        """The grid tick, from the song's beginning, of a note at these symbols."""
        return self.bars[self.bar + bars].start + position

    def after(self, symbols: Symbols) -> "Place":
        """The place after one more note (or SKIP)."""
        bar = self.bar + symbols.bars
        if symbols.bars == SKIP:
            time = self.bars[bar].start - self.origin
            return replace(self, bar=bar, last=symbols, time=time, gap=ROW["gap"] - 1)
        time = self.bars[bar].start + symbols.position - self.origin
        return Place(
            self.bars,
            self.first_bar,
            self.origin,
            bar,
            symbols,
            symbols.pitch,
            self._interval(symbols.pitch),
            time,
            self._gap(time),
        )

    def row(self) -> tuple[int, ...]:
        """The trunk's input for the last note: the columns of ROW, but for what is recalled."""
        bar, next_meter = self.bars[self.bar], self.bars[self.bar + 1].meter
        phrase_bar = (self.bar - self.first_bar) % 8
        last = self.last
        if last is None or last.bars == SKIP:
            bars = ROW["bars"] - 1 if last is None else SKIP
            return (
                bars, 288, 128, 384, 33, bar.meter, next_meter, 48, 0, 12,
                ROW["interval"] - 1, self.gap, phrase_bar, 8, 288, self.time,
            )  # fmt: skip
        end_bars, end_position = self._end(self.bar, last.position, last.duration)
        return (
            last.bars, last.position, last.pitch, last.duration, last.velocity,
            bar.meter, next_meter, bar.in_beat(last.position),
            bar.level(last.position), last.pitch % 12, self.interval, self.gap,
            phrase_bar, end_bars, end_position, self.time,
        )  # fmt: skip

    def head_input(self, field: str, chosen: Sequence[int]) -> tuple[int, ...]:
        """What a field's head is told, but for what is recalled: `chosen` are this note's symbols
        so far, in order.
        """
        number = self.bar + chosen[0]
        bar = self.bars[number]
        if field == "position":
            return chosen[0], bar.meter, (number - self.first_bar) % 8
        position = chosen[1]
        if field == "pitch":
            time = bar.start + position - self.origin
            return (
                position, bar.in_beat(position), bar.level(position), self._gap(time), bar.meter,
                time,
            )  # fmt: skip
        if field == "duration":
            return chosen[2], self._interval(chosen[2])
        return chosen[3], *self._end(number, position, chosen[3])

    def mask(self, field: str, chosen: Sequence[int], monophonic: bool = True) -> np.ndarray:
        """Which symbols of a field are possible: inside the bar, after the last onset.

        `monophonic` asks for a later onset, else one onset may hold notes upwards. Velocity and
        duration are free. Shape (SIZES[field],), bool. END is always possible.
        """
        possible = np.ones(SIZES[field], dtype=bool)
        last = self.last if self.sounding else None
        if field == "bars" and last is not None:
            possible[0] = not monophonic or last.position + 1 < self.bars[self.bar].length
        if field == "position":
            bar = self.bars[self.bar + chosen[0]]
            possible[bar.end - bar.start :] = False
            if chosen[0] == 0 and last is not None:
                possible[: last.position + monophonic] = False
        chord = last is not None and tuple(chosen[:2]) == (0, last.position)
        if field == "pitch" and chord and last is not None:
            possible[: last.pitch + 1] = False
        return possible

    @property
    def sounding(self) -> bool:
        """Whether the last symbols were a note's."""
        return self.last is not None and self.last.bars != SKIP

    @property
    def tick(self) -> int:
        """The grid tick, from the song's beginning, of the last note or SKIP."""
        return self.origin + self.time

    def _interval(self, pitch: int) -> int:
        if self.pitch is None:
            return ROW["interval"] - 1
        return max(-24, min(24, pitch - self.pitch)) + 24

    def _gap(self, time: int) -> int:
        if self.pitch is None:
            return ROW["gap"] - 1
        return max(0, min(ROW["gap"] - 2, time - self.time))

    def _end(self, number: int, position: int, duration: int) -> tuple[int, int]:
        """Bar lines crossed until a note's end, and the position in the bar there."""
        bar = self.bars[number]
        end = bar.start + position + duration + 1
        if end < bar.end:
            return 0, min(287, end - bar.start)
        end_bar = self.grid.bar_at(Tick(end))
        return min(7, end_bar - number), min(287, end - self.bars[end_bar].start)
