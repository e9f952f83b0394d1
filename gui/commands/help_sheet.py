"""All keys, and all that the mouse does, on one sheet."""

from collections.abc import Sequence
from itertools import combinations, pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.ahead import Steps, finish, polished
from gui.commands.actions import Actions, keys_text
from gui.commands.entries import Entries
from gui.help.mouse import mouse_elsewhere
from gui.look.controls import label
from gui.look.fonts import dress, text_unit
from gui.look.theme import Theme
from gui.look.turns import paint_in_turns
from gui.piano_roll.gestures.help import mouse_in_roll

SHEET = 66, 46
"""Width and height of the sheet, where there is room, in lines of text."""
COLUMN = 17
"""The least width of a column, in lines of text."""
MOST_COLUMNS = 3
HEADING = 3
"""A heading and the gap above it take the room of so many entries."""

Group = tuple[str, list[tuple[str, str]]]


class HelpSheet(QDialog):
    """The keys, menu by menu, then the mouse, place by place. Esc or ? closes it."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self._actions = actions
        self._made: tuple[object, ...] = ()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 12, 16)
        column.addWidget(self._scroll)
        manual = QPushButton(self.tr("Manual  %1").replace("%1", keys_text(actions["manual"])))
        manual.setToolTip(self.tr("What each tool does, with examples"))
        manual.setAutoDefault(False)
        manual.clicked.connect(actions["manual"].trigger)
        column.addWidget(manual, 0, Qt.AlignmentFlag.AlignRight)

    def made(self, window: QWidget, theme: Theme) -> Steps:
        """Build what a window has room for, in the text size that holds now."""
        unit = text_unit()
        width, height = (unit * lines for lines in SHEET)
        width, height = min(width, window.width() - 20), min(height, window.height() - 20)
        count = max(1, min(MOST_COLUMNS, width // (unit * COLUMN)))
        self.resize(width, height)
        if (made := (count, unit)) != self._made:
            self._made = made
            inside = QWidget()
            self._scroll.setWidget(inside)
            yield from self._sheet(inside, count, theme)
            dress(self)
            yield
            yield from polished(self)
            yield
            self.grab(QRect(0, 0, 1, 1))

    def open_over(self, window: QWidget, theme: Theme) -> None:
        """Open as large as it needs and the window allows."""
        finish(self.made(window, theme))
        self.show()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        entries = self.findChildren(Entries)
        paint_in_turns(*entries)
        for each in entries:
            each.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with the key that opened it, too."""
        if event.text() == keys_text(self._actions["help"]):
            self.close()
        else:
            super().keyPressEvent(event)

    def _sheet(self, inside: QWidget, count: int, theme: Theme) -> Steps:
        inside.setProperty("surface", "none")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 12, 0)
        whole.setSpacing(16)
        keys = [(title, _keys(entries)) for title, entries in self._actions.menus]
        for title, groups in ((self.tr("Keys"), keys), (self.tr("Mouse"), self._mouse())):
            whole.addWidget(label(title, face="sheet"))
            row = QHBoxLayout()
            row.setSpacing(32)
            whole.addLayout(row)
            for part in columns(groups, count):
                row.addLayout(_column(part, theme), 1)
                yield
        whole.addStretch(1)

    def _mouse(self) -> list[Group]:
        groups = [
            (title, [(hint.press, hint.effect) for hint in hints])
            for title, hints in mouse_in_roll()
        ]
        return [*groups, *mouse_elsewhere()]


def _column(groups: Sequence[Group], theme: Theme) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    for number, (title, entries) in enumerate(groups):
        if number:
            column.addSpacing(16)
        column.addWidget(label(title, face="name"))
        rows = Entries(entries, theme)
        rows.sizeHint()  # breaks its texts into lines, and keeps them
        column.addWidget(rows)
    column.addStretch(1)
    return column


def columns(groups: Sequence[Group], count: int) -> list[Sequence[Group]]:
    """The groups in order, in so many columns that the longest is as short as can be."""
    heights = [len(entries) + HEADING for _, entries in groups]
    cuts = combinations(range(1, len(groups)), min(count, len(groups)) - 1)
    ways = [[slice(*ends) for ends in pairwise((0, *cut, len(groups)))] for cut in cuts]
    best = min(ways, key=lambda way: max(sum(heights[part]) for part in way))
    return [groups[part] for part in best]


def _keys(actions: Sequence[QAction]) -> list[tuple[str, str]]:
    return [(keys_text(action), action.text()) for action in actions if keys_text(action)]
