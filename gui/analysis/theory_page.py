"""The table of theory: each measure of the piece beside what it comes to in real music."""

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from engine.theory.real import Real, real_music
from gui.ahead import Steps, polished
from gui.analysis.saving import write_picture
from gui.analysis.view import View
from gui.analysis.words import Measure, measures
from gui.look.controls import ElidedLabel
from gui.look.fonts import Lettering, elided, face_font, text_unit
from gui.look.kept import KeptPicture
from gui.look.theme import Theme, mixed

SCALE = 0.42
"""The part of a row that the scale takes at its right."""


class Row(QWidget):
    """One measure: its words and value, and where it lies against real music."""

    def __init__(self, measure: Measure, value: float, real: Real | None, theme: Theme) -> None:
        super().__init__()
        self.measure, self.value, self.real, self.theme = measure, value, real, theme
        self._picture = KeptPicture(self, self._paint_picture)
        self.setMinimumHeight(round(text_unit() * 2.6))
        self.setToolTip(measure.meaning)
        self.setAccessibleName(self.told())

    def show_value(self, value: float, real: Real | None, theme: Theme) -> None:
        """Show another value, beside other music or in another theme; else stay as it is."""
        if (value, real, theme) != (self.value, self.real, self.theme):
            self.value, self.real, self.theme = value, real, theme
            self.setAccessibleName(self.told())
            self.update()

    def told(self) -> str:
        """All of it in words."""
        text = f"{self.measure.text}: {self.measure.written(self.value)}"
        if self.real is None:
            return text
        usual = self.measure.usual(self.real)
        beside = self.tr("mostly %1 in real music").replace("%1", usual)
        return f"{text} ({beside}; {self.verdict()})"

    def verdict(self) -> str:
        """Whether that is usual."""
        if self.real is None or self.real.low <= self.value <= self.real.high:
            return self.tr("usual")
        return self.tr("high") if self.value > self.real.high else self.tr("low")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        with QPainter(self) as painter:
            self._picture.draw(painter, self._content())

    def make_picture(self) -> None:
        """Have what it shows painted before it is seen."""
        self._picture.make(self._content())

    def _content(self) -> tuple[float, Real | None, Theme]:
        return self.value, self.real, self.theme

    def _paint_picture(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), self.theme.panel)
        self.draw(painter, QRectF(self.rect()))

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Words at the left, the scale at the right."""
        theme, unit = self.theme, text_unit()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = box.adjusted(0, 2, -box.width() * SCALE - unit / 2, -2)
        upper = QRectF(words.left(), words.top(), words.width(), words.height() / 2)
        lower = upper.translated(0, upper.height())
        painter.setFont(face_font("caption"))
        painter.setPen(theme.text)
        _write(painter, upper, self.measure.text)
        painter.setFont(face_font("small"))
        painter.setPen(theme.text_2)
        if self.real is not None:
            _write(painter, lower, self.measure.usual(self.real))
        scale = QRectF(
            box.right() - box.width() * SCALE, box.top(), box.width() * SCALE, box.height()
        )
        self._draw_scale(painter, scale.adjusted(0, 0, -4, 0))

    def _draw_scale(self, painter: QPainter, box: QRectF) -> None:
        theme, real = self.theme, self.real
        low, high = (real.low, real.high) if real is not None else (0.0, 1.0)
        ends = _ends(self.measure, self.value, low, high)
        y = box.bottom() - box.height() * 0.26

        def x(value: float) -> float:
            return box.left() + 4 + (box.width() - 8) * (value - ends[0]) / (ends[1] - ends[0])

        painter.setPen(QPen(theme.line, 2))
        painter.drawLine(QPointF(box.left() + 4, y), QPointF(box.right() - 4, y))
        if real is not None and self.measure.form != "yes":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(theme.panel, theme.text, 0.25))
            painter.drawRoundedRect(QRectF(x(low), y - 4, max(3.0, x(high) - x(low)), 8), 3, 3)
            painter.setBrush(theme.text)
            painter.drawRect(QRectF(x(real.mean) - 1, y - 6, 2, 12))
        painter.setPen(QPen(theme.panel, 1.5))
        painter.setBrush(theme.you)
        painter.drawEllipse(QPointF(x(self.value), y), 5, 5)
        painter.setFont(face_font("figure"))
        painter.setPen(theme.you)
        value = self.measure.written(self.value)
        if self.verdict() != self.tr("usual") and self.measure.form != "yes":
            value = f"{value} · {self.verdict()}"
        top = QRectF(box.left(), box.top(), box.width(), box.height() * 0.55)
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, value)


class TheoryPage(QWidget):
    """Rows one under the other, with a line above that says what is measured."""

    chosen = Signal(object)
    """Nothing can be chosen here; the other pages have it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.view: View | None = None
        self.rows: list[Row] = []
        self._melodies = real_music()
        self._head = ElidedLabel("", "small")
        self._head.setProperty("level", 2)
        self._inside = QWidget()
        self._inside.setProperty("surface", "none")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(12, 0, 8, 8)
        self._column.setSpacing(2)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(self._head)
        whole.addLayout(head)
        whole.addWidget(scroll, 1)

    def build(self) -> Steps:
        """It is built: rows come with what they show."""
        yield

    def warm(self) -> Steps:
        """Give the rows their style and their places, and have them painted."""
        yield from polished(self)
        if self.isHidden():
            self.grab(QRect(0, 0, 1, 1))
            yield
        for number, row in enumerate(self.rows):
            row.make_picture()
            if number % 4 == 3:
                yield

    def show_view(self, view: View) -> None:
        """Show other figures; rows stay where their measures do."""
        self.view = view
        found = view.portrait.measures
        real = view.real.measures or self._melodies[view.name]
        wanted = [measure for measure in measures() if measure.name in found]
        if [row.measure.name for row in self.rows] != [measure.name for measure in wanted]:
            self._lay_out(wanted)
        for row in self.rows:
            row.show_value(found[row.measure.name], real.get(row.measure.name), self.theme)
        first = view.portrait.measured_from + 1
        text = self.tr("Bars %1–%2 beside %3; grey: four in five")
        if not found:
            text = self.tr("No notes to measure yet")
        for number, value in enumerate((first, first + 15, view.kind), 1):
            text = text.replace(f"%{number}", str(value))
        self._head.setText(text)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self.theme = theme
        if self.view is not None:
            self.show_view(self.view)

    def plot_at(self, _place: QPoint) -> None:
        """There is none: all of it is one table."""

    def save(self, path: Path, _plot: object = None) -> None:
        """Write the table as a PNG or as an SVG. Raises OSError."""
        heights = [row.minimumHeight() for row in self.rows]

        def paint(painter: QPainter, area: QRectF) -> None:
            top = 0.0
            for row, height in zip(self.rows, heights, strict=True):
                row.draw(painter, QRectF(12, top, area.width() - 24, height))
                top += height

        size = QSizeF(text_unit() * 32, max(1, sum(heights)))
        write_picture(path, size, self.theme.panel, paint)

    def _lay_out(self, wanted: list[Measure]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        while self._column.count():
            self._column.takeAt(0)
        self.rows = [Row(measure, 0.0, None, self.theme) for measure in wanted]
        for row in self.rows:
            self._column.addWidget(row)
        self._column.addStretch(1)


def _write(painter: QPainter, room: QRectF, text: str) -> None:
    """A line of words that ends in dots where it has no room."""
    Lettering(painter).write(room, elided(text, int(room.width()), painter.font()))


def _ends(measure: Measure, value: float, low: float, high: float) -> tuple[float, float]:
    """From where to where a scale goes: round values that hold all it has to show."""
    if measure.form in ("share", "yes"):
        return 0.0, 1.0
    margin = max(0.5, high - low)
    return min(value, low - margin), max(value, high + margin)
