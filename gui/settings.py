"""What the window remembers from one day to the next, kept by QSettings under plain names."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QFileInfo, QSettings, QStandardPaths
from PySide6.QtWidgets import QApplication

from gui.application.icon import window_icon
from gui.migration import migrate

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
    """

    def __init__(self, path: Path | None = None) -> None:
        self.set_aside: Path | None = None
        if path is None:
            self._store = QSettings()
        else:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)
        if self._is_broken():
            self._put_aside(Path(self._store.fileName()))
        migrate(self._store)

    def _is_broken(self) -> bool:
        """Whether the file says something that no settings are."""
        file = Path(self._store.fileName())
        says_nothing = not self._store.allKeys() and file.is_file() and file.stat().st_size > 0
        return says_nothing or self._store.status() is QSettings.Status.FormatError

    def _put_aside(self, file: Path) -> None:
        with suppress(OSError):
            aside = file.with_name(f"{file.stem}-unreadable{file.suffix}")
            shutil.copyfile(file, aside)
            self.set_aside = aside

    def names(self) -> list[str]:
        """The names of all that is remembered, in order."""
        return sorted(self._store.allKeys())

    def flag(self, name: str, default: bool) -> bool:
        """A yes or no."""
        return str(self._store.value(name, default)).lower() in ("true", "1")

    def number(self, name: str, default: float, least: float, most: float) -> float:
        """A number; the default where what is stored is none from `least` to `most`."""
        try:
            number = float(str(self._store.value(name, default)))
        except ValueError:
            return default
        return number if least <= number <= most else default

    def text(self, name: str, default: str = "") -> str:
        """A text."""
        value = self._store.value(name, default)
        return default if value is None else str(value)

    def raw(self, name: str) -> QByteArray:
        """Bytes that Qt wrote, such as a window's geometry; empty where there are none."""
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put(self, name: str, value: Any) -> None:
        """Remember a value under a name."""
        self._store.setValue(name, value)

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
        """Write everything to disk now."""
        self._store.sync()


def named(app: QApplication) -> QApplication:
    """The application under the name that its settings and its folders go by."""
    app.setApplicationName("arietta")
    app.setApplicationDisplayName("Arietta")
    app.setOrganizationName("arietta")
    app.setDesktopFileName("arietta")
    app.setWindowIcon(window_icon())
    app.setStyle("Fusion")
    return app
