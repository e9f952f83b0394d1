"""Where takes will lie, before there are any: outlines, and what to do."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.look.fonts import face_font, text_unit
from gui.look.theme import Theme

PLACES = 4
MARGIN, GAP = 14, 10


class EmptyTray(QWidget):
    """Four dashed places and one sentence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = self.tr("Play or draw a melody, then press C: the answers come here")
        self.setAccessibleName(self._words)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as it stands."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            theme = self._theme
            width = (self.width() - 2 * MARGIN - (PLACES - 1) * GAP) / PLACES
            for place in range(PLACES):
                left = MARGIN + place * (width + GAP)
                box = QRectF(left, 6, width, self.height() - 16).adjusted(0.5, 0.5, -0.5, -0.5)
                painter.setPen(QPen(theme.line, 1, Qt.PenStyle.DashLine))
                painter.drawRoundedRect(box, 10, 10)
                painter.setPen(theme.text_3)
                painter.setFont(face_font("strong"))
                painter.drawText(box.adjusted(14, 12, 0, 0), str(place + 1))
            painter.setFont(face_font(""))
            words = self.rect().adjusted(text_unit(), 0, -text_unit(), 0)
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            around = painter.fontMetrics().boundingRect(words, wrapped, self._words)
            painter.fillRect(around.adjusted(-text_unit(), -4, text_unit(), 4), theme.ground)
            painter.setPen(theme.text_2)
            painter.drawText(words, wrapped, self._words)
