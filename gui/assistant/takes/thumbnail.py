"""Small pictures of takes at one common scale, so that their shapes can be compared."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from engine.score.song import Note
from engine.tools.choice.comparison import Difference
from gui.look.theme import Theme, mixed

LEAST_SPAN = 16
"""Semitones that a thumbnail shows at least: a trill is no mountain range."""
THICKEST = 5
"""Pixels that a note is high and long at most where it is drawn longer than it is."""
SHADE = 8
"""Velocities that look alike: a colour is mixed once for so many, as cards are painted often."""


@dataclass(frozen=True)
class Scale:
    """What all thumbnails of a batch show: a stretch of ticks and of pitches."""

    start: int
    end: int
    low: int
    high: int

    @classmethod
    def over(cls, parts: Iterable[Sequence[Note]], start: int, end: int) -> "Scale":
        """The scale on which all notes of all parts have room."""
        notes = [note for part in parts for note in part]
        pitches = [note.pitch for note in notes]
        low, high = min(pitches, default=60), max(pitches, default=72)
        margin = max(0, LEAST_SPAN - (high - low + 1))
        last = max([end, *(note.end for note in notes)])
        return cls(start, max(start + 1, last), low - margin // 2, high + (margin + 1) // 2)

    def boxes(self, notes: Iterable[Note], room: QRectF) -> Iterator[QRectF]:
        """Where each of the notes is drawn in a room of pixels."""
        per_tick = room.width() / (self.end - self.start)
        row = room.height() / (self.high - self.low + 1)
        height = max(2.5, min(THICKEST, row * 0.9))
        left, low = room.left(), room.bottom() - row / 2 - height / 2
        for note in notes:
            x, y = left + (note.start - self.start) * per_tick, low - (note.pitch - self.low) * row
            yield QRectF(x, y, max(height, note.length * per_tick - 1.5), height)


def draw_thumbnail(
    painter: QPainter,
    notes: Sequence[Note],
    scale: Scale,
    room: QRectF,
    color: QColor,
    theme: Theme,
    difference: Difference | None = None,
) -> None:
    """Draw a take's notes: the louder, the brighter, in steps that no eye tells apart.

    With a difference from another take, what is the same steps back, and what the other has and
    this one has not is hollow.
    """
    bright: Sequence[Note] = notes
    if difference is not None:
        bright = [*difference.only_second, *(second for _, second in difference.moved)]
        gone = [*difference.only_first, *(first for first, _ in difference.moved)]
        _draw(painter, difference.same, scale, room, mixed(theme.control, color, 0.35), theme)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.text_2, 1, Qt.PenStyle.DotLine))
        for box in scale.boxes(gone, room):
            painter.drawRect(box)
    _draw(painter, bright, scale, room, color, theme)


def _draw(
    painter: QPainter,
    notes: Sequence[Note],
    scale: Scale,
    room: QRectF,
    color: QColor,
    theme: Theme,
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    shades: dict[int, QColor] = {}
    for note, box in zip(notes, scale.boxes(notes, room), strict=True):
        loud = note.velocity // SHADE * SHADE
        shade = shades.get(loud) or shades.setdefault(loud, theme.voice(color, loud))
        painter.setBrush(shade)
        radius = box.height() / 2
        painter.drawRoundedRect(box, radius, radius)
