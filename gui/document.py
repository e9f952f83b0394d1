"""The song that is open: where it lies on disk, what was changed, and the way back.

Widgets never change a song: they make a new one and hand it to `Document.edit`.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from engine.score.project import Project, read_project, write_project
from engine.score.smf import read_midi, write_midi
from engine.score.song import Song, new_song

translate = QCoreApplication.translate

PROJECT_SUFFIX = ".arietta"
NO_GESTURE = -1


class SetSong(QUndoCommand):
    """The one undo command: one song becomes another.

    Commands of the same gesture merge into one step. A step that leads back to where it began is
    dropped.
    """

    def __init__(
        self, document: "Document", before: Song, after: Song, text: str, gesture: int | None
    ) -> None:
        super().__init__(text)
        self._document = document
        self._before = before
        self._after = after
        self._gesture = NO_GESTURE if gesture is None else gesture

    def redo(self) -> None:
        """Show the song after the edit; the stack calls it on push, too."""
        self._document._show(self._after)

    def undo(self) -> None:
        """Show the song before the edit."""
        self._document._show(self._before)

    def id(self) -> int:
        """The gesture that the edit belongs to: Qt asks neighbours with the same to merge."""
        return self._gesture

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over where a later edit of the same gesture leads."""
        if not isinstance(other, SetSong) or other._gesture != self._gesture:
            return False
        self._after = other._after
        self.setObsolete(self._after is self._before)
        return True


class Document(QObject):
    """Owns the current song. Every change goes through `edit` and can be undone without limit."""

    changed = Signal(object, object)
    """(before, after): the song is another one. Comes after edits, undo, redo and open."""

    opened = Signal()
    """Another piece is open; follows `changed`. Selection and view begin anew."""

    path_changed = Signal()

    def __init__(self, song: Song | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._song = song or empty_song()
        self._path: Path | None = None
        self._gestures = count(1)
        self.takes: tuple[dict[str, Any], ...] = ()
        self.undo_stack = QUndoStack(self)

    @property
    def song(self) -> Song:
        """The song as it stands."""
        return self._song

    @property
    def path(self) -> Path | None:
        """The project file, or None where the song has not been saved as one."""
        return self._path

    @property
    def is_clean(self) -> bool:
        """Whether the project file holds all there is."""
        return self.undo_stack.isClean()

    def edit(self, text: str, song: Song, gesture: int | None = None) -> None:
        """Make `song` the current one, as one undo step named `text`.

        Edits with the same `gesture` (from `new_gesture`) become one step. An edit that changes
        nothing (the very same song) leaves no step.
        """
        if song is not self._song:
            self.undo_stack.push(SetSong(self, self._song, song, text, gesture))

    def rename_steps(self, told: Callable[[str], str]) -> None:
        """Call each step that can be undone or redone as `told` says of its name."""
        for index in range(self.undo_stack.count()):
            step = self.undo_stack.command(index)
            step.setText(told(step.text()))

    def new_gesture(self) -> int:
        """A number that no other gesture has had."""
        return next(self._gestures)

    def replace(
        self, song: Song, path: Path | None = None, takes: tuple[dict[str, Any], ...] = ()
    ) -> None:
        """Show another piece, with nothing to undo."""
        self.takes = takes
        self._path = path
        self.undo_stack.clear()
        self._show(song)
        self.path_changed.emit()
        self.opened.emit()

    def open(self, path: Path) -> None:
        """Read a project or a standard MIDI file. Raises AriettaError, and then nothing changes."""
        if path.suffix.lower() == PROJECT_SUFFIX:
            project = read_project(path)
            self.replace(project.song, path, project.takes)
        else:
            self.replace(read_midi(path))

    def save(self) -> None:
        """Write the project where it lies. Raises AriettaError, ValueError where it has no path."""
        if self._path is None:
            raise ValueError("the document has no path yet; use save_as")
        self.save_as(self._path)

    def save_as(self, path: Path) -> None:
        """Write the project to a path, which becomes its own. Raises AriettaError."""
        write_project(Project(self._song, self.takes), path)
        moved = path != self._path
        self._path = path
        self.undo_stack.setClean()
        if moved:
            self.path_changed.emit()

    def export_midi(self, path: Path) -> None:
        """Write the song as a standard MIDI file. Raises AriettaError."""
        write_midi(self._song, path)

    def _show(self, song: Song) -> None:
        before, self._song = self._song, song
        self.changed.emit(before, song)


def empty_song() -> Song:
    """A song to begin with: a track and a clip that hold nothing yet."""
    song = new_song(translate("Document", "Untitled"))
    track = song.tracks[0]
    clip = replace(track.clips[0], name=translate("Document", "Clip %1").replace("%1", "1"))
    named = replace(track, name=translate("Document", "Melody"), clips=(clip,))
    return replace(song, tracks=(named,))
