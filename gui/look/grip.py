"""A handle of dots: what it stands for can be dragged out of the window by it."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from gui.look.fonts import text_unit
from gui.look.theme import Theme

COLUMNS, ROWS = 2, 4
DOT = 1.3


class Grip(QWidget):
    """Asks for a drag once the hand has moved far enough; there is nothing to click."""

    drag_wanted = Signal()

    def __init__(self, theme: Theme, what: str) -> None:
        super().__init__()
        self._theme = theme
        self._press: QPointF | None = None
        self.setToolTip(what)
        self.setAccessibleName(what)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(round(text_unit() * 0.8), round(text_unit() * 1.6))

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._press = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ask for the drag."""
        if self._press is None:
            return
        if (event.position() - self._press).manhattanLength() >= QApplication.startDragDistance():
            self._press = None
            self.drag_wanted.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        self._press = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dots."""
        theme, gap = self._theme, text_unit() * 0.3
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.text_2 if self.underMouse() else theme.text_3)
            left = (self.width() - gap * (COLUMNS - 1)) / 2
            top = (self.height() - gap * (ROWS - 1)) / 2
            for index in range(COLUMNS * ROWS):
                row, column = divmod(index, COLUMNS)
                painter.drawEllipse(QPointF(left + column * gap, top + row * gap), DOT, DOT)
