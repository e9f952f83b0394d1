"""The lane below the notes: a stem for each, as high as the note is loud."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from gui.look.theme import Theme, mixed
from gui.piano_roll.arrays import Ints, Mask, NoteArrays
from gui.piano_roll.coordinates import Coordinates
from gui.piano_roll.gestures.base import Gesture, Pointer
from gui.piano_roll.gestures.velocity import PaintLoudness, StemsLoudness
from gui.piano_roll.lines import bar_lines
from gui.piano_roll.paint import BAR_SPACING, YOURS, Voice, paint_label
from gui.piano_roll.raster import Pixels, color_table, draw_pixels, line_columns
from gui.piano_roll.stage import Stage
from gui.piano_roll.still import StillPicture

translate = QCoreApplication.translate

HEAD = 3.0
MARGIN = 8.0
REACH = 5.0


class VelocityLane(QWidget):
    """Drag a stem, or paint across many."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = StillPicture(self._paint_picture)
        self.setAccessibleName(translate("Roll", "Velocity"))
        self.setAccessibleDescription(
            translate("Roll", "Drag a stem, or paint across many, to make notes louder.")
        )
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self._stage = stage
        self._crowd = Crowd(0, 1)
        self._gesture: Gesture | None = None
        self._pointer = QPointF()
        stage.picture_changed.connect(self.update)
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

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style."""
        super().changeEvent(event)
        self._picture.forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stems, and those that a gesture is changing over them."""
        stage, ratio = self._stage, self.devicePixelRatioF()
        view = stage.coordinates
        columns, _ = loudest(*self._seen(stage.notes, view, self.width())[:2])
        self._crowd = Crowd(len(columns), self.width())
        looks = self._crowd.heads, self._crowd.dense
        with QPainter(self) as painter:
            self._picture.draw(painter, stage, self.size(), ratio, self.font(), looks)
            self._paint_stems(painter, view, stage.ghosts, Voice.MACHINE)
            self._paint_stems(painter, view, stage.recording, Voice.YOU)
            if len(stage.preview.notes):
                chosen = stage.preview.chosen_of(stage.selection)
                self._paint_stems(painter, view, stage.preview.notes, Voice.YOU, chosen)
            if self._gesture is not None and stage.preview.label:
                place, room = self._pointer, QRectF(self.rect())
                paint_label(painter, stage.theme, stage.preview.label, place, room)

    def _paint_picture(self, painter: QPainter, view: Coordinates, size: QRectF) -> None:
        """Paint all that lies still."""
        stage, theme = self._stage, self._stage.theme
        painter.fillRect(size, theme.panel)
        end = view.tick_at(size.width())
        ticks, _ = bar_lines(stage.song.meters, view.left, end, BAR_SPACING / view.tick_width)
        line = mixed(theme.panel, theme.line, 0.8)
        for x in line_columns(view, ticks):
            painter.fillRect(x, 0, 1, self.height(), line)
        notes, chosen = stage.notes, stage.chosen
        if stage.preview.hidden:
            shown = ~notes.mask_of(stage.preview.hidden)
            notes, chosen = notes.taken(shown), chosen[shown]
        if stage.replaced:
            gone = notes.mask_of(stage.replaced)
            self._paint_stems(painter, view, notes.taken(gone), Voice.REPLACED)
            notes, chosen = notes.taken(~gone), chosen[~gone]
        self._paint_stems(painter, view, notes, Voice.YOU, chosen, round(size.width()))
        painter.fillRect(QRectF(0, 0, size.width(), 1), theme.line)

    def _seen(self, notes: NoteArrays, view: Coordinates, width: int) -> tuple[Ints, Ints, slice]:
        """The columns and velocities of the stems in a stretch of pixels, and which notes' they
        are.
        """
        seen = notes.starting(view.tick_at(-HEAD), view.tick_at(width + HEAD))
        xs = np.floor(view.x_of(notes.starts[seen]) + 0.5).astype(np.int64)
        return xs, notes.velocities[seen], seen

    def _paint_stems(
        self,
        painter: QPainter,
        view: Coordinates,
        notes: NoteArrays,
        voice: Voice,
        selected: Mask | None = None,
        width: int | None = None,
    ) -> None:
        """Draw the stems in view: one to a pixel, the loudest; the selected ones on top."""
        xs, velocities, seen = self._seen(notes, view, self.width() if width is None else width)
        if selected is None or not selected[seen].any():
            self._paint_heap(painter, *loudest(xs, velocities), voice, chosen=False)
            return
        for chosen in (False, True):
            part = selected[seen] == chosen
            self._paint_heap(painter, *loudest(xs[part], velocities[part]), voice, chosen=chosen)

    def _paint_heap(
        self, painter: QPainter, xs: Ints, velocities: Ints, voice: Voice, *, chosen: bool
    ) -> None:
        """Draw stems of one kind: with heads as long as there are few enough to see them, else all
        at once as pixels.
        """
        usable, bottom = self.height() - 2 * MARGIN, self.height() - 1
        tops = np.rint(self.height() - MARGIN - usable * velocities / 127).astype(np.int64)
        colors = stem_colors(self._stage.theme, voice, chosen)
        if not self._crowd.heads:
            levels = velocities // 2 if self._crowd.dense else velocities
            table = stem_table(self._stage.theme, voice, chosen)
            _draw_stems(painter, xs, tops, bottom, table[levels])
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        for x, top, velocity in zip(xs.tolist(), tops.tolist(), velocities.tolist(), strict=True):
            color = colors[velocity]
            painter.setBrush(color)
            painter.drawEllipse(QPointF(x + 0.5, top), HEAD, HEAD)
            painter.fillRect(x, top, 1, bottom - top, color)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


@dataclass(frozen=True)
class Crowd:
    """How many stems stand in how many pixels: so many that heads, or single stems, are lost."""

    stems: int
    width: int

    @property
    def heads(self) -> bool:
        """Whether there is room for a head on each."""
        return self.stems * 2 * HEAD < self.width

    @property
    def dense(self) -> bool:
        """Whether they are one surface to the eye."""
        return not self.heads and self.stems > self.width / 4


def loudest(xs: Ints, velocities: Ints) -> tuple[Ints, Ints]:
    """The places without repetition, and the greatest velocity at each. `xs` must not fall."""
    if not len(xs):
        return xs, velocities
    first = np.flatnonzero(np.append(True, xs[1:] != xs[:-1]))
    return xs[first], np.maximum.reduceat(velocities, first)


def _draw_stems(painter: QPainter, xs: Ints, tops: Ints, bottom: int, colors: Pixels) -> None:
    """Draw stems, one a pixel wide at each of the `xs`, from `tops` down to `bottom`."""
    seen = xs >= 0
    if not seen.any():
        return
    xs, tops, colors = xs[seen], tops[seen], colors[seen]
    pixels = np.zeros((bottom, int(xs.max()) + 1), np.uint32)
    pixels[:, xs] = np.where(np.arange(bottom)[:, None] >= tops, colors, 0)
    draw_pixels(painter, pixels, 1.0)


@lru_cache(maxsize=16)
def stem_table(theme: Theme, voice: Voice, selected: bool) -> Pixels:
    """The same as pixels."""
    return color_table(stem_colors(theme, voice, selected)[1:])


@lru_cache(maxsize=16)
def stem_colors(theme: Theme, voice: Voice, selected: bool) -> list[QColor]:
    """The colour of a stem by velocity."""
    base = theme.you if voice in YOURS else theme.machine
    colors = [theme.voice(base, velocity) for velocity in range(128)]
    if voice is Voice.REPLACED:
        return [mixed(theme.panel, color, 0.35) for color in colors]
    return [mixed(color, theme.text, 0.6) for color in colors] if selected else colors
