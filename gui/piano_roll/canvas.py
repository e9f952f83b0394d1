"""The middle of the roll: paints the notes, and turns mouse events into gestures.

All that lies still is kept as a picture: playhead, previews and ghosts move over it for free.
"""

from math import isnan

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QHelpEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from engine.score.time import Tick
from gui.look.turns import paint_in_turns
from gui.piano_roll.coordinates import Coordinates
from gui.piano_roll.cursors import cursor_at
from gui.piano_roll.gestures.base import Gesture, Pointer
from gui.piano_roll.gestures.choice import gesture_at, hit_at, neighbour_at
from gui.piano_roll.gestures.draw import Draw
from gui.piano_roll.layers import paint_moving, paint_still
from gui.piano_roll.names import pitch_name
from gui.piano_roll.preview import Preview
from gui.piano_roll.stage import Stage
from gui.piano_roll.still import OVERLAP, StillPicture
from gui.piano_roll.surprise import told
from gui.piano_roll.telling import selection_words

translate = QCoreApplication.translate

SCROLL_INTERVAL_MS = 30


class Canvas(QWidget):
    """Notes over time (to the right) and pitch (upwards)."""

    clip_wanted = Signal(int)
    """A press in another clip of the track: it is that one which the hand means."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = StillPicture(self._paint_picture, edge=OVERLAP)
        self.setAccessibleName(translate("Roll", "Piano roll"))
        self.setAccessibleDescription(_help())
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._stage = stage
        self._gesture: Gesture | None = None
        self._pointer = QPointF()
        self._framed = False
        self._scroller = QTimer(self, interval=SCROLL_INTERVAL_MS)
        self._scroller.timeout.connect(self._scroll_along)
        stage.picture_changed.connect(self._show_picture)
        stage.overlay_changed.connect(self.update)
        stage.ghosts_changed.connect(lambda: paint_in_turns(self))
        stage.playhead_moved.connect(self._move_playhead)
        stage.selection_changed.connect(self._say_selection)
        stage.clip_left.connect(self.cancel)
        stage.drag_wanted.connect(self.cancel)

    def minimumSizeHint(self) -> QSize:
        """Room for an octave and a few beats."""
        return QSize(240, 160)

    # Gestures

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture, unless one is running."""
        if self._gesture is not None:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pointer = event.position()
        if event.button() is not Qt.MouseButton.MiddleButton:
            self._reach_for_neighbour(self._at(event))
        gesture = gesture_at(self._stage, self._at(event), event.button(), event.modifiers())
        if gesture is not None:
            self._begin(gesture, event.button())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead the gesture on, or show what a press would do."""
        self._pointer = event.position()
        at = self._at(event)
        self._stage.set_hovered(at.pitch)
        if self._gesture is None:
            self._hover(at)
            return
        self._gesture.move(at)
        outside = not self.rect().contains(event.position().toPoint())
        if outside and self._button is Qt.MouseButton.LeftButton:
            self._scroller.start()
        else:
            self._scroller.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture that this button began."""
        if self._gesture is not None and event.button() is self._button:
            gesture = self._gesture
            gesture.release(self._at(event))
            self._end()
            self._show_cursor(self._at(event))

    def cancel(self) -> bool:
        """Break off a running gesture. Whether there was one."""
        if self._gesture is None:
            return False
        self._gesture.cancel()
        self._end()
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """With the select tool, draw a note on an empty place; else as any press."""
        at, stage = self._at(event), self._stage
        left = event.button() is Qt.MouseButton.LeftButton
        empty = stage.clip is not None and hit_at(stage, at) is None
        if stage.tool == "select" and left and empty and self._gesture is None:
            self._begin(Draw(stage, at), event.button())
        else:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu: by key, or by mouse but with the pencil, whose right button rubs out.

        The mouse asks about the note under it, or about none.
        """
        stage = self._stage
        if self._gesture is not None:
            return
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            if stage.tool == "pencil":
                return
            hit = hit_at(stage, self._pointer_at(QPointF(event.pos())))
            if hit is None:
                stage.set_selection(())
            elif hit.note.id not in stage.selection:
                stage.set_selection({hit.note.id})
        stage.menu_requested.emit(event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer, and no blade over a note."""
        self._stage.set_hovered(None)
        if self._gesture is None:
            self._stage.set_preview(Preview())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show what a press would do."""
        self._show_cursor(self._pointer_at(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom in time at the pointer, with Ctrl and Shift in pitch."""
        stage, modifiers = self._stage, event.modifiers()
        delta = event.pixelDelta() if event.hasPixelDelta() else event.angleDelta() * 0.8
        x, y = event.position().x(), event.position().y()
        amount = delta.y() or delta.x()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            factor = 1.0024**amount
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                stage.look(stage.coordinates.zoomed_in_pitch(y, factor))
            else:
                stage.look(stage.coordinates.zoomed_in_time(x, factor, stage.song.ppq))
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            stage.look(stage.coordinates.scrolled(-amount, 0))
        else:
            stage.look(stage.coordinates.scrolled(-delta.x(), -delta.y()))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Zoom with two fingers where the system knows the gesture; tell of a note under the
        pointer how unlikely it is.
        """
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._read_at(event.pos()), self)
            return True
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if not isinstance(event, QNativeGestureEvent) or event.gestureType() is not pinch:
            return super().event(event)
        stage, factor = self._stage, max(0.5, 1 + event.value())
        view = stage.coordinates.zoomed_in_time(event.position().x(), factor, stage.song.ppq)
        stage.look(view)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a frame to those who came by key."""
        reasons = Qt.FocusReason
        self._framed = event.reason() in (reasons.TabFocusReason, reasons.BacktabFocusReason)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        self._framed = False
        self.update()

    def _hover(self, at: Pointer) -> None:
        """Show what a press would do; the knife, where it would cut."""
        stage = self._stage
        self._show_cursor(at)
        if stage.tool == "knife":
            blade = None
            if hit_at(stage, at) is not None:
                blade = (stage.snapped(at.tick, at.snap), at.pitch, at.pitch)
            stage.set_preview(Preview(cut=blade))

    def _reach_for_neighbour(self, at: Pointer) -> None:
        """Work on the clip that is pressed; nothing moves under the hand."""
        stage, neighbour = self._stage, neighbour_at(self._stage, at)
        if neighbour is not None:
            view = stage.coordinates
            self.clip_wanted.emit(neighbour)
            stage.look(view)

    def _show_cursor(self, at: Pointer) -> None:
        self.setCursor(cursor_at(self._stage, at, self.devicePixelRatioF()))

    def _begin(self, gesture: Gesture, button: Qt.MouseButton) -> None:
        self._gesture, self._button = gesture, button
        self._stage.gesture_runs = True
        if button is Qt.MouseButton.MiddleButton:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _end(self) -> None:
        self._scroller.stop()
        if self._gesture is not None:
            self._gesture.end()
        self._gesture = None
        self._stage.gesture_runs = False

    def _scroll_along(self) -> None:
        """Scroll while a gesture holds the pointer outside, and lead the gesture on."""
        rect, x, y = self.rect(), self._pointer.x(), self._pointer.y()
        dx = min(0.0, x) + max(0.0, x - rect.width())
        dy = min(0.0, y) + max(0.0, y - rect.height())
        self._stage.look(self._stage.coordinates.scrolled(dx / 4, dy / 8))
        if self._gesture is not None:
            self._gesture.move(self._pointer_at(self._pointer))

    def _at(self, event: QMouseEvent) -> Pointer:
        modifiers = event.modifiers()
        return self._pointer_at(
            event.position(),
            snap=not modifiers & Qt.KeyboardModifier.AltModifier,
            shift=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
        )

    def _pointer_at(self, place: QPointF, *, snap: bool = True, shift: bool = False) -> Pointer:
        coordinates = self._stage.coordinates
        return Pointer(
            tick=coordinates.tick_at(place.x()),
            row=coordinates.top + place.y() / coordinates.row_height,
            pitch=coordinates.pitch_at(place.y()),
            snap=snap,
            shift=shift,
        )

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the stage how much there is to see."""
        self._stage.set_size(self.width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay what moves over the picture of what lies still; over the one before, where a place of
        it was to be painted before its turn.
        """
        ratio = self.devicePixelRatioF()
        with QPainter(self) as painter:
            if self.updatesEnabled():
                self._picture.draw(painter, self._stage, self.size(), ratio, self.font())
            else:
                self._picture.draw_again(painter, self.size(), ratio)
            pointer = self._pointer if self._gesture is not None else None
            paint_moving(painter, self._stage, QRectF(self.rect()), pointer)
            if self._framed:
                painter.setPen(QPen(self._stage.theme.machine, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _show_picture(self) -> None:
        """Show another place of the same music at once, as notes and ruler move as one; other music
        when all around it is painted.
        """
        if self._picture.shows(self._stage):
            self.update()
        else:
            paint_in_turns(self)

    def _paint_picture(self, painter: QPainter, view: Coordinates, size: QRectF) -> None:
        """Paint all that lies still."""
        paint_still(painter, self._stage, size, view)

    def _say_selection(self) -> None:
        """Tell a screen reader what is selected."""
        self.setAccessibleDescription(selection_words(self._stage) or _help())

    def _read_at(self, place: QPoint) -> str:
        """How unlikely the note under the pointer is; nothing where that is not shown."""
        stage, at = self._stage, self._pointer_at(QPointF(place))
        for notes, ghosts in ((stage.notes, False), (stage.offered, True)):
            index = notes.index_at(at.tick, at.pitch)
            if stage.read.shown and index is not None:
                note = notes.taken(slice(index, index + 1))
                nats = float(stage.read.nats_of(note, ghosts=ghosts)[0])
                if not isnan(nats):
                    return f"{pitch_name(at.pitch, stage.key)}: {told(nats)}"
        return ""

    def changeEvent(self, event: QEvent) -> None:
        """Another style."""
        super().changeEvent(event)
        self._picture.forget()

    def _move_playhead(self, before: Tick, after: Tick) -> None:
        for tick in (before, after):
            x = round(self._stage.coordinates.x_of(tick))
            self.update(QRect(x - 3, 0, 7, self.height()))


def _help() -> str:
    """How to work here by key, for those who hear it read."""
    return translate(
        "Roll",
        "Notes of the clip. Insert adds a note. Alt with the left and right arrows goes from note"
        " to note. Arrows move notes, Shift with left and right changes their length, Ctrl with up"
        " and down how loud they are.",
    )
