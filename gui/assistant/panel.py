"""The assistant on the right: the tools, the great button of the one that is shown, its form, and
what went well or wrong.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from engine.tools.asking import Tool
from gui.ahead import Ahead, Steps, polished
from gui.assistant.form.form import Form
from gui.assistant.form.locks import Suggestion
from gui.assistant.form.rows import GreatButton
from gui.assistant.tool_choice import ToolChoice
from gui.commands.actions import Actions, keys_text
from gui.look.controls import NoteLabel, fill_with_scroll
from gui.look.fonts import dress, text_unit
from gui.look.theme import Theme
from gui.look.turns import paint_in_turns

AHEAD_MS = 2000
"""So long after it is first shown the panel begins with the forms that nobody has asked for."""


class AssistantPanel(QFrame):
    """Shows one tool at a time. Pressing its button starts it, or stops it while it works.

    A form is built when its tool is first shown, or ahead of it while hands rest.
    """

    stop_wanted = Signal()
    tool_shown = Signal(str)

    def __init__(
        self,
        tools: Mapping[str, Tool],
        parts: Mapping[str, Sequence[QWidget]],
        actions: Actions,
        theme: Theme,
    ) -> None:
        """`parts` are what a tool shows over its form; several tools may share one."""
        super().__init__()
        self.setProperty("surface", "panel")
        self._tools, self._actions, self._theme = tools, actions, theme
        self._parts = parts
        self._suggestion = Suggestion()
        self._values: dict[str, dict[str, Any]] = {}
        self._forms: dict[str, Form] = {}
        self._building = {name: self._build(name) for name in tools}
        self._ahead, self._begun = Ahead(self), False
        self.tool = next(iter(tools))
        self.choice = ToolChoice([actions[name] for name in tools])
        self.choice.chosen.connect(self.show_tool)
        self.button = GreatButton(theme)
        self.button.setObjectName("ask")
        self.button.clicked.connect(self._press)
        self.trouble = QLabel()
        self.trouble.setProperty("meaning", "trouble")
        self.trouble.setWordWrap(True)
        self.trouble.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.trouble.hide()
        self.note = NoteLabel()
        self._lay_out()
        self.show_tool(self.tool)

    @property
    def form(self) -> Form:
        """The form of the tool that is shown."""
        return self._forms[self.tool]

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(round(text_unit() * 19.5), 500)

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(round(text_unit() * 11), 100)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to build what will be wanted, the first time."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self._ahead.begin(chain.from_iterable(self._building.values()), AHEAD_MS)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.button.set_theme(theme)
        for form in self._forms.values():
            form.set_theme(theme)

    def take_over(self, former: "AssistantPanel") -> None:
        """Show the same tool; all forms as they stood."""
        for name, form in former._forms.items():
            self._finish(name)
            self._forms[name].take_over(form)
        self.show_tool(former.tool)

    def show_tool(self, name: str) -> None:
        """Show a tool's button and form; what another one said is gone."""
        action = self._actions[name]
        changed, self.tool = name != self.tool, name
        if changed:
            paint_in_turns(self)
        self.choice.show_chosen(name)
        self.button.show_tool(action.text(), keys_text(action))
        self._finish(name)
        for other, form in self._forms.items():
            form.setVisible(other == name)
        for part in self._own_parts():
            part.setVisible(part in self._parts.get(name, ()))
        if changed:
            self.show_trouble("")
            self.show_note("")
            paint_in_turns(self._parts.get(name, ()), self.form.locks.values())
        self.tool_shown.emit(name)

    def suggest(self, suggestion: Suggestion) -> None:
        """Tell all forms what the melody suggests."""
        if suggestion == self._suggestion:
            return
        self._suggestion = suggestion
        for form in self._forms.values():
            form.suggest(suggestion)

    def values(self) -> dict[str, Any]:
        """Where all controls stand, by tool."""
        return self._values | {name: form.values() for name, form in self._forms.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Put all controls where they stood; what is of another shape is left out."""
        self._values = {
            name: each
            for name, each in values.items()
            if name in self._tools and isinstance(each, dict)
        }
        for name, form in self._forms.items():
            form.set_values(self._values.get(name, {}))

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

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("surface", "none")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        self._place = QVBoxLayout()
        for part in (self.choice, self.button, self.trouble, *self._own_parts()):
            column.addWidget(part)
        column.addLayout(self._place)
        column.addWidget(self.note)
        column.addStretch(1)
        fill_with_scroll(self, inside)

    def _own_parts(self) -> list[QWidget]:
        return list(dict.fromkeys(part for parts in self._parts.values() for part in parts))

    def _build(self, name: str) -> Steps:
        """Build a form, hidden."""
        form = Form(self._tools[name].options, self._theme, at_once=False)
        form.hide()
        self._place.addWidget(form)
        yield from form.steps
        form.suggest(self._suggestion)
        form.set_values(self._values.get(name, {}))
        form.set_theme(self._theme)
        dress(form)
        self._forms[name] = form
        yield
        yield from polished(form)

    def _finish(self, name: str) -> None:
        """Have a form at once."""
        while name not in self._forms:
            next(self._building[name])

    def _press(self) -> None:
        if self.button.busy:
            self.stop_wanted.emit()
        else:
            self._actions[self.tool].trigger()
