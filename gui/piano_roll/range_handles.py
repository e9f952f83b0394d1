"""The two handles on the keyboard that hold the range of a lock."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from gui.piano_roll.coordinates import PITCHES
from gui.piano_roll.stage import Stage

REACH = 5.0
SIDE = 7.0
Edge = Literal["low", "high"]


class RangeHandles:
    """Where the handles are, what dragging one does, how they look. There are none without a lock
    on the range.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._held: Edge | None = None

    @property
    def held(self) -> bool:
        """Whether a hand has one."""
        return self._held is not None

    def edge_at(self, y: float) -> Edge | None:
        """The handle within reach of a y of the keyboard."""
        edges = self._edges()
        if edges is None:
            return None
        nearest: Edge = min(("high", "low"), key=lambda edge: abs(edges[edge] - y))
        return nearest if abs(edges[nearest] - y) <= REACH else None

    def grab(self, y: float) -> bool:
        """Take hold of the handle at a y; whether there is one."""
        self._held = self.edge_at(y)
        return self.held

    def drag(self, y: float) -> None:
        """Lead the handle to a y; it stays on its side of the other."""
        bounds, coordinates = self._stage.locks.shown.range, self._stage.coordinates
        if bounds is None or self._held is None:
            return
        rows_above = round(coordinates.top + y / coordinates.row_height)
        low, high = bounds
        if self._held == "high":
            high = max(low, min(PITCHES - 1, PITCHES - 1 - rows_above))
        else:
            low = min(high, max(0, PITCHES - rows_above))
        self._stage.locks.set_range(low, high)

    def release(self) -> None:
        """Let go."""
        self._held = None

    def paint(self, painter: QPainter, width: float) -> None:
        """Draw the lines and the handles at the keyboard's right edge."""
        edges = self._edges()
        if edges is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._stage.theme.machine)
        for y, way in ((edges["high"], 1.0), (edges["low"], -1.0)):
            painter.drawRect(QRectF(0, y - 1, width, 2))
            corners = ((width - 2 * SIDE, y), (width, y), (width, y + way * 1.4 * SIDE))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _edges(self) -> dict[Edge, float] | None:
        bounds, coordinates = self._stage.locks.shown.range, self._stage.coordinates
        if bounds is None:
            return None
        return {"high": coordinates.y_of(bounds[1]), "low": coordinates.y_of(bounds[0] - 1)}
