"""The middle button: take the paper and move it."""

from gui.piano_roll.gestures.base import Gesture, Pointer
from gui.piano_roll.stage import Stage


class Pan(Gesture):
    """Keeps the place that was pressed under the pointer."""

    def __init__(self, stage: Stage, at: Pointer) -> None:
        super().__init__(stage, at)
        self._before = stage.coordinates

    def move(self, at: Pointer) -> None:
        """Scroll by as much as the pointer has left its place."""
        coordinates = self.stage.coordinates
        dx = (self.pressed.tick - at.tick) * coordinates.tick_width
        dy = (self.pressed.row - at.row) * coordinates.row_height
        self.stage.look(coordinates.scrolled(dx, dy))

    def cancel(self) -> None:
        """Go back."""
        self.stage.look(self._before)
