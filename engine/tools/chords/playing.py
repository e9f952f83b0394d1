"""Chords played in a track's manner: its pattern, voiced over other chords."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from engine.score.song import Note, in_order
from engine.score.time import Tick
from engine.tools.chords.manner import Manner, Stroke
from engine.tools.chords.voicing import Voices
from engine.tools.locks.voices import at_most

JUST = 8
"""Strokes nearer than an eighth of a quarter are one: 1 / JUST of a chord's shortest piece."""


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
class _Piece:
    """A stroke, or what is left of it, inside one chord."""

    start: int
    end: int
    stroke: Stroke


def play(
    manner: Manner,
    spans: Sequence[Span],
    voices: Voices,
    lines: Sequence[Tick],
    heard: int,
    channel: int,
    most: int | None = None,
) -> tuple[Note, ...]:
    """The notes of the bars between `lines` from number `heard` on, in order, in ticks, over spans
    that follow each other without a gap. A stroke that sounds on into another chord is struck again
    there, unless others are. No more than `most` sound at a time. Raises NothingLeft.
    """
    strokes = _strokes(manner, spans, lines, heard)
    attacks = sorted({start for start, _, _ in strokes})
    pieces = [
        _Piece(max(start, span.start), min(end, span.end), stroke)
        for start, end, stroke in strokes
        for span in spans
        if max(start, span.start) < min(end, span.end)
        and (start >= span.start or not _struck_near(attacks, span.start, end))
    ]
    notes: list[Note] = []
    for span in spans:
        inside = [p for p in pieces if span.start <= p.start < span.end]
        inside.sort(key=lambda piece: (piece.start, piece.stroke.index))
        for piece in inside:
            size = piece.stroke.size if most is None else min(most, piece.stroke.size)
            frame = voices.frame(span.tones, span.root, size)
            pitch = frame[_place(piece.stroke, len(frame))]
            length = Tick(piece.end - piece.start)
            velocity = piece.stroke.velocity
            notes.append(Note(len(notes), pitch, velocity, Tick(piece.start), length, channel))
    played = _apart(notes)
    return played if most is None else at_most(most, played)


def _strokes(
    manner: Manner, spans: Sequence[Span], lines: Sequence[Tick], heard: int
) -> list[tuple[int, int, Stroke]]:
    """Every stroke of the new bars with where it begins and ends, none beyond them. A bar for which
    there is no pattern has one stroke of three voices for each chord.
    """
    lengths = [after - line for line, after in pairwise(lines)]
    begin, end = lines[heard], lines[-1]
    found: list[tuple[int, int, Stroke]] = []
    for bar in range(heard, len(lengths)):
        pattern = manner.like(bar, heard, lengths)
        if pattern is None:
            pattern = _block(spans, lines[bar], lengths[bar])
        for stroke in pattern:
            start = max(begin, lines[bar] + stroke.begin)
            found.append((start, min(end, start + max(1, stroke.length)), stroke))
    return [each for each in found if each[0] < end]


def _block(spans: Sequence[Span], line: int, length: int) -> list[Stroke]:
    inside = [span for span in spans if span.start < line + length and span.end > line]
    places = [(max(0, s.start - line), min(length, s.end - line)) for s in inside]
    return [Stroke(a, b - a, index, 3, 80) for a, b in places for index in range(3)]


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
