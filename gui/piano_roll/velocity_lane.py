"""The lane below the notes: a stem for each, as high as the note is loud."""

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from gui.piano_roll.arrays import NoteArrays
from gui.piano_roll.gestures.base import Gesture, Pointer
from gui.piano_roll.gestures.velocity import PaintLoudness, StemsLoudness
from gui.piano_roll.lines import bar_lines
from gui.piano_roll.paint import BAR_SPACING, LEVELS
from gui.piano_roll.stage import Stage
from gui.theme import mixed

HEAD = 3.0
MARGIN = 8.0
REACH = 5.0


class VelocityLane(QWidget):
    """Drag a stem, or paint across many."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Velocity")
        self.setAccessibleDescription("Drag a stem, or paint across many, to make notes louder.")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self._stage = stage
        self._picture: QPixmap | None = None
        self._gesture: Gesture | None = None
        stage.picture_changed.connect(self._repaint_all)
        stage.overlay_changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        """Room enough to tell soft from loud."""
        return QSize(240, 56)

    # Gestures

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a stem of the selection, or begin to paint."""
        if event.button() is not Qt.MouseButton.LeftButton or self._gesture is not None:
            return
        if self._stage.clip is None:
            return
        self._stage.gesture_runs = True
        at = self._at(event)
        note_id = self._stem_at(at)
        if note_id is not None:
            self._gesture = StemsLoudness(self._stage, at, note_id)
        else:
            reach = REACH / self._stage.coordinates.tick_width
            self._gesture = PaintLoudness(self._stage, at, reach)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead the gesture on."""
        if self._gesture is not None:
            self._gesture.move(self._at(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set the velocities."""
        if self._gesture is not None and event.button() is Qt.MouseButton.LeftButton:
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

    def _end(self) -> None:
        if self._gesture is not None:
            self._gesture.end()
        self._gesture = None
        self._stage.gesture_runs = False

    def _at(self, event: QMouseEvent) -> Pointer:
        """Where the pointer is; its row is the velocity it points at."""
        place = event.position()
        usable = self.height() - 2 * MARGIN
        velocity = 127 * (self.height() - MARGIN - place.y()) / usable
        tick = self._stage.coordinates.tick_at(place.x())
        return Pointer(tick, max(1.0, min(127.0, velocity)), 0)

    def _stem_at(self, at: Pointer) -> int | None:
        """The nearest stem under the pointer, where it is one of several selected."""
        stage = self._stage
        if len(stage.selection) < 2:
            return None
        notes = stage.notes.taken(stage.notes.mask_of(stage.selection))
        distance = np.abs(notes.starts - at.tick) * stage.coordinates.tick_width
        nearest = int(distance.argmin())
        return int(notes.ids[nearest]) if distance[nearest] <= REACH else None

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture no longer fits."""
        self._repaint_all()

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style."""
        super().changeEvent(event)
        self._repaint_all()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stems, and those that a gesture is changing over them."""
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.size() != self.size() * ratio:
            self._picture = self._painted_picture(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        preview = self._stage.preview.notes
        if len(preview):
            self._paint_stems(painter, preview)
        painter.end()

    def _painted_picture(self, ratio: float) -> QPixmap:
        stage = self._stage
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(stage.theme.panel)
        painter = QPainter(picture)
        end = stage.coordinates.tick_at(self.width())
        per_pixel = 1 / stage.coordinates.tick_width
        ticks, _ = bar_lines(
            stage.song.meters, stage.coordinates.left, end, BAR_SPACING * per_pixel
        )
        painter.setPen(QPen(mixed(stage.theme.panel, stage.theme.line, 0.8), 1))
        xs = np.floor(stage.coordinates.x_of(ticks) + 0.5) + 0.5
        painter.drawLines([QLineF(x, 0, x, self.height()) for x in xs.tolist()])
        notes = stage.notes
        if stage.preview.hidden:
            notes = notes.taken(~notes.mask_of(stage.preview.hidden))
        self._paint_stems(painter, notes)
        painter.fillRect(QRectF(0, 0, self.width(), 1), stage.theme.line)
        painter.end()
        return picture

    def _paint_stems(self, painter: QPainter, notes: NoteArrays) -> None:
        """Draw the stems in view: one to a pixel, the loudest; selected ones brighter."""
        stage = self._stage
        coordinates, theme = stage.coordinates, stage.theme
        start = coordinates.tick_at(-HEAD)
        end = coordinates.tick_at(self.width() + HEAD)
        first, last = np.searchsorted(notes.starts, (start, end))
        seen = notes.taken(slice(int(first), int(last)))
        xs = np.rint(coordinates.x_of(seen.starts)).astype(np.int64)
        chosen = seen.mask_of(stage.selection)
        order = np.lexsort((seen.velocities, xs))
        uppermost = order[np.append(xs[order][1:] != xs[order][:-1], True)] if len(xs) else order
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bottom = self.height() - 1.0
        usable = self.height() - 2 * MARGIN
        for selected in (False, True):
            for level in range(LEVELS):
                low, high = level * 128 // LEVELS, (level + 1) * 128 // LEVELS
                shown = uppermost[
                    (chosen[uppermost] == selected)
                    & (seen.velocities[uppermost] >= low)
                    & (seen.velocities[uppermost] < high)
                ]
                if not len(shown):
                    continue
                color = theme.voice(theme.you, (low + high) // 2)
                color = mixed(color, theme.text, 0.55) if selected else color
                tops = bottom - MARGIN + 1 - usable * seen.velocities[shown] / 127
                places = list(zip((xs[shown] + 0.5).tolist(), tops.tolist(), strict=True))
                painter.setPen(QPen(color, 1.5))
                painter.drawLines([QLineF(x, top, x, bottom) for x, top in places])
                painter.setPen(QPen(Qt.PenStyle.NoPen))
                painter.setBrush(color)
                for x, top in places:
                    painter.drawEllipse(QPointF(x, top), HEAD, HEAD)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _repaint_all(self) -> None:
        self._picture = None
        self.update()
