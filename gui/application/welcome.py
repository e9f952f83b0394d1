"""The page of the first start: is there sound, is there a keyboard, and where to begin."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from engine.playback.events import PortsChanged
from gui.language.language import others
from gui.look.controls import ENTER, PressedBy, label
from gui.look.fonts import dress, text_unit

translate = QCoreApplication.translate

NOTE_MS = 700
TEST_NOTE = 72
WIDTH = 34
"""In lines of text."""


class Welcome(QDialog):
    """Says what was found and offers to try it; it can be left at any time."""

    note_wanted = Signal(bool)
    """Begin (True) or end the test note."""
    example_wanted = Signal(Path)
    language_wanted = Signal(str)
    """The page is to be read in another language, by its code."""

    def __init__(self, examples: Sequence[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Welcome"))
        self._sound = label("")
        self._keyboard = label("")
        for words in (self._sound, self._keyboard):
            words.setWordWrap(True)
        self._note = self._button(self.tr("Play a test note"))
        self._note.clicked.connect(self._play)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(NOTE_MS)
        self._end.timeout.connect(lambda: self.note_wanted.emit(False))
        begin = self._button(self.tr("Begin with an empty song"))
        begin.setDefault(True)
        begin.clicked.connect(self.accept)
        self._lay_out(examples, begin)
        self.show_ports(PortsChanged((), (), "", "", 0.0))

    def open_over(self, window: QWidget) -> None:
        """Open in the middle of the window, in the text size that holds now."""
        dress(self)
        width = min(text_unit() * WIDTH, window.width() - 40)
        self._fit(width)
        self.open()

    def show_ports(self, ports: PortsChanged) -> None:
        """Say what there is to play on and to hear with; renewed as things are plugged in."""
        sound = self.tr("The built-in synth plays through %1.").replace("%1", ports.audio)
        silent = self.tr(
            "No sound output was found yet. A MIDI output can play instead (top right)."
        )
        self._sound.setText(sound if ports.audio else silent)
        self._note.setEnabled(bool(ports.audio or ports.output))
        keys = self.tr("Ready to play: %1.").replace("%1", ", ".join(ports.inputs))
        none = self.tr(
            "No keyboard yet: plug one in and it shows up here. Ctrl+K lets the letters play, "
            "and the pencil draws."
        )
        self._keyboard.setText(keys if ports.inputs else none)
        if self.isVisible():
            self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit(event.size().width())

    def done(self, result: int) -> None:
        """Leave; a test note that sounds ends."""
        if self._end.isActive():
            self._end.stop()
            self.note_wanted.emit(False)
        super().done(result)

    def _fit(self, width: int) -> None:
        """As high as its texts need."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(width, layout.totalHeightForWidth(width))

    def _lay_out(self, examples: Sequence[Path], begin: QPushButton) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(8)
        column.addLayout(self._head())
        promise = label(
            self.tr(
                "Play or draw a melody, press C, and hear four ways on. All of it happens on this "
                "computer: no account, no network, and what you make is yours."
            ),
            level=2,
        )
        promise.setWordWrap(True)
        column.addWidget(promise)
        column.addSpacing(12)
        found = QGridLayout()
        found.setHorizontalSpacing(16)
        found.setVerticalSpacing(12)
        found.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        found.addWidget(label(self.tr("Sound"), face="name"), 0, 0, top)
        found.addWidget(self._sound, 0, 1, top)
        found.addWidget(self._note, 0, 2, top)
        found.addWidget(label(self.tr("Keyboard"), face="name"), 1, 0, top)
        found.addWidget(self._keyboard, 1, 1, 1, 2, top)
        column.addLayout(found)
        column.addSpacing(12)
        column.addWidget(label(self.tr("Or look at an example first"), face="name"))
        songs = QHBoxLayout()
        for path in examples:
            button = self._button(translate("Examples", path.stem.capitalize()))
            button.clicked.connect(lambda _on=False, path=path: self._open(path))
            songs.addWidget(button)
        column.addLayout(songs)
        column.addSpacing(16)
        column.addWidget(begin)

    def _head(self) -> QHBoxLayout:
        """The title, and the other languages."""
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Welcome to Arietta"), face="sheet"), 1)
        for code, name in others(self.locale().name()).items():
            button = self._button(name)
            button.clicked.connect(partial(self._speak, code))
            head.addWidget(button)
        return head

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        PressedBy(button, Qt.Key.Key_Space, *ENTER)
        return button

    def _speak(self, code: str) -> None:
        self.reject()
        self.language_wanted.emit(code)

    def _play(self) -> None:
        self.note_wanted.emit(True)
        self._end.start()

    def _open(self, path: Path) -> None:
        self.accept()
        self.example_wanted.emit(path)
