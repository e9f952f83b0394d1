"""Turns what is asked of the tracks list into edits of the song."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, QPoint
from PySide6.QtWidgets import QMenu

from engine.score.edits import add_track, change_track, duplicate_track, remove_track
from engine.score.song import DRUM_CHANNEL, Song
from gui.commands.actions import Actions
from gui.commands.menus import offer
from gui.desk import Desk
from gui.document import Document
from gui.tracks.general_midi import FAMILIES, program_name
from gui.tracks.track_list import TracksPanel

translate = QCoreApplication.translate

CHANNELS = 16
MENU_OF_A_TRACK = (
    "", "rename_track", "duplicate_track", "mute", "solo", "track_up", "track_down", "save_track",
    "copy_track", "remove_track",
)  # fmt: skip
"""What the right button offers below the instruments and channels; "" is a line between."""


class TrackControl(QObject):
    """Adds, removes, names, orders and sets the tracks; one undo step for each gesture."""

    def __init__(
        self, document: Document, desk: Desk, panel: TracksPanel, actions: Actions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._desk = desk
        self._panel = panel
        self._actions = actions
        self._fading: int | None = None
        panel.chosen.connect(desk.choose_track)
        panel.renamed.connect(self.rename)
        panel.muted.connect(self.mute)
        panel.soloed.connect(self.solo)
        panel.volume_turned.connect(self.set_volume)
        panel.menu_wanted.connect(self.open_menu)
        panel.moved.connect(self.move)
        document.changed.connect(lambda _before, _after: self.show())
        desk.chosen.connect(self.show)
        actions.connect_all({
            "add_track": self.add,
            "rename_track": self.start_renaming,
            "duplicate_track": self.duplicate,
            "remove_track": self.remove,
            "track_up": lambda: self._move_chosen(-1),
            "track_down": lambda: self._move_chosen(1),
            "previous_track": lambda: self._step(-1),
            "next_track": lambda: self._step(1),
            "mute": lambda: self.mute(self._chosen),
            "solo": lambda: self.solo(self._chosen),
        })  # fmt: skip
        self.show()

    def show(self) -> None:
        """Show the song's tracks as they stand."""
        track = self._desk.track
        self._panel.show_song(self._document.song, track.id if track else None)

    def add(self) -> None:
        """Add a piano track below the others and work on it."""
        song = self._document.song
        name = self.tr("Track %1").replace("%1", str(len(song.tracks) + 1))
        after, track_id = add_track(song, name)
        self._document.edit(self.tr("Add a track"), after)
        self._desk.choose_track(track_id)

    def duplicate(self) -> None:
        """Add a copy of the track worked on below it, and work on that."""
        track = self._desk.track
        if track is not None:
            after, track_id = duplicate_track(self._document.song, track.id)
            text = self.tr("Duplicate the track “%1”").replace("%1", track.name)
            self._document.edit(text, after)
            self._desk.choose_track(track_id)

    def remove(self) -> None:
        """Remove the track worked on; a song keeps one."""
        track = self._desk.track
        song = self._document.song
        if track is not None and len(song.tracks) > 1:
            text = self.tr("Remove the track “%1”").replace("%1", track.name)
            self._document.edit(text, remove_track(song, track.id))

    def rename(self, track_id: int, name: str) -> None:
        """Give a track another name."""
        song = self._document.song
        if name:
            self._document.edit(
                self.tr("Rename the track"), change_track(song, track_id, name=name)
            )
        self.show()

    def start_renaming(self) -> None:
        """Let the name of the track worked on be typed."""
        row = self._panel.rows.get(self._chosen or -1)
        if row is not None:
            row.rename()

    def mute(self, track_id: int | None) -> None:
        """Silence a track, or let it sound again."""
        if track_id is not None:
            song = self._document.song
            muted = not song.track(track_id).muted
            text = self.tr("Mute") if muted else self.tr("Unmute")
            self._document.edit(text, change_track(song, track_id, muted=muted))

    def solo(self, track_id: int | None) -> None:
        """Hear a track alone, or with the others again."""
        if track_id is not None:
            song = self._document.song
            soloed = not song.track(track_id).soloed
            text = self.tr("Solo") if soloed else self.tr("Solo off")
            self._document.edit(text, change_track(song, track_id, soloed=soloed))

    def set_volume(self, track_id: int, volume: int, over: bool) -> None:
        """Set a track's volume; one gesture is one undo step, and ends when it is `over`."""
        if self._fading is None:
            self._fading = self._document.new_gesture()
        after = change_track(self._document.song, track_id, volume=volume)
        self._document.edit(self.tr("Volume"), after, gesture=self._fading)
        if over:
            self._fading = None

    def set_program(self, track_id: int, program: int) -> None:
        """Let a track sound as another instrument."""
        after = change_track(self._document.song, track_id, program=program)
        text = self.tr("Instrument: %1").replace("%1", program_name(program))
        self._document.edit(text, after)

    def set_channel(self, track_id: int, channel: int) -> None:
        """Send a track on another channel, counted from 0."""
        after = change_track(self._document.song, track_id, channel=channel)
        self._document.edit(self.tr("Channel %1").replace("%1", str(channel + 1)), after)

    def move(self, track_id: int, places: int) -> None:
        """Move a track up (below 0) or down in the list."""
        song = self._document.song
        after = moved_track(song, track_id, places)
        self._document.edit(self.tr("Move the track"), after)

    def open_menu(self, track_id: int, where: QPoint) -> None:
        """All that can be done with a track, at the pointer."""
        track = self._document.song.track(track_id)
        menu = QMenu(self._panel)
        menu.aboutToHide.connect(menu.deleteLater)
        instruments = menu.addMenu(self.tr("Instrument"))
        program = 0
        for family, names in FAMILIES:
            part = instruments.addMenu(translate("Instruments", family))
            for name in names.split("|"):
                action = part.addAction(translate("Instruments", name))
                action.setCheckable(True)
                action.setChecked(program == track.program and not track.is_drums)
                action.triggered.connect(
                    lambda _on=False, program=program: self.set_program(track_id, program)
                )
                program += 1
        channels = menu.addMenu(self.tr("Channel"))
        for channel in range(CHANNELS):
            text = str(channel + 1) + (self.tr("  drums") if channel == DRUM_CHANNEL else "")
            action = channels.addAction(text)
            action.setCheckable(True)
            action.setChecked(channel == track.channel)
            action.triggered.connect(
                lambda _on=False, channel=channel: self.set_channel(track_id, channel)
            )
        offer(menu, self._actions, MENU_OF_A_TRACK)
        menu.popup(where)

    @property
    def _chosen(self) -> int | None:
        track = self._desk.track
        return track.id if track else None

    def _move_chosen(self, places: int) -> None:
        if self._chosen is not None:
            self.move(self._chosen, places)

    def _step(self, places: int) -> None:
        ids = [track.id for track in self._document.song.tracks]
        if self._chosen in ids:
            index = max(0, min(len(ids) - 1, ids.index(self._chosen) + places))
            self._desk.choose_track(ids[index])


def moved_track(song: Song, track_id: int, places: int) -> Song:
    """The song with a track moved within the order of tracks, as far as there is room."""
    tracks = list(song.tracks)
    old = next(index for index, track in enumerate(tracks) if track.id == track_id)
    new = max(0, min(len(tracks) - 1, old + places))
    if new == old:
        return song
    tracks.insert(new, tracks.pop(old))
    return replace(song, tracks=tuple(tracks))
