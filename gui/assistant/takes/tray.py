"""The tray under the roll: what was offered, card by card, and the tree of all that was."""

from collections.abc import Collection

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout

from engine.score.song import Note
from engine.score.time import Tick
from gui.ahead import Ahead, Steps, polished
from gui.assistant.takes.batches import Batch, Origin, aligned, rows_of
from gui.assistant.takes.card import Card
from gui.assistant.takes.empty_tray import EmptyTray
from gui.assistant.takes.shelf import Shelf
from gui.assistant.takes.strip import BOTTOM, GAP, SIDE, TOP, CardStrip
from gui.assistant.takes.thumbnail import Scale
from gui.assistant.takes.tree import BatchTree
from gui.commands.actions import Actions
from gui.language.said import reason
from gui.look.controls import ElidedLabel, label
from gui.look.fonts import dress, text_unit
from gui.look.icon_button import IconButton
from gui.look.theme import Theme
from gui.look.turns import paint_in_turns

IN_A_ROW = 4
"""So many cards keep their room before the tree gets any."""

MOST_TAKES = 16
"""As many as a tool can be asked for: so many cards are built before there are takes."""

AHEAD_MS = 1500
"""So long after the tray it begins with these."""

MENU_OF_A_TAKE = (
    "from_take", "", "star", "write_on_take", "loop_take", "", "mark_take", "flip_takes", "",
    "make_again", "delete_take", "delete_takes",
)  # fmt: skip
"""What the right button offers on a card; "" is a line between."""


class Tray(QFrame):
    """Shows the shelf's batch. Cards stay the same widgets while notes stream into them."""

    auditioned = Signal(int)
    kept = Signal(int)
    starred = Signal(int)
    removed = Signal(int)
    noted = Signal(int, str)
    drag_wanted = Signal(int, QPixmap)
    stepped = Signal(int)
    """The arrow keys lead to this card."""

    def __init__(self, shelf: Shelf, actions: Actions, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "ground")
        self._shelf = shelf
        self._actions = actions
        self._theme = theme
        self.cards: list[Card] = []
        self._made: list[Card] = []
        self._sounding: int | None = None
        self.picked: frozenset[int] = frozenset()
        self._picked_last = 0
        self._reference: Origin | None = None
        self._shown: int | None = None
        head = self._head(actions, theme)
        self.tree = BatchTree(shelf, actions, theme)
        self._empty = EmptyTray(theme)
        self._strip = CardStrip(theme)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._beside = QVBoxLayout()
        self._beside.addWidget(self.tree)
        across.addLayout(self._beside)
        across.addWidget(self._strip, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._empty, 1)
        column.addLayout(across, 1)
        shelf.shown.connect(self.show_batch)
        shelf.offers_changed.connect(self.show_offers)
        actions.connect_all({"takes_tree": self.open_tree})
        self.show_batch()
        Ahead(self).begin(self._cards_ahead(), AHEAD_MS)

    def _head(self, actions: Actions, theme: Theme) -> QHBoxLayout:
        self._source = ElidedLabel("", "caption")
        self._source.setProperty("level", 2)
        self._buttons = [
            IconButton(icon, theme, quiet=True, size=1.5).bind(actions[name])
            for icon, name in (
                ("left", "earlier_takes"), ("right", "later_takes"), ("tree", "takes_tree")
            )
        ]  # fmt: skip
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 8, 12, 0)
        head.setSpacing(8)
        head.addWidget(label(self.tr("Takes"), face="name"))
        head.addWidget(self._source, 1)
        for button in self._buttons:
            head.addWidget(button)
        return head

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(600, round(text_unit() * 12.4))

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(200, round(text_unit() * 6.4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new room."""
        super().resizeEvent(event)
        self._fit_tree()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for themed in (*self._buttons, self.tree, self._empty, self._strip, *self._made):
            themed.set_theme(theme)

    def take_over(self, former: "Tray") -> None:
        """Have the same cards picked."""
        self._picked_last = former._picked_last
        self._set_picked(former.picked)

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
            self._strip.ensureWidgetVisible(self.cards[index])

    def open_tree(self) -> None:
        """Go to the tree, or open it as a menu where it has no room."""
        if self.tree.isVisible():
            self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in rows_of(self._shelf.batches):
            action = menu.addAction("   " * row.depth + self.tree.words(self.tree.entry(row)))
            action.setCheckable(True)
            action.setChecked(self._shelf.batch is row.batch)
            number = row.batch.id
            action.triggered.connect(lambda _on=False, number=number: self._shelf.show(number))
        button = self._buttons[-1]
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

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

    def set_reference(self, origin: Origin | None) -> None:
        """Mark on all cards what differs from this take, or nothing."""
        self._reference = origin
        self._show_all(self._shelf.batch)

    def show_batch(self) -> None:
        """Show the cards of the shelf's batch."""
        self.pick_none()
        batch = self._shelf.batch
        count = len(batch.offers) if batch else 0
        if len(self.cards) != count:
            self._change_cards(count)
        shown = batch.id if batch is not None else None
        if shown != self._shown:
            self._shown = shown
            paint_in_turns(*self.cards)
        self._empty.setVisible(count == 0)
        self._strip.setVisible(count > 0)
        self._source.setText(self._heading(batch))
        many = len(self._shelf.batches) > 1
        for button, enabled in zip(
            self._buttons,
            (self._shelf.index > 0, self._shelf.index < len(self._shelf.batches) - 1, True),
            strict=True,
        ):
            button.setVisible(many)
            button.setEnabled(enabled)
        self._fit_tree()
        self._show_all(batch)

    def show_offers(self, places: Collection[int]) -> None:
        """Show what some cards have become. All share one scale, so all may have moved."""
        batch = self._shelf.batch
        if batch is None:
            return
        scale = self._scale(batch)
        if self._reference is not None or any(card.scale != scale for card in self.cards):
            self._show_all(batch)
            return
        for place in places:
            self.cards[place].show_offer(batch.offers[place], scale)

    def _show_all(self, batch: Batch | None) -> None:
        if batch is None:
            return
        scale, beat = self._scale(batch), batch.ppq
        for card, offer in zip(self.cards, batch.offers, strict=True):
            card.show_offer(offer, scale)
            card.set_sounding(card.index == self._sounding)
            reference = self._compared(batch, offer.start)
            card.compare(reference, beat, self._reference == (batch.id, offer.id))

    def _compared(self, batch: Batch, start: Tick) -> tuple[Note, ...] | None:
        """The notes of the take that all are compared with, as if it began here."""
        if self._reference is None or self._reference[0] not in self._shelf:
            return None
        other = self._shelf[self._reference[0]]
        offer = other.offer(self._reference[1])
        return aligned(offer, other, batch.ppq, start) if offer is not None else None

    def _scale(self, batch: Batch) -> Scale:
        starts = [offer.start for offer in batch.offers if offer.ready or offer.notes]
        start = min(starts, default=Tick(0))
        ends = [offer.end for offer in batch.offers]
        parts = [offer.notes for offer in batch.offers]
        parts.append(self._compared(batch, start) or ())
        return Scale.over(parts, start, max(ends, default=1))

    def _heading(self, batch: Batch | None) -> str:
        if batch is None:
            return ""
        row = next(row for row in rows_of(self._shelf.batches) if row.batch is batch)
        entry = self.tree.entry(row)
        words = [entry.tool, reason(batch.source)]
        if row.take is not None:
            words.append(entry.source)
        if batch.seed is not None:
            words.append(self.tr("seed %1").replace("%1", str(batch.seed)))
        return " · ".join(filter(None, [*words, entry.time]))

    def _fit_tree(self) -> None:
        """The tree is there where it can be without taking the room of the first cards."""
        unit = text_unit()
        cards = min(IN_A_ROW, max(1, len(self.cards)))
        needed = cards * (round(unit * 7.5) + GAP) + 2 * SIDE
        room = min(self.tree.sizeHint().width(), self.width() - needed)
        fits = room >= self.tree.minimumSizeHint().width()
        shown = fits and len(self._shelf.batches) > 1
        self.tree.setVisible(shown)
        self._beside.setContentsMargins(SIDE if shown else 0, TOP, 0, BOTTOM)
        if fits:
            self.tree.setFixedWidth(room)

    def _change_cards(self, count: int) -> None:
        while len(self._made) < count:
            self._new_card()
        self.cards = self._made[:count]
        for spare in self._made[count:]:
            spare.hide()
        self._strip.show_cards(self.cards)

    def _cards_ahead(self) -> Steps:
        """Build as many as a tool is asked for, hidden."""
        while len(self._made) < MOST_TAKES:
            card = self._new_card()
            card.hide()
            card.setParent(self._strip.widget())
            yield
            yield from polished(card)

    def _new_card(self) -> Card:
        card = Card(len(self._made), self._theme)
        self._made.append(card)
        dress(card)
        card.auditioned.connect(self.pick_none)
        card.auditioned.connect(self.auditioned)
        card.picked.connect(self.pick)
        card.kept.connect(self.kept)
        card.starred.connect(self.starred)
        card.removed.connect(self.removed)
        card.noted.connect(self.noted)
        card.drag_wanted.connect(self.drag_wanted)
        card.menu_wanted.connect(self._open_menu)
        card.stepped.connect(self._step)
        return card

    def _step(self, index: int, across: int, down: int) -> None:
        to = index + across + down * self._strip.columns
        if 0 <= to < len(self.cards):
            self.stepped.emit(to)

    def _open_menu(self, _index: int, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in MENU_OF_A_TAKE:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        menu.popup(place)
