"""What the lanes below the notes share: gestures, wheel, ground."""

from typing import overload

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from gui.look.theme import mixed
from gui.piano_roll.coordinates import Coordinates, Floats
from gui.piano_roll.gestures.base import Gesture, Pointer
from gui.piano_roll.lines import bar_lines
from gui.piano_roll.paint import BAR_SPACING, paint_label
from gui.piano_roll.raster import line_columns
from gui.piano_roll.stage import Stage

MARGIN = 8.0
"""So many pixels lie above the highest value and below the lowest."""


class Lane(QWidget):
    """Leads gestures from press to release, scrolls, and paints the ground."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._stage = stage
        self._gesture: Gesture | None = None
        self._button = Qt.MouseButton.NoButton
        self._pointer = QPointF()
        stage.picture_changed.connect(self.update)
        stage.overlay_changed.connect(self.update)
        stage.clip_left.connect(self.cancel)

    def minimumSizeHint(self) -> QSize:
        """Room enough to tell low from high."""
        return QSize(240, 56)

    def value_at(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> Pointer:
        """The pointer at a place; its row is what the lane means by a height, here the share."""
        tick = self._stage.coordinates.tick_at(place.x())
        snap = not modifiers & Qt.KeyboardModifier.AltModifier
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        return Pointer(tick, self.share_at(place.y()), 0, snap, shift)

    def gesture_at(self, at: Pointer, button: Qt.MouseButton) -> Gesture | None:
        """The gesture that a press begins: none, where a lane has none of its own."""
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture where there is a clip and none runs."""
        if self._gesture is None and self._stage.clip is not None:
            self._button = event.button()
            self._gesture = self.gesture_at(self._at(event), self._button)
            self._stage.gesture_runs = self._gesture is not None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead the gesture on."""
        if self._gesture is not None:
            self._gesture.move(self._at(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Carry out what the gesture showed."""
        if self._gesture is not None and event.button() is self._button:
            self._gesture.release(self._at(event))
            self._end()

    def cancel(self) -> bool:
        """Break off a running gesture. Whether there was one."""
        if self._gesture is None:
            return False
        self._gesture.cancel()
        self._end()
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll in time; with Ctrl zoom at the pointer."""
        stage, delta = self._stage, event.angleDelta() * 0.8
        amount = delta.y() or delta.x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            x, factor = event.position().x(), 1.0024**amount
            stage.look(stage.coordinates.zoomed_in_time(x, factor, stage.song.ppq))
        else:
            stage.look(stage.coordinates.scrolled(-amount, 0))
        event.accept()

    def _at(self, event: QMouseEvent) -> Pointer:
        self._pointer = event.position()
        return self.value_at(self._pointer, event.modifiers())

    def _end(self) -> None:
        if self._gesture is not None:
            self._gesture.end()
        self._gesture = None
        self._stage.gesture_runs = False

    # Painting

    @overload
    def height_of(self, share: float) -> float: ...

    @overload
    def height_of(self, share: Floats) -> Floats: ...

    def height_of(self, share: float | Floats) -> float | Floats:
        """The y of a share of the height, from 0 at the bottom to 1 at the top; of arrays too."""
        return self.height() - MARGIN - (self.height() - 2 * MARGIN) * share

    def share_at(self, y: float) -> float:
        """The share of the whole height at a y, from 0 to 1."""
        share = (self.height() - MARGIN - y) / max(1.0, self.height() - 2 * MARGIN)
        return max(0.0, min(1.0, share))

    def paint_ground(self, painter: QPainter, view: Coordinates, size: QRectF) -> None:
        """Fill it, with a line for each bar as far as they stand apart."""
        theme, meters = self._stage.theme, self._stage.song.meters
        painter.fillRect(size, theme.panel)
        end = view.tick_at(size.width())
        ticks, _ = bar_lines(meters, view.left, end, BAR_SPACING / view.tick_width)
        line = mixed(theme.panel, theme.line, 0.8)
        for x in line_columns(view, ticks):
            painter.fillRect(x, 0, 1, self.height(), line)

    def paint_word(self, painter: QPainter) -> None:
        """Say beside the pointer what a running gesture does."""
        stage = self._stage
        if self._gesture is not None and stage.preview.label:
            room = QRectF(self.rect())
            paint_label(painter, stage.theme, stage.preview.label, self._pointer, room)
