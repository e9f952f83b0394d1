"""Louder and softer: by dragging a note, by dragging a stem, by painting across stems."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.score.edits import change_notes
from engine.score.song import Note
from gui.piano_roll.arrays import Ints
from gui.piano_roll.gestures.base import Gesture, Pointer, columns_of, grabbed_with
from gui.piano_roll.preview import Preview
from gui.piano_roll.stage import Stage

translate = QCoreApplication.translate

ROW_VELOCITY = 8.0
"""How much louder a note gets when it is dragged up by the height of a row of 16 pixels."""


class Loudness(Gesture):
    """What all three share: new velocities of some notes, shown, and set on release."""

    def show(self, ids: Ints, velocities: Ints, label: int | None = None) -> None:
        """Preview these velocities of these notes."""
        notes = self.stage.notes
        mask = notes.mask_of(ids.tolist())
        order = np.argsort(ids)
        places = order[np.searchsorted(ids[order], notes.ids[mask])]
        shown = replace(notes.taken(mask), velocities=velocities[places])
        self.stage.set_preview(
            Preview(
                hidden=frozenset(ids.tolist()),
                notes=shown,
                label=f"{label}" if label is not None else "",
            )
        )

    def release(self, at: Pointer) -> None:
        """Set the velocities shown."""
        shown = self.stage.preview.notes
        values = dict(zip(shown.ids.tolist(), shown.velocities.tolist(), strict=True))
        clip = self.stage.clip
        if values and clip is not None:
            changes = {
                note.id: note.with_velocity(values[note.id])
                for note in clip.notes
                if note.id in values
            }
            self.stage.last_velocity = next(iter(values.values()))
            self.stage.document.edit(
                translate("Roll", "Velocity"), change_notes(self.stage.song, changes)
            )


class NoteLoudness(Loudness):
    """Ctrl and a drag up or down on a note: it and the selection it is part of, all by as much."""

    def __init__(self, stage: Stage, at: Pointer, note: Note) -> None:
        super().__init__(stage, at)
        self._note = note
        self._columns = columns_of(stage, grabbed_with(stage, note.id))
        self.sound(note.pitch, note.velocity)

    def move(self, at: Pointer) -> None:
        """Louder upwards."""
        if self.has_dragged(at):
            pixels = (self.pressed.row - at.row) * self.stage.coordinates.row_height
            change = round(pixels * ROW_VELOCITY / 16)
            velocities = np.clip(self._columns.velocities + change, 1, 127)
            label = max(1, min(127, self._note.velocity + change))
            self.show(self._columns.ids, velocities, label)


class StemsLoudness(Loudness):
    """A drag on the stem of one of several selected notes: all of them by as much.

    In the lane a pointer's `row` is the velocity it points at.
    """

    def __init__(self, stage: Stage, at: Pointer, note_id: int) -> None:
        super().__init__(stage, at)
        self._columns = columns_of(stage, grabbed_with(stage, note_id))
        self._index = int(np.flatnonzero(self._columns.ids == note_id)[0])

    def move(self, at: Pointer) -> None:
        """Follow the pointer."""
        change = round(at.row - self.pressed.row)
        velocities = np.clip(self._columns.velocities + change, 1, 127)
        self.show(self._columns.ids, velocities, int(velocities[self._index]))


class PaintLoudness(Loudness):
    """A drag across the lane: each note it passes gets the velocity that the pointer had there."""

    def __init__(self, stage: Stage, at: Pointer, reach: float) -> None:
        super().__init__(stage, at)
        self._reach = reach
        self._last = at
        self._painted: dict[int, int] = {}
        self.move(at)

    def move(self, at: Pointer) -> None:
        """Set the notes between the last place and this one, along the straight line."""
        notes = self.stage.notes
        left, right = sorted((self._last.tick, at.tick))
        near = np.flatnonzero(
            (notes.starts >= left - self._reach) & (notes.starts <= right + self._reach)
        )
        if at.tick == self._last.tick:
            values = np.full(len(near), at.row)
        else:
            part = (notes.starts[near] - self._last.tick) / (at.tick - self._last.tick)
            values = self._last.row + np.clip(part, 0, 1) * (at.row - self._last.row)
        velocities = np.clip(np.rint(values), 1, 127).astype(np.int64)
        self._painted.update(zip(notes.ids[near].tolist(), velocities.tolist(), strict=True))
        self._last = at
        if self._painted:
            ids = np.fromiter(self._painted.keys(), np.int64)
            values = np.fromiter(self._painted.values(), np.int64)
            self.show(ids, values, max(1, min(127, round(at.row))))
