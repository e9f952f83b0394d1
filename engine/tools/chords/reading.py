"""What is heard around new chords: which ones stand there, and the melody over them."""

from collections.abc import Sequence

import numpy as np

from engine.representation.chord_reading import lowest, read_chords
from engine.representation.harmony import NONE, Beats, weights
from engine.score.song import Note, Song, Track
from engine.score.time import Tick
from engine.tools.kind import track_kind


def read_beats(notes: Sequence[Note], beats: Beats, new: range) -> np.ndarray:
    """The symbols (T,) that notes stand for, NONE on the new beats. Bars before the first new one
    are read for themselves: silence after them says nothing of them.
    """
    count = len(beats.bars.lines) - 1
    bar = int(beats.bars.bars[new.start]) if len(new) else count
    symbols = [np.zeros(0, np.int64)]
    for first, after in ((0, bar), (bar, count)):
        if first < after:
            part = beats.between(first, after)
            here = [n for n in notes if n.start < part.ticks[-1] and n.end > part.ticks[0]]
            symbols.append(read_chords(weights(here, part), lowest(here, part), part))
    found = np.concatenate(symbols)
    found[new.start : new.stop] = NONE
    return found


def melody_over(song: Song, track: Track, start: Tick, end: Tick) -> Sequence[Note]:
    """The notes of the highest melody that another track has in [start, end); none where there is
    none.
    """
    found: list[tuple[float, list[Note]]] = []
    for other in song.tracks:
        inside = [note.pitch for note in other.notes if start <= note.start < end]
        if other.id != track.id and inside and track_kind(song, other) == "melody":
            found.append((sum(inside) / len(inside), list(other.notes)))
    return max(found, key=lambda each: each[0], default=(0.0, []))[1]
