"""What the window remembers from one day to the next, kept by QSettings under plain names."""

import logging
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from PySide6.QtCore import QByteArray, QFileInfo, QSettings, QStandardPaths
from PySide6.QtWidgets import QApplication

from engine.errors import AriettaError
from engine.score.files import make_folder, write_whole
from gui.application.icon import window_icon
from gui.migration import migrate

log = logging.getLogger(__name__)

RECENT_FILES = 8


def data_folder() -> Path:
    """The folder of this user's own for autosaves, dragged files and logs."""
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place))


def state_folder() -> Path:
    """The folder of this user's own for logs."""
    place = QStandardPaths.StandardLocation.StateLocation
    return Path(QStandardPaths.writableLocation(place))


class Settings:
    """Typed access to the stored preferences. `path` names an INI file; default is the system's.

    A file that cannot be read whole is copied aside, to `set_aside`, and what can be read of it
    holds. Those of an older version are brought up to date; what a newer one wrote is kept.

    All is read once. What is put is written by a thread of its own, as a disk takes its time.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.set_aside: Path | None = None
        store = _own() if path is None else QSettings(str(path), QSettings.Format.IniFormat)
        self._file = Path(store.fileName())
        if _is_broken(store):
            self._put_aside(self._file)
        migrate(store)
        self._known = {name: store.value(name) for name in store.allKeys()}
        self._lock = Lock()
        self._unwritten = False
        self._writer: Thread | None = None

    def _put_aside(self, file: Path) -> None:
        with suppress(OSError):
            aside = file.with_name(f"{file.stem}-unreadable{file.suffix}")
            shutil.copyfile(file, aside)
            self.set_aside = aside

    def names(self) -> list[str]:
        """The names of all that is remembered, in order."""
        return sorted(self._known)

    def flag(self, name: str, default: bool) -> bool:
        """A yes or no."""
        return str(self._known.get(name, default)).lower() in ("true", "1")

    def number(self, name: str, default: float, least: float, most: float) -> float:
        """A number; the default where what is stored is none from `least` to `most`."""
        try:
            number = float(str(self._known.get(name, default)))
        except ValueError:
            return default
        return number if least <= number <= most else default

    def text(self, name: str, default: str = "") -> str:
        """A text."""
        value = self._known.get(name, default)
        return default if value is None else str(value)

    def raw(self, name: str) -> QByteArray:
        """Bytes that Qt wrote, such as a window's geometry; empty where there are none."""
        value = self._known.get(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put(self, name: str, value: Any) -> None:
        """Remember a value under a name, and write it soon."""
        with self._lock:
            self._known[name] = value
            self._unwritten = True
            if self._writer is None:
                self._writer = Thread(target=self._write, name="settings")
                self._writer.start()

    def recent_files(self) -> list[Path]:
        """The files opened or saved last, newest first, without those that are gone or hidden."""
        lines = self.text("files/recent").split("\n")
        return [Path(line) for line in lines if QFileInfo(line).isFile()]

    def add_recent(self, path: Path) -> None:
        """Put a file on top of the recent ones."""
        others = [recent for recent in self.recent_files() if recent != path.absolute()]
        kept = [path.absolute(), *others][:RECENT_FILES]
        self.put("files/recent", "\n".join(map(str, kept)))

    def sync(self) -> None:
        """Wait till everything is on the disk."""
        writer = self._writer
        if writer is not None:
            writer.join()

    def _write(self) -> None:
        """On the writer's thread: what is put meanwhile, too."""
        while True:
            with self._lock:
                if not self._unwritten:
                    self._writer = None
                    return
                values, self._unwritten = dict(self._known), False
            try:
                make_folder(self._file.parent)
                write_whole(self._file, _told(values, self._file))
            except (AriettaError, OSError) as error:
                log.warning("the settings could not be kept: %s", error)


def _own() -> QSettings:
    """This user's, in a file on every system."""
    app = QApplication.organizationName(), QApplication.applicationName()
    kind = QSettings.Format.IniFormat
    if sys.platform == "linux":
        kind = QSettings.Format.NativeFormat  # the same under another ending
    return QSettings(kind, QSettings.Scope.UserScope, *app)


def _told(values: Mapping[str, Any], file: Path) -> bytes:
    """Values as QSettings tells them: it knows files alone, and would wait for the disk with the
    interpreter in its hand, so it writes beside `file` and waits for none.
    """
    beside = file.with_name(f".{file.name}.new")
    beside.unlink(missing_ok=True)
    store = QSettings(str(beside), QSettings.Format.IniFormat)
    store.setAtomicSyncRequired(False)
    for name, value in values.items():
        store.setValue(name, value)
    store.sync()
    told = beside.read_bytes()
    beside.unlink()
    return told


def _is_broken(store: QSettings) -> bool:
    """Whether the file says something that no settings are."""
    file = Path(store.fileName())
    says_nothing = not store.allKeys() and file.is_file() and file.stat().st_size > 0
    return says_nothing or store.status() is QSettings.Status.FormatError


def named(app: QApplication) -> QApplication:
    """The application under the name that its settings and its folders go by."""
    app.setApplicationName("arietta")
    app.setApplicationDisplayName("Arietta")
    app.setOrganizationName("arietta")
    app.setDesktopFileName("arietta")
    app.setWindowIcon(window_icon())
    app.setStyle("Fusion")
    return app
