"""What the musician hears of a fault: what failed, where the song is safe, where the log is."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from gui.faults import FaultHandler
from gui.files.recovery import SafeKeeping
from gui.messages import MessageBars
from gui.services import Services


class FaultBar(QObject):
    """Keeps the song safe first, then says so, and offers the report for whoever mends it."""

    def __init__(
        self,
        services: Services,
        keeping: SafeKeeping,
        bars: MessageBars,
        copy_report: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = services.document
        self._autosave = services.autosave
        self._settings = services.settings
        self._bridge = services.bridge
        self._keeping = keeping
        self._bars = bars
        self._copy_report = copy_report
        self._faults: FaultHandler | None = None
        self._log = Path()
        self._crashed = False

    def hear_of(self, faults: FaultHandler) -> None:
        """Say from now on what fails, on whatever thread."""
        self._faults = faults
        self._log = faults.path
        self._crashed = faults.crashed
        faults.tell = self._bridge.here(self.say)

    def take_over(self, former: "FaultBar") -> None:
        """Hear what another one heard of until now."""
        if former._faults is not None:
            self.hear_of(former._faults)

    def look_back(self) -> None:
        """Say what the last run ended by, and where settings lie that could not be read."""
        if self._crashed:
            text = self.tr("Arietta crashed last time. What happened is written in %1.")
            self._ask(text.replace("%1", short(self._log)))
        if self._settings.set_aside is not None:
            text = self.tr(
                "The settings could not be read whole, so some are as on the first day. "
                "The file as it was is %1."
            )
            self._bars.tell(text.replace("%1", short(self._settings.set_aside)))

    def say(self, what: str) -> None:
        """Say that something failed, by its name."""
        failed = self.tr("Something inside Arietta failed (%1).").replace("%1", what)
        written = self.tr("What happened is written in %1.").replace("%1", short(self._log))
        self._ask(f"{failed} {self._where_safe()} {written}")

    def _where_safe(self) -> str:
        document = self._document
        if document.is_clean and document.path is not None:
            text = self.tr("Your song is safe: it is saved in %1.")
            return text.replace("%1", short(document.path))
        if self._keeping.keep_now():
            text = self.tr("Your song is safe: a copy of it lies in %1.")
            return text.replace("%1", short(self._autosave.journal))
        return self.tr("Your song could not be kept by itself: save it now.")

    def _ask(self, text: str) -> None:
        self._bars.ask(text, {self.tr("Copy a report"): self._copy_report, self.tr("OK"): _nothing})


def short(path: Path) -> str:
    """A path as people write it, from their own folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)


def _nothing() -> None:
    """What OK does."""
