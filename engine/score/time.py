"""The two kinds of time, and the tempo map that leads from one to the other."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NewType

Tick = NewType("Tick", int)
"""Musical time: a whole number of parts of a quarter note."""

Seconds = NewType("Seconds", float)
"""Clock time."""

DEFAULT_PPQ = 960
"""Ticks per quarter note of a new song."""

DEFAULT_US_PER_QUARTER = 500_000
"""The tempo that the MIDI file standard assumes where a file names none: 120 a minute."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """A tempo that holds from a tick on, in microseconds per quarter note as MIDI files keep it."""

    tick: Tick
    us_per_quarter: int

    @classmethod
    def from_bpm(cls, tick: Tick, bpm: float) -> "Tempo":
        """The nearest tempo that a MIDI file can hold to this many quarter notes a minute."""
        return cls(tick, max(1, min(0xFFFFFF, round(60_000_000 / bpm))))

    @property
    def bpm(self) -> float:
        """Quarter notes a minute."""
        return 60_000_000 / self.us_per_quarter


@dataclass(frozen=True)
class TempoMap:
    """The tempos of a song, ordered by tick; the first stands at tick 0.

    `ppq` is ticks per quarter note. Ticks before 0 follow the first tempo, ticks after the last
    change the last.
    """

    ppq: int = DEFAULT_PPQ
    changes: tuple[Tempo, ...] = (Tempo(Tick(0), DEFAULT_US_PER_QUARTER),)

    def __post_init__(self) -> None:
        if self.ppq < 1:
            raise ValueError(f"ticks per quarter note must be at least 1, not {self.ppq}")
        if not self.changes or self.changes[0].tick != 0:
            raise ValueError("a tempo map begins with a tempo at tick 0")
        if any(a.tick >= b.tick for a, b in pairwise(self.changes)):
            raise ValueError("tempo changes must be in order, one to a tick")

    @cached_property
    def _ticks(self) -> list[int]:
        return [change.tick for change in self.changes]

    @cached_property
    def _seconds(self) -> list[float]:
        """The clock time of each change."""
        times = [0.0]
        for before, after in pairwise(self.changes):
            quarters = (after.tick - before.tick) / self.ppq
            times.append(times[-1] + quarters * before.us_per_quarter / 1e6)
        return times

    def tempo_at(self, tick: Tick) -> Tempo:
        """The tempo in force at a tick."""
        return self.changes[max(0, bisect_right(self._ticks, tick) - 1)]

    def seconds_at(self, tick: Tick | float) -> Seconds:
        """The clock time of a tick, counted from tick 0."""
        index = max(0, bisect_right(self._ticks, tick) - 1)
        change = self.changes[index]
        quarters = (tick - change.tick) / self.ppq
        return Seconds(self._seconds[index] + quarters * change.us_per_quarter / 1e6)

    def tick_at(self, seconds: Seconds) -> Tick:
        """The tick that lies nearest to a clock time."""
        index = max(0, bisect_right(self._seconds, seconds) - 1)
        change = self.changes[index]
        quarters = (seconds - self._seconds[index]) * 1e6 / change.us_per_quarter
        return Tick(change.tick + round(quarters * self.ppq))

    def with_tempo(self, tempo: Tempo) -> "TempoMap":
        """This map with a tempo set at its tick, in place of one that stood there."""
        others = [change for change in self.changes if change.tick != tempo.tick]
        return TempoMap(self.ppq, tuple(sorted([*others, tempo], key=lambda change: change.tick)))

    def rescaled(self, factor: int) -> "TempoMap":
        """The same tempos on a grid that is `factor` times as fine."""
        changes = (Tempo(Tick(c.tick * factor), c.us_per_quarter) for c in self.changes)
        return TempoMap(self.ppq * factor, tuple(changes))
