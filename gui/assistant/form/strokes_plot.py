"""A small plot of how notes are struck: timing across, velocity up, before and after a tool."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.theory.strokes import Strokes
from gui.look.fonts import face_font, text_unit
from gui.look.theme import Theme, faint

MOST = 400
"""Of more notes so many, spread evenly, are drawn: more cannot be told apart."""

LEAST_REACH, STEP_OF_REACH = 30, 10
"""At least so many milliseconds are shown on either side; the ends are whole steps."""

POINT = 2.6


class StrokesPlot(QWidget):
    """Rings are what was there, dots what a take makes of it: not told apart by colour alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._before: Strokes | None = None
        self._after: Strokes | None = None
        self._name = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Timing and velocity, before and after"))
        self.show_strokes(None, None, "")

    def show_strokes(self, before: Strokes | None, after: Strokes | None, name: str) -> None:
        """Show how notes are struck, and how those of a take, by its name, are."""
        self._before, self._after, self._name = before, after, name
        words = [self._told(self.tr("before"), before), self._told(name, after)]
        told = "\n".join(filter(None, words))
        self.setAccessibleDescription(told)
        about = self.tr("Rings are the notes before, dots those of the take: milliseconds (ms) "
                        "before or after the grid across, velocity from 1 to 127 up")  # fmt: skip
        self.setToolTip(f"{about}\n{told}" if told else about)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.update()

    @property
    def reach(self) -> int:
        """How many milliseconds are shown before and after the grid."""
        found = [s.offsets for s in (self._before, self._after) if s is not None]
        most = max((float(np.abs(each).max(initial=0.0)) for each in found), default=0.0)
        return max(LEAST_REACH, STEP_OF_REACH * int(np.ceil(most / STEP_OF_REACH)))

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(round(text_unit() * 13), round(text_unit() * 9.5))

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(round(text_unit() * 8), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as it stands."""
        theme, unit = self._theme, text_unit()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.control)
            painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
            room = QRectF(self.rect()).adjusted(10, unit * 1.7, -10, -unit * 1.5)
            self._paint_frame(painter, room)
            if self._before is not None:
                self._paint_points(painter, room, self._before, theme.you, filled=False)
            if self._after is not None:
                self._paint_points(painter, room, self._after, theme.machine, filled=True)

    def _paint_frame(self, painter: QPainter, room: QRectF) -> None:
        """The line of the grid, what the ends stand for, and what is what."""
        theme = self._theme
        painter.setPen(QPen(theme.text_3, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(room.center().x(), room.top()),
                         QPointF(room.center().x(), room.bottom()))  # fmt: skip
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.setFont(face_font("caption"))
        painter.setPen(theme.text_2)
        below = QRectF(room.left(), room.bottom(), room.width(), self.height() - room.bottom())
        middle = Qt.AlignmentFlag.AlignVCenter
        early, late = self.tr("%1 ms early"), self.tr("%1 ms late")
        reach = str(self.reach)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.drawText(below, middle | left, early.replace("%1", reach))
        painter.drawText(below, middle | right, late.replace("%1", reach))
        above = QRectF(room.left(), 0, room.width(), room.top())
        if self._before is None:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("no notes yet"))
            return
        self._paint_legend(painter, above)

    def _paint_legend(self, painter: QPainter, above: QRectF) -> None:
        theme, x, y = self._theme, above.left() + POINT + 1, above.center().y()
        parts = [(self.tr("before"), theme.you, False)]
        if self._after is not None:
            parts.append((self._name, theme.machine, True))
        for words, color, filled in parts:
            _set_look(painter, color, filled)
            painter.drawEllipse(QPointF(x, y), POINT + 0.6, POINT + 0.6)
            painter.setPen(theme.text_2)
            box = QRectF(x + 8, above.top(), above.width(), above.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
            x += painter.fontMetrics().horizontalAdvance(words) + 8 + text_unit()
        top = self.tr("velocity 127")
        if x + painter.fontMetrics().horizontalAdvance(top) < above.right():
            painter.setPen(theme.text_3)
            end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(above, end, top)

    def _paint_points(
        self, painter: QPainter, room: QRectF, found: Strokes, color: QColor, *, filled: bool
    ) -> None:
        shown = slice(None, None, max(1, -(-len(found.offsets) // MOST)))
        xs = room.center().x() + found.offsets[shown] / self.reach * room.width() / 2
        ys = room.bottom() - (found.velocities[shown] / 127) * room.height()
        _set_look(painter, color, filled)
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            painter.drawEllipse(QPointF(x, y), POINT, POINT)

    def _told(self, name: str, found: Strokes | None) -> str:
        """The figures of some notes as a line, for those who hear or point."""
        if found is None or not len(found.offsets):
            return ""
        text = self.tr("%1: %2 ms on average, %3 ms loose, velocity %4 to %5")
        values = (
            name, f"{found.offsets.mean():+.0f}", f"{found.offsets.std():.0f}",
            found.velocities.min(), found.velocities.max(),
        )  # fmt: skip
        for number, value in enumerate(values, 1):
            text = text.replace(f"%{number}", str(value))
        return text


def _set_look(painter: QPainter, color: QColor, filled: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen if filled else QPen(color, 1.2))
    painter.setBrush(faint(color, 0.85) if filled else Qt.BrushStyle.NoBrush)
