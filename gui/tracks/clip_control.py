"""Joins the strip of clips to the desk: what it shows, choosing, seeking; and edits whole clips."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QInputDialog

from engine.score import edits
from engine.score.song import Clip, Song
from engine.score.time import Tick
from gui.assistant.takes.auditioning import Auditioning
from gui.commands.actions import Actions
from gui.commands.menus import menu_at_pointer
from gui.desk import Desk
from gui.document import Document
from gui.piano_roll.lines import snapped
from gui.playing.transport_control import TransportControl
from gui.tracks.clip_strip import ClipStrip

MENU_OF_A_CLIP = (
    "rename_clip", "duplicate_clip", "split_clip", "join_clips", "",
    "clip_earlier", "clip_later", "", "save_clip", "delete_clip",
)  # fmt: skip
MENU_OF_THE_STRIP = ("new_clip",)
"""What the right button offers on a clip and beside all; "" is a line between."""


class ClipControl(QObject):
    """Keeps the strip showing the track worked on. Each edit of a clip is one undo step."""

    message = Signal(str)

    def __init__(
        self,
        document: Document,
        desk: Desk,
        strip: ClipStrip,
        auditioning: Auditioning,
        transport: TransportControl,
        actions: Actions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._desk = desk
        self._strip = strip
        self._transport = transport
        self._actions = actions
        strip.chosen.connect(desk.choose_clip)
        strip.seek_requested.connect(transport.seek)
        strip.menu_wanted.connect(self.open_menu)
        strip.new_wanted.connect(self.add_at)
        auditioning.offered.connect(strip.show_offer)
        desk.moved.connect(strip.set_playhead)
        desk.chosen.connect(self.show)
        document.changed.connect(lambda _before, _after: self.show())
        actions.connect_all({
            "previous_clip": lambda: self._step(-1),
            "next_clip": lambda: self._step(1),
            "new_clip": lambda: self.add_at(desk.tick),
            "duplicate_clip": self.duplicate,
            "split_clip": self.split,
            "join_clips": self.join,
            "clip_earlier": lambda: self._move_by_bar(-1),
            "clip_later": lambda: self._move_by_bar(1),
            "rename_clip": self.ask_name,
            "delete_clip": self.remove,
        })  # fmt: skip
        self.show()

    def show(self) -> None:
        """Show the track as it stands."""
        clip = self._desk.clip
        song, track = self._document.song, self._desk.track
        self._strip.show_track(song, track, clip.id if clip else None)

    def open_menu(self, clip_id: int | None, where: QPoint) -> None:
        """What can be done with a clip, or beside all of them, at the pointer."""
        names = MENU_OF_THE_STRIP if clip_id is None else MENU_OF_A_CLIP
        menu_at_pointer(self._actions, names, self._strip).popup(where)

    def add_at(self, tick: int) -> None:
        """Put an empty clip where there is none, and work on it."""
        if self._desk.track is not None:
            song, made = edits.new_clip(self._document.song, self._desk.track.id, Tick(tick))
            self._document.edit(self.tr("New clip"), song)
            self._desk.choose_clip(made)

    def move(self, clip_id: int, at: Tick) -> None:
        """Let a clip begin elsewhere on its track."""
        song, now = edits.move_clip(self._document.song, clip_id, at)
        self._document.edit(self.tr("Move the clip"), song)
        self._desk.choose_clip(now)

    def copy(self, clip_id: int, at: Tick) -> None:
        """Put a copy of a clip elsewhere on its track, and work on that."""
        song = self._document.song
        track_id = song.track_of(clip_id).id
        song, made = edits.insert_clip(song, track_id, song.clip(clip_id), at)
        self._document.edit(self.tr("Copy the clip"), song)
        self._desk.choose_clip(made)

    def duplicate(self) -> None:
        """Put a copy after the clip, and work on that."""

        def edit(song: Song, clip: Clip) -> None:
            after, made = edits.duplicate_clip(song, clip.id)
            self._document.edit(self.tr("Duplicate the clip"), after)
            self._desk.choose_clip(made)
            bar = after.meters.bar_at(after.clip(made).start) + 1
            self.message.emit(self.tr("The copy begins at bar %1").replace("%1", str(bar)))

        self._edit(edit)

    def split(self) -> None:
        """Make two clips of the one at the playhead's beat, and work on the second."""

        def edit(song: Song, clip: Clip) -> None:
            beat = song.meters.meter_at(self._desk.tick).beat_ticks(song.ppq)
            at = snapped(song.meters, self._desk.tick, beat)
            after, second = edits.split_clip(song, clip.id, at)
            if after is song:
                self.message.emit(self.tr("Put the playhead inside the clip to split it there"))
            else:
                self._document.edit(self.tr("Split the clip"), after)
                self._desk.choose_clip(second)

        self._edit(edit)

    def join(self) -> None:
        """Make one clip of this and the next."""

        def edit(song: Song, clip: Clip) -> None:
            after = edits.join_clips(song, clip.id)
            if after is song:
                self.message.emit(self.tr("There is no clip after this one on the track"))
            else:
                self._document.edit(self.tr("Join clips"), after)

        self._edit(edit)

    def ask_name(self) -> None:
        """Ask what the clip is called."""

        def edit(_song: Song, clip: Clip) -> None:
            title, text = self.tr("Name the clip"), self.tr("Name")
            name, given = QInputDialog.getText(self._strip.window(), title, text, text=clip.name)
            if given:
                self.rename(clip.id, name.strip())

        self._edit(edit)

    def rename(self, clip_id: int, name: str) -> None:
        """Call a clip otherwise."""
        self._document.edit(
            self.tr("Name the clip"), edits.name_clip(self._document.song, clip_id, name)
        )

    def remove(self) -> None:
        """Remove the clip; the last one of a track is emptied."""

        def edit(song: Song, clip: Clip) -> None:
            self._document.edit(self.tr("Delete the clip"), edits.remove_clip(song, clip.id))

        self._edit(edit)

    def _move_by_bar(self, bars: int) -> None:
        def edit(song: Song, clip: Clip) -> None:
            self._document.edit(self.tr("Move the clip"), edits.step_clip(song, clip.id, bars))

        self._edit(edit)

    def _edit(self, edit: Callable[[Song, Clip], None]) -> None:
        """Do something with the clip worked on, where there is one."""
        if self._desk.clip is not None:
            edit(self._document.song, self._desk.clip)

    def _step(self, places: int) -> None:
        """Work on the next clip of the track, and look at its beginning."""
        track, clip = self._desk.track, self._desk.clip
        if track is None or clip is None:
            return
        ids = [each.id for each in track.clips]
        index = max(0, min(len(ids) - 1, ids.index(clip.id) + places))
        self._desk.choose_clip(ids[index])
        self._transport.seek(track.clips[index].start)
