"""The locks of a form: rows that light up and then hold a key, a range, chords, a seed, a number.

A lock that is lit says what it holds; one that is not shows what the music suggests.
"""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from engine.theory.chords import UnknownChord, parse_chords
from engine.theory.keys import Key, parse_key
from engine.tools.options import SEEDS
from gui.assistant.form.fields import ChoiceField, SliderField, word
from gui.assistant.form.rows import CalmSlider, LockRow
from gui.look.controls import FlatEdit, label, set_level
from gui.look.fonts import text_unit
from gui.look.theme import Theme
from gui.pitches import key_name, parse_pitch_range, pitch_range_text, spelt


@dataclass(frozen=True)
class Suggestion:
    """What the melody itself suggests for the locks: its key and its range."""

    key: str = ""
    low: int = 48
    high: int = 84


class Lock(LockRow):
    """One row. `set_values` puts back what `values` gave, in another session."""

    changed = Signal()
    holding: tuple[str, ...] = ()
    """Its attributes that say what it holds."""

    def __init__(self, name: str, value: QWidget, theme: Theme, about: str = "") -> None:
        super().__init__(name, value, theme)
        self.setToolTip(about)
        self.toggled.connect(self._show)

    def values(self) -> dict[str, Any]:
        """The fields that it holds; none where it is not lit."""
        return self._held() if self.isChecked() else {}

    def suggest(self, suggestion: Suggestion) -> None:
        """Take over what the music suggests, where nothing is held."""

    def take_over(self, former: "Lock") -> None:
        """Hold what another one of its kind holds."""
        for name in self.holding:
            setattr(self, name, getattr(former, name))
        self.setChecked(former.isChecked())
        self._show()

    def hold(self) -> None:
        """Light up, and show what is held."""
        self.setChecked(True)
        self._show()

    def _held(self) -> dict[str, Any]:
        """What it holds while it is lit."""
        return {}

    def _text(self) -> None:
        """Write the value as it stands."""

    def _show(self) -> None:
        self._text()
        set_level(self.value, 1 if self.isChecked() else 3)
        self.changed.emit()


class KeyLock(Lock):
    """The key that new notes stay in, chosen from a menu of all there are."""

    holding = ("_suggested", "_key")

    def __init__(self, theme: Theme) -> None:
        self._button = QToolButton()
        super().__init__(self.tr("Key"), self._button, theme, self.tr("No note outside this key"))
        self._suggested, self._key = "", ""
        self._button.setProperty("meaning", "link")
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setAccessibleName(self.tr("Key to stay in"))
        menu = QMenu(self._button)
        menu.triggered.connect(lambda action: self.choose(action.data()))
        for minor in (False, True):
            part = menu.addMenu(self.tr("Minor") if minor else self.tr("Major"))
            for tonic in range(12):
                key = Key(tonic, minor)
                part.addAction(key_name(key)).setData(str(key))
        self._button.setMenu(menu)
        self._show()

    @property
    def key(self) -> Key | None:
        """The key that is held, else the music's own."""
        name = self._key if self.isChecked() else self._suggested
        return parse_key(name) if name else None

    def choose(self, text: str) -> None:
        """Hold a key."""
        self._key = str(parse_key(text))
        self.hold()

    def suggest(self, suggestion: Suggestion) -> None:
        """Take over what the music suggests, where nothing is held."""
        self._suggested = suggestion.key
        self._show()

    def _held(self) -> dict[str, Any]:
        return {"key": self._key}

    def _text(self) -> None:
        if not self.isChecked() or not self._key:
            self._key = self._suggested or "C major"
        free = spelt(self._suggested) or self.tr("free")
        self._button.setText(spelt(self._key) if self.isChecked() else free)


class EditLock(Lock):
    """A lock whose value is typed; what cannot be read changes nothing."""

    def __init__(self, name: str, about: str, theme: Theme, face: str = "") -> None:
        self.edit = FlatEdit(face)
        super().__init__(name, self.edit, theme, about)
        self.edit.setAccessibleName(about)
        self.edit.committed.connect(self.choose)

    def choose(self, text: str) -> None:
        """Hold what a text says."""


class RangeLock(EditLock):
    """The lowest and the highest pitch."""

    holding = ("_suggestion", "_bounds", "_spelling")

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Range"), self.tr("Lowest and highest note, as C4 – C6"), theme)
        self._suggestion, self._bounds = Suggestion(), (0, 127)
        self._spelling: Key | None = None
        self._show()

    def choose(self, text: str) -> None:
        """Hold what a text says."""
        try:
            self._bounds = parse_pitch_range(text)
        except ValueError:
            return
        self.hold()

    def hold_between(self, low: int, high: int) -> None:
        """Hold these two pitches and all between."""
        self._bounds = (low, high)
        self.hold()

    def suggest(self, suggestion: Suggestion) -> None:
        """Take over what the music suggests, where nothing is held."""
        self._suggestion = suggestion
        self._show()

    def spell(self, key: Key | None) -> None:
        """Write pitches as this key does."""
        self._spelling = key
        self._show()

    def _held(self) -> dict[str, Any]:
        return {"low": self._bounds[0], "high": self._bounds[1]}

    def _text(self) -> None:
        if not self.isChecked():
            self._bounds = (self._suggestion.low, self._suggestion.high)
        self.edit.show_value(pitch_range_text(*self._bounds, self._spelling))


class ChordLock(EditLock):
    """The chords that new notes belong to."""

    holding = ("_chords",)

    def __init__(self, theme: Theme) -> None:
        about = self.tr("Chords to stay in, one a bar, as Am F C G; C:2 holds two beats")
        super().__init__(self.tr("Chords"), about, theme)
        self._chords = ""
        self._show()

    def choose(self, text: str) -> None:
        """Hold what a text says; an empty one lets go."""
        text = text.strip()
        try:
            _ = text and parse_chords(text)
        except UnknownChord:
            return
        self._chords = text
        self.setChecked(bool(text))
        self._show()

    def _held(self) -> dict[str, Any]:
        return {"chords": self._chords} if self._chords else {}

    def _show(self) -> None:
        if self.isChecked() and not self._chords:
            # There is nothing to hold yet: say it first.
            self.setChecked(False)
            self.edit.setFocus()
            return
        super()._show()

    def _text(self) -> None:
        self.edit.show_value(self._chords or self.tr("Am F C G …"))


class SeedLock(EditLock):
    """The seed of the last answer, to be held if it was a good one."""

    holding = ("last", "_seed")

    def __init__(self, theme: Theme) -> None:
        about = self.tr("The same seed gives the same takes; lock it to repeat them")
        super().__init__(self.tr("Seed"), about, theme, "figure")
        self.edit.setAccessibleName(self.tr("Seed"))
        self.last: int | None = None
        self._seed = 1
        self._show()

    def choose(self, text: str) -> None:
        """Hold what a text says."""
        if text.isdecimal() and int(text) < SEEDS:
            self._seed = int(text)
            self.hold()

    def show_last(self, seed: int | None) -> None:
        """Show the seed of an answer."""
        self.last = seed
        self._show()

    def _held(self) -> dict[str, Any]:
        return {"seed": self._seed}

    def _text(self) -> None:
        if not self.isChecked():
            self._seed = 1 if self.last is None else self.last
        known = self.isChecked() or self.last is not None
        self.edit.show_value(str(self._seed) if known else self.tr("drawn"))


class SwitchLock(Lock):
    """A choice of two: the default where it is not lit, else the other."""

    def __init__(self, field: ChoiceField, theme: Theme) -> None:
        self._field = field
        self._other = next(each for each in field.choices if each != field.default)
        super().__init__(field.label, label(word(self._other), level=3), theme, field.help)
        self._show()

    def _held(self) -> dict[str, Any]:
        return {self._field.name: self._other}


class NumberLock(Lock):
    """A number that the model chooses until it is turned."""

    def __init__(self, field: SliderField, theme: Theme) -> None:
        self._field = field
        self.slider = CalmSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, field.positions)
        self.slider.setValue(field.position_of(field.default))
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(field.label)
        self.slider.setFixedWidth(round(text_unit() * 5))
        self._shown = label("", level=3, face="figure")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.slider)
        row.addWidget(self._shown)
        about = f"{field.help}\n{field.text(field.low)} – {field.text(field.high)}"
        super().__init__(field.label, both, theme, about)
        self.slider.valueChanged.connect(self.hold)
        self._show()

    def take_over(self, former: "NumberLock") -> None:  # type: ignore[override]  # of its own kind
        """Hold the same number."""
        self.slider.setValue(former.slider.value())
        super().take_over(former)

    def set_value(self, value: float) -> None:
        """Hold a value."""
        self.slider.setValue(self._field.position_of(value))
        self.hold()

    def _held(self) -> dict[str, Any]:
        value = self._field.value_at(self.slider.value())
        return {self._field.name: round(value) if self._field.whole else value}

    def _text(self) -> None:
        value = self._field.value_at(self.slider.value())
        self._shown.setText(self._field.text(value) if self.isChecked() else self.tr("free"))
        set_level(self._shown, 1 if self.isChecked() else 3)
