"""The form of a piece: which bars are like which, beside what real music comes to."""

from functools import lru_cache

import numpy as np
import pyqtgraph as pg

from engine.theory.likeness import Form
from gui.ahead import Steps
from gui.analysis.page import Page
from gui.analysis.plot import Plot, Spot
from gui.look.theme import Theme, mixed


class FormPage(Page):
    """Two self-similarity matrices, bars by bars, on the same scale of colours from 0 to 1."""

    def build(self) -> Steps:
        """Build a plot for each matrix."""
        self.own = self.add_plot("", "", self._own_spot)
        self._own_image = _image(self.own)
        yield
        self.real = self.add_plot("", self.tr("bar"), self._real_spot)
        self._real_image = _image(self.real)
        yield

    def draw(self) -> None:
        """Draw both matrices."""
        view, theme = self.view, self.theme
        assert view is not None
        self._own_image.setLookupTable(_table(theme, "you"))
        self._real_image.setLookupTable(_table(theme, "text"))
        form = view.portrait.form
        _show(self.own, self._own_image, form)
        _show(self.real, self._real_image, Form(0, 1, view.real.likeness))
        many = self.tr("How alike bars are, %1 to a square").replace("%1", str(form.unit))
        self.title(self.own, many if form.unit > 1 else self.tr("How alike bars are"))
        text = self.tr("Beside it: the mean of %2 pieces, %1")
        self.title(self.real, text.replace("%1", view.kind).replace("%2", str(view.real.pieces)))

    def _own_spot(self, x: float, y: float) -> Spot | None:
        assert self.view is not None
        portrait = self.view.portrait
        form = portrait.form
        cells = [int((value - form.first_bar - 0.5) // form.unit) for value in (x, y)]
        if not all(0 <= cell < len(form.likeness) for cell in cells):
            return None
        column, row = cells
        spans = [form.bars_of(cell) for cell in (row, column)]
        text = self.tr("Bars %1 and %2: %3 % alike")
        if form.likeness[row, column] == 1 and row != column:
            text = self.tr("Bars %1 and %2: the same")
        for number, span in enumerate(spans, 1):
            text = text.replace(f"%{number}", _named(*span))
        text = text.replace("%3", f"{100 * form.likeness[row, column]:.0f}")
        bars = np.floor(portrait.numbers).astype(int) - 1
        inside = np.zeros(len(bars), bool)
        for first, after in spans:
            inside |= (bars >= first) & (bars < after)
        return Spot(text, tuple(np.flatnonzero(inside).tolist()))

    def _real_spot(self, x: float, y: float) -> Spot | None:
        assert self.view is not None
        likeness = self.view.real.likeness
        column, row = round(x) - 1, round(y) - 1
        if not (0 <= column < len(likeness) and 0 <= row < len(likeness)):
            return None
        text = self.tr("Bars %1 and %2 of a piece: %3 % alike on average")
        values = (row + 1, column + 1, round(100 * float(likeness[row, column])))
        for number, value in enumerate(values, 1):
            text = text.replace(f"%{number}", str(value))
        return Spot(text)


def _image(plot: Plot) -> pg.ImageItem:
    image = pg.ImageItem(axisOrder="row-major", levels=(0, 1))
    plot.add(image)
    plot.box.setAspectLocked(True)
    plot.box.invertY(True)
    return image


def _show(plot: Plot, image: pg.ImageItem, form: Form) -> None:
    """Show a matrix with the numbers of its bars in the middle of their squares."""
    side = len(form.likeness)
    image.setVisible(side > 0)
    if side:
        start = form.first_bar + 0.5
        image.setImage(form.likeness, levels=(0, 1), autoLevels=False)
        image.setRect(start, start, side * form.unit, side * form.unit)
        end = start + side * form.unit
        plot.box.setRange(xRange=(start, end), yRange=(start, end), padding=0)
        plot.name([(bar, str(bar)) for bar in range(form.first_bar + 1, int(end) + 1)], beside=True)


@lru_cache(maxsize=4)
def _table(theme: Theme, voice: str) -> np.ndarray:
    """256 colours from the ground to a voice's own."""
    color = getattr(theme, voice)
    steps = [mixed(theme.ground, color, index / 255) for index in range(256)]
    return np.array([(step.red(), step.green(), step.blue()) for step in steps], np.uint8)


def _named(first: int, after: int) -> str:
    """Bars as musicians count them."""
    return str(first + 1) if after == first + 1 else f"{first + 1}–{after}"
