"""What lies still, kept as a picture, which moves along where the view only goes on in time. It is
wider than the view: what comes into it next is painted before, many frames' worth at once.
"""

from collections.abc import Callable
from dataclasses import replace
from operator import is_
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QFont, QPainter, QPixmap

from gui.piano_roll.coordinates import Coordinates
from gui.piano_roll.paint import FEW
from gui.piano_roll.stage import Stage

Paint = Callable[[QPainter, Coordinates, QRectF], object]
"""Paints what a view shows into a rectangle that begins at the origin."""

OVERLAP = 64
"""So many pixels beside what has come into view are looked at with it: what begins there reaches
into it.
"""

BEYOND = 192
"""So many pixels to the right of the view are painted with what comes into it."""

ALIGNED = 0.01
"""A part of a pixel by which a move may miss a whole one."""


class StillPicture:
    """A picture of a view of the stage. Whatever it shows besides is in `frame`. With an `edge`,
    so many pixels at its left are painted anew in any case: what stays in sight there.
    """

    def __init__(self, paint: Paint, edge: int = 0) -> None:
        self._paint = paint
        self._edge = edge
        self._picture = QPixmap()
        self._view: Coordinates | None = None
        self._origin = 0.0
        # In device pixels of the picture: where the view begins, and how far all is painted.
        self._offset = self._end = 0
        self._content: tuple[object, ...] = ()
        self._frame: Any = None

    def forget(self) -> None:
        """What it shows is another thing now."""
        self._view = None

    def shows(self, stage: Stage) -> bool:
        """Whether it shows what lies on the stage now, be it at another place."""
        content = content_of(stage)
        return len(content) == len(self._content) and all(map(is_, content, self._content))

    def draw(
        self,
        painter: QPainter,
        stage: Stage,
        size: QSize,
        ratio: float,
        font: QFont,
        frame: object = None,
    ) -> None:
        """Draw the stage's view as it is now on something of a size and so many device pixels to
        each of its own.
        """
        view = stage.coordinates
        frame = (size, ratio, font.key(), frame)
        if frame != self._frame or not self.shows(stage):
            self._view = None
        room = QSize(size.width() + BEYOND, size.height()) * ratio
        if self._picture.size() != room:
            self._picture = QPixmap(room)
            self._picture.setDevicePixelRatio(ratio)
        if view != self._view:
            before, self._view = self._view, view
            known = before is not None and is_sparse(stage)
            shift = self._shift(before, view, ratio) if known else None
            parts = self._moved(shift, size, ratio) if shift is not None else ((0, size.width()),)
            if shift is None:
                self._origin = view.left
                self._offset, self._end = 0, round(size.width() * ratio)
            for left, right in parts:
                self._paint_part(left, right, font)
        self._content, self._frame = content_of(stage), frame
        self.draw_again(painter, size, ratio)

    def draw_again(self, painter: QPainter, size: QSize, ratio: float) -> None:
        """Draw what it showed the last time."""
        source = QRectF(self._offset, 0, size.width() * ratio, size.height() * ratio)
        painter.drawPixmap(QRectF(QPointF(), QSizeF(size)), self._picture, source)

    def _shift(self, before: Coordinates | None, view: Coordinates, ratio: float) -> int | None:
        """By how many whole device pixels the view went on in time; None where it did otherwise."""
        if before is None or replace(before, left=view.left) != view:
            return None
        scale = view.tick_width * ratio
        now, then = ((left - self._origin) * scale for left in (view.left, before.left))
        whole = round(now)
        near = abs(now - whole) < ALIGNED and abs(whole - round(then)) < self._picture.width() / 2
        return whole - round(then) if near else None

    def _moved(self, shift: int, size: QSize, ratio: float) -> list[tuple[int, int]]:
        """Move on by so many device pixels; the stretches of the view, in its own pixels, that are
        to be painted.
        """
        width, room = size.width(), self._picture.width()
        self._offset += shift
        if self._offset < 0 or self._offset + round(width * ratio) > room:
            self._picture.scroll(-self._offset, 0, self._picture.rect())
            self._end = min(room, self._end - self._offset)
            self._offset = 0
        parts = []
        if shift < 0:
            parts.append((0, min(width, int(-shift / ratio) + 1 + OVERLAP)))
        elif self._edge:
            parts.append((0, min(width, self._edge)))
        if self._offset + round(width * ratio) > self._end:
            first = int((self._end - self._offset) / ratio)
            self._end = room
            parts.append((first, int((room - self._offset) / ratio) + 1))
        return parts

    def _paint_part(self, left: int, right: int, font: QFont) -> None:
        assert self._view is not None
        start = max(0, left - OVERLAP)
        view = replace(self._view, left=self._view.left + start / self._view.tick_width)
        height = self._picture.height() / self._picture.devicePixelRatio()
        with QPainter(self._picture) as painter:
            painter.setFont(font)
            painter.translate(self._offset / self._picture.devicePixelRatio(), 0)
            painter.setClipRect(QRect(left, 0, right - left, round(height)))
            painter.translate(start, 0)
            self._paint(painter, view, QRectF(0, 0, right - start, height))


def content_of(stage: Stage) -> tuple[object, ...]:
    """All that lies still on the stage, known by identity: what changes becomes another object."""
    return (
        stage.song, stage.track, stage.clip, stage.theme, stage.selection, stage.grid, stage.key,
        stage.locks.shown, stage.preview.hidden, stage.read, stage.replaced, stage.others_shown,
    )  # fmt: skip


def is_sparse(stage: Stage) -> bool:
    """Whether notes are drawn one by one, so that a part of the view looks as it does in the whole;
    and nothing lies over them that stays where it is while they move.
    """
    layers = (stage.notes, stage.others(heard=True), stage.others(heard=False), *stage.neighbours())
    counts = (layer.between(*stage.ticks_in_view) for layer in layers)
    return not stage.read.shown and all(seen.stop - seen.start <= FEW for seen in counts)
