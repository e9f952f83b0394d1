"""What all pages of plots share: the theme, pointing, clicking, and saving. pyqtgraph's door."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QToolTip

from engine.theory.portrait import Portrait
from engine.theory.profiles import Profile
from engine.theory.surprises import NONE_KNOWN, Surprises
from gui.analysis.saving import write_picture
from gui.look.fonts import face_font, text_unit, wrapped
from gui.look.theme import Theme


@dataclass(frozen=True, eq=False)
class View:
    """All that a page shows: the portrait; the real music beside it, by its `name` in the figures
    and the `kind` for people; what a model says of the notes, or a remark where it says nothing.
    """

    portrait: Portrait
    real: Profile
    name: str
    kind: str
    surprises: Surprises = NONE_KNOWN
    remark: str = ""


@dataclass(frozen=True)
class Spot:
    """What lies at a point of a plot: a text for the eye, and the notes, by index in the portrait,
    that a click selects.
    """

    text: str
    notes: tuple[int, ...] = ()


Plot = Any
"""A plot of pyqtgraph's, which gets most of its methods only when it runs."""

Told = Callable[[float, float], Spot | None]


MARGIN = 20
"""Pixels beside a title that stay free."""


class Page(pg.GraphicsLayoutWidget):
    """Plots one under the other, drawn in the theme's colours by `draw`."""

    chosen = Signal(object)
    """The notes, by index, of what was clicked."""

    ci: Any

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.view: View | None = None
        self._plots: list[tuple[Plot, Told]] = []
        self._titles: dict[Plot, str] = {}
        self._below: dict[Plot, str] = {}
        self.setAntialiasing(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ci.layout.setContentsMargins(4, 4, 8, 4)
        self.ci.layout.setSpacing(text_unit() // 2)

    def draw(self) -> None:
        """Draw what the view holds: of the page that has no plots, nothing."""

    def show_view(self, view: View) -> None:
        """Show other figures."""
        self.view = view
        self.draw()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self.theme = theme
        self.setBackground(theme.panel)
        for plot, _ in self._plots:
            self._dress(plot)
        if self.view is not None:
            self.draw()

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(text_unit() * 7, text_unit() * 14)

    def save(self, path: Path, plot: Plot | None = None) -> None:
        """Write one plot, or all of the page, as a PNG or as an SVG. Raises OSError."""
        source = (plot or self.ci).sceneBoundingRect()

        def paint(painter: QPainter, area: QRectF) -> None:
            self.scene().render(painter, area, source)

        write_picture(path, source.size(), self.theme.panel, paint)

    def add_plot(self, left: str, bottom: str, told: Told) -> Plot:
        """A plot under those that are there; `told` says what lies at a point of it."""
        plot = self.ci.addPlot(row=len(self._plots), col=0)
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(False, False)
        plot.hideButtons()
        for side, text in (("left", left), ("bottom", bottom)):
            plot.setLabel(side, text)
            plot.showLabel(side, bool(text))
        self._below[plot] = bottom
        self._plots.append((plot, told))
        self._dress(plot)
        return plot

    def title(self, plot: Plot, text: str) -> None:
        """What a plot shows, above it, in as many lines as its width asks for."""
        self._titles[plot] = text
        font = face_font("caption")
        metrics = QFontMetrics(font)
        room = self.width() - plot.getAxis("left").width() - MARGIN
        lines = wrapped(text, room, font)
        size, color = f"{font.pointSizeF():.1f}pt", self.theme.text_2
        plot.setTitle("<br>".join(map(escape, lines)), color=color, size=size)
        plot.titleLabel.setMinimumWidth(0)
        height = len(lines) * metrics.lineSpacing() + MARGIN / 2
        plot.titleLabel.setMaximumHeight(height)
        plot.layout.setRowFixedHeight(0, height)

    def spot(self, place: QPointF) -> Spot | None:
        """What lies at a point of the page."""
        for plot, told in self._plots:
            box = plot.getViewBox()
            if box.sceneBoundingRect().contains(place):
                point = box.mapSceneToView(place)
                return told(point.x(), point.y())
        return None

    def plot_at(self, place: QPointF) -> Plot | None:
        """The plot at a point of the page."""
        plots = (plot for plot, _ in self._plots)
        return next((plot for plot in plots if plot.sceneBoundingRect().contains(place)), None)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        """Say what lies under the pointer."""
        found = self.spot(self.mapToScene(ev.position().toPoint()))
        clickable = found is not None and bool(found.notes)
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand if clickable else arrow)
        if found is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(ev.globalPosition().toPoint(), found.text, self)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        """Choose what lies under the pointer."""
        found = self.spot(self.mapToScene(ev.position().toPoint()))
        if ev.button() is Qt.MouseButton.LeftButton and found is not None and found.notes:
            self.chosen.emit(found.notes)

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        """Nothing is dragged here."""

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        """A second press is a press."""
        self.mousePressEvent(ev)

    def wheelEvent(self, ev: QEvent) -> None:
        """Plots are whole: there is nothing to scroll."""
        ev.ignore()

    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        """Break the titles anew first: what is too wide would keep the plots from shrinking."""
        self._write_titles()
        super().resizeEvent(ev)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            for plot, _ in self._plots:
                self._dress(plot)
            self._write_titles()

    def _write_titles(self) -> None:
        for plot, text in dict(getattr(self, "_titles", {})).items():
            self.title(plot, text)
            metrics, room = QFontMetrics(face_font("small")), self.width() - 2 * MARGIN
            below = metrics.elidedText(self._below[plot], Qt.TextElideMode.ElideRight, room)
            plot.getAxis("bottom").setLabel(below)
            plot.showLabel("bottom", bool(below))

    def _dress(self, plot: Plot) -> None:
        theme, font = self.theme, QFont(face_font("small"))
        for name in ("left", "bottom"):
            axis = plot.getAxis(name)
            axis.setPen(theme.line)
            axis.setTextPen(theme.text_2)
            axis.setStyle(tickFont=font, tickLength=-3, tickTextOffset=4)
            axis.label.setFont(font)
            axis.label.setDefaultTextColor(QColor(theme.text_2))
