"""Chords played in a track's manner: its pattern, voiced over other chords."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from engine.score.song import Note, in_order
from engine.score.time import Tick
from engine.tools.chords.manner import Manner, Stroke
from engine.tools.chords.voicing import Voices
from engine.tools.locks.voices import at_most

JUST = 8
"""A JUSTth of a stroke is no stroke: one that begins so little before a chord changes, or sounds on
so little after it, is of one chord alone.
"""


@dataclass(frozen=True)
class Span:
    """A chord from one tick to another: its tones, the pitch class it stands on (None: no chord)
    and its name.
    """

    start: Tick
    end: Tick
    tones: frozenset[int]
    root: int | None
    name: str


@dataclass(frozen=True)
class NewBars:
    """Which of the bars between `lines`, in ticks, are `new`, in part at least. A stroke from
    before `since` is not struck: something sounds there already.
    """

    lines: Sequence[Tick]
    new: range
    since: float = -math.inf


@dataclass(frozen=True)
class _Piece:
    """A stroke, or what is left of it, inside one chord."""

    start: int
    end: int
    stroke: Stroke


def play(
    manner: Manner,
    spans: Sequence[Span],
    voices: Voices,
    bars: NewBars,
    channel: int,
    most: int | None = None,
) -> tuple[Note, ...]:
    """The notes of the new bars, in order, in ticks, over spans that follow each other without a
    gap. A stroke that sounds on into another chord is struck again there, unless others are. No
    more than `most` sound at a time. Raises NothingLeft.
    """
    strokes = _strokes(manner, spans, bars)
    attacks = sorted({start for start, _, _ in strokes})
    notes: list[Note] = []
    for number, span in enumerate(spans, start=1):
        voices.gone = number / len(spans)
        pieces = [_piece(*each, span, attacks) for each in strokes]
        inside = [piece for piece in pieces if piece is not None]
        for piece in sorted(inside, key=lambda piece: (piece.start, piece.stroke.index)):
            size = piece.stroke.size if most is None else min(most, piece.stroke.size)
            frame = voices.frame(span.tones, span.root, size)
            pitch = frame[_place(piece.stroke, len(frame))]
            length = Tick(piece.end - piece.start)
            velocity = piece.stroke.velocity
            notes.append(Note(len(notes), pitch, velocity, Tick(piece.start), length, channel))
    played = _apart(notes)
    return played if most is None else at_most(most, played)


def _strokes(manner: Manner, spans: Sequence[Span], bars: NewBars) -> list[tuple[int, int, Stroke]]:
    """Every stroke of the new bars inside the spans, with where it begins and ends; where the
    pattern has none at all, one for each chord.
    """
    lengths = [after - line for line, after in pairwise(bars.lines)]
    patterns = [(bar, manner.like(bar, bars.new, lengths)) for bar in bars.new]
    blocks = [(bar, _block(manner, spans, bars.lines[bar], lengths[bar])) for bar in bars.new]
    played = [
        (bar, block if pattern is None else pattern)
        for (bar, pattern), (_, block) in zip(patterns, blocks, strict=True)
    ]
    return _placed(played, spans, bars) or _placed(blocks, spans, bars)


def _placed(
    patterns: Sequence[tuple[int, Sequence[Stroke]]], spans: Sequence[Span], bars: NewBars
) -> list[tuple[int, int, Stroke]]:
    """The strokes of bars inside the spans, with where each begins and ends. One that begins before
    them is struck where they begin.
    """
    begin, end = spans[0].start, spans[-1].end
    found = []
    for bar, pattern in patterns:
        for stroke in pattern:
            start = bars.lines[bar] + stroke.begin
            after = min(end, start + max(1, stroke.length))
            if start >= bars.since:
                found.append((max(begin, start), after, stroke))
    return [each for each in found if each[0] < each[1]]


def _block(manner: Manner, spans: Sequence[Span], line: int, length: int) -> list[Stroke]:
    """One stroke of as many voices as usual for each chord of a bar."""
    size, velocity = manner.usual
    inside = [span for span in spans if span.start < line + length and span.end > line]
    places = [(max(0, s.start - line), min(length, s.end - line)) for s in inside]
    return [Stroke(a, b - a, i, size, velocity) for a, b in places for i in range(size)]


def _piece(
    start: int, end: int, stroke: Stroke, span: Span, attacks: Sequence[int]
) -> _Piece | None:
    """What of a stroke is played while a chord stands."""
    just = (end - start) // JUST
    if start >= span.end or end <= span.start:
        return None
    if start >= span.start:
        passing = end > span.end and span.end - start <= just
        return None if passing else _Piece(start, min(end, span.end), stroke)
    if span.start - start <= just:
        return _Piece(start, min(end, span.end), stroke)
    if end - span.start <= just or _struck_near(attacks, span.start, end):
        return None
    return _Piece(span.start, min(end, span.end), stroke)


def _struck_near(attacks: Sequence[int], tick: int, end: int) -> bool:
    """Whether a stroke of its own falls at a tick, or so little later that one more would stumble;
    or too little is left.
    """
    return end - tick < 2 or any(
        tick <= attack <= tick + (end - tick) // JUST for attack in attacks
    )


def _place(stroke: Stroke, size: int) -> int:
    """Which of `size` pitches a stroke is."""
    if stroke.size <= 1 or size <= 1:
        return min(stroke.index, size - 1)
    return round(stroke.index * (size - 1) / (stroke.size - 1))


def _apart(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes in order; of two of one pitch that overlap the earlier ends first, and of two that
    begin together one stays.
    """
    latest: dict[int, int] = {}
    kept: list[Note] = []
    for note in in_order(notes):
        before = latest.get(note.pitch)
        if before is not None and kept[before].start == note.start:
            longer = max(kept[before].end, note.end)
            kept[before] = kept[before].with_span(note.start, longer)
            continue
        if before is not None and kept[before].end > note.start:
            kept[before] = kept[before].with_span(kept[before].start, note.start)
        latest[note.pitch] = len(kept)
        kept.append(note)
    return tuple(replace(note, id=number) for number, note in enumerate(kept))
