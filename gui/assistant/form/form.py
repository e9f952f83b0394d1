"""A tool's form, built from the dataclass of its options: sliders, choices, and locks that light
up.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from gui.ahead import Steps, finish
from gui.assistant.form.choices import ChoiceRow, Group
from gui.assistant.form.fields import (
    ChoiceField,
    Field,
    GroupField,
    SliderField,
    form_fields,
    has_field,
    strength_field,
)
from gui.assistant.form.locks import (
    ChordLock,
    KeyLock,
    Lock,
    NumberLock,
    RangeLock,
    SeedLock,
    Suggestion,
    SwitchLock,
)
from gui.assistant.form.rows import SliderRow
from gui.look.controls import label
from gui.look.theme import Theme


class Form(QWidget):
    """Makes an options value out of its controls. Fields it does not know keep their defaults."""

    changed = Signal()

    def __init__(self, options: type, theme: Theme, *, at_once: bool = True) -> None:
        """Where it is not built `at_once`, whoever wants it takes its `steps`, row by row."""
        super().__init__()
        self._options = options
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.sliders: dict[str, SliderRow] = {}
        self.choices: dict[str, ChoiceRow] = {}
        self.groups: dict[str, Group] = {}
        self.locks: dict[str, Lock] = {}
        self.strength: SliderRow | None = None
        self.steps = self._build()
        if at_once:
            finish(self.steps)

    def options(self) -> Any:
        """The options as they are set. The most likely answer (temperature 0) is asked for once."""
        values: dict[str, Any] = {}
        for name, slider in self.sliders.items():
            values[name] = round(slider.value) if slider.field.whole else slider.value
        if values.get("temperature") == 0 and "variations" in values:
            values["variations"] = 1
        if self.strength is not None:
            values["strength"] = self.strength.value
        for part in (*self.choices.values(), *self.groups.values(), *self.locks.values()):
            values |= part.values()
        return self._options(**values)

    def suggest(self, suggestion: Suggestion) -> None:
        """Take over what the melody suggests, where no lock holds."""
        for lock in self.locks.values():
            lock.suggest(suggestion)
        self._spell()

    def show_seed(self, seed: int | None) -> None:
        """Show the seed of the last answer, to be locked if it was a good one."""
        lock = self.locks.get("seed")
        if isinstance(lock, SeedLock):
            lock.show_last(seed)

    def values(self) -> dict[str, Any]:
        """The positions of all controls, to be remembered."""
        inside = {
            f"{group}.{name}": value
            for group, each in self.groups.items()
            for name, value in each.positions().items()
        }
        return {name: row.value for name, row in self._remembered()} | inside

    def set_values(self, values: dict[str, Any]) -> None:
        """Put the controls back where they were; names that are gone are left out."""
        rows = dict(self._remembered())
        for name, value in values.items():
            row = rows.get(name)
            group, _, inside = name.partition(".")
            if group in self.groups and isinstance(value, int | float):
                self.groups[group].set_position(inside, float(value))
            elif isinstance(row, ChoiceRow) and isinstance(value, str):
                row.set_value(value)
            elif isinstance(row, SliderRow) and isinstance(value, int | float):
                row.set_value(float(value))

    def take_over(self, former: "Form") -> None:
        """Hold what was held; stand where it stood."""
        self.set_values(former.values())
        for name, lock in self.locks.items():
            lock.take_over(former.locks[name])
        for name, group in self.groups.items():
            group.take_over(former.groups[name])

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for part in (*self.locks.values(), *self.groups.values()):
            part.set_theme(theme)

    def _remembered(self) -> Iterable[tuple[str, SliderRow | ChoiceRow]]:
        """What keeps its position from one day to the next: all but the locks. So do groups."""
        yield from self.sliders.items()
        yield from self.choices.items()
        if self.strength is not None:
            yield "strength", self.strength

    def _build(self) -> Steps:
        fields = form_fields(self._options)
        yield
        yield from self._build_rows(fields)
        yield from self._build_locks(fields)
        yield from self._build_groups(fields)
        self._build_seed()

    def _build_rows(self, fields: Iterable[Field]) -> Steps:
        for field in fields:
            if isinstance(field, SliderField) and not field.left_open:
                self.sliders[field.name] = row = SliderRow(field)
                self._place(row)
            elif isinstance(field, ChoiceField) and not field.is_lock:
                self.choices[field.name] = choice = ChoiceRow(field)
                self._place(choice)
            yield

    def _make_locks(self, fields: Iterable[Field]) -> Steps:
        theme, made = self._theme, self.locks
        if has_field(self._options, "key"):
            made["key"] = KeyLock(theme)
            made["key"].changed.connect(self._spell)
            yield
        if has_field(self._options, "low") and has_field(self._options, "high"):
            made["range"] = RangeLock(theme)
            yield
        if has_field(self._options, "chords"):
            made["chords"] = ChordLock(theme)
            yield
        for field in fields:
            if isinstance(field, ChoiceField) and field.is_lock:
                made[field.name] = SwitchLock(field, theme)
            elif isinstance(field, SliderField) and field.left_open:
                made[field.name] = NumberLock(field, theme)
            yield

    def _build_locks(self, fields: Iterable[Field]) -> Steps:
        yield from self._make_locks(fields)
        made = self.locks
        if not made:
            return
        self._column.addWidget(_edge())
        strength = strength_field(self._options)
        if strength is not None:
            self._column.addWidget(label(self.tr("Locks"), face="name"))
        locks = QVBoxLayout()
        locks.setSpacing(6)
        for lock in made.values():
            lock.changed.connect(self.changed)
            locks.addWidget(_whole(lock))
        self._column.addLayout(locks)
        if strength is not None:
            hold = replace(strength, label=self.tr("Hold"))
            self.strength = SliderRow(hold, percent=True)
            self._place(self.strength)
        yield

    def _build_groups(self, fields: Iterable[Field]) -> Steps:
        for field in fields:
            if isinstance(field, GroupField):
                self._column.addWidget(_edge())
                self.groups[field.name] = group = Group(field, self._theme)
                self._place(group)
                yield

    def _build_seed(self) -> None:
        if has_field(self._options, "seed"):
            self._column.addWidget(_edge())
            self.locks["seed"] = lock = SeedLock(self._theme)
            self._place(lock)

    def _place(self, row: SliderRow | ChoiceRow | Group | Lock) -> None:
        row.changed.connect(self.changed)
        self._column.addWidget(_whole(row))

    def _spell(self) -> None:
        """Write the range in the key that is locked, else in the melody's."""
        bounds, key = self.locks.get("range"), self.locks.get("key")
        if isinstance(bounds, RangeLock) and isinstance(key, KeyLock):
            bounds.spell(key.key)


def _whole(row: QWidget) -> QWidget:
    """A row that is never squeezed: where room is scarce the panel scrolls."""
    row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return row


def _edge() -> QFrame:
    """A line that parts two groups."""
    line = QFrame()
    line.setProperty("meaning", "edge")
    line.setFixedHeight(1)
    return line
