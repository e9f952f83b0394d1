"""A track of chords around new ones, after its end or in its midst: what was played, and how.

A network hears bars one way. What follows a gap is therefore told it first, as if it had been
played before all else, so that a progression which comes round is known from both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from engine.representation.bars import Bars
from engine.representation.harmony import Beats, Harmony, beats_in, in_key, weights
from engine.score.meter import MeterMap
from engine.score.song import Note, Song, Track, in_order
from engine.score.time import Tick
from engine.theory.keys import Key
from engine.tools.chords.gap import Gap, near
from engine.tools.chords.manner import Manner, read_manner
from engine.tools.chords.playing import NewBars
from engine.tools.chords.reading import melody_over, read_beats
from engine.tools.continue_options import ContinueOptions
from engine.tools.errors import ToolError, called
from engine.tools.melody.locking import key_of
from engine.tools.melody_options import MelodyOptions
from engine.tools.stretch import Stretch

HEARD = 48
"""So many bars before the new ones are read where they end a track."""


@dataclass(frozen=True)
class ChordPart:
    """A track's bars around [start, end), in song ticks: the `symbols` of the `beats`, known but
    for those of the `new` ones; how the track plays, the melody's notes, the key and whether it is
    locked; the `gap`, where there is one.
    """

    meters: MeterMap
    beats: Beats
    new: range
    symbols: np.ndarray
    manner: Manner
    melody: Sequence[Note]
    key: Key
    lock: Key | None
    start: Tick
    end: Tick
    channel: int
    gap: Gap | None = None

    @classmethod
    def after(cls, song: Song, track: Track, options: ContinueOptions) -> "ChordPart":
        """So many bars after a track. Raises ToolError where it holds nothing to go on with."""
        own, meters = _chords_of(track), song.meters
        stretch = Stretch.after(song, track, options.bars)
        start, end = (Tick(tick // stretch.factor) for tick in (stretch.start, stretch.end))
        line = meters.bar_at(start)
        first = max(meters.bar_at(min(note.start for note in own)), line - HEARD)
        heard = [note for note in own if note.end > meters.bar_start(first)]
        beats = beats_in(meters, first, meters.bar_at(end))
        new = range(int(beats.bars.lines[line - first]), len(beats.bars.bars))
        melody = melody_over(song, track, start, end)
        return cls._read(meters, heard, beats, new, melody, options, (start, end, stretch.channel))

    @classmethod
    def within(
        cls, song: Song, track: Track, start: Tick, end: Tick, options: MelodyOptions
    ) -> "ChordPart":
        """[start, end) of a track, of whose notes those that begin there do not count, but for such
        as are early for what follows. Raises ToolError where it holds none, or none elsewhere.
        """
        own = _chords_of(track)
        gap = Gap.of(song.meters, own, start, end)
        beats = beats_in(song.meters, *gap.bars(song.meters))
        around = [*gap.before, *gap.after]
        heard = [n for n in around if n.end > beats.ticks[0] and n.start < beats.ticks[-1]]
        melody = melody_over(song, track, start, end)
        place = start, end, own[0].channel
        new = gap.beats(beats)
        part = cls._read(song.meters, heard, beats, new, melody, options, place)
        return replace(part, gap=gap)

    @classmethod
    def _read(
        cls,
        meters: MeterMap,
        heard: Sequence[Note],
        beats: Beats,
        new: range,
        melody: Sequence[Note],
        options: MelodyOptions,
        place: tuple[Tick, Tick, int],
    ) -> "ChordPart":
        """The part as its notes are heard; `place` is from where to where and on which channel."""
        heard = in_order(heard)
        symbols = read_beats(heard, beats, new)
        key, lock = key_of("auto" if options.key == "none" else options.key, [*heard, *melody])
        assert key is not None
        manner = read_manner(heard, symbols, beats, new)
        return cls(meters, beats, new, symbols, manner, melody, key, lock, *place)

    @cached_property
    def bars(self) -> NewBars:
        """The bars that are read, and which of them are new."""
        first, last = self.beats.at(np.array([self.start, self.end - 1]))
        every = self.beats.bars
        new = range(int(every.bars[first]), int(every.bars[last]) + 1)
        lines = [Tick(int(self.beats.ticks[beat])) for beat in every.lines]
        just = near(self.beats, self.start)
        held = self.gap is not None and any(n.end > self.start + just for n in self.gap.held)
        return NewBars(lines, new, self.start - just if held else -np.inf)

    @cached_property
    def order(self) -> np.ndarray:
        """The beats in the order in which they are told: first those of the bars that follow, the
        new ones last.
        """
        following = self.beats.bars.lines[self.bars.new.stop]
        return np.r_[following : len(self.symbols), : self.new.stop]

    @cached_property
    def told(self) -> Harmony:
        """What the network is told before it draws."""
        lengths, after = np.diff(self.beats.bars.lines).tolist(), self.bars.new.stop
        bars = Bars.of([*lengths[after:], *lengths[:after]], after - len(lengths))
        told = None if self._sung is None else self._sung[self.order]
        return in_key(bars, self.symbols[self.order], self.key, told)

    def filled(self, new: np.ndarray) -> Harmony:
        """The part as it comes, with new symbols in their place."""
        symbols = self.symbols.copy()
        symbols[self.new.start : self.new.stop] = new
        return in_key(self.beats.bars, symbols, self.key, self._sung)

    @cached_property
    def former(self) -> np.ndarray | None:
        """The symbols of what was in the gap; None where nothing was."""
        if self.gap is None or not self.gap.former:
            return None
        own = in_order([*self.gap.before, *self.gap.former, *self.gap.after])
        symbols = read_beats(own, self.beats, range(0))
        return symbols[self.new.start : self.new.stop]

    @cached_property
    def _sung(self) -> np.ndarray | None:
        return weights(self.melody, self.beats) if self.melody else None


def _chords_of(track: Track) -> list[Note]:
    """The notes of a track that has any, and no drums. Raises ToolError."""
    name = called(track)
    if track.is_drums:
        raise ToolError(f"{name} plays drums; choose a track with chords")
    notes = list(track.notes)
    if not notes:
        raise ToolError(f"{name} holds no notes; play or draw some chords first")
    return notes
