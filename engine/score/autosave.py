"""Autosave: every window keeps its unsaved work in a journal, and finds those that a crash left.

A journal is a whole project file. Beside it lies a lock, which the system frees however the process
ends; a journal whose lock is free is therefore one that nobody works on any more.
"""

import json
import secrets
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedRandom
from pathlib import Path
from typing import Any

from engine.score.files import FileWriteError, write_whole
from engine.score.project import Project, project_bytes, read_project
from engine.score.project.archive import unpack
from engine.score.project.checks import Damage

_SESSION = "session.json"


@dataclass(frozen=True)
class Recovery:
    """What a crash left: the journal, the file it was opened from or None, and what is in it.

    `saved_at` is the time of the last keeping, in seconds since 1970.
    """

    journal: Path
    original: Path | None
    name: str
    note_count: int
    saved_at: float

    def project(self) -> Project:
        """The project as it was kept last. Raises ProjectFileError."""
        return read_project(self.journal)


class Autosave:
    """One window's journal in a folder that all windows share. Any thread may call its methods."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._journal = folder / f"{secrets.token_hex(8)}.arietta"
        self._lock: BufferedRandom | None = None
        self._closed = False
        self._turn = threading.Lock()

    @property
    def journal(self) -> Path:
        """The file that is kept for as long as there is unsaved work."""
        return self._journal

    def keep(self, project: Project, original: Path | None = None) -> None:
        """Puts the project into the journal, whole or not at all. Raises FileWriteError.

        After `close` it does nothing.
        """
        session = {
            "original": str(original) if original else None,
            "name": project.song.name,
            "notes": sum(len(clip.notes) for track in project.song.tracks for clip in track.clips),
        }
        data = project_bytes(project, {_SESSION: json.dumps(session)})
        with self._turn:
            if not self._closed:
                self._lock = self._lock or self._locked()
                write_whole(self._journal, data)

    def forget(self) -> None:
        """Empties the journal: all is saved elsewhere."""
        with self._turn:
            _remove(self._journal)

    def recoveries(self) -> list[Recovery]:
        """What windows that are no more have left, the latest first, as far as it can be read."""
        journals = self._folder.glob("*.arietta") if self._folder.is_dir() else ()
        left = (_recovery(path) for path in journals if path != self._journal and _is_free(path))
        return sorted(filter(None, left), key=lambda each: each.saved_at, reverse=True)

    def discard(self, recovery: Recovery) -> None:
        """Removes what a crash left, once it is restored and kept here, or not wanted."""
        _remove(recovery.journal)
        _remove(_lock_path(recovery.journal))

    def close(self) -> None:
        """Ends without a crash: the journal goes."""
        with self._turn:
            self._closed = True
            _remove(self._journal)
            if self._lock:
                self._lock.close()
                self._lock = None
                _remove(_lock_path(self._journal))

    def _locked(self) -> BufferedRandom:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file = _lock_path(self._journal).open("w+b")
        except OSError as failure:
            raise FileWriteError(
                f"unsaved work cannot be kept in {self._folder}: {failure.strerror}; save often"
            ) from failure
        _take(file)
        return file


def _lock_path(journal: Path) -> Path:
    return journal.with_suffix(".lock")


def _remove(path: Path) -> None:
    """Removes a file. Where the system refuses, it is offered once more at the next start."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _is_free(journal: Path) -> bool:
    """Whether no living process holds a journal."""
    try:
        with _lock_path(journal).open("r+b") as file:
            return _take(file)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _take(file: BufferedRandom) -> bool:
    """Takes the lock until the file is closed or the process ends; False if another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _recovery(journal: Path) -> Recovery | None:
    try:
        session: dict[str, Any] = unpack(journal.read_bytes(), _SESSION)
        original = session["original"]
        return Recovery(
            journal,
            Path(original) if original else None,
            str(session["name"]),
            int(session["notes"]),
            journal.stat().st_mtime,
        )
    except (OSError, Damage, KeyError, TypeError, ValueError):
        return None
