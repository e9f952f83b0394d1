"""How a track plays its chords: which of a chord's pitches it strikes when, bar by bar.

The pitches that are struck while one chord stands are its frame; each note is one of them, counted
from the lowest. So a pattern, block chords, a bass and a chord in turn, a broken chord, can be
played over other chords.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.harmony import Beats
from engine.score.song import Note
from engine.score.time import Tick

PERIOD = 4
"""A new bar is played as the one so many bars before it."""

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


@dataclass(frozen=True)
class Manner:
    """The strokes of each bar that has any, by its index from 0 in the beats that were read, and
    the `frames`, each with the symbol that it stood for, in order. In `ringing` bars nothing is
    struck while something sounds.
    """

    strokes: Mapping[int, Sequence[Stroke]]
    ringing: frozenset[int]
    frames: Sequence[tuple[int, tuple[int, ...]]]

    def like(self, bar: int, heard: int, lengths: Sequence[int]) -> Sequence[Stroke] | None:
        """The strokes for a bar, of bars with so many ticks each, `heard` of which were read: those
        of the bar PERIOD (or 2, or 1) before it, or of the last one of its length; None where there
        is none. After the first of the new bars there may be none: what sounds goes on.
        """
        period = next(each for each in (PERIOD, 2, 1) if heard >= each)
        model = bar - period * -(-(bar - heard + 1) // period)
        fitting = [b for b in self.strokes if lengths[b] == lengths[bar]]
        if model in fitting:
            return self.strokes[model]
        if model in self.ringing and bar > heard and lengths[model] == lengths[bar]:
            return ()
        return self.strokes[max(fitting)] if fitting else None


def read_manner(
    notes: Sequence[Note], symbols: np.ndarray, beats: Beats, lines: Sequence[Tick]
) -> Manner:
    """How notes play symbols (T,) on beats, whose bars begin at `lines`."""
    ticks = np.array([note.start for note in notes])
    lengths = np.diff(beats.ticks)
    here = beats.at(ticks)
    near = ticks >= beats.ticks[here + 1] - lengths[here] / EARLY
    index = np.minimum(here + near, len(symbols) - 1)
    spans = _spans(symbols, beats)[index]
    strokes: dict[int, list[Stroke]] = {}
    frames: list[tuple[int, tuple[int, ...]]] = []
    for span in np.unique(spans):
        inside = [notes[i] for i in np.flatnonzero(spans == span).tolist()]
        frame = tuple(sorted({note.pitch for note in inside}))
        beat = int(index[np.flatnonzero(spans == span)[0]])
        bar = int(beats.bars.bars[beat] - beats.bars.first)
        frames.append((int(symbols[beat]), frame))
        strokes.setdefault(bar, []).extend(
            Stroke(n.start - lines[bar], n.length, frame.index(n.pitch), len(frame), n.velocity)
            for n in inside
        )
    sounding = {bar for note in notes for bar in _bars(note, beats)}
    return Manner(strokes, frozenset(sounding - strokes.keys()), frames)


def _bars(note: Note, beats: Beats) -> range:
    """The bars in which a note sounds for a beat or more."""
    first, last = beats.at(np.array([note.start, max(note.start, note.end - 1)]))
    return range(beats.bars.bars[first], beats.bars.bars[last] + 1)


def _spans(symbols: np.ndarray, beats: Beats) -> np.ndarray:
    """The number of the span that each beat lies in: a chord inside a bar."""
    begins = (np.diff(symbols, prepend=-1) != 0) | (beats.bars.places == 0)
    return np.cumsum(begins)
