"""What a widget shows, kept as a picture for as long as it would be painted alike."""

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget


class KeptPicture:
    """A picture of a widget. `paint` covers all of it, from the origin on. It lies on whole device
    pixels: where a widget begins between two of them, by half a one beside where it would.
    """

    def __init__(self, widget: QWidget, paint: Callable[[QPainter], object]) -> None:
        self._widget = widget
        self._paint = paint
        self._picture = QPixmap()
        self._frame: tuple[object, ...] = ()

    def draw(self, painter: QPainter, content: object) -> None:
        """Draw it; painted anew where the content is another, or the widget's size or font."""
        self.make(content)
        painter.drawPixmap(0, 0, self._picture)

    def make(self, content: object) -> None:
        """Have it painted, to be drawn later."""
        widget = self._widget
        size, ratio = widget.size(), widget.devicePixelRatioF()
        frame = size, ratio, widget.font(), QApplication.font(), content
        if frame == self._frame or size.isEmpty():
            return
        self._frame = ()
        if self._picture.size() != size * ratio:
            self._picture = QPixmap(size * ratio)
        self._picture.setDevicePixelRatio(ratio)
        with QPainter(self._picture) as painter:
            painter.setFont(widget.font())
            self._paint(painter)
        self._frame = frame
