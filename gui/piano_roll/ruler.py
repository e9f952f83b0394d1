"""The ruler above the notes: bars, meters, the loop, and where the song is."""

from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from engine.score.time import Tick
from gui.look.fonts import Lettering
from gui.look.kept import KeptPicture
from gui.look.theme import faint, scaled_font
from gui.piano_roll.gestures.base import THRESHOLD
from gui.piano_roll.lines import bar_lines, step_lines
from gui.piano_roll.stage import Stage

translate = QCoreApplication.translate

LOOP_HEIGHT = 5
SHIFT = Qt.KeyboardModifier.ShiftModifier
REACH = 5.0
"""The ends of the loop can be taken from so many pixels away."""
PLAYHEAD = 5
"""The playhead's mark reaches so many pixels to each side."""
LABEL_SPACING, BEAT_LABEL_SPACING = 34.0, 40.0


class Ruler(QWidget):
    """A click goes to a place; a drag in the upper half sets the loop, in the lower half scrubs."""

    menu_requested = Signal(object, QPoint)
    """The right button asks for a menu at a tick of the grid."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("Roll", "Ruler"))
        self.setAccessibleDescription(
            translate("Roll", "Click to go to a place, drag in the upper half to loop.")
        )
        self.setToolTip(
            translate("Roll", "Click: go there · drag in the upper half: loop · right click: menu")
        )
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._stage = stage
        self._pressed: QPointF | None = None
        self._loops = False
        self._moves = False
        self._loop: tuple[Tick, Tick] | None = None
        self._shown: tuple[object, ...] = ()
        self._picture = KeptPicture(self, self._paint_picture)
        stage.picture_changed.connect(self._follow)
        stage.overlay_changed.connect(self._follow)
        stage.playhead_moved.connect(self._move_playhead)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """As high as the numbers and the loop need."""
        return QSize(300, max(26, self.fontMetrics().height() + LOOP_HEIGHT + 7))

    def changeEvent(self, event: QEvent) -> None:
        """Another text size may need more room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.setFixedHeight(self.sizeHint().height())

    def _follow(self) -> None:
        """Repaint what has changed here; notes and what lies over them do not show."""
        shown = self._content()
        if shown != self._shown:
            self._shown = shown
            self.update()

    def _content(self) -> tuple[object, ...]:
        """All that shows here but the playhead."""
        stage, song = self._stage, self._stage.song
        loop = self._loop, stage.loop
        return stage.coordinates, song.meters, song.tempos, song.ppq, loop, stage.theme

    def _move_playhead(self, before: Tick, after: Tick) -> None:
        for tick in (before, after):
            x = round(self._stage.coordinates.x_of(tick))
            self.update(x - PLAYHEAD - 1, 0, 2 * PLAYHEAD + 3, self.height())

    # Seek and loop

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a loop in the upper half, or take the one there is by an end; else go there."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._stage.gesture_runs = True
        self._moves = self._over_loop(event)
        self._pressed = self._other_end(event.position()) or event.position()
        self._loops = self._in_upper_half(event)
        if not self._loops:
            self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Stretch the loop, or scrub; without a button, show what a press would do."""
        if self._pressed is None:
            self._show_cursor(event)
            return
        if not self._loops:
            self._seek(event)
        elif self._loop or abs(event.position().x() - self._pressed.x()) >= THRESHOLD:
            self._loop = self._range(event)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the loop; a click that was none goes there."""
        if self._pressed is None:
            return
        if self._loop is not None:
            self._stage.set_loop(self._loop)
            self._stage.loop_requested.emit(*self._loop)
        elif self._loops:
            self._seek(event)
        self.cancel()

    def cancel(self) -> bool:
        """Break off. Whether something was running."""
        running = self._pressed is not None
        self._pressed = self._loop = None
        if running:
            self._stage.gesture_runs = False
        self.update()
        return running

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc breaks off."""
        if event.key() != Qt.Key.Key_Escape or not self.cancel():
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu of the place under the pointer."""
        tick = self._stage.snapped(self._stage.coordinates.tick_at(event.pos().x()))
        self.menu_requested.emit(tick, event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom in time at the pointer."""
        stage, x = self._stage, event.position().x()
        factor = 1.0024 ** (event.angleDelta().y() * 0.8)
        stage.look(stage.coordinates.zoomed_in_time(x, factor, stage.song.ppq))
        event.accept()

    def _in_upper_half(self, event: QMouseEvent) -> bool:
        return event.position().y() < self.height() / 2

    def _show_cursor(self, event: QMouseEvent) -> None:
        shape = Qt.CursorShape.PointingHandCursor
        if self._in_upper_half(event):
            at_end = self._other_end(event.position()) is not None
            over = self._over_loop(event)
            shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.CrossCursor
            shape = Qt.CursorShape.SizeHorCursor if at_end else shape
        self.setCursor(shape)

    def _other_end(self, place: QPointF) -> QPointF | None:
        """Where the loop's other end is, where one end is within reach of a place."""
        if self._stage.loop is None or place.y() >= self.height() / 2:
            return None
        left, right = (self._stage.coordinates.x_of(tick) for tick in self._stage.loop)
        for near, far in ((left, right), (right, left)):
            if abs(place.x() - near) <= REACH:
                return QPointF(far, place.y())
        return None

    def _over_loop(self, event: QMouseEvent) -> bool:
        """Whether a press here takes the loop as a whole: between its ends, but for Shift."""
        loop, place = self._stage.loop, event.position()
        if loop is None or not self._in_upper_half(event) or self._other_end(place) is not None:
            return False
        left, right = (self._stage.coordinates.x_of(tick) for tick in loop)
        return left < place.x() < right and not event.modifiers() & SHIFT

    def _snaps(self, event: QMouseEvent) -> bool:
        return not event.modifiers() & Qt.KeyboardModifier.AltModifier

    def _seek(self, event: QMouseEvent) -> None:
        tick = self._stage.coordinates.tick_at(event.position().x())
        self._stage.seek_requested.emit(self._stage.snapped(tick, self._snaps(event)))

    def _range(self, event: QMouseEvent) -> tuple[Tick, Tick]:
        stage, snap = self._stage, self._snaps(event)
        assert self._pressed is not None
        if self._moves and stage.loop is not None:
            start, end = stage.loop
            way = (event.position().x() - self._pressed.x()) / stage.coordinates.tick_width
            at = max(Tick(0), stage.snapped(start + way, snap))
            return at, Tick(at + end - start)
        xs = sorted((self._pressed.x(), event.position().x()))
        start = stage.snapped_down(stage.coordinates.tick_at(xs[0]) + 0.5, snap)
        end = stage.snapped(stage.coordinates.tick_at(xs[1]), snap)
        return start, Tick(max(start + (stage.visible_step if snap else 1), end))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bars with their numbers, beats where there is room, loop and playhead."""
        with QPainter(self) as painter:
            self._picture.draw(painter, self._content())
            self._paint_playhead(painter)

    def _paint_picture(self, painter: QPainter) -> None:
        """Paint all but the playhead."""
        painter.fillRect(self.rect(), self._stage.theme.panel)
        self._paint_lines(painter)
        self._paint_changes(painter)
        self._paint_loop(painter)
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, self._stage.theme.line)

    def _paint_lines(self, painter: QPainter) -> None:
        theme, coordinates = self._stage.theme, self._stage.coordinates
        meters = self._stage.song.meters
        per_pixel = 1 / coordinates.tick_width
        start, end = coordinates.left - LABEL_SPACING * per_pixel, coordinates.tick_at(self.width())
        ticks, bars = bar_lines(meters, start, end, LABEL_SPACING * per_pixel)
        beats = step_lines(meters, start, end, None, BEAT_LABEL_SPACING * per_pixel)
        top = LOOP_HEIGHT + 2
        painter.setFont(_font(self.font(), 0.82))
        painter.setPen(theme.text_3)
        lettering, middle = Lettering(painter), self._middle(painter)
        for tick in beats.tolist():
            x = round(coordinates.x_of(tick))
            painter.fillRect(x, self.height() - 7, 1, 7, theme.line)
            position = meters.position_at(Tick(tick))
            lettering.write(middle.translated(x + 4, 0), f"{position.bar}.{position.beat}")
        painter.setFont(_font(self.font(), 0.92))
        painter.setPen(theme.text_2)
        lettering, middle = Lettering(painter), self._middle(painter)
        for tick, bar in zip(ticks.tolist(), bars.tolist(), strict=True):
            x = round(coordinates.x_of(tick))
            painter.fillRect(x, top, 1, self.height() - top, theme.bar_line)
            lettering.write(middle.translated(x + 5, 0), f"{bar + 1}")

    def _middle(self, painter: QPainter) -> QRectF:
        """The room of a line of words at the left, between the loop and the lower edge."""
        top, high = LOOP_HEIGHT + 2, QFontMetricsF(painter.font()).height()
        free = (self.height() - top - high) / 2
        return QRectF(0, top + free, 80, painter.fontMetrics().height())

    def _paint_changes(self, painter: QPainter) -> None:
        """Each change of meter, as a fraction before its bar's number would be hidden, and of tempo
        as far as there is room.
        """
        stage, before = self._stage, -LABEL_SPACING
        painter.setFont(_font(self.font(), 0.82, bold=True))
        painter.setPen(stage.theme.text)
        for tick, words in self._changes():
            x = round(stage.coordinates.x_of(tick))
            width = painter.fontMetrics().horizontalAdvance(words) + 6
            if not before < x - width + 1 or x > self.width() + width:
                continue
            before = x
            box = QRectF(x - width, LOOP_HEIGHT + 2, width, self.height() - LOOP_HEIGHT - 3)
            painter.fillRect(box, stage.theme.panel)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _changes(self) -> list[tuple[Tick, str]]:
        """What changes in view, in order: tempos as quarters a minute, meters as fractions."""
        song, (left, right) = self._stage.song, self._stage.ticks_in_view
        words: dict[Tick, str] = {c.tick: f"♩ {round(c.bpm, 1):g}" for c in song.tempos.changes[1:]}
        for meter in song.meters.changes[1:]:
            words[meter.tick] = f"{words.get(meter.tick, '')} {meter}".strip()
        return sorted((tick, text) for tick, text in words.items() if left <= tick <= right)

    def _paint_loop(self, painter: QPainter) -> None:
        stage, loop = self._stage, self._loop or self._stage.loop
        if loop is None:
            return
        left, right = (stage.coordinates.x_of(tick) for tick in loop)
        color = stage.theme.you if self._loop is None else faint(stage.theme.you, 0.6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(color)
        painter.drawRoundedRect(QRectF(left, 1, right - left, LOOP_HEIGHT - 1), 2, 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_playhead(self, painter: QPainter) -> None:
        x = round(self._stage.coordinates.x_of(self._stage.playhead)) + 0.25
        top, bottom = self.height() - 9.0, float(self.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(self._stage.theme.playhead)
        corners = [QPointF(x - PLAYHEAD, top), QPointF(x + PLAYHEAD, top), QPointF(x, bottom - 1)]
        painter.drawPolygon(QPolygonF(corners))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


@lru_cache(maxsize=8)
def _font(font: QFont, scale: float, *, bold: bool = False) -> QFont:
    """The same face in another size, once for all that is written in it."""
    return scaled_font(font, scale, bold=bold)
