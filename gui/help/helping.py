"""Opens what the program says about itself, built before, and puts the report on the clipboard."""

import platform
from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from engine.errors import AriettaError
from engine.jobs import JobContext
from engine.playback.events import PortsChanged
from gui.ahead import Ahead, Steps, finish, polished
from gui.commands.actions import Actions
from gui.faults import LOG
from gui.help.reading import Reading
from gui.services import Services

if TYPE_CHECKING:
    from gui.help.about import About
    from gui.help.manual import Manual

KEY = "report"
AHEAD_MS = 5000
"""So long after the window is built; the sheets go first."""


class Helping(QObject):
    """The manual opens at the page of the tool that `tool` names, in the window's language."""

    message = Signal(str)

    def __init__(
        self,
        services: Services,
        actions: Actions,
        tool: Callable[[], str],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._tool = tool
        self._reading = Reading(services.disk, services.bridge, self._failed)
        self._ports: PortsChanged | None = None
        self.manual: Manual | None = None
        self.about: About | None = None
        services.bridge.player_said.connect(self._heard)
        actions.connect_all({
            "manual": self.open_manual,
            "report": self.copy_report,
            "about": self.open_about,
        })  # fmt: skip
        self._building = self._build_manual(), self._build_about()
        Ahead(self).begin(chain(*self._building), AHEAD_MS)

    def _build_manual(self) -> Steps:
        import gui.help.reader  # noqa: F401  # half of what there is to load

        yield
        from gui.help.manual import Manual

        yield
        self.manual = Manual(self._reading, self._window)
        yield
        yield from polished(self.manual)
        yield
        self.manual.read_ahead(self._services.language.code)

    def _build_about(self) -> Steps:
        from gui.help.about import About

        yield
        self.about = About(self._services.library, self._reading, self._window)
        yield
        yield from polished(self.about)

    def open_manual(self) -> None:
        """Open the manual, or bring it to the front."""
        finish(self._building[0])
        if self.manual is not None:
            self.manual.open_at(self._services.language.code, self._tool())

    def open_about(self) -> None:
        """Open the page about the program."""
        finish(self._building[1])
        if self.about is not None:
            self.about.open_over(self._window)

    def copy_report(self) -> None:
        """Write the report beside the window's work and put it on the clipboard."""
        from gui.help.report import report

        services, ports, facts = self._services, self._ports, self._facts()
        song, log = services.document.song, services.logs / LOG

        def work(_job: JobContext) -> str:
            return report(facts, services.library, services.settings, song, ports, log)

        services.disk.submit(
            work,
            key=KEY,
            on_done=services.bridge.here(self._copied),
            on_error=services.bridge.here(self._failed),
        )

    def _facts(self) -> dict[str, str]:
        """What only the window's thread may ask."""
        screens = [
            f"{screen.size().width()} x {screen.size().height()} at {screen.devicePixelRatio():g}"
            for screen in QGuiApplication.screens()
        ]
        return {
            "Qt": f"{qVersion()}, PySide6 {PySide6.__version__}, {QGuiApplication.platformName()}",
            "C library": " ".join(platform.libc_ver()),
            "screens": ", ".join(screens),
        }

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.message.emit(
            self.tr("The report is on the clipboard, with no names and no paths of yours in it")
        )

    def _failed(self, error: AriettaError) -> None:
        self.message.emit(str(error))

    def _heard(self, event: object) -> None:
        if isinstance(event, PortsChanged):
            self._ports = event
