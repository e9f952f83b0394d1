"""The manual in a small window of its own: pages, search, back and forward. Nothing is fetched."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.help.pages import FIRST, Line, found, lines, manual_folder, page_of_tool
from gui.help.reader import Reader
from gui.help.reading import Reading
from gui.look.fonts import dress, text_unit

SIZE = 44, 40
"""Width and height at first, in lines of text."""

MOST_HITS = 40
"""More are not shown: another word finds less."""

HIT = Qt.ItemDataRole.UserRole


class Manual(QWidget):
    """Opens at the tool in use. Typing searches all pages; Esc leads back, then closes."""

    def __init__(self, reading: Reading, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Manual"))
        self.setProperty("surface", "panel")
        self._reading = reading
        self._folder = Path()
        self._lines: Sequence[Line] = ()
        self.reader = Reader(reading)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Search the manual (Ctrl+F)"))
        self.search.setAccessibleName(self.tr("Search the manual"))
        self.hits = QListWidget()
        self.hits.setWordWrap(True)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.setAccessibleName(self.tr("What was found"))
        self.back = self._button("←", self.tr("Back (Alt+Left)"))
        self.forward = self._button("→", self.tr("Forward (Alt+Right)"))
        self.contents = self._button(self.tr("Contents"), self.tr("Contents (Alt+Home)"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.reader)
        self._stack.addWidget(self.hits)
        self._lay_out()
        self._wire()

    def read_ahead(self, language: str) -> None:
        """Read the first page before it is asked for: the first of all takes longest."""
        self._choose(manual_folder(language))
        self.go(self._folder / FIRST)
        self.reader.clearHistory()

    def open_at(self, language: str, tool: str = "") -> None:
        """Show the page of a tool, or the first one, in a language that there is."""
        self._choose(manual_folder(language))
        self.search.clear()
        if not self.isVisible():
            dress(self)
            unit = text_unit()
            room = self.screen().availableSize() - QSize(40, 40)
            self.resize(QSize(SIZE[0] * unit, SIZE[1] * unit).boundedTo(room))
        self.show()
        page = page_of_tool(self._folder, tool) if tool else self._folder / FIRST
        QTimer.singleShot(0, self, partial(self.go, page))
        self.raise_()
        self.activateWindow()
        self.reader.setFocus()

    @property
    def page(self) -> Path:
        """The page that is shown."""
        return Path(self.reader.source().toLocalFile())

    def go(self, page: Path) -> None:
        """Show a page."""
        self._stack.setCurrentWidget(self.reader)
        self.reader.setSource(QUrl.fromLocalFile(str(page)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the search first, then the window."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search.text():
            self.search.clear()
            self.reader.setFocus()
        else:
            self.close()

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.back, self.forward, self.contents):
            row.addWidget(button)
        row.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def _wire(self) -> None:
        reader, standard = self.reader, QKeySequence.StandardKey
        for button, slot, keys in (
            (self.back, reader.backward, standard.Back),
            (self.forward, reader.forward, standard.Forward),
            (self.contents, lambda: self.go(self._folder / FIRST), "Alt+Home"),
        ):
            button.clicked.connect(lambda _on=False, slot=slot: slot())
            QShortcut(QKeySequence(keys), self, slot)
        QShortcut(QKeySequence(standard.Find), self, self.search.setFocus)
        QShortcut(QKeySequence("Shift+F1"), self, self.close)
        reader.backwardAvailable.connect(self.back.setEnabled)
        reader.forwardAvailable.connect(self.forward.setEnabled)
        self.back.setEnabled(False)
        self.forward.setEnabled(False)
        reader.anchorClicked.connect(self._follow)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(lambda: self._open(self.hits.item(0)))
        self.hits.itemActivated.connect(self._open)
        self.hits.itemClicked.connect(self._open)

    def _follow(self, link: QUrl) -> None:
        """Pages open here; what lies elsewhere is for the desktop, if the reader wants it."""
        target = self.reader.source().resolved(link)
        if target.isLocalFile() and target.path().endswith(".md"):
            self.reader.setSource(target)
        elif not target.isLocalFile():
            QDesktopServices.openUrl(target)

    def _choose(self, folder: Path) -> None:
        """Search in the pages of this folder from now on."""
        if folder != self._folder:
            self._folder, self._lines = folder, ()
            self._reading.begin("search", partial(lines, folder), self._search_in)

    def _search_in(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        if text := self.search.text():
            self._find(text)

    def _find(self, text: str) -> None:
        hits = found(self._lines, text)
        self.hits.clear()
        for hit in hits[:MOST_HITS]:
            item = QListWidgetItem(
                f"{hit.title}\n{hit.text}" if hit.text != hit.title else hit.text
            )
            item.setData(HIT, hit)
            self.hits.addItem(item)
        if text.strip() and not hits:
            self.hits.addItem(self.tr("Nothing was found."))
        elif len(hits) > MOST_HITS:
            self.hits.addItem(self.tr("There is more: another word narrows it down."))
        self._stack.setCurrentWidget(self.hits if text.strip() else self.reader)

    def _open(self, item: QListWidgetItem | None) -> None:
        hit = item.data(HIT) if item is not None else None
        if isinstance(hit, Line):
            word = self.search.text().split()[0]
            self.search.clear()
            self.go(hit.page)
            self.reader.setFocus()
            QTimer.singleShot(0, self, lambda: self.reader.mark(hit.text, word))
