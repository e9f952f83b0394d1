"""Locks on clips, whose steps an autoencoder tells all at once: what begins there is chosen step
by step, inside what must hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.representation.clips import HOLD
from engine.runtime.autoencoder import Said
from engine.runtime.next_step import AT_ONCE, WAYS
from engine.runtime.sampling import log_mask
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.chords import Chord, laid_out, parse_chords
from engine.theory.keys import parse_key
from engine.tools.clips.music import Sheet
from engine.tools.drums.strokes import Choose, struck, ways_of
from engine.tools.locks.frames import Frames
from engine.tools.locks.pitches import PitchLock
from engine.tools.locks.voices import at_most
from engine.tools.options import LockOptions

OCTAVES = (0, -12, 12, -24, 24, -36, 36, -48, 48, -60, 60)


@dataclass(frozen=True)
class ClipLocks:
    """What holds of the notes on a sheet; `pitches` counts the sheet's ticks. In drums `most` of
    them are struck and sound at a time; a melody is one voice. Where no symbol is left for a step
    nothing begins there, so that no lock leads into a dead end.
    """

    sheet: Sheet
    pitches: PitchLock
    most: int | None
    no_repeat: int | None
    strength: float

    @classmethod
    def of(cls, options: LockOptions, sheet: Sheet, drums: bool) -> "ClipLocks":
        """The locks in force; drums know none of pitches. Raises NothingLeft, UnknownKey,
        UnknownChord.
        """
        if drums:
            options = replace(options, key="none", low=None, high=None, chords="")
        key = None if options.key in ("auto", "none") else parse_key(options.key)
        chords: Sequence[tuple[Tick, Chord]] = ()
        if options.chords:
            placed = laid_out(parse_chords(options.chords), sheet.meters, sheet.start, sheet.end)
            chords = tuple(placed)
        stretch, strength = (sheet.start, sheet.end), float(np.float32(options.strength))
        pitches = PitchLock.of(key, options.low, options.high, chords, stretch, strength)
        return cls(sheet, pitches, options.max_polyphony, options.no_repeat, strength)

    @property
    def bind(self) -> bool:
        """Whether anything has to be kept."""
        return self.pitches.binds or self.most is not None or self.no_repeat is not None

    def melody(self, symbols: np.ndarray, logits: np.ndarray, choose: Choose) -> np.ndarray:
        """Symbols (T,) with pitches chosen anew by logits (T, 128), where notes begin."""
        begin = np.flatnonzero(symbols < HOLD)
        ticks = self.sheet.ticks[begin]
        rows = [self.pitches.row(tick) for tick in ticks]
        held = logits[begin] + log_mask(self.pitches.allowed[rows], self.strength)
        symbols = symbols.copy()
        if self.no_repeat is None:
            symbols[begin] = choose(held) if len(begin) else begin
            return symbols
        heard = Frames(self.no_repeat)
        for step, tick, row in zip(begin.tolist(), ticks.tolist(), held, strict=True):
            row = row + log_mask(heard.free(tick, HOLD), self.strength)
            symbols[step] = HOLD
            if np.isfinite(row).any():
                symbols[step] = choose(row[None])[0]
                heard.hear(tick, int(symbols[step]))
        return symbols

    def drums(self, logits: np.ndarray, choose: Choose) -> np.ndarray:
        """Hits (T, 9) by logits (T, 9): of the ways to strike the nine at a step one is chosen."""
        ways = ways_of(logits)
        if self.most is not None:
            ways = ways + log_mask(self.most >= AT_ONCE, self.strength)
        if self.no_repeat is None:
            return WAYS[choose(ways)] > 0
        return struck(ways, range(len(ways)), Frames(self.no_repeat), self.strength, choose)

    def written(self, symbols: np.ndarray, said: Said) -> tuple[Note, ...]:
        """Chosen symbols or hits as notes. At full strength one ends where a chord comes that it is
        no tone of, or where one drum too many would sound.
        """
        notes = self.sheet.written(symbols, said)
        if self.strength < 1:
            return notes
        if symbols.ndim > 1:
            return notes if self.most is None else at_most(self.most, notes)
        until = [int(self.pitches.until[self.pitches.row(n.start), n.pitch]) for n in notes]
        return tuple(
            note.with_span(note.start, min(note.end, latest))
            for note, latest in zip(notes, until, strict=True)
        )


def into_range(notes: Sequence[Note], low: int | None, high: int | None) -> int:
    """By which of OCTAVES notes are moved so that the fewest are outside a range."""
    lowest, highest = low or 0, 127 if high is None else high
    outside = [sum(not lowest <= n.pitch + by <= highest for n in notes) for by in OCTAVES]
    return OCTAVES[outside.index(min(outside))]


def moved(logits: np.ndarray, shift: int) -> np.ndarray:
    """Logits of pitches (T, 128), moved up; what comes in at the end is out of the question."""
    there = np.full_like(logits, -1e9)
    if shift >= 0:
        there[:, shift:] = logits[:, : 128 - shift]
    else:
        there[:, :shift] = logits[:, -shift:]
    return there
