"""A slender fader for a track's volume."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gui.look.theme import Theme

LOUDEST = 127


class Volume(QWidget):
    """A slender fader. Drag or turn the wheel over it."""

    turned = Signal(int, bool)
    """The volume from 0 to 127, and whether the gesture is over."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._volume = 100
        self._color = theme.you
        self.setFixedWidth(12)
        self.setMinimumHeight(28)
        self.setCursor(Qt.CursorShape.SizeVerCursor)

    @property
    def volume(self) -> int:
        """The volume that is shown, 0 to 127."""
        return self._volume

    def show_volume(self, volume: int, color: QColor, theme: Theme) -> None:
        """Show a volume in the colour of its track."""
        self._volume, self._color, self._theme = volume, color, theme
        self.setToolTip(self.tr("Volume %1").replace("%1", str(volume)))
        self.setAccessibleName(self.toolTip())
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what the mouse does here."""
        self._turn(event, over=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with what the mouse began."""
        self._turn(event, over=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the mouse began."""
        self._turn(event, over=True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn it."""
        step = 4 if event.angleDelta().y() > 0 else -4
        self.turned.emit(max(0, min(LOUDEST, self._volume + step)), True)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as it stands."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            well = QRectF(self.width() / 2 - 1.5, 2, 3, self.height() - 4)
            painter.setBrush(self._theme.line)
            painter.drawRoundedRect(well, 1.5, 1.5)
            level = well.height() * self._volume / LOUDEST
            painter.setBrush(self._color)
            painter.drawRoundedRect(well.adjusted(0, well.height() - level, 0, 0), 1.5, 1.5)

    def _turn(self, event: QMouseEvent, over: bool) -> None:
        share = 1 - (event.position().y() - 2) / max(1, self.height() - 4)
        self.turned.emit(round(max(0.0, min(1.0, share)) * LOUDEST), over)
