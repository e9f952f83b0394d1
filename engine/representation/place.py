"""Where a melody stands and what a network is told of it: rows for the trunk, the heads' inputs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

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
        onset = self.onset(symbols.bars, symbols.position)
        return Place(
            self.grid,
            self.first_bar,
            bar,
            symbols,
            symbols.pitch,
            self._interval(symbols.pitch),
            onset - self._origin,
            self._gap(symbols.bars, symbols.position),
        )

    def row(self) -> tuple[int, ...]:
        """The trunk's input for the last note: the columns of ROW, but for what is recalled."""
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
        """What a field's head is told, but for what is recalled: `chosen` are this note's symbols
        so far, in order.
        """
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
        last = self.last if self.sounding else None
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
    def sounding(self) -> bool:
        """Whether the last symbols were a note's."""
        return self.last is not None and self.last.bars != SKIP

    @property
    def tick(self) -> int:
        """The grid tick, from the song's beginning, of the last note or SKIP."""
        return self._origin + self.time

    @cached_property
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
