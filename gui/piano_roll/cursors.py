"""The shapes of the pointer: what a press would do here."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QGuiApplication, QPainter, QPen, QPixmap, QPolygonF

from gui.piano_roll.gestures.base import Pointer
from gui.piano_roll.gestures.choice import draws, hit_at
from gui.piano_roll.stage import Stage

SIZE = 24
INK, PAPER = QColor("#16181d"), QColor("#ffffff")

PENCIL = [(2, 22), (4, 15), (16, 3), (21, 8), (9, 20)]
PENCIL_RINGS = [((4, 15), (9, 20)), ((13.5, 5.5), (18.5, 10.5))]
KNIFE = [(3, 21), (5, 12), (14, 3), (18, 7), (9, 16)]
KNIFE_RINGS = [((10, 7), (14, 11))]


def cursor_at(stage: Stage, at: Pointer, ratio: float = 1.0) -> QCursor:
    """The pointer's shape over a place, on a screen of so many pixels to a logical one."""
    if stage.tool == "knife":
        return _drawn("knife", ratio)
    hit = hit_at(stage, at)
    if hit is None:
        return _drawn("pencil", ratio) if draws(stage, at) else QCursor(Qt.CursorShape.ArrowCursor)
    body = hit.part == "body"
    return QCursor(Qt.CursorShape.OpenHandCursor if body else Qt.CursorShape.SizeHorCursor)


@lru_cache(maxsize=8)
def _drawn(tool: str, ratio: float) -> QCursor:
    """A tool with its point at the lower left, dark with a light rim: seen on any ground.

    X11 is handed the pixels as they are and counts the point in them; other systems count it in
    logical ones.
    """
    outline, rings = (PENCIL, PENCIL_RINGS) if tool == "pencil" else (KNIFE, KNIFE_RINGS)
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
    x, y = outline[0]
    scale = ratio if QGuiApplication.platformName() == "xcb" else 1.0
    return QCursor(pixmap, round(x * scale), round(y * scale))
