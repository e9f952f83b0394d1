"""Keys and what each of them does, in two columns, painted: a sheet of them holds hundreds."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.look.fonts import Lettering, face_font, text_unit, wrapped
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
        self._broken_once = lru_cache(maxsize=4)(self._broken)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.update()

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
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw all keys, then all texts."""
        lines, row, line = self._lines(self.width()), self._row, self._line
        tops, y = [], 0
        for each in lines:
            tops.append(y)
            y += row + max(0, len(each) - 1) * line + ABOVE
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_keys(painter, tops, row)
            painter.setFont(self.font())
            letters = Lettering(painter)
            for top, each in zip(tops, lines, strict=True):
                for number, text in enumerate(each):
                    letters.write(QRectF(self._across, top + number * line, 0, row), text)

    def _paint_keys(self, painter: QPainter, tops: Sequence[int], row: int) -> None:
        painter.setFont(face_font("caption"))
        faces = [
            QRectF(0, top, width + 2 * WITHIN, row)
            for top, width in zip(tops, self._key_widths, strict=True)
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.control)
        for face in faces:
            painter.drawRoundedRect(face, RADIUS, RADIUS)
        painter.setPen(self._theme.text_2)
        letters = Lettering(painter)
        for face, (keys, _) in zip(faces, self.entries, strict=True):
            letters.write(face.adjusted(WITHIN, 0, 0, 0), keys)

    @property
    def _row(self) -> int:
        """How high a row of one line is."""
        return QFontMetrics(face_font("caption")).height() + 4

    @property
    def _line(self) -> int:
        """How much each further line of a text adds."""
        return QFontMetrics(self.font()).lineSpacing()

    @property
    def _key_widths(self) -> Sequence[int]:
        """How wide the text of each key is."""
        return _widths(tuple(keys for keys, _ in self.entries), face_font("caption"))

    @property
    def _across(self) -> int:
        """Where texts begin."""
        return max(self._key_widths, default=0) + 2 * WITHIN + BESIDE

    def _lines(self, width: int) -> list[list[str]]:
        """The texts in lines that fit beside the keys."""
        return self._broken_once(max(text_unit() * 3, width - self._across), self.font())

    def _broken(self, room: int, font: QFont) -> list[list[str]]:
        texts = tuple(text for _, text in self.entries)
        widths = zip(texts, _widths(texts, font), strict=True)
        return [[t] if width <= room else wrapped(t, room, font) for t, width in widths]


@lru_cache(maxsize=64)
def _widths(texts: tuple[str, ...], font: QFont) -> Sequence[int]:
    """How wide each of these texts is in a font."""
    advance = QFontMetrics(font).horizontalAdvance
    return [advance(each) for each in texts]
