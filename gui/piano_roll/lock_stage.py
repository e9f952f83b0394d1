"""What the roll shows of the assistant's locks, and what hands do to them there."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from gui.piano_roll.locks import ShownLocks


class LockStage(QObject):
    """The locks as they are shown. Another owns them: what a hand does is shown, and said aloud."""

    changed = Signal()
    range_dragged = Signal(int, int)
    chords_edited = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown = ShownLocks()

    def show(self, locks: ShownLocks) -> None:
        """Show what is locked."""
        if locks != self.shown:
            self.shown = locks
            self.changed.emit()

    def set_range(self, low: int, high: int) -> None:
        """A hand holds another range."""
        if (low, high) != self.shown.range:
            self.show(replace(self.shown, low=low, high=high))
            self.range_dragged.emit(low, high)

    def set_chords(self, chords: str) -> None:
        """A hand has written other chords."""
        if chords != self.shown.chords:
            self.show(replace(self.shown, chords=chords))
            self.chords_edited.emit(chords)
