"""What is locked of new chords: those that are given, and what others keep to."""

from itertools import pairwise

import numpy as np

from engine.representation.harmony import NONE, weights
from engine.theory.chords import laid_out, parse_chords
from engine.tools.chords.harmonise import Allowed
from engine.tools.chords.part import ChordPart
from engine.tools.chords.playing import Span
from engine.tools.locks.frames import Frames
from engine.tools.melody_options import MelodyOptions


def given(part: ChordPart, options: MelodyOptions) -> list[Span] | None:
    """The chords that are given, where they are locked at full strength."""
    if not options.chords or options.strength < 1:
        return None
    placed = list(laid_out(parse_chords(options.chords), part.meters, part.start, part.end))
    scale = frozenset(range(12)) if part.lock is None else part.lock.scale
    ends = [*(tick for tick, _ in placed[1:]), part.end]
    return [
        Span(tick, min(after, part.end), chord.tones & scale, chord.bass, chord.symbol)
        for (tick, chord), after in zip(placed, ends, strict=True)
    ]


def allowed(part: ChordPart, options: MelodyOptions) -> Allowed:
    """What the key, chords at less than full strength and a kept rhythm allow on the beats as they
    are told.
    """
    classes = np.ones((len(part.symbols), 12), bool)
    if part.lock is not None:
        classes &= np.isin(np.arange(12), list(part.lock.scale))
    if options.chords:
        changes = laid_out(parse_chords(options.chords), part.meters, part.start, part.end)
        for number, (tick, chord) in enumerate(changes):
            beat = int(np.searchsorted(part.beats.ticks, tick)) if number else part.new.start
            classes[beat:] = np.isin(np.arange(12), list(chord.tones))
    free = np.ones(len(part.symbols), bool)
    if options.rhythm == "keep":
        free = _struck(part)
    sounding = weights(part.gap.held, part.beats) if part.gap and part.gap.held else None
    order = part.order
    return Allowed(
        classes[order], free[order], options.strength, _repeats(part, options),
        None if sounding is None else sounding[order],
    )  # fmt: skip


def _repeats(part: ChordPart, options: MelodyOptions) -> Frames | None:
    """What keeps the chords from coming round, having heard those that were read."""
    if options.no_repeat is None:
        return None
    known = part.symbols[part.order][: -len(part.new)]
    changes = np.flatnonzero(np.diff(known, prepend=NONE))
    return Frames(options.no_repeat, [(beat, int(known[beat])) for beat in changes.tolist()])


def _struck(part: ChordPart) -> np.ndarray:
    """On which beats the pattern strikes."""
    bars = part.bars
    lengths = [after - line for line, after in pairwise(bars.lines)]
    struck = np.zeros(len(part.symbols), bool)
    for bar in bars.new:
        for stroke in part.manner.like(bar, bars.new, lengths) or ():
            struck[part.beats.at(np.array([max(0, stroke.begin) + bars.lines[bar]]))] = True
    return struck
