"""The assistant on the right: the tool's great button, its form, and what went well or wrong."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gui.assistant.form import Form
from gui.assistant.rows import GreatButton
from gui.commands.actions import Actions, keys_text
from gui.look.controls import fill_with_scroll, label
from gui.look.fonts import text_unit
from gui.look.theme import Theme


class AssistantPanel(QFrame):
    """Shows one tool. Pressing its button starts it, or stops it while it works."""

    stop_wanted = Signal()

    def __init__(self, options: type, actions: Actions, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        action = actions["continue"]
        self.button = GreatButton(action.text(), keys_text(action), theme)
        self.button.setObjectName("continue")
        self.button.clicked.connect(
            lambda: self.stop_wanted.emit() if self.button.busy else action.trigger()
        )
        self.form = Form(options, theme)
        self.trouble = QLabel()
        self.trouble.setProperty("meaning", "trouble")
        self.trouble.setWordWrap(True)
        self.trouble.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.trouble.hide()
        self.note = label("", level=2, face="small")
        self.note.setWordWrap(True)
        inside = QWidget()
        inside.setProperty("surface", "none")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.button)
        column.addWidget(self.trouble)
        column.addSpacing(2)
        column.addWidget(self.form)
        column.addWidget(self.note)
        column.addStretch(1)
        fill_with_scroll(self, inside)

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(round(text_unit() * 17.5), 500)

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(round(text_unit() * 11), 100)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self.button.set_theme(theme)
        self.form.set_theme(theme)

    def show_busy(self, busy: bool) -> None:
        """Offer to stop while the tool works."""
        self.button.set_busy(busy)

    def show_trouble(self, text: str) -> None:
        """Say in plain words what went wrong, or nothing."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def show_note(self, text: str) -> None:
        """Say how the last answer was made."""
        self.note.setText(text)
