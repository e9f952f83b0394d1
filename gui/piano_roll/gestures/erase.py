"""The right button with the pencil: rub out what the pointer touches."""

from PySide6.QtCore import QCoreApplication

from engine.score.edits import remove_notes
from gui.piano_roll.gestures.base import Gesture, Pointer
from gui.piano_roll.preview import Preview
from gui.piano_roll.stage import Stage

translate = QCoreApplication.translate


class Erase(Gesture):
    """Hides each note that the pointer comes over, and removes them together on release."""

    def __init__(self, stage: Stage, at: Pointer) -> None:
        super().__init__(stage, at)
        self._gone: frozenset[int] = frozenset()
        self._last = at
        self.move(at)

    def move(self, at: Pointer) -> None:
        """Rub out along the way from the last place to this one."""
        notes = self.stage.notes
        steps = 1 + int(abs(at.row - self._last.row) * 2)
        for i in range(steps + 1):
            part = i / steps
            tick = self._last.tick + (at.tick - self._last.tick) * part
            pitch = round(self._last.pitch + (at.pitch - self._last.pitch) * part)
            reach = abs(at.tick - self._last.tick) / steps
            touched = notes.within((tick - reach / 2, tick + reach / 2 + 1), (pitch, pitch))
            self._gone |= frozenset(notes.ids[touched].tolist())
        self._last = at
        self.stage.set_preview(Preview(hidden=self._gone))

    def release(self, at: Pointer) -> None:
        """Remove what was rubbed out."""
        if self._gone:
            self.stage.document.edit(
                translate("Roll", "Erase"), remove_notes(self.stage.song, self._gone)
            )
