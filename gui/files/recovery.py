"""Keeps the song safe after each edit and while recording, and offers what a crash left behind."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from engine.errors import AriettaError
from engine.jobs import JobContext, JobRunner
from engine.score.autosave import Autosave, Recovery
from engine.score.project import Project
from engine.score.song import Song
from gui.assistant.takes.batch_values import batch_to_dict
from gui.assistant.takes.shelf import Shelf
from gui.bridge import Bridge
from gui.document import Document
from gui.language.said import told

KEY = "autosave"
SOON_MS = 60
APART_MS = 1000
"""A first edit is kept at once, a stream of them once a second."""


class SafeKeeping(QObject):
    """Writes on a worker's thread, the latest state only; the window never waits for the disk."""

    message = Signal(str)

    def __init__(
        self,
        document: Document,
        shelf: Shelf,
        autosave: Autosave,
        disk: JobRunner,
        bridge: Bridge,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._shelf = shelf
        self._autosave = autosave
        self._disk = disk
        self._bridge = bridge
        self._next: Song | None = None
        self._complained = False
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._write)
        document.changed.connect(lambda _before, after: self.keep(after))
        document.undo_stack.cleanChanged.connect(self._clean_changed)

    def keep(self, song: Song) -> None:
        """Keep this state soon; a newer one takes its place."""
        self._next = song
        if not self._timer.isActive():
            waited = self._since.elapsed() if self._since.isValid() else APART_MS
            self._timer.start(max(SOON_MS, APART_MS - waited))

    def keep_now(self) -> bool:
        """Keep the present state before anything else happens; whether it is kept."""
        self._timer.stop()
        try:
            project = Project(self._document.song, self._shelf.to_dicts())
            self._autosave.keep(project, self._document.path)
        except AriettaError as error:
            self._complain(error)
            return False
        return True

    def recoveries(self) -> list[Recovery]:
        """What earlier runs left behind that ended without a word."""
        try:
            return self._autosave.recoveries()
        except AriettaError as error:
            self._complain(error)
            return []

    def discard(self, recovery: Recovery) -> None:
        """Throw away what a crash left behind."""
        self._autosave.discard(recovery)

    def flush(self) -> None:
        """Write at once what is to be kept soon."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()

    def close(self) -> None:
        """The song is saved or given up: nothing is left to restore."""
        self._timer.stop()
        self._disk.cancel(KEY)
        self._autosave.close()

    def _clean_changed(self, clean: bool) -> None:
        """What is saved needs no keeping."""
        if clean:
            self._next = None
            self._timer.stop()
            self._disk.submit(lambda _job: self._autosave.forget(), key=KEY)

    def _write(self) -> None:
        song, self._next = self._next, None
        if song is None or (song is self._document.song and self._document.is_clean):
            return
        self._since.start()
        batches, path = self._shelf.lasting, self._document.path

        def work(_job: JobContext) -> None:
            takes = tuple(map(batch_to_dict, batches))
            self._autosave.keep(Project(song, takes), path)

        self._disk.submit(work, key=KEY, on_error=self._bridge.here(self._complain))

    def _complain(self, error: AriettaError) -> None:
        if not self._complained:
            self._complained = True
            text = self.tr("The song cannot be kept safe by itself: %1. Save it now and then.")
            self.message.emit(text.replace("%1", told(str(error)).rstrip(".")))
