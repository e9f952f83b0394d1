"""The shapes of the pointer: what a press would do here."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap, QPolygonF

from gui.piano_roll.gestures.base import Pointer
from gui.piano_roll.gestures.choice import draws, hit_at
from gui.piano_roll.stage import Stage

SIZE = 24
INK, PAPER = QColor("#16181d"), QColor("#ffffff")

PENCIL = [(2, 22), (4, 15), (16, 3), (21, 8), (9, 20)]
PENCIL_RINGS = [((4, 15), (9, 20)), ((13.5, 5.5), (18.5, 10.5))]
KNIFE = [(3, 21), (5, 12), (14, 3), (18, 7), (9, 16)]
KNIFE_RINGS = [((10, 7), (14, 11))]


def cursor_at(stage: Stage, at: Pointer) -> QCursor:
    """The pointer's shape over a place."""
    if stage.tool == "knife":
        return _drawn("knife")
    hit = hit_at(stage, at)
    if hit is None:
        return _drawn("pencil") if draws(stage, at) else QCursor(Qt.CursorShape.ArrowCursor)
    body = hit.part == "body"
    return QCursor(Qt.CursorShape.OpenHandCursor if body else Qt.CursorShape.SizeHorCursor)


@lru_cache(maxsize=2)
def _drawn(tool: str) -> QCursor:
    """A tool with its point at the lower left, dark with a light rim: seen on any ground."""
    outline, rings = (PENCIL, PENCIL_RINGS) if tool == "pencil" else (KNIFE, KNIFE_RINGS)
    ratio = 2.0
    pixmap = QPixmap(round(SIZE * ratio), round(SIZE * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(PAPER, 1.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(INK)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in outline]))
        for start, end in rings:
            painter.drawLine(QPointF(*start), QPointF(*end))
    return QCursor(pixmap, 2, 22)
