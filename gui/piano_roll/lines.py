"""The lines of time: where bars, beats and grid steps lie, and how a tick snaps to them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.score.grids import snap_down
from engine.score.meter import Meter, MeterMap
from engine.score.time import Tick

Ticks = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of song in one meter, cut to the asked-for span; `first_bar` is where it begins."""

    meter: Meter
    first_bar: int
    start: Tick
    end: Tick


def stretches(meters: MeterMap, start: float, end: float) -> Iterator[Stretch]:
    """The stretches of one meter that lie in [start, end), whole up to `end`."""
    ends = [*(change.tick for change in meters.changes[1:]), None]
    for meter, stop in zip(meters.changes, ends, strict=True):
        last = Tick(int(np.ceil(end))) if stop is None else Tick(min(stop, int(np.ceil(end))))
        if meter.tick < last and (stop is None or stop > start):
            yield Stretch(meter, meters.bar_at(meter.tick), meter.tick, last)


def _steps(origin: int, step: int, start: float, end: float) -> Ticks:
    """The multiples of `step` from `origin` that lie in [start, end)."""
    first = max(0, -(-int(start - origin) // step))
    return np.arange(origin + first * step, end, step, dtype=np.int64)


def bar_lines(
    meters: MeterMap, start: float, end: float, spacing: float = 0.0
) -> tuple[Ticks, NDArray[np.int64]]:
    """The bar lines in [start, end) and the indices of their bars, from 0.

    Where bars are shorter than `spacing` ticks, only each second, fourth, eighth ... is given.
    """
    ticks, bars = [], []
    for part in stretches(meters, start, end):
        length = part.meter.bar_ticks(meters.ppq)
        stride = 1
        while length * stride < spacing:
            stride *= 2
        lines = _steps(part.start, length * stride, start, part.end)
        ticks.append(lines)
        bars.append(part.first_bar + (lines - part.start) // length)
    if not ticks:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    return np.concatenate(ticks), np.concatenate(bars)


def step_lines(
    meters: MeterMap, start: float, end: float, step: int | None, spacing: float
) -> Ticks:
    """The lines between the bar lines in [start, end): beats (`step` None) or steps of a grid.

    Steps count from each bar line. Nothing where the lines would be nearer than `spacing` ticks.
    """
    found = []
    for part in stretches(meters, start, end):
        bar = part.meter.bar_ticks(meters.ppq)
        length = part.meter.beat_ticks(meters.ppq) if step is None else step
        if length < spacing or length >= bar:
            continue
        offsets = np.arange(length, bar, length, dtype=np.int64)
        bars = _steps(part.start, bar, max(part.start, start - bar), part.end)
        lines = (bars[:, None] + offsets).ravel()
        found.append(lines[(lines >= start) & (lines < part.end)])
    return np.concatenate(found) if found else np.empty(0, np.int64)


def snapped(meters: MeterMap, tick: float, step: Tick) -> Tick:
    """The nearest line of the grid, which begins anew with each bar; bar lines are always lines."""
    before = snapped_down(meters, tick, step)
    after = Tick(min(before + step, meters.bar_start(meters.bar_at(before) + 1)))
    return after if after - tick <= tick - before else before


def snapped_down(meters: MeterMap, tick: float, step: Tick) -> Tick:
    """The last line of the grid at or before a tick: there the cell begins that it lies in."""
    at = Tick(int(max(0.0, tick)))
    return snap_down(at, step, meters.bar_start(meters.bar_at(at)))
