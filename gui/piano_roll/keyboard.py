"""The keys to the left of the notes: names, what sounds, which row the pointer is in."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gui.look.fonts import Lettering
from gui.look.kept import KeptPicture
from gui.look.theme import mixed
from gui.piano_roll.commands import pick_row
from gui.piano_roll.names import DRUMS, row_name
from gui.piano_roll.paint import BLACK_KEYS
from gui.piano_roll.range_handles import RangeHandles
from gui.piano_roll.stage import Stage

translate = QCoreApplication.translate

WIDTH, DRUM_WIDTH = 56, 104
BLACK_PART = 0.6
LOUDEST = 112
LEAST_NAMED = 7.0
"""Rows lower than this have no names."""
TALLER = 4
"""By so many pixels a tone's name may stand out of its row, up and down."""


class Keyboard(QWidget):
    """A key for each row. A press sounds it, the louder the farther to the right; with Shift it
    selects the notes of the row.

    The ends of a locked range are handles to be dragged.
    """

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("Roll", "Keyboard"))
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._stage = stage
        self._pressed: int | None = None
        self._picking = False
        self._rows = (0.0, 0.0, False)
        self._picture = KeptPicture(self, self._paint_picture)
        self._handles = RangeHandles(stage)
        stage.picture_changed.connect(self._follow)
        stage.keys_changed.connect(self._keys_changed)
        self._keys_changed()

    def sizeHint(self) -> QSize:
        """As wide as the names need."""
        metrics = self.fontMetrics()
        least = DRUM_WIDTH if self._drums else WIDTH
        longest = "Woodblock high" if self._drums else translate("Roll", "velocity")
        return QSize(max(least, metrics.horizontalAdvance(longest) + 14), 200)

    @property
    def _drums(self) -> bool:
        track = self._stage.track
        return track is not None and track.is_drums

    def changeEvent(self, event: QEvent) -> None:
        """Another text size may need more room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._keys_changed()

    def _follow(self) -> None:
        """Repaint where the rows have moved, and where they are keys no longer, or drums; nothing
        else of the picture shows here.
        """
        coordinates = self._stage.coordinates
        rows = coordinates.top, coordinates.row_height, self._drums
        if rows != self._rows:
            before, self._rows = self._rows, rows
            if rows[-1] != before[-1]:
                self.setFixedWidth(self.sizeHint().width())
            self.update()

    def _keys_changed(self) -> None:
        self.setFixedWidth(self.sizeHint().width())
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the range's end that is here, else sound the key; with Shift, select."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._picking = True
            pick_row(self._stage, self._stage.coordinates.pitch_at(event.position().y()))
        elif not self._handles.grab(event.position().y()):
            self._sound(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead the range's end along, or slide from key to key."""
        y = event.position().y()
        if self._handles.held:
            self._handles.drag(y)
            return
        over = self._handles.edge_at(y) is not None
        self.setCursor(Qt.CursorShape.SizeVerCursor if over else Qt.CursorShape.ArrowCursor)
        self._stage.set_hovered(self._stage.coordinates.pitch_at(event.position().y()))
        if not self._picking and event.buttons() & Qt.MouseButton.LeftButton:
            self._sound(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of what is held."""
        self._picking = False
        self._handles.release()
        self._release()

    def leaveEvent(self, event: QEvent) -> None:
        """No key is under the pointer."""
        self._stage.set_hovered(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom in pitch at the pointer."""
        stage, amount = self._stage, event.angleDelta().y() * 0.8
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            y = event.position().y()
            stage.look(stage.coordinates.zoomed_in_pitch(y, 1.0024**amount))
        else:
            stage.look(stage.coordinates.scrolled(0, -amount))
        event.accept()

    def _sound(self, event: QMouseEvent) -> None:
        pitch = self._stage.coordinates.pitch_at(event.position().y())
        if pitch != self._pressed:
            self._release()
            part = max(0.0, min(1.0, event.position().x() / self.width()))
            self._pressed = pitch
            self._stage.auditioned.emit(pitch, round(40 + (LOUDEST - 40) * part))
            self.update()

    def _release(self) -> None:
        if self._pressed is not None:
            self._stage.released.emit(self._pressed)
            self._pressed = None
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the keys in view: the few that are lit over the picture of all."""
        stage, view = self._stage, self._stage.coordinates
        low, high = view.pitch_at(self.height()), view.pitch_at(0)
        with QPainter(self) as painter:
            self._picture.draw(painter, (view.top, view.row_height, self._drums, stage.theme))
            painter.setFont(self._name_font())
            lit = {*stage.lit, self._pressed, stage.hovered}
            self._paint_rows(painter, [p for p in lit if p is not None and low <= p <= high])
            if not self._drums:
                self._paint_names(painter, low, high)
            painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), stage.theme.line)
            self._handles.paint(painter, self.width() - 1)

    def _paint_picture(self, painter: QPainter) -> None:
        """Paint all keys as they are where nothing sounds and nothing is pointed at."""
        view = self._stage.coordinates
        painter.fillRect(self.rect(), self._stage.theme.panel)
        painter.setFont(self._name_font())
        rows = range(view.pitch_at(self.height()), view.pitch_at(0) + 1)
        self._paint_rows(painter, rows, plain=True)

    def _paint_rows(
        self, painter: QPainter, pitches: Iterable[int], *, plain: bool = False
    ) -> None:
        """Rows as they are now, or as they are when they are not lit."""
        view, lettering, drums = self._stage.coordinates, Lettering(painter), self._drums
        for pitch in pitches:
            upper = round(view.y_of(pitch))
            rect = QRectF(0, upper, self.width(), round(view.y_of(pitch - 1)) - upper)
            if drums:
                self._paint_drum(painter, lettering, pitch, rect, plain)
            else:
                self._paint_key(painter, pitch, rect, plain)

    def _name_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._name_height())
        return font

    def _name_height(self) -> int:
        """How high names are in pixels: within their rows on a kit, which names each; a tone's name
        may be higher, as it has no neighbour.
        """
        most = round(self.fontInfo().pixelSize() * 0.92)
        room = round(self._stage.coordinates.row_height) + (-4 if self._drums else 2)
        return max(8, min(most, room))

    def _paint_key(self, painter: QPainter, pitch: int, rect: QRectF, plain: bool) -> None:
        theme, black = self._stage.theme, pitch % 12 in BLACK_KEYS
        edge = mixed(theme.key_white, theme.key_text, 0.35)
        if black:
            painter.fillRect(rect, theme.key_white)
            middle = round(rect.center().y())
            painter.fillRect(QRectF(0, middle, rect.width(), 1), edge)
            rect = QRectF(0, rect.y(), round(rect.width() * BLACK_PART), rect.height())
            painter.fillRect(rect, self._shade(pitch, theme.key_black, plain))
        else:
            painter.fillRect(rect, self._shade(pitch, theme.key_white, plain))
            self._paint_white_neighbours(painter, pitch, rect, edge)

    def _paint_names(self, painter: QPainter, low: int, high: int) -> None:
        """The marks of the octaves, over the keys; and of the row under the pointer, which takes
        the place of a mark beside it.
        """
        stage, theme = self._stage, self._stage.theme
        coordinates, near = stage.coordinates, stage.hovered
        marks = {pitch for pitch in range(low, high + 1) if pitch % 12 == 0}
        named = marks if coordinates.row_height >= LEAST_NAMED else set[int]()
        if near is not None:
            named = {pitch for pitch in named if abs(pitch - near) > 1} | {near}
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for pitch in named:
            black = pitch % 12 in BLACK_KEYS
            width = round(self.width() * BLACK_PART) if black else self.width()
            top, height = round(coordinates.y_of(pitch)), round(coordinates.row_height)
            place = QRectF(4, top - TALLER, width - 10, height + 2 * TALLER)
            painter.setPen(theme.key_white if black else theme.key_text)
            # The marks of the octaves are C in every key, even where the notes are written B♯.
            key = stage.key if pitch % 12 else None
            painter.drawText(place, align, row_name(pitch, drums=False, key=key))

    def _paint_white_neighbours(
        self, painter: QPainter, pitch: int, rect: QRectF, edge: QColor
    ) -> None:
        """The gap between two white keys that no black one parts."""
        if pitch % 12 in (0, 5):
            painter.fillRect(QRectF(0, rect.bottom() - 1, rect.width(), 1), edge)

    def _paint_drum(
        self, painter: QPainter, lettering: Lettering, pitch: int, rect: QRectF, plain: bool
    ) -> None:
        theme = self._stage.theme
        color = theme.control if pitch in DRUMS else theme.panel
        painter.fillRect(rect.adjusted(0, 0, 0, -1), self._shade(pitch, color, plain))
        if self._stage.coordinates.row_height >= 9:
            on = not plain and self._sounds(pitch)
            near = theme.text if not plain and pitch == self._stage.hovered else theme.text_2
            painter.setPen(theme.ground if on else near if pitch in DRUMS else theme.text_3)
            lettering.write(rect.adjusted(8, 0, -4, 0), row_name(pitch, drums=True))

    def _sounds(self, pitch: int) -> bool:
        return pitch in self._stage.lit or pitch == self._pressed

    def _shade(self, pitch: int, color: QColor, plain: bool) -> QColor:
        """What a key of a colour looks like now, or plain."""
        theme = self._stage.theme
        if plain:
            return color
        if self._sounds(pitch):
            return theme.you
        return mixed(color, theme.you, 0.35) if pitch == self._stage.hovered else color
