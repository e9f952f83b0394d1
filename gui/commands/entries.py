"""Keys and what each of them does, in two columns, painted: a sheet of them holds hundreds."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.look.fonts import face_font, text_unit, wrapped
from gui.look.theme import Theme

BESIDE = 10
"""Pixels between the columns."""

ABOVE, WITHIN, RADIUS = 4, 6, 4
"""Pixels between two rows, beside the text of a key on its face, and of that face's corners."""


class Entries(QWidget):
    """Rows of a key and a text, which goes on below where it is too long."""

    def __init__(self, entries: Sequence[tuple[str, str]], theme: Theme) -> None:
        super().__init__()
        self.entries, self._theme = tuple(entries), theme
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("\n".join(f"{keys}: {text}" for keys, text in self.entries))
        self._lines = lru_cache(maxsize=4)(self._broken)

    def sizeHint(self) -> QSize:
        """The room it would like."""
        width = text_unit() * 15
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(text_unit() * 10, self._row)

    def hasHeightForWidth(self) -> bool:
        """Texts are broken into as many lines as they need."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high all rows are together."""
        lines = self._lines(width)
        more = sum(map(len, lines)) - len(lines)
        return len(lines) * (self._row + ABOVE) + more * self._line - ABOVE

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._lines.cache_clear()
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw all rows."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            y, row, across = 0, self._row, self._across
            for (keys, _), lines in zip(self.entries, self._lines(self.width()), strict=True):
                self._paint_key(painter, keys, y, row)
                painter.setFont(self.font())
                painter.setPen(self._theme.text_2)
                metrics = painter.fontMetrics()
                first = y + (row - metrics.height()) / 2 + metrics.ascent()
                for number, line in enumerate(lines):
                    place = QPointF(across, first + number * self._line)
                    painter.drawText(place, line)
                y += row + max(0, len(lines) - 1) * self._line + ABOVE

    def _paint_key(self, painter: QPainter, keys: str, y: int, row: int) -> None:
        painter.setFont(face_font("caption"))
        width = painter.fontMetrics().horizontalAdvance(keys) + 2 * WITHIN
        face = QRectF(0, y, width, row)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.control)
        painter.drawRoundedRect(face, RADIUS, RADIUS)
        painter.setPen(self._theme.text_2)
        painter.drawText(face, Qt.AlignmentFlag.AlignCenter, keys)

    @property
    def _row(self) -> int:
        """How high a row of one line is."""
        return QFontMetrics(face_font("caption")).height() + 4

    @property
    def _line(self) -> int:
        """How much each further line of a text adds."""
        return QFontMetrics(self.font()).lineSpacing()

    @property
    def _across(self) -> int:
        """Where texts begin."""
        metrics = QFontMetrics(face_font("caption"))
        widest = max((metrics.horizontalAdvance(keys) for keys, _ in self.entries), default=0)
        return widest + 2 * WITHIN + BESIDE

    def _broken(self, width: int) -> list[list[str]]:
        """The texts in lines that fit beside the keys."""
        room, font = max(text_unit() * 3, width - self._across), self.font()
        advance = QFontMetrics(font).horizontalAdvance
        texts = (text for _, text in self.entries)
        return [[t] if advance(t) <= room else wrapped(t, room, font) for t in texts]
