"""Where new notes go, in song ticks and on the grid: after a track's last note or inside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import gcd

from engine.representation.notes import GRID, Symbols, grid_meters
from engine.score.meter import MeterMap
from engine.score.song import Note, Song, Track
from engine.score.time import Tick

FINEST_NEEDED = 480
"""Ticks per quarter from which on micro-timing is fine enough."""

MOST_PPQ = 0x7FFF
"""The finest ticks that a MIDI file can hold."""


def ppq_factor(song: Song) -> int:
    """By how much the song's ticks must be refined so that each grid tick is a whole number.

    1 where they would become too fine for a file: then grid ticks are rounded.
    """
    factor = GRID // gcd(GRID, song.ppq)
    return factor if song.ppq * factor <= MOST_PPQ else 1


def _bar_lines(meters: MeterMap, tick: Tick) -> Iterator[Tick]:
    """The bar lines at or after a tick, without end.

    A bar shorter than a grid tick, which a change of meter leaves over where a file's ticks are
    coarse, is none.
    """
    bar = meters.bar_at(meters.bar_line_from(tick))
    while True:
        line = meters.bar_start(bar)
        bar += 1
        if (meters.bar_start(bar) - line) * GRID >= meters.ppq:
            yield line


@dataclass(frozen=True)
class Stretch:
    """A part of the song, to be filled. `start` and `end` are song ticks refined by `factor`.

    `grid` holds the meters on the representation's grid, where the stretch runs from `grid_start`
    to `grid_end`. `ppq` counts refined ticks.
    """

    factor: int
    ppq: int
    start: Tick
    end: Tick
    grid: MeterMap
    grid_start: Tick
    grid_end: Tick
    channel: int

    @classmethod
    def after(cls, song: Song, track: Track, bars: int) -> "Stretch":
        """The `bars` bars from the first bar line at or after the track's last note-off.

        The meters of the song go on; its tempos do not matter here.
        """
        factor = ppq_factor(song)
        last = max((clip.last_note_end for clip in track.clips if clip.notes), default=0)
        lines = _bar_lines(song.meters.rescaled(factor), Tick(last * factor))
        start = next(lines)
        return cls._of(song, track, start, next(islice(lines, bars - 1, None)))

    @classmethod
    def between(cls, song: Song, track: Track, start: Tick, end: Tick) -> "Stretch":
        """From one tick of the song to another."""
        factor = ppq_factor(song)
        return cls._of(song, track, Tick(start * factor), Tick(end * factor))

    @classmethod
    def _of(cls, song: Song, track: Track, start: Tick, end: Tick) -> "Stretch":
        factor = ppq_factor(song)
        ppq = song.ppq * factor
        grid_start = Tick(round(start * GRID / ppq))
        grid_end = Tick(grid_start + (end - start) * GRID // ppq)
        played = [clip for clip in track.clips if clip.notes]
        channel = played[-1].notes[-1].channel if played else track.channel
        grid = grid_meters(song.meters)
        return cls(factor, ppq, start, end, grid, grid_start, grid_end, channel)

    def note(self, number: int, symbols: Symbols, onset: int, velocity: int) -> Note:
        """A decided note in refined song ticks; `onset` is its grid tick."""
        into = onset - self.grid_start
        start = self.start + self._ticks(into)
        end = min(self.end, self.start + self._ticks(into + symbols.duration + 1))
        return Note(number, symbols.pitch, velocity, Tick(start), Tick(end - start), self.channel)

    def grid_tick(self, tick: Tick) -> Tick:
        """A refined song tick of the stretch on the grid."""
        return Tick(self.grid_start + round((tick - self.start) * GRID / self.ppq))

    def to_grid(self, note: Note) -> Note:
        """A note of the stretch, in refined song ticks, back on the grid."""
        start = self.grid_tick(note.start)
        length = max(1, round(note.length * GRID / self.ppq))
        return replace(note, start=start, length=Tick(length))

    def _ticks(self, grid_ticks: int) -> int:
        return round(grid_ticks * self.ppq / GRID)
