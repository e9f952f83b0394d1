"""The pencil on an empty place: a new note, as long as it is drawn."""

from PySide6.QtCore import QCoreApplication

from engine.score.edits import add_notes
from engine.score.song import Note
from engine.score.time import Tick
from gui.piano_roll.arrays import NoteArrays
from gui.piano_roll.gestures.base import THRESHOLD, Gesture, Pointer
from gui.piano_roll.preview import Preview
from gui.piano_roll.stage import Stage
from gui.piano_roll.telling import length_words

translate = QCoreApplication.translate


class Draw(Gesture):
    """A press sets the start; to the right it grows, up and down it changes pitch."""

    def __init__(self, stage: Stage, at: Pointer) -> None:
        super().__init__(stage, at)
        clip = stage.clip
        assert clip is not None
        self._clip_id = clip.id
        start = max(clip.start, stage.snapped_down(at.tick, at.snap))
        self._note = Note(-1, at.pitch, stage.last_velocity, start, stage.new_length)
        self._stretched = False
        self.move(at)

    def move(self, at: Pointer) -> None:
        """Stretch to the pointer's tick, go to its pitch."""
        stage, start = self.stage, self._note.start
        distance = abs(at.tick - self.pressed.tick) * stage.coordinates.tick_width
        self._stretched = self._stretched or distance >= THRESHOLD
        length = stage.new_length
        if self._stretched:
            least = stage.step if at.snap else Tick(1)
            length = Tick(max(least, stage.snapped(at.tick, at.snap) - start))
        self._note = Note(-1, at.pitch, self._note.velocity, start, length)
        self.sound(at.pitch, self._note.velocity)
        label = length_words(stage, start, length) if self._stretched else ""
        stage.set_preview(Preview(notes=NoteArrays.of((self._note,)), label=label))

    def release(self, at: Pointer) -> None:
        """Put the note into the clip and select it."""
        stage = self.stage
        new_id = stage.song.next_id
        if self._stretched:
            stage.last_length = self._note.length
        stage.document.edit(
            translate("Roll", "Draw note"), add_notes(stage.song, self._clip_id, [self._note])
        )
        stage.set_selection({new_id})
