"""A part of a melody that is written anew, and what stands on its two sides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from engine.representation.future import MOST_FUTURE, future_rows
from engine.representation.notes import GRID, encode
from engine.representation.places import start_rows
from engine.score.meter import MeterMap
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import Tick
from engine.tools.errors import NOTHING_OUTSIDE, NothingLeft, ToolError
from engine.tools.fence import Fence
from engine.tools.locks.voices import at_most
from engine.tools.melody.line import LEGATO, MOST, melody_line
from engine.tools.melody.prompt import PHRASE, Prompt, longest_rest, read_prompt
from engine.tools.stretch import Stretch

AROUND = 16
"""So many notes on each side tell how loud new ones are."""

NEAR = 16
"""Notes after the gap are told that begin less than so many bars after it."""

MOST_REST = 8


@dataclass(frozen=True)
class Gap:
    """What is between the notes `before` and `after`, both in grid ticks and one at a time.

    `stretch` goes on to the bar line at or after the gap's end. Notes begin on grid ticks in
    [begin, limit) and end, in refined song ticks, by `end`. `held` are the notes from before that
    sound into it, `former` those that begin in it, both in refined song ticks.
    """

    before: tuple[Note, ...]
    after: tuple[Note, ...]
    stretch: Stretch
    begin: Tick
    limit: Tick
    end: Tick
    held: tuple[Note, ...]
    former: tuple[Note, ...] = ()

    @classmethod
    def of(cls, song: Song, track: Track, start: Tick, end: Tick, one_voice: bool) -> "Gap":
        """The gap [start, end) in song ticks; what begins in it does not count.

        A note from before that sounds on in it is waited for; with `one_voice` always, else where
        it overlaps by more than fingers do. Raises ToolError, NothingLeft.
        """
        melody_line(song, track)
        line = melody_line(song, _around(track, start, end))
        earlier = {note.id for note in track.notes if note.start < start}
        before = tuple(note for note in line if note.id in earlier)
        after = line[len(before) :]
        stretch = Stretch.between(song, track, start, song.meters.bar_line_from(end))
        limits = stretch.start, Tick(end * stretch.factor)
        fine = [n.with_span(n.start * stretch.factor, n.end * stretch.factor) for n in track.notes]
        held = tuple(note for note in fine if note.start < limits[0] < note.end)
        former = tuple(note for note in fine if limits[0] <= note.start < limits[1])
        begin = stretch.grid_start
        for note in held:
            late = -(-(note.end - stretch.start) * GRID // stretch.ppq)
            if note.id == before[-1].id and (one_voice or late > LEGATO):
                begin = Tick(stretch.grid_start + late)
        length = (end - start) * GRID // song.ppq
        limit = Tick(min(stretch.grid_start + length, round(end * GRID / song.ppq)))
        if begin >= limit:
            raise NothingLeft(
                "the range leaves no room for a note; begin it earlier, end it later, or shorten "
                "the note that sounds into it"
            )
        return cls(before, after, stretch, begin, limit, limits[1], held, former)

    @property
    def grid(self) -> MeterMap:
        """The meters on the representation's grid."""
        return self.stretch.grid

    @cached_property
    def around(self) -> tuple[Note, ...]:
        """The notes next to the gap, at most AROUND on each side."""
        return (*self.before[-AROUND:], *self.after[:AROUND])

    @property
    def fence(self) -> Fence:
        """Where new notes begin. A part of a bar at its end may stay without an onset."""
        rest = max((longest_rest(side, self.grid) for side in (self.before, self.after)), default=0)
        part = self.grid.bar_start(self.grid.bar_at(self.limit)) != self.limit
        return Fence(self.grid, self.begin, self.limit, min(MOST_REST, max(rest, part)))

    def prompt(self, limit: int) -> Prompt:
        """The last `limit` notes before the gap, or the beginning of a piece where none is."""
        bar = self.grid.bar_at(self.begin)
        if self.before:
            return read_prompt(self.before, self.grid, bar, limit)
        return Prompt(*start_rows([], self.grid, bar // PHRASE * PHRASE))

    def future(self, prompt: Prompt) -> np.ndarray:
        """The rows of the notes after the gap, where they are near, as they are told before a
        prompt.
        """
        far = self.grid.bar_start(self.grid.bar_at(self.limit) + NEAR)
        following = [note for note in self.after[:MOST_FUTURE] if note.start < far]
        first_bar = prompt.places.each[0].first_bar
        rows, _ = start_rows(encode(following, self.grid, first_bar), self.grid, first_bar)
        return future_rows(rows[len(rows) - len(following) :])

    def inside(self, notes: Iterable[Note]) -> tuple[Note, ...]:
        """What of new notes, in refined song ticks, is in the gap: one voice, and none that begins
        while its pitch is held from before.
        """
        cut: list[Note] = []
        for note in notes:
            holding = [h.end for h in self.held if h.pitch == note.pitch]
            start, end = max([note.start, *holding]), min(note.end, self.end)
            if start < end:
                cut.append(note.with_span(start, end))
        return at_most(1, cut)


def _around(track: Track, start: Tick, end: Tick) -> Track:
    """The track with the notes outside [start, end) alone, as many as can matter."""
    notes: Sequence[Note] = sorted(track.notes, key=lambda note: note.start)
    before = [note for note in notes if note.start < start][-MOST // 2 :]
    after = [note for note in notes if note.start >= end][: MOST // 2]
    if not before and not after:
        raise ToolError(NOTHING_OUTSIDE)
    return replace(track, clips=(Clip(0, notes=(*before, *after)),))
