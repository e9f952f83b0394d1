"""One plot: what is drawn, an axis below and one at its left, a title above. Made of pyqtgraph's
parts without its PlotItem, whose menus are a hundred widgets that nothing here opens.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QGraphicsGridLayout

from gui.look.fonts import face_font, text_unit, wrapped
from gui.look.theme import Theme

MARGIN = 20
"""Pixels beside a title that stay free."""

BETWEEN_NAMES = 6
"""Pixels between two names on an axis."""

LEFT = 2.4
"""Lines of text that an axis at the left with a label is wide."""

Item = Any
"""Something drawn by pyqtgraph."""


@dataclass(frozen=True)
class Spot:
    """What lies at a point of a plot: a text for the eye, and the notes, by index in the portrait,
    that a click selects.
    """

    text: str
    notes: tuple[int, ...] = ()


Told = Callable[[float, float], Spot | None]


class Plot(pg.GraphicsWidget):
    """Draws items in a `box`; `told` says what lies at a point of it."""

    def __init__(self, left: str, bottom: str, told: Told) -> None:
        super().__init__()
        self.told = told
        self.text = ""
        self._bottom = bottom
        self._names: list[tuple[float, str]] = []
        self._beside = False
        self._fitted: object = None
        self._written: object = None
        self.box: Item = pg.ViewBox(enableMenu=False, enableMouse=False)
        self.left: Item = pg.AxisItem("left", parent=self)
        self.bottom: Item = pg.AxisItem("bottom", parent=self)
        self.head: Item = Head("", parent=self)
        for axis in (self.left, self.bottom):
            axis.linkToView(self.box)
            axis.setZValue(0.5)
            axis.setFlag(axis.GraphicsItemFlag.ItemNegativeZStacksBehindParent)
        self.left.setLabel(left)
        self.left.showLabel(bool(left))
        self.box.sigResized.connect(self._fit_names)
        self._lay_out()

    def _lay_out(self) -> None:
        # The layout lives as long as the widget that holds it.
        self._grid = grid = QGraphicsGridLayout(self)
        grid.setContentsMargins(1, 1, 1, 1)
        grid.setSpacing(0)
        for item, place in (
            (self.head, (0, 1)), (self.left, (1, 0)), (self.box, (1, 1)), (self.bottom, (2, 1))
        ):  # fmt: skip
            grid.addItem(item, *place)
        grid.setRowStretchFactor(1, 100)
        grid.setColumnStretchFactor(1, 100)

    def add(self, *items: Item) -> None:
        """Draw items, each over those before."""
        for item in items:
            self.box.addItem(item)

    def legend(self, **look: Any) -> Item:
        """A legend over the plot, with pyqtgraph's arguments."""
        made = pg.LegendItem(**look)
        made.setParentItem(self.box)
        return made

    def spot(self, place: QPointF) -> Spot | None:
        """What lies at a point of the scene."""
        point = self.box.mapSceneToView(place)
        return self.told(point.x(), point.y())

    def holds(self, place: QPointF) -> bool:
        """Whether a point of the scene lies in what is drawn."""
        return self.isVisible() and self.box.sceneBoundingRect().contains(place)

    def name(self, names: Sequence[tuple[float, str]], *, beside: bool = False) -> None:
        """Write names below, each at its place, and the same `beside` the plot; where they have no
        room, each second, fourth, eighth ... of them.
        """
        self._names, self._beside = list(names), beside
        self._fit_names()

    def _fit_names(self) -> None:
        """Leave out names that would touch each other."""
        if not self._names:
            return
        metrics, (across, up) = QFontMetrics(face_font("small")), self.box.viewRange()
        widest = max(metrics.horizontalAdvance(text) for _, text in self._names) + BETWEEN_NAMES
        wide, high = ((end - start) / max(1.0, pixels) for (start, end), pixels in
                      ((across, self.box.width()), (up, self.box.height())))  # fmt: skip
        below = _apart(self._names, widest * wide)
        beside = _apart(self._names, metrics.height() * high) if self._beside else []
        if (below, beside) == self._fitted:
            return
        self._fitted = below, beside
        self.bottom.setTicks([below, []])
        if beside:
            self.left.setTicks([beside, []])

    def write(self, theme: Theme, width: int) -> None:
        """Write the title in as many lines as a page of so many pixels asks for, and what the axis
        below says as far as it has room.
        """
        font = face_font("caption")
        wanted = self.text, theme, width, self.left.width(), font
        if wanted == self._written:
            return
        self._written = wanted
        metrics = QFontMetrics(font)
        lines = wrapped(self.text, width - self.left.width() - MARGIN, font)
        size, color = f"{font.pointSizeF():.1f}pt", theme.text_2
        self.head.setText("<br>".join(map(escape, lines)), color=color, size=size)
        height = len(lines) * metrics.lineSpacing() + MARGIN / 2
        self.head.setMaximumHeight(height)
        self._grid.setRowFixedHeight(0, height)
        elide, small = Qt.TextElideMode.ElideRight, QFontMetrics(face_font("small"))
        below = small.elidedText(self._bottom, elide, width - 2 * MARGIN)
        self.bottom.setLabel(below)
        self.bottom.showLabel(bool(below))

    def dress(self, theme: Theme) -> None:
        """Wear a theme, in the text size that holds now."""
        font = QFont(face_font("small"))
        for axis in (self.left, self.bottom):
            axis.setPen(theme.line)
            axis.setTextPen(theme.text_2)
            axis.setStyle(tickFont=font, tickLength=-3, tickTextOffset=4)
            axis.label.setFont(font)
            axis.label.setDefaultTextColor(QColor(theme.text_2))
        if self.left.label.isVisible():
            # Plots over each other begin at the same place.
            self.left.setWidth(round(LEFT * text_unit()))


class Head(pg.LabelItem):
    """A title that lets its plot be as narrow as it may."""

    def updateMin(self) -> None:
        """Ask for room in height alone."""
        super().updateMin()
        self.setMinimumWidth(0)


def _apart(names: Sequence[tuple[float, str]], room: float) -> Sequence[tuple[float, str]]:
    """The names, or each second, fourth, eighth ... of them, so that they lie so far apart."""
    while len(names) > 1 and names[1][0] - names[0][0] < room:
        names = names[::2]
    return names
