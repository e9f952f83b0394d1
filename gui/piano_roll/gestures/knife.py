"""The knife: cut notes in two."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.score.edits import split
from engine.score.time import Tick
from gui.piano_roll.gestures.base import Gesture, Pointer
from gui.piano_roll.preview import Preview
from gui.piano_roll.stage import Stage

translate = QCoreApplication.translate


class Knife(Gesture):
    """A press lays the blade on a grid line; dragging up and down draws it through other rows."""

    def __init__(self, stage: Stage, at: Pointer) -> None:
        super().__init__(stage, at)
        self._cut = (Tick(0), 0, 0)
        self.move(at)

    def move(self, at: Pointer) -> None:
        """Show the blade."""
        low, high = sorted((self.pressed.pitch, at.pitch))
        self._cut = (self.stage.snapped(at.tick, at.snap), low, high)
        self.stage.set_preview(Preview(cut=self._cut))

    def release(self, at: Pointer) -> None:
        """Cut the notes under the blade; with one that is selected, all that are."""
        tick, low, high = self._cut
        notes = self.stage.notes
        through = (notes.starts < tick) & (notes.ends > tick)
        ids = set(notes.ids[through & (notes.pitches >= low) & (notes.pitches <= high)].tolist())
        if ids & self.stage.selection:
            ids |= self.stage.selection & set(notes.ids[np.flatnonzero(through)].tolist())
        if ids:
            self.stage.document.edit(
                translate("Roll", "Cut in two"), split(self.stage.song, ids, tick)
            )
