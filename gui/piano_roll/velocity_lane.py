"""The lane below the notes: a stem for each, as high as the note is loud."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from gui.look.theme import Theme, mixed
from gui.piano_roll.arrays import Ints, Mask, NoteArrays
from gui.piano_roll.coordinates import Coordinates
from gui.piano_roll.gestures.base import Gesture, Pointer
from gui.piano_roll.gestures.velocity import PaintLoudness, StemsLoudness
from gui.piano_roll.lane import MARGIN, Lane
from gui.piano_roll.paint import YOURS, Voice
from gui.piano_roll.raster import Pixels, color_table, draw_pixels
from gui.piano_roll.stage import Stage
from gui.piano_roll.still import StillPicture

translate = QCoreApplication.translate

HEAD = 3.0
REACH = 5.0


class VelocityLane(Lane):
    """Drag a stem, or paint across many."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self._picture = StillPicture(self._paint_picture)
        self.setAccessibleName(translate("Roll", "Velocity"))
        self.setAccessibleDescription(
            translate("Roll", "Drag a stem, or paint across many, to make notes louder.")
        )
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self._crowd = Crowd(0, 1)

    # Gestures

    def value_at(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> Pointer:
        """Where the pointer is; its row is the velocity it points at."""
        tick = self._stage.coordinates.tick_at(place.x())
        return Pointer(tick, max(1.0, 127 * self.share_at(place.y())), 0)

    def gesture_at(self, at: Pointer, button: Qt.MouseButton) -> Gesture | None:
        """Take a stem of the selection, or begin to paint."""
        if button is not Qt.MouseButton.LeftButton:
            return None
        note_id = self._stem_at(at)
        if note_id is not None:
            return StemsLoudness(self._stage, at, note_id)
        return PaintLoudness(self._stage, at, REACH / self._stage.coordinates.tick_width)

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
            self.paint_word(painter)

    def _paint_picture(self, painter: QPainter, view: Coordinates, size: QRectF) -> None:
        """Paint all that lies still."""
        stage, theme = self._stage, self._stage.theme
        self.paint_ground(painter, view, size)
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
        if not len(notes):
            return
        xs, velocities, seen = self._seen(notes, view, self.width() if width is None else width)
        if selected is None or not selected[seen].any():
            self._paint_heap(painter, *loudest(xs, velocities), voice, chosen=False)
            return
        for chosen in (False, True):
            part = selected[seen] == chosen
            if part.any():
                heap = loudest(xs[part], velocities[part])
                self._paint_heap(painter, *heap, voice, chosen=chosen)

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
