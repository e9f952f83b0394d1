"""Taking takes and batches off the tree, and writing on a take. What is gone comes back by undo."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from gui.assistant.takes.auditioning import Auditioning
from gui.assistant.takes.shelf import Gone, Shelf
from gui.assistant.takes.tray import Tray
from gui.commands.actions import Actions
from gui.document import Document


class Prune(QUndoCommand):
    """The undo step of something that goes: `drop` takes it off the shelf and says what it was."""

    def __init__(self, text: str, shelf: Shelf, drop: Callable[[], Gone]) -> None:
        super().__init__(text)
        self._shelf = shelf
        self._drop = drop
        self._gone: Gone | None = None

    def redo(self) -> None:
        """Take it off; the stack calls it on push, too."""
        self._gone = self._drop()

    def undo(self) -> None:
        """Put it back where it was."""
        if self._gone is not None:
            self._shelf.put_back(self._gone)


class Pruning(QObject):
    """Deletes, one undo step each, and annotates."""

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
        self._document = document
        self._shelf = shelf
        self._tray = tray
        self._auditioning = auditioning
        tray.removed.connect(self.remove_take)
        tray.tree.removed.connect(self.remove_batch)
        tray.noted.connect(self.write)
        actions.connect_all({
            "delete_take": lambda: self.remove_take(auditioning.at_hand()),
            "delete_takes": lambda: self.remove_batch(shelf.batch.id if shelf.batch else None),
            "write_on_take": self.begin_to_write,
        })  # fmt: skip

    def remove_take(self, index: int | None) -> None:
        """Take a take off the shown batch, and the batch with its last one."""
        batch = self._shelf.batch
        offer = self._shelf.offer(-1 if index is None else index)
        if batch is None or offer is None or index is None or self._is_busy(batch.id):
            return
        had_focus = self._tray.has_hands()
        text = self.tr("Delete take %1").replace("%1", str(index + 1))
        self._prune(text, lambda: self._shelf.drop_offer(batch.id, offer.id))
        if had_focus and self._tray.cards:
            self._tray.focus(min(index, len(self._tray.cards) - 1))

    def remove_batch(self, batch_id: int | None) -> None:
        """Take all takes of a batch off the tree; what was made from them stays."""
        if batch_id is None or batch_id not in self._shelf or self._is_busy(batch_id):
            return
        count = len(self._shelf[batch_id].offers)
        text = self.tr("Delete %1 takes").replace("%1", str(count))
        self._prune(text, lambda: self._shelf.drop(batch_id))

    def begin_to_write(self) -> None:
        """Write on the take at hand, on its card."""
        index = self._auditioning.at_hand()
        if index is not None and index < len(self._tray.cards):
            self._tray.cards[index].edit_note()

    def write(self, index: int, text: str) -> None:
        """Take note of what the musician says of a take."""
        batch, offer = self._shelf.batch, self._shelf.offer(index)
        if batch is not None and offer is not None:
            self._shelf.change(batch.id, offer.id, note=text)
        self._tray.focus(index)

    def _prune(self, text: str, drop: Callable[[], Gone]) -> None:
        self._document.undo_stack.push(Prune(text, self._shelf, drop))
        self.message.emit(self.tr("%1: done; Ctrl+Z brings back what is gone").replace("%1", text))

    def _is_busy(self, batch_id: int) -> bool:
        """Whether takes are still arriving; then nothing goes, and this says so."""
        busy = not self._shelf[batch_id].is_ready
        if busy:
            self.message.emit(self.tr("These takes are still being made; Esc stops that"))
        return busy
