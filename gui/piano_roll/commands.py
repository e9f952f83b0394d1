"""What menu and keys do to the selection. Each is one undo step."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication

from engine.errors import AriettaError
from engine.score import edits
from engine.score.song import MidiEvent, Note, Song
from engine.score.time import Tick
from gui.piano_roll.clipboard import Passage, passage_from_mime, passage_of, passage_to_mime
from gui.piano_roll.stage import Stage

translate = QCoreApplication.translate

HEARD_MS = 250
VELOCITY_STEP = 5


class Commands:
    """Edits of what is selected on a stage; they do nothing where nothing is selected."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._heard: int | None = None
        self._hush = QTimer(stage, singleShot=True, interval=HEARD_MS)
        self._hush.timeout.connect(self._silence)

    def delete_selected(self) -> None:
        """Remove the selected notes."""
        self._edit(translate("Roll", "Delete"), edits.remove_notes)

    def select_all(self) -> None:
        """Select every note of the clip."""
        self._stage.set_selection(self._stage.notes.ids.tolist())

    def select_same_pitch(self) -> None:
        """Select every note of the clip that has a pitch of the selected ones."""
        notes = self._stage.notes
        same = np.isin(notes.pitches, notes.pitches[self._stage.chosen])
        self._stage.set_selection(notes.ids[same].tolist())

    def copy(self) -> None:
        """Put the selected notes on the clipboard."""
        stage, notes = self._stage, self._stage.selected_notes()
        if notes and stage.track is not None and stage.clip is not None:
            passage = passage_of(stage.clip, notes, stage.song.ppq)
            mime = passage_to_mime(passage, stage.song, stage.track, notes[0].start)
            QGuiApplication.clipboard().setMimeData(mime)

    def cut(self) -> None:
        """Put the selected notes on the clipboard, and remove them."""
        self.copy()
        self._edit(translate("Roll", "Cut"), edits.remove_notes)

    def paste(self, at: Tick | None = None) -> None:
        """Put the clipboard's notes into the clip, from a tick (else the playhead) on."""
        stage, mime = self._stage, QGuiApplication.clipboard().mimeData()
        if stage.clip is None or mime is None:
            return
        try:
            passage = passage_from_mime(mime)
        except AriettaError as error:
            stage.message.emit(str(error))
            return
        self.put(passage or Passage(stage.song.ppq, ()), at)

    def put(self, passage: Passage, at: Tick | None = None) -> None:
        """Put a passage into the clip, from a tick (else the playhead) on, and select it.

        The song comes to count ticks as fine as the passage needs them.
        """
        stage, clip = self._stage, self._stage.clip
        if not passage.notes:
            stage.message.emit(translate("Roll", "There are no notes on the clipboard."))
        elif clip is not None:
            start = stage.snapped(stage.playhead) if at is None else at
            before, first = stage.song, stage.song.next_id
            song = with_passage(before, clip.id, passage, max(start, clip.start))
            stage.document.edit(translate("Roll", "Paste"), song)
            stage.set_selection(range(first, song.next_id))

    def duplicate(self) -> None:
        """Put copies right after the selection, and select these."""
        stage = self._stage
        song, ids = edits.duplicate(stage.song, stage.selection, stage.step)
        stage.document.edit(translate("Roll", "Duplicate"), song)
        if ids:
            stage.set_selection(ids)

    def transpose(self, semitones: int) -> None:
        """Move the selected notes up or down, and let one be heard."""
        self._edit(translate("Roll", "Transpose"), edits.transpose, semitones)
        self._reveal()
        self._hear()

    def nudge(self, ticks: int) -> None:
        """Move the selected notes later or earlier."""
        self._edit(translate("Roll", "Nudge"), edits.shift, Tick(ticks))
        self._reveal()

    def nudge_steps(self, steps: int) -> None:
        """Move the selected notes by steps of the grid."""
        self.nudge(steps * self._stage.visible_step)

    def lengthen_steps(self, steps: int) -> None:
        """Make the selected notes longer or shorter by steps of the grid, down to one step."""
        stage, step = self._stage, self._stage.visible_step
        change = steps * step
        if change < 0:
            shortest = min((note.length for note in stage.selected_notes()), default=Tick(0))
            change = max(change, min(0, step - shortest))
        self._edit(translate("Roll", "Change length"), edits.resize, Tick(change))

    def louder(self, steps: int) -> None:
        """Make the selected notes louder or softer, all by as much."""
        notes = self._stage.selected_notes()
        changes = {n.id: n.with_velocity(n.velocity + steps * VELOCITY_STEP) for n in notes}
        self._stage.document.edit(
            translate("Roll", "Velocity"), edits.change_notes(self._stage.song, changes)
        )
        self._hear()

    def quantize(self, strength: float = 1.0) -> None:
        """Draw the selected notes (all, where none is selected) towards the grid."""
        stage = self._stage
        if not stage.grid.numerator:
            stage.message.emit(translate("Roll", "The grid is off: choose one to quantise to."))
        else:
            words = translate("Roll", "Quantise")
            self._edit_passage(words, edits.quantize, stage.step, strength)

    def legato(self) -> None:
        """Hold each selected note until the next."""
        self._edit(translate("Roll", "Legato"), edits.legato)

    def staccato(self) -> None:
        """Halve the selected notes."""
        self._edit(translate("Roll", "Staccato"), edits.staccato)

    def reverse(self) -> None:
        """Turn the selected notes (all, where none is selected) backwards."""
        self._edit_passage(translate("Roll", "Backwards"), edits.reverse)

    def mirror(self) -> None:
        """Turn the selected notes (all, where none is selected) upside down."""
        self._edit_passage(translate("Roll", "Upside down"), edits.mirror)
        self._reveal()

    def stretch(self, times: float) -> None:
        """Play the selected notes (all, where none is selected) so many times as slowly."""
        words = translate("Roll", "Half as fast"), translate("Roll", "Twice as fast")
        self._edit_passage(words[times < 1], edits.stretch, times)

    def insert_note(self) -> None:
        """Add a note at the playhead, or after the selected notes, at their pitch."""
        stage, clip = self._stage, self._stage.clip
        if clip is None:
            return
        last = stage.selected_notes()[-1:]
        if last:
            pitch, start = last[0].pitch, last[0].end
        else:
            tonic = stage.key.tonic if stage.key else 0
            pitch, start = 60 + tonic, stage.snapped_down(stage.playhead)
        start = max(start, clip.start)
        self._add(
            translate("Roll", "Add note"),
            [Note(-1, pitch, stage.last_velocity, start, stage.new_length)],
        )
        self._reveal()
        self._hear()

    def step_to_note(self, direction: int) -> None:
        """Select the next note, or the one before, and let it be heard. Scrolls to it."""
        stage, notes = self._stage, self._stage.notes
        if not len(notes):
            return
        chosen = notes.mask_of(stage.selection).nonzero()[0]
        if len(chosen):
            index = int(chosen[-1 if direction > 0 else 0]) + direction
        else:
            index = 0 if direction > 0 else len(notes) - 1
        index = max(0, min(len(notes) - 1, index))
        stage.set_selection({int(notes.ids[index])})
        self._reveal()
        self._hear()

    def _edit(self, text: str, change: Callable[..., Song], *values: Tick | int) -> None:
        stage = self._stage
        if stage.selection:
            stage.document.edit(text, change(stage.song, stage.selection, *values))

    def _edit_passage(self, text: str, change: Callable[..., Song], *values: float) -> None:
        """Change the selected notes; all of the clip, where none is selected."""
        stage = self._stage
        ids = stage.selection or frozenset(stage.notes.ids.tolist())
        stage.document.edit(text, change(stage.song, ids, *values))

    def _add(self, text: str, notes: list[Note]) -> None:
        stage, first = self._stage, self._stage.song.next_id
        stage.document.edit(text, edits.add_notes(stage.song, stage.clip_id, notes))
        stage.set_selection(range(first, first + len(notes)))

    def _reveal(self) -> None:
        """Scroll to the first selected note where none is in view, else only up or down to all."""
        stage, notes = self._stage, self._stage.selected_notes()
        start, end = stage.coordinates.left, stage.coordinates.tick_at(stage.size[0])
        pitches = [n.pitch for n in notes if n.start < end and n.end > start]
        if len(notes) > 1 and pitches:
            low, high = max(0, min(pitches) - 1), min(127, max(pitches) + 1)
            if (high - low + 1) * stage.coordinates.row_height <= stage.size[1]:
                stage.reveal_pitches(low, high)
        elif notes:
            stage.reveal(notes[0].start, notes[0].end, notes[0].pitch)

    def _hear(self) -> None:
        """Let the first selected note be heard for a moment."""
        self._silence()
        note = next(iter(self._stage.selected_notes()), None)
        if note is not None:
            self._heard = note.pitch
            self._stage.auditioned.emit(note.pitch, note.velocity)
            self._hush.start()

    def _silence(self) -> None:
        if self._heard is not None:
            self._stage.released.emit(self._heard)
            self._heard = None


def pick_row(stage: Stage, pitch: int) -> None:
    """Select the notes of a pitch beside what is selected; where all are, none of them."""
    row = frozenset(stage.notes.ids[stage.notes.pitches == pitch].tolist())
    chosen = stage.selection
    stage.set_selection(chosen - row if row <= chosen else chosen | row)


def with_passage(song: Song, clip_id: int, passage: Passage, at: Tick) -> Song:
    """The song with a passage in a clip, `at` being a tick of the song. Raises KeyError."""
    before = song.ppq
    song, (part,) = edits.counted_alike(song, passage.as_song())
    start, track = at * (song.ppq // before), song.track_of(clip_id)
    moved = edits.played_by(track, part.clips[0])
    notes = (note.with_span(note.start + start, note.end + start) for note in moved.notes)
    song = edits.add_notes(song, clip_id, notes)
    events = (MidiEvent(Tick(event.tick + start), event.data) for event in moved.events)
    return edits.add_events(song, clip_id, events)
