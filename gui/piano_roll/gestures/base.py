"""What all gestures share: where the pointer is, previews, and one edit at the end."""

from collections.abc import Collection
from dataclasses import dataclass

from gui.piano_roll.arrays import NoteArrays
from gui.piano_roll.preview import Preview
from gui.piano_roll.stage import Stage

THRESHOLD = 4.0
"""So many pixels a hand may tremble before a click becomes a drag."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is: tick and row (from the top) with fractions, pitch, and modifiers held.

    `snap` is off while Alt is held.
    """

    tick: float
    row: float
    pitch: int
    snap: bool = True
    shift: bool = False


class Gesture:
    """From press to release. Shows previews on the stage; edits the document once, on release."""

    def __init__(self, stage: Stage, at: Pointer) -> None:
        self.stage = stage
        self.pressed = at
        self.dragged = False
        self._sounding: int | None = None

    def move(self, at: Pointer) -> None:
        """The pointer has moved with the button held."""

    def release(self, at: Pointer) -> None:
        """The button is up: commit."""

    def end(self) -> None:
        """Take down previews and silence what sounds. Called after release, and on Esc."""
        self.silence()
        self.stage.set_preview(Preview())

    def cancel(self) -> None:
        """Esc was pressed: leave all as it was."""

    def has_dragged(self, at: Pointer) -> bool:
        """Whether the pointer has ever been away from where it was pressed."""
        coordinates = self.stage.coordinates
        dx = abs(at.tick - self.pressed.tick) * coordinates.tick_width
        dy = abs(at.row - self.pressed.row) * coordinates.row_height
        self.dragged = self.dragged or max(dx, dy) >= THRESHOLD
        return self.dragged

    def sound(self, pitch: int, velocity: int) -> None:
        """Let a pitch be heard, in place of the one before; nothing where it sounds already."""
        if pitch != self._sounding:
            self.silence()
            self._sounding = pitch
            self.stage.auditioned.emit(pitch, velocity)

    def silence(self) -> None:
        """Release what sounds."""
        if self._sounding is not None:
            self.stage.released.emit(self._sounding)
            self._sounding = None


def grabbed_with(stage: Stage, note_id: int) -> frozenset[int]:
    """The notes that an edit of one takes along: the selection, where it is part of it."""
    return stage.selection if note_id in stage.selection else frozenset({note_id})


def columns_of(stage: Stage, ids: Collection[int]) -> NoteArrays:
    """The arrays of these notes."""
    return stage.notes.taken(stage.notes.mask_of(ids))
