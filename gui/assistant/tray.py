"""The tray under the roll: what was offered, card by card, and the way back to earlier offers."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.assistant.card import Card
from gui.assistant.empty_tray import EmptyTray
from gui.assistant.shelf import Batch, Shelf
from gui.assistant.thumbnail import Scale
from gui.commands.actions import Actions
from gui.look.controls import ElidedLabel, IconButton, label
from gui.look.fonts import dress, text_unit
from gui.look.theme import Theme


class Tray(QFrame):
    """Shows the shelf's batch. Cards stay the same widgets while notes stream into them."""

    auditioned = Signal(int)
    kept = Signal(int)
    starred = Signal(int)
    drag_wanted = Signal(int, QPixmap)
    stepped = Signal(int)
    """The arrow keys lead to this card."""

    def __init__(self, shelf: Shelf, actions: Actions, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "ground")
        self._shelf = shelf
        self._theme = theme
        self.cards: list[Card] = []
        self._sounding: int | None = None
        self.picked: frozenset[int] = frozenset()
        self._picked_last = 0
        head = self._head(actions, theme)
        self._empty = EmptyTray(theme)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(14, 6, 14, 10)
        self._row.setSpacing(10)
        inside = QWidget()
        inside.setProperty("surface", "none")
        inside.setLayout(self._row)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inside)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._empty, 1)
        column.addWidget(self._scroll, 1)
        shelf.shown.connect(self.show_batch)
        shelf.offer_changed.connect(self.show_offer)
        self.show_batch()

    def _head(self, actions: Actions, theme: Theme) -> QHBoxLayout:
        self._source = ElidedLabel("", "caption")
        self._source.setProperty("level", 2)
        self._earlier = IconButton("left", theme, quiet=True, size=1.5).bind(
            actions["earlier_takes"]
        )
        self._later = IconButton("right", theme, quiet=True, size=1.5).bind(actions["later_takes"])
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 0)
        head.setSpacing(8)
        head.addWidget(label(self.tr("Takes"), face="name"))
        head.addWidget(self._source, 1)
        head.addWidget(self._earlier)
        head.addWidget(self._later)
        return head

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(600, round(text_unit() * 12.4))

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(200, round(text_unit() * 6.4))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for themed in (self._earlier, self._later, self._empty, *self.cards):
            themed.set_theme(theme)

    def has_hands(self) -> bool:
        """Whether a card has the focus."""
        return any(card.hasFocus() for card in self.cards)

    def focused(self) -> int | None:
        """The card that has the focus."""
        return next((card.index for card in self.cards if card.hasFocus()), None)

    def focus(self, index: int) -> None:
        """Give a card the focus, so that Enter keeps it."""
        if index < len(self.cards):
            self.cards[index].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self.cards[index])

    def set_sounding(self, index: int | None) -> None:
        """Let the card glow that is heard."""
        self._sounding = index
        for card in self.cards:
            card.set_sounding(card.index == index)

    def meant(self) -> tuple[int, ...]:
        """The cards that are picked, else the one that has the focus, else the one that sounds."""
        at_hand = next((i for i in (self.focused(), self._sounding) if i is not None), None)
        return tuple(sorted(self.picked)) or (() if at_hand is None else (at_hand,))

    def pick(self, index: int, row: bool = False) -> None:
        """Take a card along with those picked, or not; with `row` all from the last one to it."""
        if row:
            low, high = sorted((self._picked_last, index))
            self._set_picked(self.picked | set(range(low, high + 1)))
        else:
            self._picked_last = index
            self._set_picked(self.picked ^ {index})

    def pick_focused(self) -> None:
        """Pick the card that has the focus, or let go of it."""
        if (index := self.focused()) is not None:
            self.pick(index)

    def pick_none(self) -> None:
        """Let go of all that are picked."""
        self._set_picked(frozenset())

    def _set_picked(self, picked: frozenset[int]) -> None:
        self.picked = picked
        for card in self.cards:
            card.set_picked(card.index in picked)

    def show_batch(self) -> None:
        """Show the cards of the shelf's batch."""
        self.pick_none()
        batch = self._shelf.batch
        count = len(batch.offers) if batch else 0
        while len(self.cards) > count:
            card = self.cards.pop()
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self.cards) < count:
            self._add_card()
        self._empty.setVisible(count == 0)
        self._scroll.setVisible(count > 0)
        self._source.setText(self._heading(batch))
        many = len(self._shelf.batches) > 1
        self._earlier.setVisible(many)
        self._later.setVisible(many)
        self._earlier.setEnabled(self._shelf.index > 0)
        self._later.setEnabled(self._shelf.index < len(self._shelf.batches) - 1)
        self._show_all(batch)

    def show_offer(self, index: int) -> None:
        """Show what one card has become. All share one scale, so all may have moved."""
        batch = self._shelf.batch
        if batch and index < len(self.cards):
            scale = _common_scale(batch)
            if self.cards[index]._scale == scale:
                self.cards[index].show_offer(batch.offers[index], scale)
            else:
                self._show_all(batch)

    def _show_all(self, batch: Batch | None) -> None:
        if batch is not None:
            scale = _common_scale(batch)
            for card, offer in zip(self.cards, batch.offers, strict=True):
                card.show_offer(offer, scale)
                card.set_sounding(card.index == self._sounding)

    def _heading(self, batch: Batch | None) -> str:
        if batch is None:
            return ""
        seed = "" if batch.seed is None else self.tr(", seed %1").replace("%1", str(batch.seed))
        return self.tr("from %1 · Continue%2").replace("%1", batch.source).replace("%2", seed)

    def _add_card(self) -> None:
        card = Card(len(self.cards), self._theme)
        dress(card)
        card.auditioned.connect(self.pick_none)
        card.auditioned.connect(self.auditioned)
        card.picked.connect(self.pick)
        card.kept.connect(self.kept)
        card.starred.connect(self.starred)
        card.drag_wanted.connect(self.drag_wanted)
        card.stepped.connect(self._step)
        self.cards.append(card)
        self._row.addWidget(card, 1)

    def _step(self, index: int, by: int) -> None:
        if 0 <= index + by < len(self.cards):
            self.stepped.emit(index + by)


def _common_scale(batch: Batch) -> Scale:
    starts = [offer.start for offer in batch.offers if offer.ready or offer.notes]
    ends = [offer.end for offer in batch.offers]
    return Scale.over(
        [offer.notes for offer in batch.offers], min(starts, default=0), max(ends, default=1)
    )
