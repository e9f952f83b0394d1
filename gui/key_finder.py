"""Finds the key of the track worked on, a moment after it changed, and says what fits it."""

from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal

from engine.theory.keys import Key, find_key
from gui.assistant.form.locks import Suggestion
from gui.desk import Desk
from gui.document import Document

PAUSE_MS = 120
NOTES = 4000
"""How many notes are listened to at most."""


class KeyFinder(QObject):
    """Listens to the document and the desk."""

    found = Signal(object)
    """A Key, or None where there are no notes or only drums."""
    suggested = Signal(object)

    def __init__(self, document: Document, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.find)
        document.changed.connect(lambda _before, _after: self._timer.start())
        desk.chosen.connect(self._timer.start)

    def find(self) -> None:
        """Look at the track now."""
        track = self._desk.track
        notes = [] if track is None or track.is_drums else list(islice(track.notes, NOTES))
        key: Key | None = find_key(notes) if notes else None
        self.found.emit(key)
        low = min((note.pitch for note in notes), default=48)
        high = max((note.pitch for note in notes), default=84)
        self.suggested.emit(Suggestion(str(key) if key else "", low, high))
