"""What all pages of plots share: the theme, pointing, clicking, and saving."""

from pathlib import Path
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QToolTip

from gui.ahead import Steps
from gui.analysis.plot import Plot, Spot, Told
from gui.analysis.saving import write_picture
from gui.analysis.view import View
from gui.look.fonts import text_unit
from gui.look.theme import Theme


class Page(pg.GraphicsLayoutWidget):
    """Plots one under the other, drawn in the theme's colours by `draw`."""

    chosen = Signal(object)
    """The notes, by index, of what was clicked."""

    ci: Any

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.view: View | None = None
        self.plots: list[Plot] = []
        self.setAntialiasing(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ci.layout.setContentsMargins(4, 4, 8, 4)
        self.ci.layout.setSpacing(text_unit() // 2)

    def build(self) -> Steps:
        """Build the plots, one at a time; a page without plots has none to build."""
        yield from ()

    def warm(self) -> Steps:
        """Paint each plot unseen, its axes first, which readies it for the size that the page has.
        Of that a page that is hidden hears where some of it is painted.
        """
        if self.isHidden():
            self.grab(QRect(0, 0, 1, 1))
            yield
        image = QImage(1, 1, QImage.Format.Format_RGB32)
        for axis in (axis for plot in self.plots for axis in (plot.left, plot.bottom)):
            with QPainter(image) as painter:
                axis.paint(painter, None, None)
            yield
        for plot in self.plots:
            with QPainter(image) as painter:
                self.scene().render(painter, QRectF(0, 0, 1, 1), plot.sceneBoundingRect())
            yield

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
        for plot in self.plots:
            plot.dress(theme)
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
        plot = Plot(left, bottom, told)
        self.ci.addItem(plot, row=len(self.plots), col=0)
        self.plots.append(plot)
        return plot

    def title(self, plot: Plot, text: str) -> None:
        """What a plot shows, above it, in as many lines as its width asks for."""
        plot.text = text
        plot.write(self.theme, self.width())

    def spot(self, place: QPointF) -> Spot | None:
        """What lies at a point of the page."""
        found = next((plot for plot in self.plots if plot.holds(place)), None)
        return found.spot(place) if found is not None else None

    def plot_at(self, place: QPoint) -> Plot | None:
        """The plot at a point of the page."""
        point = self.mapToScene(place)
        here = (plot for plot in self.plots if plot.sceneBoundingRect().contains(point))
        return next(here, None)

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
        self._write()
        super().resizeEvent(ev)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            for plot in self.plots:
                plot.dress(self.theme)
            self._write()

    def _write(self) -> None:
        for plot in getattr(self, "plots", ()):
            plot.write(self.theme, self.width())
