"""The cards side by side: in one row while they have room, in more where the tray is high."""

from math import ceil

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from gui.assistant.takes.card import Card
from gui.look.fonts import text_unit
from gui.look.theme import Theme

SIDE, TOP, BOTTOM, GAP = 16, 6, 10, 10
ROW = 5.4
"""A row of cards is at least so many lines of text high."""


class Ground(QWidget):
    """What the cards lie on, in one colour: when they change, nothing under it is painted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._theme.ground)


class CardStrip(QScrollArea):
    """Lays cards out and scrolls across, with the wheel too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._ground = Ground(theme)
        self._grid = QGridLayout(self._ground)
        self._grid.setContentsMargins(SIDE, TOP, SIDE, BOTTOM)
        self._grid.setSpacing(GAP)
        self._cards: list[Card] = []
        self._columns = 0
        self.setWidgetResizable(True)
        self.setWidget(self._ground)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def columns(self) -> int:
        """How many cards lie side by side."""
        return max(1, self._columns)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._ground.set_theme(theme)

    def show_cards(self, cards: list[Card]) -> None:
        """Lay out these cards, in their order."""
        for card in self._cards:
            self._grid.removeWidget(card)
        self._cards = list(cards)
        self._columns = 0
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new room."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll across: there is nothing above and below."""
        delta = event.angleDelta()
        across = delta.x() or delta.y()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - round(across / 120 * text_unit() * 4))
        event.accept()

    def _lay_out(self) -> None:
        columns = self._wanted_columns()
        if columns == self._columns:
            return
        self._columns = columns
        for card in self._cards:
            self._grid.removeWidget(card)
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
            card.show()
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        # The area looks at what its content needs when it is asked for a layout, not before.
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _wanted_columns(self) -> int:
        """As many as have room side by side, or as are needed where the rows are too few."""
        count = len(self._cards)
        if not count:
            return 1
        width = self.viewport().width() - 2 * SIDE + GAP
        height = self.height() - TOP - BOTTOM + GAP
        fit = max(1, width // (self._cards[0].minimumSizeHint().width() + GAP))
        rows = max(1, int(height // (text_unit() * ROW + GAP)))
        return max(min(count, fit), ceil(count / rows))
