"""The end of a track of chords: what was played, how, and what there is to go on with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.representation.chord_reading import lowest, read_chords
from engine.representation.harmony import (
    NONE,
    Beats,
    Harmony,
    beats_in,
    in_key,
    root_of,
    tones,
    weights,
)
from engine.score.song import Note, Song, Track, in_order
from engine.score.time import Tick
from engine.theory.keys import Key
from engine.tools.chords.manner import Manner, read_manner
from engine.tools.chords.voicing import Limits, Voices, resampled
from engine.tools.continue_options import ContinueOptions
from engine.tools.errors import ToolError, called
from engine.tools.kind import track_kind
from engine.tools.melody.locking import key_of
from engine.tools.stretch import Stretch

HEARD = 48
"""So many bars before the new ones are read."""

ROOTED = 0.6
"""A part stands on its roots where more than this share of its chords do."""


@dataclass(frozen=True)
class ChordPart:
    """A track's last bars and the bars to write, in song ticks: the `symbols` of the `beats`, known
    before beat `first`; how the track plays, the melody's notes, the key and whether it is locked.
    """

    song: Song
    beats: Beats
    lines: Sequence[Tick]
    first: int
    symbols: np.ndarray
    manner: Manner
    melody: Sequence[Note]
    key: Key
    lock: Key | None
    stretch: Stretch

    @classmethod
    def of(cls, song: Song, track: Track, options: ContinueOptions) -> "ChordPart":
        """Read the end of a track. Raises ToolError where it holds nothing to go on with."""
        name = called(track)
        if track.is_drums:
            raise ToolError(f"{name} plays drums; choose a track with chords")
        if not any(True for _ in track.notes):
            raise ToolError(f"{name} holds no notes; play or draw some chords first")
        stretch = Stretch.after(song, track, options.bars)
        stretch = replace(
            stretch,
            start=Tick(stretch.start // stretch.factor),
            end=Tick(stretch.end // stretch.factor),
        )
        line, after = (song.meters.bar_at(tick) for tick in (stretch.start, stretch.end))
        first_bar = max(song.meters.bar_at(min(n.start for n in track.notes)), line - HEARD)
        heard = in_order(n for n in track.notes if n.end > song.meters.bar_start(first_bar))
        beats = beats_in(song.meters, first_bar, after)
        first = int(beats.bars.lines[line - first_bar])
        symbols = np.full(len(beats.bars.bars), NONE)
        known = beats.until(line - first_bar)
        symbols[:first] = read_chords(weights(heard, known), lowest(heard, known), known)
        lines = [song.meters.bar_start(bar) for bar in range(first_bar, after + 1)]
        melody = melody_over(song, track, stretch.start, stretch.end)
        key, lock = key_of("auto" if options.key == "none" else options.key, [*heard, *melody])
        assert key is not None
        manner = read_manner(heard, symbols[:first], known, lines)
        return cls(song, beats, lines, first, symbols, manner, melody, key, lock, stretch)

    def harmony(self) -> Harmony:
        """What the network is told."""
        sung = weights(self.melody, self.beats) if self.melody else None
        return in_key(self.beats.bars, self.symbols, self.key, sung)

    def voices(self, options: ContinueOptions, generator: np.random.Generator) -> Voices:
        """The voices where the track left them."""
        chords = [(symbol, frame) for symbol, frame in self.manner.frames if symbol != NONE]
        frames = [frame for _, frame in chords or self.manner.frames]
        last = frames[-1]
        size = round(float(np.mean([len(frame) for frame in frames])))
        home = np.mean([resampled(frame, size) for frame in frames], axis=0).tolist()
        standing = [frame[0] % 12 == root_of(symbol) for symbol, frame in chords]
        rooted = sum(standing) > ROOTED * len(standing) if standing else False
        limits = _limits(options)
        known = {
            (tones(symbol), len(frame)): frame
            for symbol, frame in chords
            if all(p % 12 in tones(symbol) and not limits.cost(p) for p in frame)
        }
        return Voices(last, tuple(home), rooted, limits, options.temperature, generator, known)


def _limits(options: ContinueOptions) -> Limits:
    """The range, and what a pitch outside costs."""
    with np.errstate(divide="ignore"):
        beyond = float(-np.log1p(-np.float32(options.strength)))
    low = 0 if options.low is None else options.low
    high = 127 if options.high is None else options.high
    return Limits(low, high, beyond)


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
