"""Two takes compared: one is marked as A, what differs from it shows, and a key flips."""

from PySide6.QtCore import QObject, Signal

from gui.assistant.takes.auditioning import Auditioning
from gui.assistant.takes.batches import Origin
from gui.assistant.takes.shelf import Shelf
from gui.assistant.takes.tray import Tray
from gui.commands.actions import Actions
from gui.document import Document


class Comparing(QObject):
    """Knows which take is A, and which other one was heard last."""

    message = Signal(str)

    def __init__(
        self,
        document: Document,
        shelf: Shelf,
        tray: Tray,
        auditioning: Auditioning,
        actions: Actions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._tray = tray
        self._auditioning = auditioning
        self._first: Origin | None = None
        self._other: Origin | None = None
        document.opened.connect(lambda: self._set_first(None))
        actions.connect_all({"mark_take": self.mark, "flip_takes": self.flip})

    def take_over(self, former: "Comparing") -> None:
        """Compare with the same take."""
        self._first, self._other = former._first, former._other
        self._tray.set_reference(self._first)

    def mark(self) -> None:
        """Make the take at hand A, or take the mark off it."""
        origin = self._auditioning.origin_of(self._auditioning.at_hand())
        if origin is None:
            self.message.emit(self.tr("Hear a take first, then mark it as A"))
            return
        self._set_first(None if origin == self._first else origin)
        if self._first is not None:
            self.message.emit(self.tr("Marked as A: what differs from it shows; Y flips"))

    def flip(self) -> None:
        """Hear A, or from A the take that was heard before it, at the same place in the music."""
        first, now = self._first, self._auditioning.origin_of(self._auditioning.at_hand())
        if first is None:
            self.message.emit(self.tr("Mark a take as A first: Shift+Y"))
            return
        if now is not None and now != first:
            self._other = now
        wanted = self._other if now == first else first
        if wanted is None or not self._auditioning.hear_at(wanted):
            self.message.emit(self.tr("Hear another take to compare with A"))

    def _set_first(self, origin: Origin | None) -> None:
        self._first, self._other = origin, None
        self._tray.set_reference(origin)
        self._auditioning.set_reference(origin)
