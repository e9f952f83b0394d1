"""A tool's form, built from the dataclass of its options: sliders, and locks that light up."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout, QWidget

from engine.theory.keys import Key, parse_key
from gui.assistant.fields import SliderField, has_field, slider_fields, strength_field
from gui.assistant.rows import LockRow, SliderRow
from gui.look.controls import FlatEdit, label
from gui.look.theme import Theme
from gui.pitches import key_name, parse_pitch_range, pitch_range_text, spelt

FREE_KEY = "auto"


@dataclass(frozen=True)
class Suggestion:
    """What the melody itself suggests for the locks: its key and its range."""

    key: str = ""
    low: int = 48
    high: int = 84


class KeyValue(QToolButton):
    """The key that is locked, chosen from a menu of all there are."""

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self.setProperty("meaning", "link")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Key to stay in"))
        menu = QMenu(self)
        self.chosen = menu.triggered
        for minor in (False, True):
            part = menu.addMenu(self.tr("Minor") if minor else self.tr("Major"))
            for tonic in range(12):
                key = Key(tonic, minor)
                part.addAction(key_name(key)).setData(str(key))
        self.setMenu(menu)


class Form(QWidget):
    """Makes an options value out of its controls. Fields it does not know keep their defaults."""

    changed = Signal()

    def __init__(self, options: type, theme: Theme) -> None:
        super().__init__()
        self._options = options
        self._theme = theme
        self._suggestion = Suggestion()
        self._bounds = (0, 127)
        self._held_seed = 1
        self.last_seed: int | None = None
        self.sliders = {field.name: SliderRow(field) for field in slider_fields(options)}
        self.locks: dict[str, LockRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        for row in self.sliders.values():
            row.changed.connect(self.changed)
            self._column.addWidget(row)
        self._build_locks()
        self._build_seed()
        self._show_locks()

    def options(self) -> Any:
        """The options as they are set. The most likely answer (temperature 0) is asked for once."""
        values: dict[str, Any] = {}
        for name, row in self.sliders.items():
            values[name] = round(row.value) if row.field.whole else row.value
        if values.get("temperature") == 0 and "variations" in values:
            values["variations"] = 1
        if self._holds("key"):
            values["key"] = self._key.key
        if self._holds("range"):
            values["low"], values["high"] = self._bounds
        if self.strength is not None:
            values["strength"] = self.strength.value
        if self._holds("seed"):
            values["seed"] = self._held_seed
        return self._options(**values)

    def suggest(self, suggestion: Suggestion) -> None:
        """Take over what the melody suggests, where no lock holds."""
        self._suggestion = suggestion
        self._show_locks()

    def show_seed(self, seed: int | None) -> None:
        """Show the seed of the last answer, to be locked if it was a good one."""
        self.last_seed = seed
        self._show_locks()

    def values(self) -> dict[str, Any]:
        """The positions of all controls, to be remembered."""
        remembered: dict[str, Any] = {name: row.value for name, row in self.sliders.items()}
        if self.strength is not None:
            remembered["strength"] = self.strength.value
        return remembered

    def set_values(self, values: dict[str, Any]) -> None:
        """Put the controls back where they were; names that are gone are left out."""
        for name, value in values.items():
            row = self.strength if name == "strength" else self.sliders.get(name)
            if row is not None and isinstance(value, int | float):
                row.set_value(float(value))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        for lock in self.locks.values():
            lock.set_theme(theme)

    def _holds(self, name: str) -> bool:
        return name in self.locks and self.locks[name].isChecked()

    def _build_locks(self) -> None:
        self.strength: SliderRow | None = None
        has_key = has_field(self._options, "key")
        has_range = has_field(self._options, "low") and has_field(self._options, "high")
        if not has_key and not has_range:
            return
        self._column.addWidget(_edge())
        self._column.addWidget(label(self.tr("Locks"), face="name"))
        locks = QVBoxLayout()
        locks.setSpacing(6)
        if has_key:
            self._key = KeyValue()
            self._key.chosen.connect(lambda action: self._choose_key(action.data()))
            locks.addWidget(self._lock("key", self.tr("Key"), self._key))
        if has_range:
            self._range = FlatEdit("")
            self._range.setAccessibleName(self.tr("Lowest and highest note"))
            self._range.committed.connect(self._choose_range)
            locks.addWidget(self._lock("range", self.tr("Range"), self._range))
        self._column.addLayout(locks)
        field = strength_field(self._options)
        if field is not None:
            hold = SliderField(**{**vars(field), "label": self.tr("Hold")})
            self.strength = SliderRow(hold, percent=True)
            self.strength.changed.connect(self.changed)
            self._column.addWidget(self.strength)

    def _build_seed(self) -> None:
        if not has_field(self._options, "seed"):
            return
        self._column.addWidget(_edge())
        self._seed = FlatEdit("figure")
        self._seed.setAccessibleName(self.tr("Seed"))
        self._seed.committed.connect(self._choose_seed)
        row = self._lock("seed", self.tr("Seed"), self._seed)
        row.setToolTip(self.tr("The same seed gives the same takes; lock it to repeat them"))
        self._column.addWidget(row)

    def _lock(self, name: str, text: str, value: QWidget) -> LockRow:
        row = LockRow(text, value, self._theme)
        row.toggled.connect(self._show_locks)
        self.locks[name] = row
        return row

    def _show_locks(self) -> None:
        suggestion = self._suggestion
        if "key" in self.locks:
            if not self._holds("key") or not self._key.key:
                self._key.key = suggestion.key or "C major"
            free = spelt(suggestion.key) or self.tr("free")
            self._key.setText(spelt(self._key.key) if self._holds("key") else free)
        if "range" in self.locks:
            if not self._holds("range"):
                self._bounds = (suggestion.low, suggestion.high)
            self._range.show_value(pitch_range_text(*self._bounds, self._spelling()))
        if "seed" in self.locks:
            if not self._holds("seed"):
                self._held_seed = 1 if self.last_seed is None else self.last_seed
            known = self._holds("seed") or self.last_seed is not None
            self._seed.show_value(str(self._held_seed) if known else self.tr("drawn"))
        for name, row in self.locks.items():
            row.value.setProperty("level", 1 if self._holds(name) else 3)
            row.value.style().polish(row.value)
        self.changed.emit()

    def _spelling(self) -> Key | None:
        """The key that pitches are written in: the one that is locked, else the melody's."""
        name = self._key.key if self._holds("key") else self._suggestion.key
        return parse_key(name) if name else None

    def _choose_key(self, text: str) -> None:
        self._key.key = str(parse_key(text))
        self.locks["key"].setChecked(True)
        self._show_locks()

    def _choose_range(self, text: str) -> None:
        try:
            bounds = parse_pitch_range(text)
        except ValueError:
            return
        self._bounds = bounds
        self.locks["range"].setChecked(True)
        self._show_locks()

    def _choose_seed(self, text: str) -> None:
        if text.isdecimal() and int(text) < 2**32:
            self._held_seed = int(text)
            self.locks["seed"].setChecked(True)
            self._show_locks()


def _edge() -> QFrame:
    """A line that parts two groups."""
    line = QFrame()
    line.setProperty("meaning", "edge")
    line.setFixedHeight(1)
    return line
