"""The window: opens, takes drops, changes its language, and closes in good order."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QShowEvent,
)

from gui.faults import FaultHandler
from gui.look.appearance import Appearance
from gui.rebuilding import may_rebuild, settled, taken_apart, taken_over
from gui.services import Services
from gui.workbench import Workbench

WARM_UP_MS = 250
REBUILD_MS = 200
WELCOME_MS = 400
RECOVERY_MS = 120
SMALLEST = (760, 480)
FIRST = (1440, 900)
TITLE_BAR = 32


class MainWindow(Workbench):
    """The workbench for as long as it is open."""

    def __init__(self, services: Services, appearance: Appearance) -> None:
        super().__init__(services, appearance)
        self._begun = False
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        room = self.screen().availableSize()
        self.resize(min(FIRST[0], room.width()), min(FIRST[1], room.height() - TITLE_BAR))
        self.build()
        self.restoreGeometry(services.settings.raw("window/geometry"))
        services.language.changed.connect(lambda: self._after(0, self.rebuild))

    def rebuild(self) -> None:
        """Build it all anew in the language that is spoken now, and go on as it was; later, while
        hands or the machine are at work.
        """
        if may_rebuild(self):
            self.setUpdatesEnabled(False)
            former = taken_apart(self, self._services, self._appearance)
            self.build()
            taken_over(self, self._services, former)
            self._after(0, partial(settled, self, former.places.roll.stage.coordinates))
        else:
            self._after(REBUILD_MS, self.rebuild)

    def begin(self) -> None:
        """What has to happen once the window is there: sound, keeping safe, a warm model."""
        self.transport_control.begin()
        self.sound_choice.begin()
        self.key_finder.find()
        self._after(RECOVERY_MS, self._look_back)
        self._after(WARM_UP_MS, lambda: self.asking.warm_up())
        self._after(WELCOME_MS, lambda: self.first_start.greet(self._services.document))
        self.places.roll.setFocus()

    def open_all(self, paths: Sequence[str]) -> None:
        """Open the first file; a window holds one song."""
        for path in paths[:1]:
            self.files.open_path(Path(path), ask=False)

    def hear_of(self, faults: FaultHandler) -> None:
        """Say from now on what fails."""
        self.fault_bar.hear_of(faults)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin, the first time."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self._after(0, self.begin)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, then end everything in good order."""
        if not self.files.may_leave():
            event.ignore()
            return
        self.asking.cancel()
        self.surprising.stop()
        self.instrument.switch(False)
        settings = self._services.settings
        settings.put("window/geometry", self.saveGeometry())
        self.folding.remember()
        settings.put("assistant/forms", self.asking.remembered())
        self.hide()
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.safe_keeping.close()
        self._services.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say whether it can be dropped here."""
        self.dropping.over(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Say where it would land."""
        self.dropping.over(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It goes elsewhere."""
        self.dropping.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped."""
        self.dropping.drop(event)

    def _after(self, milliseconds: int, slot: Callable[[], object]) -> None:
        """Call something later, unless the window is closed by then."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        timer.timeout.connect(timer.deleteLater)
        timer.start(milliseconds)

    def _look_back(self) -> None:
        self.recovery_offer.ask()
        self.fault_bar.look_back()
