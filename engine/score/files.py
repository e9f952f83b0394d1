"""Reading and writing whole files: a file is there complete or not at all."""

import errno
import gc
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.errors import AriettaError


class FileWriteError(AriettaError):
    """A file could not be written. What stood in its place before still stands there."""


def read_whole(path: Path, error: type[AriettaError]) -> bytes:
    """The bytes of a file. Raises `error` with the reason where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as failure:
        raise error(f"{path} could not be read: {_reason(failure)}") from failure


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Builds large songs faster, up to twice: nothing of them is garbage, so none is sought.

    Threads may overlap here: the one that found the collector on turns it on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def write_whole(path: Path, data: bytes) -> None:
    """Puts `data` in the place of the file at `path`, completely or not at all.

    The bytes go to a hidden file in the same folder, to the disk, and only then by renaming to
    their place. The rights of an existing file are kept, and a link goes on to lead to it.
    A device or a pipe is refused. Raises FileWriteError.
    """
    target = path.resolve()
    part = target.with_name(f".arietta-{secrets.token_hex(6)}.part")
    try:
        if target.exists() and not (target.is_file() or target.is_dir()):
            raise FileWriteError(f"{path} is a device or a pipe; give the name of a file to write")
        _write_part(part, data)
        if target.exists():
            part.chmod(target.stat().st_mode & 0o7777)
        part.replace(target)
    except OSError as failure:
        raise FileWriteError(f"{path} could not be saved: {_reason(failure)}") from failure
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    _settle_folder(target.parent)


def make_folder(path: Path) -> None:
    """Makes a folder with all that it lies in, where it is not there yet. Raises FileWriteError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise FileWriteError(f"{path} could not be made: {_reason(failure)}") from failure


def _write_part(part: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, 0o666), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle_folder(folder: Path) -> None:
    """Brings the renaming itself to the disk, where the system lets a folder be synchronised."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


_REASONS = {
    errno.ENOSPC: "the disk is full; make room or choose another folder",
    errno.EDQUOT: "your share of the disk is used up; make room or choose another folder",
    errno.EFBIG: "the system allows no file as large; choose another disk",
    errno.EACCES: "permission is denied; choose another folder or change its rights",
    errno.EPERM: "permission is denied; choose another folder or change its rights",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.ENOENT: "there is no such file or folder; check the name",
    errno.ENOTDIR: "there is no such file or folder; check the name",
    errno.EISDIR: "it is a folder; give the name of a file",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
}


def _reason(failure: OSError) -> str:
    """Why the system refused, and what to do, in the words of a person."""
    known = _REASONS.get(failure.errno or 0)
    return known or f"{failure.strerror or failure}; try another folder"
