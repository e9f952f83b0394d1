"""How a track plays its chords: which of a chord's pitches it strikes when, bar by bar.

The pitches that are struck while one chord stands are its frame; each note is one of them, counted
from the lowest. So a pattern, block chords, a bass and a chord in turn, a broken chord, can be
played over other chords.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.representation.harmony import Beats
from engine.score.song import Note

PERIOD = 4
"""A new bar is played as the one so many bars before it, or after it."""

EARLY = 8
"""A note that begins less than an EARLYth of a beat before a beat belongs to it."""


@dataclass(frozen=True)
class Stroke:
    """A note of a bar's pattern: `begin` in ticks from the bar line, `length`, the `index` of its
    pitch in a frame of `size` pitches, and the velocity.
    """

    begin: int
    length: int
    index: int
    size: int
    velocity: int


Frame = tuple[int, tuple[int, ...]]
"""The pitches that were struck while a symbol stood, lowest first."""


@dataclass(frozen=True)
class Manner:
    """The strokes of each bar that has any, by its index from 0 in the beats that were read, and
    the `frames` before the new bars and the ones `following` them, in order. In `ringing` bars
    nothing is struck while something sounds.
    """

    strokes: Mapping[int, Sequence[Stroke]]
    ringing: frozenset[int]
    frames: Sequence[Frame]
    following: Sequence[Frame] = ()

    @property
    def usual(self) -> tuple[int, int]:
        """How many pitches a frame has, and how loud a stroke is, on average."""
        sizes = [len(frame) for _, frame in (*self.frames, *self.following)]
        loud = [stroke.velocity for bar in self.strokes.values() for stroke in bar]
        return round(float(np.mean(sizes))), round(float(np.mean(loud)))

    def like(self, bar: int, new: range, lengths: Sequence[int]) -> Sequence[Stroke] | None:
        """The strokes for one of the `new` bars, of bars with so many ticks each: those of the bar
        PERIOD (or 2, or 1) before or after it, or of the nearest one of its length, as loud as its
        place between what comes before and after asks for; None where there is none. After the
        first of the new bars there may be none: what sounds goes on.
        """
        fitting = [b for b in self.strokes if b not in new and lengths[b] == lengths[bar]]
        for model in _models(bar, new, len(lengths)):
            if model in fitting:
                return self._played(model, bar, new)
            if model in self.ringing and bar > new.start and lengths[model] == lengths[bar]:
                return ()
        nearest = min(fitting, key=lambda b: (abs(b - bar), b), default=None)
        return None if nearest is None else self._played(nearest, bar, new)

    def _played(self, model: int, bar: int, new: range) -> Sequence[Stroke]:
        """The strokes of a bar as loud as they are to be in a new one."""
        before, after = self._loudness(range(new.start)), self._loudness(range(new.stop, 1 << 31))
        if before is None or after is None:
            return self.strokes[model]
        wanted = before + (after - before) * (bar - new.start + 0.5) / len(new)
        louder = round(wanted - (before if model < new.start else after))
        return [
            replace(stroke, velocity=min(127, max(1, stroke.velocity + louder)))
            for stroke in self.strokes[model]
        ]

    def _loudness(self, bars: range) -> float | None:
        """How loud the strokes of some bars are on average."""
        loud = [s.velocity for bar, each in self.strokes.items() if bar in bars for s in each]
        return float(np.mean(loud)) if loud else None


def _models(bar: int, new: range, count: int) -> Iterator[int]:
    """The bars that a new one may be played like, of so many."""
    for period in (PERIOD, 2, 1):
        if new.start >= period:
            yield bar - period * -(-(bar - new.start + 1) // period)
        if count - new.stop >= period:
            yield bar + period * -(-(new.stop - bar) // period)


def read_manner(notes: Sequence[Note], symbols: np.ndarray, beats: Beats, new: range) -> Manner:
    """How notes play symbols (T,) on beats, of which some are `new`."""
    ticks = np.array([note.start for note in notes])
    lengths = np.diff(beats.ticks)
    here = beats.at(ticks)
    near = ticks >= beats.ticks[here + 1] - lengths[here] / EARLY
    index = np.minimum(here + near, len(symbols) - 1)
    index[np.isin(index, new)] = max(0, new.start - 1)
    spans = _spans(symbols, beats)[index]
    lines = beats.ticks[beats.bars.lines]
    strokes: dict[int, list[Stroke]] = {}
    frames: list[Frame] = []
    before = 0
    for span in np.unique(spans):
        inside = [notes[i] for i in np.flatnonzero(spans == span).tolist()]
        frame = tuple(sorted({note.pitch for note in inside}))
        beat = int(index[np.flatnonzero(spans == span)[0]])
        bar = int(beats.bars.bars[beat] - beats.bars.first)
        frames.append((int(symbols[beat]), frame))
        before += beat < new.stop
        line = int(lines[bar])
        strokes.setdefault(bar, []).extend(
            Stroke(n.start - line, n.length, frame.index(n.pitch), len(frame), n.velocity)
            for n in inside
        )
    sounding = {bar for note in notes for bar in _bars(note, beats)}
    ringing = frozenset(sounding - strokes.keys())
    return Manner(strokes, ringing, frames[:before], frames[before:])


def _bars(note: Note, beats: Beats) -> range:
    """The bars in which a note sounds for a beat or more."""
    first, last = beats.at(np.array([note.start, max(note.start, note.end - 1)]))
    return range(beats.bars.bars[first], beats.bars.bars[last] + 1)


def _spans(symbols: np.ndarray, beats: Beats) -> np.ndarray:
    """The number of the span that each beat lies in: a chord inside a bar."""
    begins = (np.diff(symbols, prepend=-1) != 0) | (beats.bars.places == 0)
    return np.cumsum(begins)
