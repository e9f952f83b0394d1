"""After a crash: offers what was kept safe, without standing in the way."""

from PySide6.QtCore import QObject

from engine.errors import AriettaError
from engine.score.autosave import Recovery
from gui.files.file_actions import FileActions
from gui.files.recovery import SafeKeeping
from gui.messages import MessageBars


class RecoveryOffer(QObject):
    """Asks once after the start; what is not answered is offered again next time."""

    def __init__(
        self, keeping: SafeKeeping, files: FileActions, bars: MessageBars, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._files = files
        self._bars = bars

    def ask(self) -> None:
        """Offer the latest song that a crash left behind."""
        for recovery in self._keeping.recoveries()[:1]:
            text = self.tr("Arietta did not end well last time. “%1” can be brought back.")
            answers = {
                self.tr("Bring it back"): lambda r=recovery: self.restore(r),
                self.tr("Throw it away"): lambda r=recovery: self._keeping.discard(r),
            }
            self._bars.ask(text.replace("%1", recovery.name), answers)

    def restore(self, recovery: Recovery) -> None:
        """Open it; it is thrown away only once this window keeps it safe itself."""
        if not self._files.may_leave():
            return
        try:
            project = recovery.project()
        except AriettaError as error:
            self._bars.tell(str(error))
            return
        self._files.restore(project.song, project.takes, recovery.original)
        if self._keeping.keep_now():
            self._keeping.discard(recovery)
