"""Files in and out: new, open, save, import, export; unsaved work is asked about, never lost."""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QMessageBox, QWidget

from engine.errors import AriettaError
from engine.jobs import JobContext, JobRunner
from engine.score.edits import joined
from engine.score.song import Song
from gui.assistant.takes.shelf import Shelf
from gui.bridge import Bridge
from gui.commands.actions import Actions
from gui.document import PROJECT_SUFFIX, Document, empty_song
from gui.settings import Settings


class Unsaved(Enum):
    """What to do with changes that are in no file."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class FileActions(QObject):
    """Each error becomes a message in plain words; what was open stays open then."""

    message = Signal(str)
    trouble = Signal(str)
    opened = Signal()

    def __init__(
        self,
        document: Document,
        shelf: Shelf,
        settings: Settings,
        disk: JobRunner,
        bridge: Bridge,
        actions: Actions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document = document
        self._shelf = shelf
        self._settings = settings
        self._disk = disk
        self._bridge = bridge
        self._window = window
        self.ask_unsaved: Callable[[], Unsaved] = self._ask_unsaved
        actions.connect_all({
            "new": self.new,
            "open": self.ask_open,
            "save": self.save,
            "save_as": self.ask_save_as,
            "import": self.ask_import,
            "export_midi": self.ask_export_midi,
            "export_wav": self.ask_export_wav,
            "rename_song": self.ask_name,
        })  # fmt: skip

    def new(self) -> None:
        """Begin an empty song."""
        if self.may_leave():
            self._document.replace(empty_song())
            self._shelf.clear()
            self.opened.emit()

    def open_path(self, path: Path, ask: bool = True) -> bool:
        """Open a project or a MIDI file; whether it is open now."""
        if ask and not self.may_leave():
            return False
        try:
            self._document.open(path)
        except AriettaError as error:
            self.trouble.emit(str(error))
            return False
        self._shelf.load(self._document.takes)
        self._settings.add_recent(path)
        self.message.emit(self.tr("Opened %1").replace("%1", path.name))
        self.opened.emit()
        return True

    def restore(self, song: Song, takes: tuple[dict, ...], path: Path | None) -> None:
        """Show a song that a crash left behind; it is in no file yet."""
        self._document.replace(empty_song(), path, takes)
        self._document.edit(self.tr("Restore"), song)
        self._shelf.load(takes)
        self.opened.emit()

    def save(self) -> bool:
        """Save where the song lies, or ask where; whether it is saved."""
        path = self._document.path
        return self.save_to(path) if path is not None else self.ask_save_as()

    def save_to(self, path: Path) -> bool:
        """Save the project to a path; whether it is saved."""
        self._document.takes = self._shelf.to_dicts()
        try:
            self._document.save_as(path)
        except AriettaError as error:
            self.trouble.emit(str(error))
            return False
        self._settings.add_recent(path)
        self.message.emit(self.tr("Saved as %1").replace("%1", str(path)))
        return True

    def import_path(self, path: Path) -> bool:
        """Add a MIDI file's tracks below the song's own, as one undo step."""
        from engine.score.smf import read_midi

        try:
            other = read_midi(path)
        except AriettaError as error:
            self.trouble.emit(str(error))
            return False
        text = self.tr("Import %1").replace("%1", path.name)
        self._document.edit(text, joined(self._document.song, other))
        return True

    def export_midi_to(self, path: Path) -> bool:
        """Write the song as a MIDI file; whether it is written."""
        try:
            self._document.export_midi(path)
        except AriettaError as error:
            self.trouble.emit(str(error))
            return False
        self.message.emit(self.tr("Wrote %1").replace("%1", str(path)))
        return True

    def export_wav_to(self, path: Path) -> None:
        """Render the song to a WAV file in the background."""
        song, soundfont = self._document.song, self._settings.text("sound/soundfont")

        def work(_job: JobContext) -> Path:
            from engine.playback.render import render_wav

            render_wav(song, path, Path(soundfont) if soundfont else None)
            return path

        self.message.emit(self.tr("Rendering %1 …").replace("%1", path.name))
        done = self.tr("Wrote %1")
        self._disk.submit(
            work,
            key=f"wav {path}",
            on_done=self._bridge.here(lambda p: self.message.emit(done.replace("%1", str(p)))),
            on_error=self._bridge.here(lambda error: self.trouble.emit(str(error))),
        )

    def may_leave(self) -> bool:
        """Whether the song may be let go of: it is saved, or is not wanted."""
        if self._document.is_clean and not self._has_new_stars():
            return True
        answer = self.ask_unsaved()
        return self.save() if answer is Unsaved.SAVE else answer is Unsaved.DISCARD

    def rename(self, name: str) -> None:
        """Give the song another name."""
        song = self._document.song
        if name and name != song.name:
            self._document.edit(self.tr("Name the song"), replace(song, name=name))

    def fill_recent(self, menu: QMenu) -> None:
        """Fill a menu with the files opened last."""
        menu.clear()
        for path in self._settings.recent_files():
            action = menu.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _on=False, path=path: self.open_path(path))
        menu.setEnabled(not menu.isEmpty())

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        kinds = self.tr("Songs (*.arietta *.mid *.midi);;All files (*)")
        self._ask_existing(self.tr("Open"), kinds, self.open_path)

    def ask_import(self) -> None:
        """Ask for a MIDI file and add its tracks."""
        self._ask_existing(self.tr("Import"), self.tr("MIDI (*.mid *.midi)"), self.import_path)

    def ask_save_as(self) -> bool:
        """Ask where to save; whether it is saved."""
        kinds = self.tr("Arietta songs (*.arietta)")
        return bool(self._ask_new(self.tr("Save as"), PROJECT_SUFFIX, kinds, self.save_to))

    def ask_export_midi(self) -> None:
        """Ask where to write the song as MIDI."""
        self._ask_new(self.tr("Export MIDI"), ".mid", self.tr("MIDI (*.mid)"), self.export_midi_to)

    def ask_export_wav(self) -> None:
        """Ask where to write the song as audio."""
        self._ask_new(self.tr("Export audio"), ".wav", self.tr("Audio (*.wav)"), self.export_wav_to)

    def ask_name(self) -> None:
        """Ask for the song's name."""
        name, given = QInputDialog.getText(
            self._window, self.tr("Name the song"), self.tr("Name"), text=self._document.song.name
        )
        if given:
            self.rename(name.strip())

    def _has_new_stars(self) -> bool:
        """Whether a take was starred that no file keeps."""
        starred = any(offer.starred for batch in self._shelf.batches for offer in batch.offers)
        return starred and self._shelf.to_dicts() != self._document.takes

    def _ask_existing(self, title: str, kinds: str, act: Callable[[Path], object]) -> None:
        name, _kind = QFileDialog.getOpenFileName(self._window, title, self._folder(), kinds)
        if name:
            self._settings.put("files/folder", str(Path(name).parent))
            act(Path(name))

    def _ask_new(
        self, title: str, suffix: str, kinds: str, act: Callable[[Path], object]
    ) -> object:
        own = self._document.path
        stem = own.stem if own else self._document.song.name or self.tr("Untitled")
        suggestion = str(Path(self._folder()) / (stem.replace("/", "-") + suffix))
        name, _kind = QFileDialog.getSaveFileName(self._window, title, suggestion, kinds)
        if not name:
            return False
        path = Path(name) if Path(name).suffix else Path(name + suffix)
        self._settings.put("files/folder", str(path.parent))
        return act(path)

    def _folder(self) -> str:
        path = self._document.path
        return str(path.parent) if path else self._settings.text("files/folder", str(Path.home()))

    def _ask_unsaved(self) -> Unsaved:
        box = QMessageBox(self._window)
        name = self._document.song.name or self.tr("the song")
        box.setText(self.tr("“%1” has changes that are not saved.").replace("%1", name))
        box.setInformativeText(self.tr("Save them first?"))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answers = {buttons.Save: Unsaved.SAVE, buttons.Discard: Unsaved.DISCARD}
        return answers.get(buttons(box.exec()), Unsaved.CANCEL)
