"""The rubber band: select what it touches."""

from gui.piano_roll.coordinates import PITCHES
from gui.piano_roll.gestures.base import Gesture, Pointer
from gui.piano_roll.preview import Preview
from gui.piano_roll.stage import Stage


class Band(Gesture):
    """Selects all notes that the band touches, in place of or (with Shift) beside those before."""

    def __init__(self, stage: Stage, at: Pointer) -> None:
        super().__init__(stage, at)
        self._before = stage.selection
        self._kept = stage.selection if at.shift else frozenset()

    def move(self, at: Pointer) -> None:
        """Select as the band grows and shrinks."""
        if not self.has_dragged(at):
            return
        left, right = sorted((self.pressed.tick, at.tick))
        upper, lower = sorted((self.pressed.row, at.row))
        notes = self.stage.notes
        pitches = PITCHES - 1 - int(lower // 1), PITCHES - 1 - int(upper // 1)
        touched = notes.ids[notes.within((left, right), pitches)]
        self.stage.set_selection(self._kept | frozenset(touched.tolist()))
        self.stage.set_preview(Preview(band=(left, right, upper, lower)))

    def release(self, at: Pointer) -> None:
        """A click on an empty place selects nothing."""
        if not self.dragged:
            self.stage.set_selection(self._kept)

    def cancel(self) -> None:
        """Select what was selected before."""
        self.stage.set_selection(self._before)
