"""A range of a track of chords that is written anew, and what stands on its two sides."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from engine.representation.harmony import Beats, beats_in
from engine.score.meter import MeterMap
from engine.score.song import Note, in_order
from engine.score.time import Tick
from engine.tools.chords.manner import EARLY
from engine.tools.errors import HELD_OVER, NOTHING_OUTSIDE, NothingLeft, ToolError
from engine.tools.locks.voices import at_most

AROUND = 24
"""So many bars before a gap are read."""

FOLLOWING = 16
"""So many bars after it."""


class Gap(NamedTuple):
    """[start, end) of a track, in song ticks. Notes `before` it and `after` it stay: those that are
    early for what follows, and sound on in it, are `staying` where they are; the `former` ones go.
    """

    start: Tick
    end: Tick
    before: Sequence[Note]
    after: Sequence[Note]
    former: tuple[Note, ...]
    staying: tuple[Note, ...]

    @classmethod
    def of(cls, meters: MeterMap, own: Sequence[Note], start: Tick, end: Tick) -> "Gap":
        """The gap in a track's own notes. Raises ToolError where it holds every one."""
        inside = [note for note in own if start <= note.start < end]
        if len(inside) == len(own):
            raise ToolError(NOTHING_OUTSIDE)
        just = near(beats_over(meters, start, end), Tick(end - 1))
        late = max(end - just, (start + end) / 2)
        staying = [n for n in inside if n.start >= late and n.end - end > end - n.start]
        before = [note for note in own if note.start < start]
        after = [*staying, *(note for note in own if note.start >= end)]
        former = [note for note in inside if note not in staying]
        return cls(start, end, before, after, tuple(former), tuple(staying))

    @property
    def held(self) -> tuple[Note, ...]:
        """The notes from before that sound on in it."""
        return tuple(note for note in self.before if note.end > self.start)

    def inside(self, notes: Iterable[Note], most: int | None) -> tuple[Note, ...]:
        """What of new notes is played in it, with those that stay, in order: none that begins while
        its pitch is held, and no more than `most` at a time. Raises NothingLeft.
        """
        others = (*self.held, *self.staying)
        clear = [*filter(None, (_clear(note, others) for note in notes))]
        if most is not None:
            clear = at_most(most, clear, others)
        if not clear:
            raise NothingLeft(HELD_OVER)
        whole = in_order([*clear, *self.staying])
        return tuple(replace(note, id=number) for number, note in enumerate(whole))

    def bars(self, meters: MeterMap) -> tuple[int, int]:
        """The bars that are read: from the first one on, to before the last one. Where the track is
        silent near the gap they go on to the nearest that it plays in.
        """
        line, after = meters.bar_at(self.start), meters.bar_at(Tick(self.end - 1)) + 1
        before = [meters.bar_at(note.start) for note in self.before]
        behind = [meters.bar_at(note.start) + 1 for note in self.after]
        first = max(min(before, default=line), line - AROUND)
        last = max(min(max(behind, default=after), after + FOLLOWING), after)
        if (
            not self.held
            and max(before, default=-1) < first
            and min(behind, default=last + 1) > last
        ):
            return max(before, default=line), after if before else min(behind)
        return first, last

    def beats(self, beats: Beats) -> range:
        """The beats whose chords are new: not one that something from before was played on, nor one
        that the gap but touches. There is one at least.
        """
        first, last = beats.at(np.array([self.start, self.end - 1])).tolist()
        if self.end - beats.ticks[last] <= near(beats, self.end) and last > first:
            last -= 1
        into, just = self.start - beats.ticks[first], near(beats, self.start)
        sounding = any(n.start <= self.start - into / 2 < n.end for n in self.before)
        if beats.ticks[first + 1] - self.start <= just or (into > just and sounding):
            first += 1
        return range(min(first, last), last + 1)


def _clear(note: Note, others: Sequence[Note]) -> Note | None:
    """A note beside others: after one of its pitch that covers no more than half of it, and till
    the next one; None where more of it is covered.
    """
    same = [other for other in others if other.pitch == note.pitch]
    begin = max([note.start, *(n.end for n in same if n.start <= note.start < n.end)])
    end = min([note.end, *(n.start for n in same if n.start > note.start)])
    return note.with_span(begin, end) if 2 * (end - begin) >= note.length else None


def beats_over(meters: MeterMap, start: Tick, end: Tick) -> Beats:
    """The beats of the bars that [start, end) lies in."""
    return beats_in(meters, meters.bar_at(start), meters.bar_at(Tick(end - 1)) + 1)


def near(beats: Beats, tick: Tick) -> float:
    """What is as near as this to a beat belongs to it, in ticks."""
    beat = int(beats.at(np.array(tick)))
    return float(beats.ticks[beat + 1] - beats.ticks[beat]) / EARLY
