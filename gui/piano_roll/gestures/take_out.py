"""Dragging the selection out of the window, into another program or onto a track."""

from engine.score.song import Note
from gui.piano_roll.gestures.base import Gesture, Pointer
from gui.piano_roll.stage import Stage


class TakeOut(Gesture):
    """Asks for the drag as soon as the hand moves; the song is left as it is."""

    def __init__(self, stage: Stage, at: Pointer, note: Note) -> None:
        super().__init__(stage, at)
        if note.id not in stage.selection:
            stage.set_selection({note.id})

    def move(self, at: Pointer) -> None:
        """Ask once; the stage's signal ends this gesture, as a drag hides the button's release."""
        if not self.dragged and self.has_dragged(at):
            self.stage.drag_wanted.emit()
