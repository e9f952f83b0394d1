"""Taking notes by an edge: longer or shorter, at the start or at the end."""

from dataclasses import replace
from typing import Literal

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.score.edits import resize
from engine.score.song import Note
from engine.score.time import Tick
from gui.piano_roll.gestures.base import Gesture, Pointer, columns_of, grabbed_with
from gui.piano_roll.preview import Preview
from gui.piano_roll.stage import Stage
from gui.piano_roll.telling import length_words

translate = QCoreApplication.translate


class Resize(Gesture):
    """Moves one edge of the note under the pointer, and of the selection that it is part of."""

    def __init__(
        self, stage: Stage, at: Pointer, note: Note, edge: Literal["start", "end"]
    ) -> None:
        super().__init__(stage, at)
        self._note = note
        self._edge: Literal["start", "end"] = edge
        self._sign = 1 if edge == "end" else -1
        self._ids = grabbed_with(stage, note.id)
        self._columns = columns_of(stage, self._ids)
        self._ticks = Tick(0)
        self.sound(note.pitch, note.velocity)

    def move(self, at: Pointer) -> None:
        """Show the notes as long as they would be."""
        if not self.has_dragged(at):
            return
        self._ticks = self._way(at)
        columns = self._columns
        if self._edge == "end":
            ends = np.maximum(columns.starts + 1, columns.ends + self._ticks)
            shown = replace(columns, ends=ends)
        else:
            shown = replace(
                columns, starts=np.minimum(columns.ends - 1, columns.starts + self._ticks)
            )
        length = self._note.length + self._sign * self._ticks
        label = length_words(self.stage, self._note.start, length)
        self.stage.set_preview(Preview(hidden=self._ids, notes=shown, label=label))

    def release(self, at: Pointer) -> None:
        """Give the notes their length."""
        if self.dragged:
            stage = self.stage
            stage.last_length = Tick(self._note.length + self._sign * self._ticks)
            song = resize(stage.song, self._ids, self._ticks, self._edge)
            stage.document.edit(translate("Roll", "Change length"), song)

    def _way(self, at: Pointer) -> Tick:
        """How far the edge goes to the grid; the note keeps at least a step, or its length."""
        stage, note = self.stage, self._note
        distance = at.tick - self.pressed.tick
        least = min(note.length, stage.step if at.snap else Tick(1))
        if self._edge == "end":
            return Tick(
                max(note.start + least, stage.snapped(note.end + distance, at.snap)) - note.end
            )
        earliest = stage.clip.start if stage.clip else Tick(0)
        start = max(earliest, stage.snapped(note.start + distance, at.snap))
        return Tick(min(note.end - least, start) - note.start)
