"""What happens over time: how dense the music is, and how much it surprises the model."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from engine.theory.course import mean_course
from engine.theory.profiles import levels
from gui.ahead import Steps
from gui.analysis.page import Page
from gui.analysis.plot import Spot
from gui.look.theme import faint
from gui.piano_roll.names import row_name
from gui.piano_roll.surprise import told

NEAR = 0.02
"""A point is pointed at from as far as this share of the plot's sides."""


class TimePage(Page):
    """Notes a bar above, nats a note below, over the numbers of the bars."""

    def build(self) -> Steps:
        """Build a plot for each course."""
        self.density = self.add_plot(self.tr("notes a bar"), "", self._density_spot)
        yield
        self._usual = pg.LinearRegionItem(orientation="horizontal", movable=False)
        self._steps = pg.PlotCurveItem([0, 1], [0], stepMode="center", fillLevel=0)
        self.density.add(self._usual, self._steps)
        yield
        self.surprise = self.add_plot(self.tr("nats a note"), self.tr("bar"), self._surprise_spot)
        yield
        self.surprise.box.setXLink(self.density.box)
        self._dots = pg.ScatterPlotItem(pxMode=True)
        self._mean = pg.PlotCurveItem([0, 1], [0], stepMode="center", connect="finite")
        self._lines = [pg.InfiniteLine(angle=0) for _ in range(2)]
        self.surprise.add(*self._lines, self._dots, self._mean)
        self._nats = np.zeros(0)
        yield

    def draw(self) -> None:
        """Draw both courses."""
        self._draw_density()
        self._draw_surprise()

    def _draw_density(self) -> None:
        view, theme = self.view, self.theme
        assert view is not None
        course, band = view.portrait.density, view.real.density
        self._usual.setRegion((float(band.low[0]), float(band.high[0])))
        self._usual.setBrush(faint(theme.text, 0.1))
        for line in self._usual.lines:
            line.setPen(theme.line)
        self._steps.setData(
            course.edges.astype(float), course.values, pen=pg.mkPen(theme.you, width=1.5),
            brush=faint(theme.you, 0.3),
        )  # fmt: skip
        top = max(float(course.values.max(initial=0.0)), float(band.high[0]))
        first, last = float(course.edges[0]), float(max(course.edges[-1], course.edges[0] + 1))
        margin = (last - first) * NEAR
        self.density.box.setRange(
            xRange=(first - margin, last + margin), yRange=(0, top * 1.1), padding=0
        )
        bars = [(bar, str(bar)) for bar in range(int(first), int(np.ceil(last)) + 1)]
        for plot in (self.density, self.surprise):
            plot.name(bars)
        beside = self.tr("Density beside %1").replace("%1", view.kind)
        self.title(self.density, beside)

    def _draw_surprise(self) -> None:
        view, theme = self.view, self.theme
        assert view is not None
        notes = view.portrait.notes
        starts = np.array([note.start for note in notes], np.int64)
        self._nats = view.surprises.at(starts, np.array([n.pitch for n in notes], np.int64))
        known = np.flatnonzero(~np.isnan(self._nats))
        size, clear = 6.0, pg.mkPen(None)
        self._dots.setData(
            x=view.portrait.numbers[known], y=self._nats[known], size=size, pen=clear,
            brush=theme.you, symbol="o",
        )  # fmt: skip
        self._mean.setVisible(len(known) > 0)
        if len(known):
            course = mean_course(notes, self._nats.tolist(), view.portrait.meters)
            pen = pg.mkPen(theme.surprise, width=2)
            self._mean.setData(course.edges.astype(float), course.values, pen=pen)
        bounds = (levels().unusual, levels().surprising)
        for line, value in zip(self._lines, bounds, strict=True):
            line.setPos(value)
            line.setPen(pg.mkPen(theme.text_3, style=Qt.PenStyle.DashLine))
        top = max(10.0, float(self._nats[known].max(initial=0.0)) * 1.05)
        self.surprise.box.setYRange(0, top, padding=0)
        self.surprise.setVisible(not view.remark)
        self.title(self.surprise, self.tr("Surprise; dashed: unusual, very surprising"))

    def _density_spot(self, x: float, _y: float) -> Spot | None:
        assert self.view is not None
        course = self.view.portrait.density
        at = int((x - course.first_bar - 1) // course.unit)
        if not 0 <= at < len(course.values):
            return None
        first, after = course.edges[at : at + 2].tolist()
        bars = str(first) if course.unit == 1 else f"{first}–{after - 1}"
        text = self.tr("Bar %1: %2 notes").replace("%1", bars)
        numbers = self.view.portrait.numbers
        inside = np.flatnonzero((numbers >= first) & (numbers < after))
        return Spot(text.replace("%2", f"{course.values[at]:g}"), tuple(inside.tolist()))

    def _surprise_spot(self, x: float, y: float) -> Spot | None:
        """The note whose point lies nearest, if it lies near."""
        assert self.view is not None
        (left, right), (low, high) = self.surprise.box.viewRange()
        numbers = self.view.portrait.numbers
        away = np.hypot((numbers - x) / (right - left), (self._nats - y) / (high - low))
        if not len(away) or np.isnan(away).all() or np.nanmin(away) > 2 * NEAR:
            return None
        at = int(np.nanargmin(away))
        portrait = self.view.portrait
        note, place = portrait.notes[at], portrait.meters.position_at(portrait.notes[at].start)
        text = self.tr("%1, bar %2, beat %3: %4")
        name = row_name(note.pitch, drums=portrait.drums, key=portrait.key)
        values = (name, place.bar, place.beat, told(float(self._nats[at])))
        for number, value in enumerate(values, 1):
            text = text.replace(f"%{number}", str(value))
        return Spot(text, (at,))
