"""Everything that can be done, found by typing a part of its name."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.commands.actions import Actions, keys_text
from gui.commands.controls import go_to, named_controls
from gui.look.fonts import dress, text_unit

SPARE = 36
"""What lies above, below and between the line and the list, in pixels."""

LOOK_MS = 40
"""So long after it is there it looks for the window's controls, which only typing asks for."""


class Palette(QDialog):
    """A list of all actions under a line to type into. Enter does the first that fits. What is
    typed finds the controls of the window too, and Enter goes to them.
    """

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "card")
        self.setAccessibleName(self.tr("All actions"))
        self._actions = list(actions)
        self._window = parent
        self._places = QObject(self)
        self._controls: list[QAction] = []
        self._shown: list[QAction] = []
        self._items = {action: _item() for action in self._actions}
        self._tallest = 0
        self._looking = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._looking.timeout.connect(self._look_around)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("What do you want to do?"))
        self.line.setProperty("face", "name")
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(0)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(self._do)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item, _column: self._do())
        dress(self)
        self._list(self._actions)

    def open_over(self, window: QWidget) -> None:
        """Open in the upper middle of the window."""
        width = min(round(text_unit() * 30), window.width() - 40)
        self._tallest = min(round(text_unit() * 26), window.height() - 80)
        self.resize(width, self._tallest)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + window.height() // 9)
        self._looking.start()
        with QSignalBlocker(self.line):
            self.line.clear()
        self._filter("")
        self.show()
        self.line.setFocus()

    def shown(self) -> list[QAction]:
        """The actions that fit what was typed, the best first."""
        return list(self._shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch keys meant for others."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._shown:
                self._choose((self._row() + step) % len(self._shown))
                return True
        return super().eventFilter(watched, event)

    def _look_around(self) -> None:
        """Find the controls that the window shows now."""
        self._looking.stop()
        self._places.deleteLater()
        self._places = QObject(self)
        self._controls = []
        known = {action.text() for action in self._actions}
        for name, widget in named_controls(self._window, known):
            action = QAction(name.partition("\n")[0], self._places)
            action.triggered.connect(lambda _on=False, widget=widget: go_to(widget))
            self._controls.append(action)

    def _filter(self, text: str) -> None:
        words = text.lower().split()
        if words and self._looking.isActive():
            self._look_around()
        entries = [*self._actions, *(self._controls if words else ())]
        fitting = [a for a in entries if all(w in a.text().lower() for w in words)]
        fitting.sort(key=lambda a: not a.text().lower().startswith(text.lower()))
        self._list(fitting)
        self._choose(0)
        self._fit()

    def _list(self, actions: list[QAction]) -> None:
        """Show these and no others, as they are called now."""
        self.list.invisibleRootItem().takeChildren()
        self._shown = actions
        color = self.palette().placeholderText()
        items = [self._items.get(action) or _item() for action in actions]
        for action, item in zip(actions, items, strict=True):
            item.setText(0, action.text())
            item.setText(1, keys_text(action) if action in self._items else self.tr("go there"))
            item.setForeground(1, color)
        self.list.addTopLevelItems(items)

    def _fit(self) -> None:
        """Be as high as what is listed."""
        rows = max(0, self.list.sizeHintForRow(0)) * len(self._shown)
        height = self.line.sizeHint().height() + rows + SPARE
        self.resize(self.width(), min(height, self._tallest))

    def _choose(self, row: int) -> None:
        item = self.list.topLevelItem(row)
        if item is not None:
            self.list.setCurrentItem(item)

    def _row(self) -> int:
        return max(0, self.list.currentIndex().row())

    def _do(self) -> None:
        row = self._row()
        self.hide()
        if row < len(self._shown):
            self._shown[row].trigger()


def _item() -> QTreeWidgetItem:
    """A row with nothing in it."""
    item = QTreeWidgetItem()
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
