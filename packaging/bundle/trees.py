"""Folders that come out the same on every machine: fixed times, owners and rights."""

import os
import shutil
import tarfile
from pathlib import Path
from typing import IO

from bundle.freeze import binaries

PROGRAM_MODE = 0o755
FILE_MODE = 0o644


def copy(source: Path, target: Path, mode: int = FILE_MODE) -> None:
    """Copies one file, its folders made as needed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(mode)


def write(target: Path, content: str | bytes) -> None:
    """Writes one file, its folders made as needed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode() if isinstance(content, str) else content)
    target.chmod(FILE_MODE)


def settle(folder: Path, time: int) -> None:
    """Gives everything in a folder the same time, and rights by what it is."""
    programs = {path for path in binaries(folder) if ".so" not in path.name}
    for path in [folder, *sorted(folder.rglob("*"))]:
        if not path.is_symlink():
            path.chmod(PROGRAM_MODE if path.is_dir() or path in programs else FILE_MODE)
        os.utime(path, (time, time), follow_symlinks=False)


def pack(folder: Path, stream: IO[bytes], time: int) -> None:
    """Writes a folder as a tar, sorted by name and owned by nobody in particular."""

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime = time
        return member

    with tarfile.open(fileobj=stream, mode="w|", format=tarfile.GNU_FORMAT) as archive:
        for path in [folder, *sorted(folder.rglob("*"))]:
            name = path.relative_to(folder.parent).as_posix()
            archive.add(path, name, recursive=False, filter=plain)


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
