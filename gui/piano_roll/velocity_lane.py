"""The lane below the notes: a stem for each, as high as the note is loud."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from gui.look.theme import Theme, mixed
from gui.piano_roll.arrays import Ints, Mask, NoteArrays
from gui.piano_roll.gestures.base import Gesture, Pointer
from gui.piano_roll.gestures.velocity import PaintLoudness, StemsLoudness
from gui.piano_roll.lines import bar_lines
from gui.piano_roll.paint import BAR_SPACING, YOURS, Voice, paint_label
from gui.piano_roll.raster import line_columns
from gui.piano_roll.stage import Stage

translate = QCoreApplication.translate

HEAD = 3.0
MARGIN = 8.0
REACH = 5.0


class VelocityLane(QWidget):
    """Drag a stem, or paint across many."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("Roll", "Velocity"))
        self.setAccessibleDescription(
            translate("Roll", "Drag a stem, or paint across many, to make notes louder.")
        )
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self._stage = stage
        self._picture = QPixmap()
        self._stale = True
        self._gesture: Gesture | None = None
        self._pointer = QPointF()
        stage.picture_changed.connect(self._repaint_all)
        stage.overlay_changed.connect(self.update)
        stage.clip_left.connect(self.cancel)

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
        self._pointer = place = event.position()
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
        if self._stale or self._picture.size() != self.size() * ratio:
            self._paint_picture(ratio)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            stage = self._stage
            self._paint_stems(painter, stage.ghosts, Voice.MACHINE)
            self._paint_stems(painter, stage.recording, Voice.YOU)
            if len(stage.preview.notes):
                chosen = stage.preview.chosen_of(stage.selection)
                self._paint_stems(painter, stage.preview.notes, Voice.YOU, chosen)
            if self._gesture is not None and stage.preview.label:
                place, room = self._pointer, QRectF(self.rect())
                paint_label(painter, stage.theme, stage.preview.label, place, room)

    def _paint_picture(self, ratio: float) -> None:
        """Paint all that lies still."""
        stage = self._stage
        if self._picture.size() != self.size() * ratio:
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
        self._stale = False
        self._picture.fill(stage.theme.panel)
        with QPainter(self._picture) as painter:
            end = stage.coordinates.tick_at(self.width())
            spacing = BAR_SPACING / stage.coordinates.tick_width
            ticks, _ = bar_lines(stage.song.meters, stage.coordinates.left, end, spacing)
            line = mixed(stage.theme.panel, stage.theme.line, 0.8)
            for x in line_columns(stage.coordinates, ticks):
                painter.fillRect(x, 0, 1, self.height(), line)
            notes, chosen = stage.notes, stage.chosen
            if stage.preview.hidden:
                shown = ~notes.mask_of(stage.preview.hidden)
                notes, chosen = notes.taken(shown), chosen[shown]
            if stage.replaced:
                gone = notes.mask_of(stage.replaced)
                self._paint_stems(painter, notes.taken(gone), Voice.REPLACED)
                notes, chosen = notes.taken(~gone), chosen[~gone]
            self._paint_stems(painter, notes, Voice.YOU, chosen)
            painter.fillRect(QRectF(0, 0, self.width(), 1), stage.theme.line)

    def _paint_stems(
        self, painter: QPainter, notes: NoteArrays, voice: Voice, selected: Mask | None = None
    ) -> None:
        """Draw the stems in view: one to a pixel, the loudest; the selected ones on top."""
        coordinates = self._stage.coordinates
        width = self.width() + HEAD
        seen = notes.starting(coordinates.tick_at(-HEAD), coordinates.tick_at(width))
        xs = np.floor(coordinates.x_of(notes.starts[seen]) + 0.5).astype(np.int64)
        velocities = notes.velocities[seen]
        if selected is None or not selected[seen].any():
            self._paint_heap(painter, *loudest(xs, velocities), voice, chosen=False)
            return
        for chosen in (False, True):
            part = selected[seen] == chosen
            self._paint_heap(painter, *loudest(xs[part], velocities[part]), voice, chosen=chosen)

    def _paint_heap(
        self, painter: QPainter, xs: Ints, velocities: Ints, voice: Voice, *, chosen: bool
    ) -> None:
        """Draw stems of one kind, with heads as long as there are few enough to see them."""
        usable, bottom = self.height() - 2 * MARGIN, self.height() - 1
        tops = np.rint(self.height() - MARGIN - usable * velocities / 127).astype(np.int64)
        colors = stem_colors(self._stage.theme, voice, chosen)
        heads = len(xs) * 2 * HEAD < self.width()
        dense = not heads and len(xs) > self.width() / 4
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, heads)
        painter.setPen(Qt.PenStyle.NoPen)
        for x, top, velocity in zip(xs.tolist(), tops.tolist(), velocities.tolist(), strict=True):
            color = colors[velocity // 2 if dense else velocity]
            if heads:
                painter.setBrush(color)
                painter.drawEllipse(QPointF(x + 0.5, top), HEAD, HEAD)
            painter.fillRect(x, top, 1, bottom - top, color)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _repaint_all(self) -> None:
        self._stale = True
        self.update()


def loudest(xs: Ints, velocities: Ints) -> tuple[Ints, Ints]:
    """The places without repetition, and the greatest velocity at each. `xs` must not fall."""
    if not len(xs):
        return xs, velocities
    first = np.flatnonzero(np.append(True, xs[1:] != xs[:-1]))
    return xs[first], np.maximum.reduceat(velocities, first)


@lru_cache(maxsize=16)
def stem_colors(theme: Theme, voice: Voice, selected: bool) -> list[QColor]:
    """The colour of a stem by velocity."""
    base = theme.you if voice in YOURS else theme.machine
    colors = [theme.voice(base, velocity) for velocity in range(128)]
    if voice is Voice.REPLACED:
        return [mixed(theme.panel, color, 0.35) for color in colors]
    return [mixed(color, theme.text, 0.6) for color in colors] if selected else colors
