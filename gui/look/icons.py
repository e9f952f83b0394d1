"""The window's icons as outlines on a square of 24 by 24, drawn sharp at every size and in any
colour.
"""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

SIDE = 24.0


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _line(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for x, y in points[1:]:
        path.lineTo(x, y)
    return path


def _to_start() -> QPainterPath:
    path = _polygon((19, 5), (19, 19), (8.5, 12))
    path.addRoundedRect(QRectF(5, 5, 2.4, 14), 1, 1)
    return path


def _record() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(12, 12), 6.2, 6.2)
    return path


def _stop() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(6.5, 6.5, 11, 11), 2, 2)
    return path


def _star() -> QPainterPath:
    from math import cos, pi, sin

    points = []
    for i in range(10):
        radius = 8.6 if i % 2 == 0 else 3.7
        angle = -pi / 2 + i * pi / 5
        points.append((12 + radius * cos(angle), 12.6 + radius * sin(angle)))
    return _polygon(*points)


def _loop() -> QPainterPath:
    path = QPainterPath()
    path.arcMoveTo(QRectF(5, 5, 14, 14), 40)
    path.arcTo(QRectF(5, 5, 14, 14), 40, 285)
    path.addPath(_line((18.6, 3.6), (18.2, 8.0), (13.8, 7.6)))
    return path


def _metronome() -> QPainterPath:
    path = _line((9, 4), (15, 4), (18.5, 20), (5.5, 20), (9, 4))
    path.addPath(_line((12, 16), (18.5, 6.5)))
    path.addPath(_line((6.6, 16), (17.4, 16)))
    return path


def _pencil() -> QPainterPath:
    path = _line((4.5, 19.5), (5.6, 15.2), (15.8, 5), (19, 8.2), (8.8, 18.4), (4.5, 19.5))
    path.addPath(_line((13.4, 7.4), (16.6, 10.6)))
    return path


def _select() -> QPainterPath:
    return _line(
        (6, 4), (6, 18.5), (10, 14.8), (12.6, 20.4), (15, 19.2), (12.5, 13.8), (17.6, 13.4), (6, 4)
    )


def _knife() -> QPainterPath:
    path = _line((19.5, 4.5), (8.5, 15.5))
    path.addPath(_line((19.5, 4.5), (19.5, 9.5), (11.5, 17.5), (8.5, 15.5)))
    path.addPath(_line((8.4, 15.6), (4.5, 19.5)))
    return path


def _menu() -> QPainterPath:
    path = _line((5, 7.5), (19, 7.5))
    path.addPath(_line((5, 12), (19, 12)))
    path.addPath(_line((5, 16.5), (19, 16.5)))
    return path


def _keyboard() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(3, 6.5, 18, 11), 2, 2)
    for x in (6.5, 10.2, 13.9, 17.5):
        path.addPath(_line((x, 10), (x + 0.1, 10)))
    path.addPath(_line((8, 14), (16, 14)))
    return path


def _count_in() -> QPainterPath:
    path = _line((6, 8), (6, 18))
    for x, top in ((10, 11), (14, 11), (18, 11)):
        path.addPath(_line((x, top), (x, 18)))
    return path


def _lock() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(6, 11, 12, 8.5), 2, 2)
    path.moveTo(8.5, 11)
    path.lineTo(8.5, 8.5)
    path.arcTo(QRectF(8.5, 5, 7, 7), 180, -180)
    path.lineTo(15.5, 11)
    return path


def _tree() -> QPainterPath:
    path = _line((6, 5), (6, 18), (11, 18))
    path.addPath(_line((6, 11), (11, 11)))
    for y in (5, 11, 18):
        path.addPath(_line((12 if y > 5 else 9, y), (19, y)))
    return path


FILLED: dict[str, Callable[[], QPainterPath]] = {
    "to_start": _to_start,
    "play": lambda: _polygon((8, 4.8), (19, 12), (8, 19.2)),
    "stop": _stop,
    "record": _record,
    "star": _star,
}
DRAWN: dict[str, Callable[[], QPainterPath]] = {
    "loop": _loop,
    "metronome": _metronome,
    "count_in": _count_in,
    "star_outline": _star,
    "tick": lambda: _line((5, 12.5), (10, 17.5), (19, 7)),
    "cross": lambda: _line((7, 7), (12, 12), (17, 7), (12, 12), (17, 17), (12, 12), (7, 17)),
    "plus": lambda: _join(_line((12, 5.5), (12, 18.5)), _line((5.5, 12), (18.5, 12))),
    "left": lambda: _line((14.5, 6), (9, 12), (14.5, 18)),
    "right": lambda: _line((9.5, 6), (15, 12), (9.5, 18)),
    "pencil": _pencil,
    "select": _select,
    "knife": _knife,
    "menu": _menu,
    "keyboard": _keyboard,
    "lock": _lock,
    "tree": _tree,
}


def _join(*paths: QPainterPath) -> QPainterPath:
    joined = QPainterPath()
    for path in paths:
        joined.addPath(path)
    return joined


@lru_cache(maxsize=64)
def _outline(name: str) -> QPainterPath:
    """An icon's lines. Raises KeyError for a name that is none."""
    return (FILLED.get(name) or DRAWN[name])()


def draw_icon(painter: QPainter, name: str, box: QRectF, color: QColor) -> None:
    """Draw an icon into a square box. Raises KeyError for a name that is none."""
    filled = name in FILLED
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / SIDE, box.height() / SIDE)
    round_ends = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(color, 1.2 if filled else 1.8, Qt.PenStyle.SolidLine, *round_ends))
    painter.setBrush(color if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(_outline(name))
    painter.restore()
