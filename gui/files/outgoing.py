"""Takes music out of the window: by a drag, into a file, onto the clipboard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.jobs import JobContext
from engine.score.files import FileWriteError, read_whole
from engine.score.smf import write_midi
from engine.score.song import Song
from gui.assistant.takes.shelf import Shelf
from gui.commands.actions import Actions
from gui.desk import Desk
from gui.files.drag import copied_files, drag_out, file_stem, kept_file, make_room
from gui.files.pieces import (
    clip_piece,
    notes_piece,
    song_piece,
    take_piece,
    together,
    track_piece,
)
from gui.places import Places
from gui.services import Services

KEY = "outgoing"


@dataclass(frozen=True)
class Piece:
    """Music to be taken out: what it is called, and what makes its songs, on whichever thread."""

    name: str
    make: Callable[[], list[Song]]


class Outgoing(QObject):
    """Every piece is written by the disk's thread from the song as it is now; the window goes on.

    A drag begins when its files lie there. `carry`, `held` and `choose` stand for the hand: tests
    put others in their place.
    """

    message = Signal(str)
    trouble = Signal(str)

    def __init__(
        self,
        services: Services,
        desk: Desk,
        shelf: Shelf,
        places: Places,
        actions: Actions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._desk = desk
        self._shelf = shelf
        self._places = places
        self._actions = actions
        self._window = window
        self.takes_in_hand: tuple[int, ...] = ()
        self.clip_in_hand: int | None = None
        self.carry: Callable[[Sequence[Path], QPixmap | None], object] = self._carry
        self.held: Callable[[], bool] = _left_button
        self.choose: Callable[[str], Path | None] = self._choose
        places.tray.drag_wanted.connect(self.drag_takes)
        places.strip.drag_wanted.connect(self.drag_clip)
        places.tracks.drag_wanted.connect(lambda t, picture: self.drag(self.track(t), picture))
        places.transport.drag_wanted.connect(lambda picture: self.drag(self.song(), picture))
        places.roll.drag_wanted.connect(lambda picture: self.drag(self.selection(), picture))
        actions.connect_all({
            "save_selection": lambda: self.save(self.selection()),
            "save_take": lambda: self.save(self.takes(self._takes_meant)),
            "save_clip": lambda: self.save(self._clip_meant()),
            "save_track": lambda: self.save(self._track_meant()),
            "copy_midi": self.copy_meant,
            "copy_track": lambda: self.copy(self._track_meant()),
            "copy_song": lambda: self.copy(self.song()),
            "pick_take": places.tray.pick_focused,
            "takes_together": lambda on: services.settings.put("takes/together", on),
        })  # fmt: skip
        actions["escape"].triggered.connect(places.tray.pick_none)
        actions["takes_together"].setChecked(services.settings.flag("takes/together", False))
        services.disk.submit(lambda _job: make_room(services.drags), key=f"{KEY} room")

    # What there is to take

    def takes(self, indexes: Sequence[int], other_way: bool = False) -> Piece | None:
        """Takes of the batch that is shown: a file each, or one file with a track each, as the
        musician has set it or the `other_way`.
        """
        batch, song = self._shelf.batch, self._services.document.song
        offers = [(i + 1, offer) for i in indexes if (offer := self._shelf.offer(i)) is not None]
        offers = [(number, offer) for number, offer in offers if offer.ready]
        if batch is None or not offers:
            return None
        numbers = ", ".join(str(number) for number, _ in offers)
        one = self.tr("%1 - take %2") if len(offers) == 1 else self.tr("%1 - takes %2")
        name = one.replace("%1", song.name).replace("%2", numbers)
        as_one = self._actions["takes_together"].isChecked() != other_way

        def make() -> list[Song]:
            pieces = [take_piece(song, batch, offer, number) for number, offer in offers]
            return [together(name, pieces)] if as_one and len(pieces) > 1 else pieces

        return Piece(name, make)

    def clip(self, clip_id: int) -> Piece:
        """A clip of the song."""
        song = self._services.document.song
        clip, track = song.clip(clip_id), song.track_of(clip_id)
        name = f"{song.name} - {clip.name or track.name}"
        return Piece(name, lambda: [clip_piece(song, clip_id)])

    def selection(self) -> Piece | None:
        """The notes that are selected in the roll."""
        song, roll = self._services.document.song, self._places.roll
        ids, clip_id = roll.selection, roll.clip_id
        if not ids:
            return None

        def make() -> list[Song]:
            notes = [note for note in song.clip(clip_id).notes if note.id in ids]
            return [notes_piece(song, clip_id, notes)]

        return Piece(self.tr("%1 - notes").replace("%1", song.name), make)

    def track(self, track_id: int) -> Piece:
        """A track of the song."""
        song = self._services.document.song
        name = f"{song.name} - {song.track(track_id).name}"
        return Piece(name, lambda: [track_piece(song, track_id)])

    def song(self) -> Piece:
        """The whole song."""
        song = self._services.document.song
        return Piece(song.name, lambda: [song_piece(song)])

    @property
    def _takes_meant(self) -> tuple[int, ...]:
        """The takes that are picked, else the one that has the focus or sounds."""
        return self._places.tray.meant()

    def _clip_meant(self) -> Piece | None:
        return self.clip(self._desk.clip.id) if self._desk.clip is not None else None

    def _track_meant(self) -> Piece | None:
        return self.track(self._desk.track.id) if self._desk.track is not None else None

    # Where it goes

    def drag_takes(self, index: int, picture: QPixmap) -> None:
        """Drag a take out, and with it all that are picked where it is one of them."""
        picked = self._places.tray.picked
        indexes = tuple(sorted(picked)) if index in picked else (index,)
        self.drag(self.takes(indexes, _shift_held()), picture, indexes)

    def drag_clip(self, clip_id: int, picture: QPixmap) -> None:
        """Drag a clip to another bar, or out."""
        self.drag(self.clip(clip_id), picture, clip=clip_id)

    def drag(
        self,
        piece: Piece | None,
        picture: QPixmap,
        takes: tuple[int, ...] = (),
        clip: int | None = None,
    ) -> None:
        """Drag a piece out once its files lie there, if the button is still held then."""

        def go(paths: list[Path], _data: bytes) -> None:
            if self.held():
                self.takes_in_hand, self.clip_in_hand = takes, clip
                self.carry(paths, picture)
                self.takes_in_hand, self.clip_in_hand = (), None

        if piece is not None:
            self._write(piece, go)

    def copy_meant(self) -> None:
        """Put onto the clipboard as a MIDI file what the hands are on: the notes that are selected,
        else the takes that are picked or have the focus, else the clip.
        """
        takes = self._takes_meant
        piece = self.selection() or (self.takes(takes) if takes else self._clip_meant())
        self.copy(piece)

    def copy(self, piece: Piece | None) -> None:
        """Put a piece onto the clipboard, as a file and as the bytes of one."""
        text = self.tr("“%1” is on the clipboard as a MIDI file")

        def go(paths: list[Path], data: bytes) -> None:
            QGuiApplication.clipboard().setMimeData(copied_files(paths, data))
            self.message.emit(text.replace("%1", piece.name if piece else ""))

        if piece is None:
            self._say_nothing()
        else:
            self._write(piece, go)

    def save(self, piece: Piece | None) -> None:
        """Ask where to, and write a piece there as a MIDI file; several songs as numbered ones."""
        if piece is None:
            self._say_nothing()
            return
        path = self.choose(file_stem(piece.name))
        if path is None:
            return

        def work(_job: JobContext) -> None:
            songs = piece.make()
            for song in songs:
                write_midi(song, path if len(songs) == 1 else _free(path))

        told = self.tr("Wrote %1").replace("%1", str(path))
        here = self._services.bridge.here
        self._services.disk.submit(
            work,
            key=f"{KEY} {path}",
            on_done=here(lambda _: self.message.emit(told)),
            on_error=here(lambda error: self.trouble.emit(str(error))),
        )

    def _write(self, piece: Piece, then: Callable[[list[Path], bytes], None]) -> None:
        """Write a piece's files on the disk's thread; then call back here with them and with the
        bytes of the first.
        """
        folder, here = self._services.drags, self._services.bridge.here

        def work(_job: JobContext) -> tuple[list[Path], bytes]:
            paths = [kept_file(folder, song) for song in piece.make()]
            return paths, read_whole(paths[0], FileWriteError)

        self._services.disk.submit(
            work,
            key=KEY,
            on_done=here(lambda found: then(*found)),
            on_error=here(lambda error: self.trouble.emit(str(error))),
        )

    def _say_nothing(self) -> None:
        self.message.emit(self.tr("There is nothing to take along: select notes or a take first"))

    def _carry(self, paths: Sequence[Path], picture: QPixmap | None) -> bool:
        return drag_out(self._window, paths, picture)

    def _choose(self, stem: str) -> Path | None:
        settings = self._services.settings
        folder = settings.text("files/folder", str(Path.home()))
        title, kinds = self.tr("Save as MIDI"), self.tr("MIDI (*.mid)")
        suggestion = str(Path(folder) / f"{stem}.mid")
        name, _kind = QFileDialog.getSaveFileName(self._window, title, suggestion, kinds)
        if not name:
            return None
        path = Path(name) if Path(name).suffix else Path(f"{name}.mid")
        settings.put("files/folder", str(path.parent))
        return path


def _free(path: Path) -> Path:
    """A place beside a path where nothing lies yet, with a number behind the name."""
    numbered = (path.with_stem(f"{path.stem} {number}") for number in count(1))
    return next(place for place in numbered if not place.exists())


def _left_button() -> bool:
    return bool(QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton)


def _shift_held() -> bool:
    return bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
