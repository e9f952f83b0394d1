"""The computer keyboard as an instrument: in this mode the letters play notes and do nothing else.

The row of A plays the white keys, the row above it the black ones; Z and X move by an octave,
C and V turn the velocity. Where the system tells which key was pressed rather than which letter
it writes, the place of the key counts.
"""

import sys

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

LETTERS = "AWSEDFTGYHUJKOLP"
"""Semitone by semitone from C; the pitch is the place in this text."""
SCAN_CODES = {
    30: "A", 17: "W", 31: "S", 18: "E", 32: "D", 33: "F", 20: "T", 34: "G", 21: "Y", 35: "H",
    22: "U", 36: "J", 37: "K", 24: "O", 38: "L", 25: "P", 44: "Z", 45: "X", 46: "C", 47: "V",
}  # fmt: skip
X11_OFFSET = 8
LOWEST_OCTAVE, HIGHEST_OCTAVE = 0, 8
VELOCITY_STEP = 12


class KeyboardInstrument(QObject):
    """Watches the keys of whatever has the focus while it is on. What it takes goes no further.

    A filter on all of the application would have each of its events come to Python.
    """

    pressed = Signal(int, int)
    """A pitch and a velocity."""
    released = Signal(int)
    changed = Signal()
    """It was switched, or plays elsewhere or otherwise loud."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.on = False
        self.octave = 4
        self.velocity = 92
        self._held: dict[str, int] = {}
        self._watched: QObject | None = None

    def switch(self, on: bool) -> None:
        """Let the letters play, or do again what they do otherwise."""
        app = QGuiApplication.instance()
        if on == self.on or not isinstance(app, QGuiApplication):
            return
        self.on = on
        self.release_all()
        if on:
            app.focusObjectChanged.connect(self._watch)
            app.applicationStateChanged.connect(self.release_all)
            self._watch(app.focusObject())
        else:
            app.focusObjectChanged.disconnect(self._watch)
            app.applicationStateChanged.disconnect(self.release_all)
            self._watch(None)
        self.changed.emit()

    def _watch(self, watched: QObject | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = watched
        if watched is not None:
            watched.installEventFilter(self)

    def release_all(self) -> None:
        """Let go of every key, as when the window loses the focus."""
        for pitch in self._held.values():
            self.released.emit(pitch)
        self._held.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch keys meant for others."""
        if not isinstance(event, QKeyEvent) or _is_written_in(QApplication.focusWidget()):
            return False
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return False
        letter = _letter(event)
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if letter is None or (event.modifiers() & commands and letter not in self._held):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._press(letter)
        elif event.type() is QEvent.Type.KeyRelease and not event.isAutoRepeat():
            self._release(letter)
        return True

    def _press(self, letter: str) -> None:
        if letter in LETTERS and letter not in self._held:
            pitch = 12 * (self.octave + 1) + LETTERS.index(letter)
            if pitch <= 127:
                self._held[letter] = pitch
                self.pressed.emit(pitch, self.velocity)
        elif letter in "ZX":
            step = 1 if letter == "X" else -1
            self.octave = max(LOWEST_OCTAVE, min(HIGHEST_OCTAVE, self.octave + step))
            self.changed.emit()
        elif letter in "CV":
            step = VELOCITY_STEP if letter == "V" else -VELOCITY_STEP
            self.velocity = max(8, min(127, self.velocity + step))
            self.changed.emit()

    def _release(self, letter: str) -> None:
        pitch = self._held.pop(letter, None)
        if pitch is not None:
            self.released.emit(pitch)


def _is_written_in(widget: QWidget | None) -> bool:
    """Whether letters are text there, maybe first composed into other signs."""
    return widget is not None and widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def _letter(event: QKeyEvent) -> str | None:
    """The letter whose place on an English keyboard was pressed; None for any other key."""
    code = event.nativeScanCode()
    if code and sys.platform != "darwin":
        place = code - X11_OFFSET if sys.platform == "linux" else code
        if place in SCAN_CODES:
            return SCAN_CODES[place]
    key = event.key()
    return chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else None
