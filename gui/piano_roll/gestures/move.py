"""Taking notes by their body: a click selects, a drag moves, a drag with Shift copies."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.score.edits import add_notes, shift, transpose
from engine.score.song import Note
from engine.score.time import Tick
from gui.piano_roll.gestures.base import Gesture, Pointer, columns_of, grabbed_with
from gui.piano_roll.preview import Preview
from gui.piano_roll.stage import Stage
from gui.piano_roll.telling import place_words

translate = QCoreApplication.translate


class Move(Gesture):
    """Moves the note under the pointer, and with it the selection that it is part of."""

    def __init__(self, stage: Stage, at: Pointer, note: Note) -> None:
        super().__init__(stage, at)
        self._note = note
        self._selection_before = stage.selection
        self._copies = at.shift
        if note.id not in stage.selection and not at.shift:
            stage.set_selection({note.id})
        self._ids = grabbed_with(stage, note.id)
        self._columns = columns_of(stage, self._ids)
        self._chosen = np.ones(len(self._columns), bool)
        self._ticks, self._semitones = Tick(0), 0
        self.sound(note.pitch, note.velocity)

    def move(self, at: Pointer) -> None:
        """Show the notes where they would be."""
        if not self.has_dragged(at):
            return
        self._ticks, self._semitones = self._way(at)
        self.sound(self._note.pitch + self._semitones, self._note.velocity)
        self.stage.set_preview(
            Preview(
                hidden=frozenset() if self._copies else self._ids,
                notes=self._columns.moved(self._ticks, self._semitones),
                chosen=self._chosen,
                label=place_words(
                    self.stage,
                    self._note.pitch + self._semitones,
                    Tick(self._note.start + self._ticks),
                ),
            )
        )

    def release(self, at: Pointer) -> None:
        """Move or copy; a click without a drag selects."""
        if not self.dragged:
            self._click()
        elif self._copies:
            self._copy()
        else:
            song = transpose(self.stage.song, self._ids, self._semitones)
            self.stage.document.edit(translate("Roll", "Move"), shift(song, self._ids, self._ticks))

    def cancel(self) -> None:
        """Select what was selected before."""
        self.stage.set_selection(self._selection_before)

    def _way(self, at: Pointer) -> tuple[Tick, int]:
        """How far to go, so that the grabbed note lands on the grid and none leaves the roll.

        A hand that moves up and down only does not pull a note onto the grid.
        """
        stage, columns = self.stage, self._columns
        distance = at.tick - self.pressed.tick
        ticks = 0
        if not at.snap or abs(distance) >= stage.step / 2:
            ticks = stage.snapped(self._note.start + distance, at.snap) - self._note.start
        clip_start = stage.clip.start if stage.clip else 0
        ticks = max(clip_start - int(columns.starts.min()), ticks)
        low, high = int(columns.pitches.min()), int(columns.pitches.max())
        return Tick(ticks), max(-low, min(127 - high, at.pitch - self.pressed.pitch))

    def _click(self) -> None:
        stage, note_id = self.stage, self._note.id
        stage.set_selection(stage.selection ^ {note_id} if self._copies else {note_id})

    def _copy(self) -> None:
        stage = self.stage
        assert stage.clip is not None
        notes = [note for note in stage.clip.notes if note.id in self._ids]
        copies = [
            note.with_span(note.start + self._ticks, note.end + self._ticks).with_pitch(
                note.pitch + self._semitones
            )
            for note in notes
        ]
        first = stage.song.next_id
        stage.document.edit(translate("Roll", "Copy"), add_notes(stage.song, stage.clip.id, copies))
        stage.set_selection(range(first, first + len(copies)))
