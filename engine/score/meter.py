"""Meters, bar lines and the musician's way to say where something is."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from engine.score.time import DEFAULT_PPQ, Tick


@dataclass(frozen=True, slots=True)
class Meter:
    """A meter that holds from a tick on, such as 6/8.

    `clocks` (MIDI clocks to a metronome click) and `thirty_seconds` (32nd notes to a quarter) are
    what MIDI files say besides; bar lines do not depend on them.
    """

    tick: Tick = Tick(0)
    numerator: int = 4
    denominator: int = 4
    clocks: int = 24
    thirty_seconds: int = 8

    def __post_init__(self) -> None:
        power_of_two = self.denominator > 0 and self.denominator & (self.denominator - 1) == 0
        if not 1 <= self.numerator <= 255 or not power_of_two:
            raise ValueError(f"{self.numerator}/{self.denominator} is not a meter")

    def beat_ticks(self, ppq: int) -> Tick:
        """The length of the denominator's note value."""
        return Tick(max(1, round(ppq * 4 / self.denominator)))

    def bar_ticks(self, ppq: int) -> Tick:
        """The length of a bar."""
        return Tick(max(1, round(ppq * 4 * self.numerator / self.denominator)))

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a tick lies as musicians count: bar and beat from 1, then ticks into the beat."""

    bar: int
    beat: int
    tick: int

    def __str__(self) -> str:
        return f"{self.bar}.{self.beat}.{self.tick:03d}"


@dataclass(frozen=True)
class MeterMap:
    """The meters of a song, ordered by tick; the first stands at tick 0.

    Each change begins a new bar, even where the bar before it is not full. Bar indices count
    from 0, and go below 0 for the time before the song.
    """

    ppq: int = DEFAULT_PPQ
    changes: tuple[Meter, ...] = (Meter(),)

    def __post_init__(self) -> None:
        if not self.changes or self.changes[0].tick != 0:
            raise ValueError("a meter map begins with a meter at tick 0")
        if any(a.tick >= b.tick for a, b in pairwise(self.changes)):
            raise ValueError("meter changes must be in order, one to a tick")

    @cached_property
    def _ticks(self) -> list[int]:
        return [change.tick for change in self.changes]

    @cached_property
    def _bars(self) -> list[int]:
        """The index of the bar that each change begins."""
        bars = [0]
        for before, after in pairwise(self.changes):
            length = before.bar_ticks(self.ppq)
            bars.append(bars[-1] + -(-(after.tick - before.tick) // length))
        return bars

    @cached_property
    def _lengths(self) -> list[int]:
        return [change.bar_ticks(self.ppq) for change in self.changes]

    def meter_at(self, tick: Tick) -> Meter:
        """The meter in force at a tick."""
        return self.changes[max(0, bisect_right(self._ticks, tick) - 1)]

    def bar_at(self, tick: Tick) -> int:
        """The index, from 0, of the bar that a tick lies in."""
        index = max(0, bisect_right(self._ticks, tick) - 1)
        return self._bars[index] + (tick - self._ticks[index]) // self._lengths[index]

    def bar_start(self, bar: int) -> Tick:
        """The tick at which the bar with this index, from 0, begins."""
        index = max(0, bisect_right(self._bars, bar) - 1)
        return Tick(self._ticks[index] + (bar - self._bars[index]) * self._lengths[index])

    def bar_line_from(self, tick: Tick) -> Tick:
        """The first bar line at or after a tick."""
        bar = self.bar_at(tick)
        start = self.bar_start(bar)
        return start if start == tick else self.bar_start(bar + 1)

    def position_at(self, tick: Tick) -> Position:
        """A tick as bar, beat and rest, as the transport shows it."""
        bar = self.bar_at(tick)
        into_bar = tick - self.bar_start(bar)
        beat = self.meter_at(tick).beat_ticks(self.ppq)
        return Position(bar + 1, into_bar // beat + 1, into_bar % beat)

    def bar_lines(self, start: Tick, end: Tick) -> list[Tick]:
        """The bar lines in [start, end), in order."""
        lines: list[Tick] = []
        bar = self.bar_at(self.bar_line_from(start))
        while (line := self.bar_start(bar)) < end:
            lines.append(line)
            bar += 1
        return lines

    def with_meter(self, meter: Meter) -> "MeterMap":
        """This map with a meter set at its tick, in place of one that stood there."""
        others = [change for change in self.changes if change.tick != meter.tick]
        return MeterMap(self.ppq, tuple(sorted([*others, meter], key=lambda change: change.tick)))

    def rescaled(self, factor: int) -> "MeterMap":
        """The same meters on a grid that is `factor` times as fine."""
        changes = (replace(change, tick=Tick(change.tick * factor)) for change in self.changes)
        return MeterMap(self.ppq * factor, tuple(changes))
