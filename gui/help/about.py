"""The page about the program: what it is, whose the music is, whose the data, and all licences."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from engine.runtime.library import Library
from gui.help.reader import Reader
from gui.help.reading import Reading
from gui.help.texts import about_text, licences_text
from gui.look.fonts import dress, text_unit

SIZE = 44, 36
"""Width and height at first, in lines of text."""


class About(QDialog):
    """Two pages: the program, and the licences of everything inside. Each is read when it is first
    turned to.
    """

    def __init__(self, library: Library, reading: Reading, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Arietta"))
        self._library, self._reading = library, reading
        self.page = Reader(reading)
        self.page.setAccessibleName(self.tr("About Arietta"))
        self.licences = QPlainTextEdit()
        self.licences.setReadOnly(True)
        self.licences.setUndoRedoEnabled(False)
        self.licences.setAccessibleName(self.tr("Licences"))
        self.tabs = QTabWidget()
        self.tabs.addTab(self.page, self.tr("About"))
        self.tabs.addTab(self.licences, self.tr("Licences"))
        self.tabs.currentChanged.connect(self._read)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.addWidget(self.tabs)
        column.addWidget(buttons)

    def open_over(self, window: QWidget) -> None:
        """Open as large as it likes and the window allows."""
        dress(self)
        unit = text_unit()
        self.resize(
            min(SIZE[0] * unit, window.width() - 20), min(SIZE[1] * unit, window.height() - 20)
        )
        self.tabs.setCurrentIndex(0)
        self._read(0)
        self.open()

    def _read(self, page: int) -> None:
        library = self._library
        if page and self.licences.document().isEmpty():
            self._reading.begin("licences", licences_text, self.licences.setPlainText)
        elif not page and self.page.document().isEmpty():
            self._reading.begin("about", lambda: about_text(library), self.page.write)
