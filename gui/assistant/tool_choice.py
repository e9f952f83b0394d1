"""The row of tools over the form: which of them is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QToolButton, QWidget

from gui.commands.actions import keys_text

MOST_IN_A_ROW = 3
GAP = 4


class ToolChoice(QWidget):
    """A button for each tool, as many in a row as fit; the arrows go from one to the next."""

    chosen = Signal(str)

    def __init__(self, tools: Sequence[QAction]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._names = [action.objectName() for action in tools]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._columns = 0
        for number, action in enumerate(tools):
            self._group.addButton(self._button(action), number)
        self._arrange(MOST_IN_A_ROW)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._names[number]))

    def show_chosen(self, name: str) -> None:
        """Mark a tool. Tab stops at it alone."""
        self._group.button(self._names.index(name)).setChecked(True)
        for button in self._group.buttons():
            stops = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if stops else Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new room."""
        super().resizeEvent(event)
        widest = max(button.sizeHint().width() for button in self._group.buttons())
        fitting = (self.width() + GAP) // (widest + GAP)
        self._arrange(max(1, min(MOST_IN_A_ROW, fitting)))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep the arrows for itself while a button has the focus."""
        if not isinstance(event, QKeyEvent) or event.key() not in self._steps():
            return False
        if event.type() is QEvent.Type.KeyPress:
            self._go(self._steps()[event.key()])
        event.accept()
        return True

    def _steps(self) -> dict[int, int]:
        """How many buttons on each arrow goes."""
        down = self._columns
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        return dict(zip(keys, (-1, 1, -down, down), strict=True))

    def _go(self, step: int) -> None:
        number = self._group.checkedId() + step
        if 0 <= number < len(self._names):
            button = self._group.button(number)
            button.click()
            button.setFocus()

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setText(action.text())
        button.setProperty("meaning", "tool")
        button.setCheckable(True)
        button.setAccessibleName(self.tr("Tool: %1").replace("%1", action.text()))
        tip = self.tr("Show %1; %2 starts it at once").replace("%1", action.text())
        button.setToolTip(tip.replace("%2", keys_text(action)))
        button.installEventFilter(self)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return button

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, button in enumerate(self._group.buttons()):
            self._grid.addWidget(button, number // columns, number % columns)
        for column in range(MOST_IN_A_ROW):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
