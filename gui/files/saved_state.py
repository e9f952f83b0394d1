"""Says in title and transport what is open and whether it is saved."""

import time

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from gui.document import Document
from gui.playing.transport import Transport

EVERY_MS = 20_000

translate = QCoreApplication.translate


class SavedState(QObject):
    """Follows the document; nothing but words comes out of it."""

    def __init__(self, document: Document, transport: Transport, window: QMainWindow) -> None:
        super().__init__(window)
        self._document = document
        self._transport = transport
        self._window = window
        self._saved_at = time.monotonic()
        document.changed.connect(lambda _before, _after: self.show())
        document.path_changed.connect(self.show)
        document.undo_stack.cleanChanged.connect(self._clean_changed)
        timer = QTimer(self)
        timer.timeout.connect(self.show)
        timer.start(EVERY_MS)
        self.show()

    def take_over(self, former: "SavedState") -> None:
        """Know when it was saved."""
        self._saved_at = former._saved_at
        self.show()

    def show(self) -> None:
        """Show it as it is."""
        document = self._document
        name = self._name()
        self._transport.name.show_value(name)
        self._transport.saved.setText(self._words())
        self._window.setWindowTitle(f"{name}[*] – Arietta")
        self._window.setWindowModified(not document.is_clean)

    def _name(self) -> str:
        """The song's own name; that of its file as long as nobody has given it one."""
        name, path = self._document.song.name, self._document.path
        if path is not None and name in ("", translate("Document", "Untitled")):
            return path.stem
        return name or self.tr("Untitled")

    def _words(self) -> str:
        document = self._document
        if not document.is_clean:
            return self.tr("edited, not saved") if document.path is None else self.tr("edited")
        if document.path is None:
            empty = not any(c.notes for track in document.song.tracks for c in track.clips)
            return self.tr("new") if empty else self.tr("in no file yet")
        minutes = int((time.monotonic() - self._saved_at) / 60)
        if minutes == 0:
            return self.tr("saved")
        return self.tr("saved %1 min ago").replace("%1", str(minutes))

    def _clean_changed(self, clean: bool) -> None:
        if clean:
            self._saved_at = time.monotonic()
        self.show()
