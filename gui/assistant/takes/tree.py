"""The tree of what was offered: a column of batches, each under the take that it was made from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from gui.assistant.takes.batches import Row, rows_of
from gui.assistant.takes.own_keys import REMOVE, OwnKeys
from gui.assistant.takes.shelf import Shelf
from gui.commands.actions import Actions
from gui.language.said import reason
from gui.look.fonts import face_font, text_unit
from gui.look.icons import draw_icon
from gui.look.theme import Theme, mixed

translate = QCoreApplication.translate

ENTRY = Qt.ItemDataRole.UserRole
DEEPEST = 5
"""Rows are indented so often at most: the column is narrow."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """What a row says: the tool, where its takes come from and when, how many there are, how many
    have a star, and whether one is kept.
    """

    batch_id: int
    depth: int
    tool: str
    source: str
    time: str
    takes: int
    starred: int
    kept: bool


class BatchTree(QListWidget):
    """Shows the shelf's tree. Choosing a row shows its batch; Delete takes it off the tree."""

    removed = Signal(int)
    """The batch with this id is to go."""

    def __init__(self, shelf: Shelf, actions: Actions, theme: Theme) -> None:
        super().__init__()
        self._shelf = shelf
        self._actions = actions
        self._rows: list[Row] = []
        self._look = RowLook(self, theme)
        self.setItemDelegate(self._look)
        self.setAccessibleName(self.tr("Tree of takes"))
        self.setToolTip(self.tr("What was offered, and from which take; Delete takes one off"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        OwnKeys(self, (Qt.Key.Key_Up, Qt.Key.Key_Down, *REMOVE))
        self.currentItemChanged.connect(self._chosen)
        self.setUniformItemSizes(True)
        shelf.shown.connect(self.show_tree)
        shelf.batch_changed.connect(self._show_batch)
        self.show_tree()

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(round(text_unit() * 13), round(text_unit() * 9))

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(round(text_unit() * 8), round(text_unit() * 3))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._look.theme = theme
        self.viewport().update()

    def show_tree(self) -> None:
        """Show the tree as it stands, the shown batch chosen. What becomes current while rows come
        and go is nobody's choice.
        """
        before, self._rows = self._rows, list(rows_of(self._shelf.batches))
        with QSignalBlocker(self):
            self._show_rows(before)

    def _show_rows(self, before: Sequence[Row]) -> None:
        """Write the rows anew that are others than before at their places."""
        while self.count() > len(self._rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(self._rows):
            self.addItem(QListWidgetItem())
        shown = self._shelf.batch
        for place, row in enumerate(self._rows):
            if place >= len(before) or row != before[place]:
                self._show_entry(place, self.entry(row))
            if shown is not None and row.batch.id == shown.id and place != self.currentRow():
                self.setCurrentRow(place)
                self.scrollToItem(self.item(place))

    def entry(self, row: Row) -> Entry:
        """What is said of a row of the tree."""
        batch = row.batch
        return Entry(
            batch_id=batch.id,
            depth=row.depth,
            tool=self._actions[batch.tool].text(),
            source=_from(row),
            time=_clock(batch.made),
            takes=len(batch.offers),
            starred=sum(offer.starred for offer in batch.offers),
            kept=any(offer.kept for offer in batch.offers),
        )

    def words(self, entry: Entry) -> str:
        """A row as it is read aloud."""
        takes = self.tr("1 take") if entry.takes == 1 else self.tr("%1 takes")
        words = [entry.tool, entry.source, entry.time, takes.replace("%1", str(entry.takes))]
        if entry.starred:
            words.append(self.tr("%1 starred").replace("%1", str(entry.starred)))
        if entry.kept:
            words.append(self.tr("kept"))
        return ", ".join(word for word in words if word)

    def _show_batch(self, batch_id: int) -> None:
        """Show what has become of a batch at its place."""
        for place, row in enumerate(self._rows):
            if row.batch.id == batch_id:
                self._rows[place] = changed = replace(row, batch=self._shelf[batch_id])
                self._show_entry(place, self.entry(changed))

    def _show_entry(self, place: int, entry: Entry) -> None:
        item = self.item(place)
        if item.data(ENTRY) != entry:
            words = self.words(entry)
            item.setData(ENTRY, entry)
            item.setText(words)
            item.setToolTip(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for."""
        item = self.currentItem()
        if event.key() in REMOVE and item is not None:
            self.removed.emit(item.data(ENTRY).batch_id)
        else:
            super().keyPressEvent(event)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        entry: Entry | None = item.data(ENTRY) if item is not None else None
        if entry is not None and entry.batch_id in self._shelf:
            self._shelf.show(entry.batch_id)


class RowLook(QStyledItemDelegate):
    """Draws a row: the tool and its count of takes over where they come from and when."""

    def __init__(self, tree: BatchTree, theme: Theme) -> None:
        super().__init__(tree)
        self._tree = tree
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The room of a row."""
        return QSize(round(text_unit() * 8), round(text_unit() * 2.3 / 4) * 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row as it stands."""
        entry: Entry | None = index.data(ENTRY)
        if entry is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, unit = self.theme, text_unit()
        box = QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5)  # type: ignore[attr-defined]  # the stubs leave it out
        chosen = self._tree.currentIndex() == index
        if chosen:
            painter.setPen(theme.machine if self._tree.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(mixed(theme.control, theme.machine, 0.14))
            painter.drawRoundedRect(box, 8, 8)
        inside = box.adjusted(8 + min(entry.depth, DEEPEST) * unit * 0.6, 3, -8, -3)
        if entry.depth:
            painter.setPen(theme.line)
            x = inside.left() - unit * 0.3
            painter.drawLine(round(x), round(box.top()), round(x), round(box.bottom()))
        self._paint_words(painter, entry, inside)
        painter.restore()

    def _paint_words(self, painter: QPainter, entry: Entry, inside: QRectF) -> None:
        theme, unit = self.theme, text_unit()
        upper = QRectF(inside.left(), inside.top(), inside.width(), inside.height() / 2)
        lower = upper.translated(0, inside.height() / 2)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(face_font("caption"))
        painter.setPen(theme.text_2)
        count = str(entry.takes)
        painter.drawText(upper, right, count)
        room = painter.fontMetrics().horizontalAdvance(count) + 6
        painter.drawText(lower, right, entry.time)
        time_room = painter.fontMetrics().horizontalAdvance(entry.time) + 6
        for name, is_so in (("tick", entry.kept), ("star", entry.starred)):
            if is_so:
                side = unit * 0.75
                left, top = upper.right() - room - side, upper.center().y() - side / 2
                draw_icon(painter, name, QRectF(left, top, side, side), theme.you)
                room += side + 4
        painter.setPen(theme.text)
        draw_elided(painter, upper.adjusted(0, 0, -room, 0), entry.tool)
        painter.setPen(theme.text_2)
        draw_elided(painter, lower.adjusted(0, 0, -time_room, 0), entry.source)


def _from(row: Row) -> str:
    """Where a batch comes from: a take of the batch above it, or the song."""
    if row.take is None:
        return reason(row.batch.source)
    return translate("BatchTree", "from take %1").replace("%1", str(row.take))


def _clock(made: float) -> str:
    """A time of the day, or nothing where none is known."""
    return datetime.fromtimestamp(made).strftime("%H:%M") if made else ""


def draw_elided(painter: QPainter, room: QRectF, text: str) -> None:
    """Draw a line of text that ends in dots where it has no room."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
