"""Small pictures of takes at one common scale, so that their shapes can be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from engine.score.song import Note
from gui.look.theme import Theme

LEAST_SPAN = 16
"""Semitones that a thumbnail shows at least: a trill is no mountain range."""


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
        low = min((note.pitch for note in notes), default=60)
        high = max((note.pitch for note in notes), default=72)
        margin = max(0, LEAST_SPAN - (high - low + 1))
        last = max([end, *(note.end for note in notes)])
        return cls(start, max(start + 1, last), low - margin // 2, high + (margin + 1) // 2)

    def box(self, note: Note, room: QRectF) -> QRectF:
        """Where a note is drawn in a room of pixels."""
        per_tick = room.width() / (self.end - self.start)
        row = room.height() / (self.high - self.low + 1)
        height = max(2.5, min(5.0, row * 0.9))
        x = room.left() + (note.start - self.start) * per_tick
        y = room.bottom() - (note.pitch - self.low + 0.5) * row - height / 2
        return QRectF(x, y, max(height, note.length * per_tick - 1.5), height)


def draw_thumbnail(
    painter: QPainter,
    notes: Sequence[Note],
    scale: Scale,
    room: QRectF,
    color: QColor,
    theme: Theme,
) -> None:
    """Draw a take's notes: the louder, the brighter."""
    painter.setPen(Qt.PenStyle.NoPen)
    for note in notes:
        box = scale.box(note, room)
        painter.setBrush(theme.voice(color, note.velocity))
        radius = box.height() / 2
        painter.drawRoundedRect(box, radius, radius)
