"""The mark that says, while music is dragged over the window, where it would land."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.look.fonts import face_font, text_unit
from gui.look.theme import DARK, Theme, faint, mixed

RADIUS = 8
EDGE = 2
LOW = 4
"""What is lower than so many lines of text has its words beside it, so that it can be read."""


class DropMark(QWidget):
    """A frame around a place, with words on it. It lies over everything and takes no events."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._theme: Theme = DARK
        self._window = window
        self._box = QRect()
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme

    @property
    def box(self) -> QRect:
        """The place that is marked, in the window's pixels."""
        return self._box

    def show_at(self, box: QRect, text: str) -> None:
        """Mark a place of the window."""
        if (box, text) != (self._box, self.text) or self.isHidden():
            self._box, self.text = box, text
            self.setGeometry(self._window.rect())
            self.raise_()
            self.show()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, and the words inside its upper edge or beside it, in view in any case."""
        theme, unit = self._theme, text_unit()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.you, EDGE, Qt.PenStyle.DashLine))
            painter.setBrush(faint(theme.you, 0.12))
            inside = QRectF(self._box).adjusted(EDGE, EDGE, -EDGE, -EDGE)
            painter.drawRoundedRect(inside, RADIUS, RADIUS)
            painter.setFont(face_font("strong"))
            words = painter.fontMetrics().elidedText(
                self.text, Qt.TextElideMode.ElideMiddle, self.width() - 2 * unit
            )
            size = painter.fontMetrics().size(0, words)
            plate = QRectF(0, 0, size.width() + unit, size.height() + unit * 0.5)
            plate.moveCenter(inside.center())
            if inside.height() > LOW * unit:
                plate.moveTop(inside.top() + unit)
            else:
                plate.moveLeft(inside.right() + unit)
            plate.moveLeft(max(4.0, min(self.width() - plate.width() - 4, plate.left())))
            painter.setPen(QPen(theme.you, 1))
            painter.setBrush(mixed(theme.control, theme.you, 0.1))
            painter.drawRoundedRect(plate, RADIUS, RADIUS)
            painter.setPen(theme.text)
            painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
