"""Files that come from outside while the window is open: from a second start, from macOS."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.application.instance import Handover, Instance
from gui.bridge import Bridge

LATER_MS = 300


class Reception(QObject):
    """Brings the window to the front and opens what was handed over; a window holds one song."""

    def __init__(self, window: QWidget, open_path: Callable[[Path], object]) -> None:
        super().__init__(window)
        self._window = window
        self._open_path = open_path
        self._waiting: Path | None = None

    def listen(self, instance: Instance, bridge: Bridge, app: QApplication) -> None:
        """Take what comes, until the program ends."""
        instance.serve(lambda handover: bridge.here(self.take)(handover))
        app.aboutToQuit.connect(instance.close)
        if sys.platform == "darwin":  # elsewhere no such event comes, and a filter costs time
            opener = FileOpener(self)
            opener.opened.connect(lambda path: self.take(Handover((path,))))
            app.installEventFilter(opener)

    def take(self, handover: Handover) -> None:
        """Come to the front and open the first file, once no question stands open."""
        if handover.token:
            os.environ["XDG_ACTIVATION_TOKEN"] = handover.token
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if handover.files:
            self._waiting = handover.files[0]
            self._open_waiting()

    def _open_waiting(self) -> None:
        if self._waiting is None:
            return
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            QTimer.singleShot(LATER_MS, self, self._open_waiting)
            return
        path, self._waiting = self._waiting, None
        self._open_path(path)


class FileOpener(QObject):
    """Hears macOS say that a file was dropped on the icon, or opened with the program."""

    opened = Signal(Path)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the event that names a file."""
        if isinstance(event, QFileOpenEvent):
            self.opened.emit(Path(event.file()))
            return True
        return False
