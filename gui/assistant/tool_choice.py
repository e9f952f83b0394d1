"""The row of tools over the form: which of them is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QToolButton, QWidget

from gui.commands.actions import keys_text

IN_A_ROW = 3
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -IN_A_ROW,
    Qt.Key.Key_Down: IN_A_ROW,
}


class ToolChoice(QWidget):
    """A button for each tool; the arrows go from one to the next."""

    chosen = Signal(str)

    def __init__(self, tools: Sequence[QAction]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._names = [action.objectName() for action in tools]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for number, action in enumerate(tools):
            button = QToolButton()
            button.setText(action.text())
            button.setProperty("meaning", "tool")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(self.tr("Tool: %1").replace("%1", action.text()))
            button.setToolTip(
                self.tr("Show %1; %2 starts it at once")
                .replace("%1", action.text())
                .replace("%2", keys_text(action))
            )
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, number)
            grid.addWidget(button, number // IN_A_ROW, number % IN_A_ROW)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._names[number]))

    def show_chosen(self, name: str) -> None:
        """Mark a tool."""
        self._group.button(self._names.index(name)).setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for."""
        step = STEPS.get(Qt.Key(event.key()))
        number = self._group.checkedId() + (step or 0)
        if step and 0 <= number < len(self._names):
            button = self._group.button(number)
            button.setFocus()
            button.click()
        elif not step:
            super().keyPressEvent(event)
