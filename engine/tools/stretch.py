"""Where new bars go: from the bar line after a track's last note, in song ticks and on the grid."""

from dataclasses import dataclass, replace
from math import gcd

from engine.representation.notes import GRID, Symbols, grid_meters
from engine.score.meter import MeterMap
from engine.score.song import Note, Song, Track
from engine.score.time import Tick


def ppq_factor(song: Song) -> int:
    """By how much the song's ticks must be refined so that each grid tick is a whole number."""
    return GRID // gcd(GRID, song.ppq)


@dataclass(frozen=True)
class Stretch:
    """Some bars after a track's music. `start` and `end` are song ticks refined by `factor`.

    `grid` holds the meters on the representation's grid, where the stretch runs from `grid_start`
    to `grid_end`; a grid tick is `scale` refined song ticks.
    """

    factor: int
    scale: int
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
        scale = song.ppq * factor // GRID
        meters = song.meters.rescaled(factor)
        last = Tick(max((note.end for note in track.notes), default=0) * factor)
        start = meters.bar_line_from(last)
        end = meters.bar_start(meters.bar_at(start) + bars)
        grid_start = Tick(round(start / scale))
        grid_end = Tick(grid_start + (end - start) // scale)
        channels = [note.channel for note in track.notes]
        channel = channels[-1] if channels else track.channel
        grid = grid_meters(song.meters)
        return cls(factor, scale, start, end, grid, grid_start, grid_end, channel)

    def note(self, number: int, symbols: Symbols, onset: int) -> Note:
        """A decided note in refined song ticks; `onset` is its grid tick."""
        start = self.start + (onset - self.grid_start) * self.scale
        length = min((symbols.duration + 1) * self.scale, self.end - start)
        velocity = max(1, min(127, symbols.velocity * 4 + 2))
        return Note(number, symbols.pitch, velocity, Tick(start), Tick(length), self.channel)

    def to_grid(self, note: Note) -> Note:
        """A note of the stretch, in refined song ticks, back on the grid."""
        start = self.grid_start + (note.start - self.start) // self.scale
        length = max(1, note.length // self.scale)
        return replace(note, start=Tick(start), length=Tick(length))
