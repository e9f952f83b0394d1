"""Clips of notes for an autoencoder, and an autoencoder's clips as notes of a song."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.representation.clips import (
    HOLD,
    SLOTS,
    Bars,
    Content,
    cells_of,
    clip_bars,
    drum_content,
    melody_clip,
    melody_content,
    melody_notes,
    melody_of,
)
from engine.representation.drums import Steps, decode, encode, steps_of
from engine.representation.notes import grid_meters
from engine.runtime.autoencoder import Said
from engine.runtime.sampling import draw
from engine.score.meter import MeterMap
from engine.score.song import Note, Song, in_order
from engine.score.time import Tick
from engine.tools.stretch import MOST_PPQ, ppq_factor

DRUM_PPQ = 480
"""The coarsest ticks that hold micro-timing."""

DRUM_NOTE = 4
"""A drum's note lasts a quarter divided by this."""


@dataclass(frozen=True)
class Sheet:
    """The bars [first, first + count) of a song: `meters` count its ticks, `bars` are as the model
    has them.
    """

    meters: MeterMap
    first: int
    bars: Bars

    @classmethod
    def of(cls, meters: MeterMap, first: int, count: int, fine: Sequence[bool] = ()) -> "Sheet":
        """With triplets in the bars that are `fine`; none where nothing is said."""
        bars = clip_bars((), grid_meters(meters), first, count, fine=False)
        return cls(meters, first, replace(bars, fine=tuple(fine) or bars.fine))

    @property
    def start(self) -> Tick:
        """Where the first bar begins."""
        return self.meters.bar_start(self.first)

    @property
    def end(self) -> Tick:
        """Where the last bar ends."""
        return self.meters.bar_start(self.first + len(self.bars.lengths))

    @property
    def ticks(self) -> np.ndarray:
        """Where the steps of a melody begin, in the song's ticks; the end last."""
        return self.start + np.round(self.bars.times * (self.meters.ppq / SLOTS)).astype(np.int64)

    @property
    def steps(self) -> Steps:
        """The sixteenths of the bars, in the song's ticks."""
        return steps_of(self.meters, self.first, self.first + len(self.bars.lengths))

    def melody(self, notes: Sequence[Note]) -> Content:
        """What the model reads of a melody on the grid of `notes.GRID`, one note at a time."""
        return melody_content(melody_clip(notes, grid_meters(self.meters), self.bars, self.first))

    def drums(self, notes: Sequence[Note]) -> Content:
        """What the model reads of drums, in the song's ticks."""
        return drum_content(encode(notes, self.steps, triplets=False), self.bars)

    def written(self, symbols: np.ndarray, said: Said) -> tuple[Note, ...]:
        """Chosen symbols or hits of the steps, as loud and as late as is said, as notes in the
        song's ticks, all inside the bars. Ids count from 0.
        """
        if symbols.ndim == 1:
            return self._melody(symbols, said.loudness)
        return self._drums(symbols, said.loudness, said.away)

    def _melody(self, symbols: np.ndarray, loudness: np.ndarray) -> tuple[Note, ...]:
        scale = self.meters.ppq / SLOTS
        notes = melody_notes(melody_of(self.bars, symbols, loudness))
        edges = [(round(note.start * scale), round(note.end * scale)) for note in notes]
        return tuple(
            note.with_span(self.start + start, min(self.end, self.start + max(start + 1, end)))
            for note, (start, end) in zip(notes, edges, strict=True)
            if self.start + start < self.end
        )

    def _drums(self, hits: np.ndarray, loudness: np.ndarray, away: np.ndarray) -> tuple[Note, ...]:
        """A note ends where the next of its pitch begins."""
        length = max(1, self.meters.ppq // DRUM_NOTE)
        notes = decode(cells_of(hits, loudness, away), self.steps, length)
        last = self.end - 1
        starts = [min(max(note.start, self.start), last) for note in notes]
        following: dict[int, int] = {}
        placed: list[Note] = []
        for note, start in sorted(zip(notes, starts, strict=True), key=lambda pair: -pair[1]):
            end = min(start + length, following.get(note.pitch, self.end))
            if end > start:
                placed.append(note.with_span(start, end))
                following[note.pitch] = start
        return in_order(placed)


def fine_ppq(song: Song, drums: bool) -> int:
    """By how much a song's ticks must be refined to hold triplets, or drums' timing."""
    if not drums:
        return ppq_factor(song)
    factor = -(-DRUM_PPQ // song.ppq)
    return factor if song.ppq * factor <= MOST_PPQ else 1


def likeliest(logits: np.ndarray) -> np.ndarray:
    """Symbols (T,) by logits (T, 130), or hits (T, 9) by logits (T, 9)."""
    return logits.argmax(axis=-1) if logits.shape[-1] > HOLD else logits > 0


def symbols_of(
    logits: np.ndarray, rng: np.random.Generator, temperature: float, top_p: float
) -> np.ndarray:
    """Symbols (T,) by logits (T, 130), or hits (T, 9) by logits (T, 9), each drawn by itself."""
    if temperature == 0:
        return likeliest(logits)
    if logits.shape[-1] > HOLD:
        return draw(logits, rng.random(len(logits)), temperature, top_p)
    with np.errstate(over="ignore"):
        chance = 1 / (1 + np.exp(-logits.astype(np.float64) / temperature))
    chance = np.where(chance < 1 - top_p, 0, np.where(chance > top_p, 1, chance))
    return rng.random(logits.shape) < chance


def clip_of(said: Said, index: int) -> Said:
    """What is said of one clip."""
    return Said(*(part[index] for part in said))
