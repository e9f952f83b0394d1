"""Rows of a form that choose among words, and parts of it that unfold."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from gui.assistant.form.fields import (
    ChoiceField,
    GroupField,
    SliderField,
    form_fields,
    slider_fields,
    word,
)
from gui.assistant.form.locks import NumberLock
from gui.assistant.form.rows import SliderRow
from gui.look.controls import label, set_level
from gui.look.fonts import dress
from gui.look.theme import Theme


class ChoiceRow(QWidget):
    """One of several words, behind a button with a menu."""

    changed = Signal()

    def __init__(self, field: ChoiceField) -> None:
        super().__init__()
        self.field = field
        self.value = field.default
        self.setToolTip(field.help)
        self._button = QToolButton()
        self._button.setProperty("meaning", "link")
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setAccessibleName(field.label)
        menu = QMenu(self._button)
        for choice in field.choices:
            menu.addAction(_shown(choice)).setData(choice)
        menu.triggered.connect(lambda action: self.set_value(action.data()))
        self._button.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(field.label))
        row.addStretch(1)
        row.addWidget(self._button)
        self.set_value(field.default)

    def set_value(self, value: str) -> None:
        """Choose a word; one that is not offered changes nothing."""
        if value in self.field.choices:
            self.value = value
            self._button.setText(_shown(value))
            set_level(self._button, 3 if value == self.field.default else 1)
            self.changed.emit()

    def values(self) -> dict[str, Any]:
        """The field as it is set."""
        return {self.field.name: self.value}


class Group(QWidget):
    """Options inside the options: a line that unfolds into sliders, built when it first does."""

    changed = Signal()

    def __init__(self, field: GroupField, theme: Theme) -> None:
        super().__init__()
        self._field = field
        self._theme = theme
        self._fields = slider_fields(field.options)
        self._set = {each.name: each.default for each in self._fields}
        self.sliders: dict[str, SliderRow] = {}
        self.locks: dict[str, NumberLock] = {}
        self._button = QToolButton()
        self._button.setProperty("meaning", "link")
        self._button.setText(field.label)
        self._button.setToolTip(field.help)
        self._button.setAccessibleName(field.label)
        self._button.setCheckable(True)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.toggled.connect(self.unfold)
        self._inside = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._inside)
        self.unfold(False)

    def take_over(self, former: "Group") -> None:
        """Be unfolded as it was, and hold what was held."""
        if former.sliders and not self.sliders:
            self._build()
        self._button.setChecked(former._button.isChecked())
        for name, lock in self.locks.items():
            lock.take_over(former.locks[name])

    def unfold(self, shown: bool) -> None:
        """Show the sliders, or the line alone."""
        if shown and not self.sliders:
            self._build()
        self._button.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._inside.setVisible(shown)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for lock in self.locks.values():
            lock.set_theme(theme)

    def positions(self) -> dict[str, float]:
        """Where the sliders stand, to be remembered."""
        return {name: row.value for name, row in self.sliders.items()} or dict(self._set)

    def set_position(self, name: str, value: float) -> None:
        """Put a slider where it stood; a name that is gone is left out."""
        if name in self.sliders:
            self.sliders[name].set_value(value)
        elif name in self._set:
            self._set[name] = value

    def values(self) -> dict[str, Any]:
        """The options inside, under the field's name."""
        at = self.positions()
        inside: dict[str, Any] = {
            field.name: field.value_at(field.position_of(at[field.name])) for field in self._fields
        }
        for lock in self.locks.values():
            inside |= lock.values()
        return {self._field.name: self._field.options(**inside)}

    def _build(self) -> None:
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for field in form_fields(self._field.options):
            if isinstance(field, SliderField) and field.left_open:
                row = self.locks[field.name] = NumberLock(field, self._theme)
            elif isinstance(field, SliderField):
                row = self.sliders[field.name] = SliderRow(field)
                row.set_value(self._set[field.name])
            else:
                continue
            row.changed.connect(self.changed)
            inside.addWidget(row)
        dress(self._inside)


def _shown(choice: str) -> str:
    """A choice as it is read: translated, with a capital."""
    text = word(choice)
    return text[:1].upper() + text[1:]
