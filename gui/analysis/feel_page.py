"""How notes are struck: how far from the grid against how hard, drum by drum."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from engine.theory.profiles import Cloud
from engine.theory.strokes import GROUPS, is_flat
from gui.ahead import Steps
from gui.analysis.page import Page
from gui.analysis.plot import Spot
from gui.look.theme import faint
from gui.piano_roll.names import row_name
from gui.tracks.track_list import track_color

SYMBOLS = ("o", "s", "t", "d", "+")
"""A shape for each of GROUPS, so that they are not told apart by colour alone."""

WIDEST = 60.0
"""The plot shows at least so many milliseconds on either side."""

NEAR = 0.03
CIRCLE = np.linspace(0, 2 * np.pi, 48)
FEW = 300
"""Up to so many notes have large points."""

MOST = 1500
"""Of more notes so many, spread evenly, are drawn: more cannot be told apart."""


class FeelPage(Page):
    """A point for each note; ellipses hold about two thirds of what drummers play."""

    def build(self) -> Steps:
        """Build the plot, then what is drawn in it."""
        bottom = self.tr("ms before or after the grid")
        self.plot = self.add_plot(self.tr("velocity"), bottom, self._spot)
        yield
        self._zero = pg.InfiniteLine(angle=90)
        self._clouds = [pg.PlotCurveItem(fillLevel=None) for _ in GROUPS]
        self._points = [pg.ScatterPlotItem(pxMode=True) for _ in GROUPS]
        yield
        self.plot.add(self._zero, *self._clouds, *self._points)
        self._legend = self.plot.legend(offset=(-4, 4), verSpacing=-4)
        self.plot.box.setYRange(0, 130, padding=0)
        yield

    def draw(self) -> None:
        """Draw points and clouds."""
        view, theme = self.view, self.theme
        assert view is not None
        found, drums = view.portrait.strokes, view.portrait.drums
        self._shown = np.arange(0, len(found.offsets), max(1, len(found.offsets) // MOST))
        self._zero.setPen(pg.mkPen(theme.text_3, style=Qt.PenStyle.DashLine))
        self._legend.clear()
        self._legend.setLabelTextColor(theme.text_2)
        self._legend.setBrush(faint(theme.panel, 0.85))
        groups = found.groups[self._shown]
        size = 8 if len(self._shown) <= FEW else 5
        for number, name in enumerate(GROUPS):
            color = track_color(theme, number) if drums else theme.you
            inside = self._shown[groups == number]
            self._points[number].setData(
                x=found.offsets[inside], y=found.velocities[inside], symbol=SYMBOLS[number],
                size=size, pen=pg.mkPen(theme.panel, width=0.5), brush=faint(color, 0.8),
            )  # fmt: skip
            cloud = view.real.strokes.get(name) if drums and len(inside) else None
            _draw_cloud(self._clouds[number], cloud, color)
            if drums and len(inside):
                self._legend.addItem(self._points[number], self._named(number))
        reach = max(WIDEST, float(np.abs(found.offsets).max(initial=0.0)) * 1.1)
        self.plot.box.setXRange(-reach, reach, padding=0)
        flat = self.tr("On the grid, all as loud: nobody has played this yet")
        beside = self.tr("Yours; the ellipses are %1").replace("%1", view.kind)
        plain = beside if drums else self.tr("Timing and velocity of each note")
        self.title(self.plot, flat if is_flat(found) else plain)

    def _named(self, group: int) -> str:
        names = (self.tr("kick"), self.tr("snare"), self.tr("hi-hats"), self.tr("toms"),
                 self.tr("cymbals"))  # fmt: skip
        return names[group]

    def _spot(self, x: float, y: float) -> Spot | None:
        """The note whose point lies nearest, if it lies near."""
        assert self.view is not None
        portrait = self.view.portrait
        found = portrait.strokes
        if not len(self._shown):
            return None
        (left, right), (low, high) = self.plot.box.viewRange()
        away = np.hypot(
            (found.offsets[self._shown] - x) / (right - left),
            (found.velocities[self._shown] - y) / (high - low),
        )
        at = int(self._shown[int(away.argmin())])
        if away.min() > NEAR:
            return None
        note = portrait.notes[at]
        place = portrait.meters.position_at(note.start)
        offset = float(found.offsets[at])
        late = self.tr("%1 ms late") if offset > 0 else self.tr("%1 ms early")
        when = late.replace("%1", f"{abs(offset):.0f}") if round(offset) else self.tr("on the grid")
        text = self.tr("%1, bar %2, beat %3: %4, velocity %5")
        name = row_name(note.pitch, drums=portrait.drums, key=portrait.key)
        for number, value in enumerate((name, place.bar, place.beat, when, note.velocity), 1):
            text = text.replace(f"%{number}", str(value))
        return Spot(text, (at,))


def _draw_cloud(curve: pg.PlotCurveItem, cloud: Cloud | None, color: QColor) -> None:
    """An ellipse one and a half standard deviations around the mean."""
    curve.setVisible(cloud is not None)
    if cloud is not None:
        curve.setData(
            cloud.offset + 1.5 * cloud.offset_spread * np.cos(CIRCLE),
            cloud.velocity + 1.5 * cloud.velocity_spread * np.sin(CIRCLE),
            pen=pg.mkPen(faint(color, 0.6), width=1.5),
        )
