"""A drum part and the steps of it that are to be written: after its end, or in its midst.

A network hears bars one way. What follows a gap is therefore told it first, as if it had been
played before all else, so that a groove which holds on both sides is known from both.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

import numpy as np

from engine.representation.bars import Bars
from engine.representation.drum_past import BARS, Past, bars_in
from engine.representation.drums import (
    NO_CELLS,
    PITCHES,
    STEPS_PER_QUARTER,
    VOICES,
    Cells,
    encode,
    joined,
    steps_of,
    voice_of,
)
from engine.score.meter import MeterMap
from engine.score.song import Note, Song, in_order
from engine.score.time import Tick
from engine.tools.drums.groove import apart
from engine.tools.drums.kit import REST, between_rests, phrases
from engine.tools.errors import NOTHING_OUTSIDE, ToolError
from engine.tools.stretch import Stretch

HEARD = 24
"""So many bars before the new ones are heard: BARS that can be looked back at, and a phrase."""

FOLLOWING = 8
"""So many bars after a gap are heard."""

STIFF = 1 / 48
"""A part whose notes all lie nearer to the grid than so many 16ths is on the grid."""

LEANS = np.array([-1 / 3, 0, 1 / 3])
"""Where in its 16th a note of a triplet or of a 16th lies."""

assert HEARD >= BARS


@dataclass(frozen=True)
class Part:
    """What is heard of a drum part, in fine ticks, and the steps of it to write.

    `cells` (T) are known on steps that begin at `ticks` (T,), a 16th long each, in `bars` in the
    order in which they are heard: first those that are `following`, so many, then the others as
    they come, the ones to write last. Of the `new` steps only what belongs to notes from outside is
    known. New notes lie in [start, end), where notes from `outside` may sound: those that begin
    there belong to what follows; `former` are those that were there till now, in order. The `kit`
    has the pitch of each voice and how long its notes last.
    """

    cells: Cells
    ticks: np.ndarray
    sixteenth: float
    bars: Bars
    following: int
    new: range
    bpm: float
    start: Tick
    end: Tick
    channel: int
    kit: Sequence[tuple[int, int]]
    outside: tuple[Note, ...] = ()
    former: tuple[Note, ...] = ()

    @classmethod
    def after(cls, song: Song, track_id: int, count: int) -> "Part":
        """So many bars after the end of a track. Raises ToolError where it holds no drums."""
        track, meters = song.track(track_id), song.meters
        last = phrases(song, track)[-1]
        stretch = Stretch.after(song, track, count)
        line, after = (meters.bar_at(tick) for tick in (stretch.start, stretch.end))
        first = max(meters.bar_at(last.notes[0].start), line - HEARD)
        heard = [note for note in last.notes if note.start >= meters.bar_start(first)]
        told = _told(meters, last.notes, first, after)
        bars = Bars.of(told.lengths)
        return cls(
            told.cells, told.ticks, song.ppq / STEPS_PER_QUARTER, bars, 0,
            range(int(bars.lines[line - first]), len(told.ticks)), last.bpm,
            stretch.start, stretch.end, stretch.channel, _kit(heard or last.notes, song.ppq),
        )  # fmt: skip

    @classmethod
    def within(cls, song: Song, track_id: int, start: Tick, end: Tick) -> "Part":
        """The gap [start, end) of a track, of whose notes those that begin there do not count, but
        for such as are early for what follows. Raises ToolError where it holds no drums, or none
        outside the gap.
        """
        track, meters = song.track(track_id), song.meters
        own = [note for phrase in phrases(song, track) for note in phrase.notes]
        gap = _Gap.of(meters, start, end)
        inside = [note for note in own if start <= note.start < end]
        staying = tuple(note for note in inside if note.start >= gap.late)
        before = _run_up_to(meters, [note for note in own if note.start < start], gap.line)
        later = [note for note in own if note.start >= end]
        behind = _run_from(meters, [*staying, *later], gap.after)
        near = [*before, *behind]
        if len(inside) == len(own):
            raise ToolError(NOTHING_OUTSIDE)
        first = max(meters.bar_at(before[0].start), gap.line - HEARD) if before else gap.line
        last = meters.bar_at(behind[-1].start) + 1 if behind else gap.after
        follow = _told(meters, near, gap.after, min(last, gap.after + FOLLOWING))
        heard = _told(meters, near, first, gap.after)
        bars = Bars.of([*follow.lengths, *heard.lengths], -len(follow.lengths))
        begin = int(bars.lines[len(follow.lengths) + gap.line - first])
        return cls(
            joined(follow.cells, heard.cells), np.concatenate([follow.ticks, heard.ticks]),
            song.ppq / STEPS_PER_QUARTER, bars, len(follow.lengths),
            range(begin + gap.steps.start, begin + gap.steps.stop),
            float(song.tempos.tempo_at(start).bpm), start, end, own[0].channel,
            _kit(own, song.ppq),
            tuple(note for note in near if note.start < end and note.end > start), tuple(inside),
        )  # fmt: skip

    @property
    def first_bar(self) -> int:
        """The first bar with new steps, by its place among those that are heard."""
        return int(self.bars.bars[self.new.start]) - self.bars.first

    def past(self, rows: int) -> Past:
        """What is known before anything is written, so many times."""
        past = Past(self.bars, self.bpm, rows)
        past.write(0, self.cells)
        return past

    def notes(self, cells: Cells) -> tuple[Note, ...]:
        """The new cells as notes, with those from outside that begin among them, in order. None of
        a pitch is over another.
        """
        found = apart([*self._fresh(cells)])
        clear = [_clear(note, self.outside) for note in found if note.end <= self.end]
        staying = [note for note in self.outside if note.start >= self.start]
        whole = in_order([*filter(None, clear), *staying])
        return tuple(replace(note, id=number) for number, note in enumerate(whole))

    def _fresh(self, cells: Cells) -> Iterator[Note]:
        """The new cells as notes, each as it is struck."""
        steps, voices = np.nonzero(cells.hits & ~self.cells.hits)
        loud, away = (
            part[steps, voices].astype(float) for part in (cells.velocities, cells.offsets)
        )
        loud, away = self._as_own(loud, away)
        ticks = np.rint(self.ticks[steps] + away * self.sixteenth).astype(int).tolist()
        levels = np.rint(loud * 127).clip(1, 127).astype(int).tolist()
        for voice, tick, velocity in zip(voices.tolist(), ticks, levels, strict=True):
            begin = Tick(min(max(tick, self.start), self.end - 1))
            pitch, length = self.kit[voice]
            length = Tick(min(length, self.end - begin))
            yield Note(0, pitch, velocity, begin, length, self.channel)

    def _as_own(self, loud: np.ndarray, away: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Velocities and offsets (N,) as the part's own hits have them: of one loudness where those
        are, and on the grid or its triplets where those lie there.
        """
        hits = self.cells.hits
        own, offsets = self.cells.velocities[hits], self.cells.offsets[hits]
        if len(own) and np.ptp(own) == 0:
            loud = np.full_like(loud, own[0])
        if not offsets.any():
            return loud, np.zeros_like(away)
        if np.abs(offsets[:, None] - LEANS).min(1).max() < STIFF:
            away = LEANS[np.abs(away[:, None] - LEANS).argmin(1)]
        return loud, away


class _Gap(NamedTuple):
    """The bars [line, after) that a gap lies in, and its `steps`, counted from the first of these
    bars. From `late` on a note belongs to the step after them.
    """

    line: int
    after: int
    steps: range
    late: float

    @classmethod
    def of(cls, meters: MeterMap, start: Tick, end: Tick) -> "_Gap":
        line, after = meters.bar_at(start), meters.bar_at(Tick(end - 1)) + 1
        steps = steps_of(meters, line, after)
        first = min(int(steps.nearest(np.array([start]))[0]), len(steps.ticks) - 2)
        stop = max(first + 1, int(steps.ticks.searchsorted(end)))
        return cls(line, after, range(first, stop), float(steps.ticks[stop]) - steps.length / 2)


class _Told(NamedTuple):
    """Bars as they are told: cells on steps that begin at `ticks` (T,), and how many each has."""

    cells: Cells
    ticks: np.ndarray
    lengths: list[int]


def _told(meters: MeterMap, notes: Iterable[Note], first: int, after: int) -> _Told:
    """What is known of bars [first, after) from notes there and elsewhere."""
    if first >= after:
        return _Told(NO_CELLS, np.zeros(0), [])
    steps = steps_of(meters, first, after)
    begin, end = steps.ticks[0] - steps.length / 2, steps.ticks[-1]
    cells = encode([n for n in notes if begin <= n.start < end], steps, triplets=False)
    bars = bars_in(meters, steps, first, after)
    return _Told(cells.at(slice(-1)), steps.ticks[:-1], np.diff(bars.lines).tolist())


def _run_up_to(meters: MeterMap, notes: Sequence[Note], bar: int) -> list[Note]:
    """Of notes before a bar those that go on till then, without a long rest."""
    runs = between_rests(meters, notes)
    near = runs and bar - meters.bar_at(runs[-1][-1].start) <= REST
    return runs[-1] if near else []


def _run_from(meters: MeterMap, notes: Sequence[Note], bar: int) -> list[Note]:
    """Of notes from a bar on those that begin there, without a long rest."""
    runs = between_rests(meters, notes)
    near = runs and meters.bar_at(runs[0][0].start) - bar < REST
    return runs[0] if near else []


def _clear(note: Note, others: Sequence[Note]) -> Note | None:
    """A note till the next of its pitch begins; None where one sounds already."""
    others = [other for other in others if other.pitch == note.pitch]
    if any(other.start <= note.start < other.end for other in others):
        return None
    after = [other.start for other in others if other.start > note.start]
    return note.with_span(note.start, min([note.end, *after]))


def _kit(notes: Sequence[Note], ppq: int) -> list[tuple[int, int]]:
    return [_drum(notes, voice, ppq) for voice in range(len(VOICES))]


def _drum(notes: Sequence[Note], voice: int, ppq: int) -> tuple[int, int]:
    """The pitch that a part plays a voice with most, and how long such notes last, in ticks."""
    pitches = Counter(note.pitch for note in notes if voice_of(note.pitch) == voice)
    if not pitches:
        return PITCHES[voice], max(1, ppq // 8)
    pitch = pitches.most_common(1)[0][0]
    return pitch, max(1, round(median(note.length for note in notes if note.pitch == pitch)))
