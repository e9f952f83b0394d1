"""A file is written whole or not at all, and what went wrong is said in plain words."""

import errno
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from engine.errors import AriettaError
from engine.score.files import FileWriteError, read_whole, write_whole

AT_MOST_4_KB = """
import resource, sys
from pathlib import Path
from engine.errors import AriettaError
from engine.score.files import write_whole

resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_whole(Path(sys.argv[1]), bytes(10_000))
except AriettaError as error:
    print(error)
"""
"""A program of its own, to which the system refuses a file beyond 4 KB, as a full disk does."""


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_replaced(tmp_path):
    path = tmp_path / "a.mid"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(tmp_path) == ["a.mid"]


def test_the_rights_of_a_file_are_kept(tmp_path):
    path = tmp_path / "a.mid"
    path.write_bytes(b"one")
    path.chmod(0o640)
    write_whole(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_rights_that_the_user_gives_new_files(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    write_whole(tmp_path / "a.mid", b"one")
    assert (tmp_path / "a.mid").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_goes_on_to_lead_to_its_file(tmp_path):
    real, link = tmp_path / "real.mid", tmp_path / "link.mid"
    real.write_bytes(b"one")
    link.symlink_to(real)
    write_whole(link, b"two")
    assert link.is_symlink()
    assert real.read_bytes() == b"two"


def test_where_there_is_no_room_the_old_file_stays(tmp_path):
    path = tmp_path / "a.mid"
    write_whole(path, b"old")
    said = subprocess.run(
        [sys.executable, "-c", AT_MOST_4_KB, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    ).stdout
    assert re.search(r"a\.mid could not be saved: .*; choose another disk", said)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.mid"]


@pytest.mark.parametrize("step", ["fsync", "replace", "open"])
def test_whatever_fails_the_old_file_stays_and_nothing_else(tmp_path, monkeypatch, step):
    path = tmp_path / "a.mid"
    path.write_bytes(b"old")

    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, step, full)
        with pytest.raises(FileWriteError, match=r"a\.mid could not be saved: the disk is full"):
            write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.mid"]


def test_a_write_that_is_broken_off_leaves_nothing(tmp_path, monkeypatch):
    def interrupted(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            write_whole(tmp_path / "a.mid", b"new")
    assert names(tmp_path) == []


def test_a_pipe_is_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileWriteError, match="a device or a pipe"):
        write_whole(pipe, b"new")
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("nowhere/a.mid", "there is no such file or folder"),
        ("file/a.mid", "there is no such file or folder"),
        ("folder", "it is a folder"),
        ("x" * 300, "the name is too long"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(tmp_path, place, reason):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileWriteError, match=reason):
        write_whole(tmp_path / place, b"new")
    assert names(tmp_path) == ["file", "folder"]


def test_a_refusal_tells_about_permission(tmp_path, monkeypatch):
    def refuse(*_args, **_options):
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refuse)
        with pytest.raises(FileWriteError, match="permission is denied; choose another folder"):
            write_whole(tmp_path / "a.mid", b"new")


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(AriettaError, match=r"none\.mid could not be read: there is no such file"):
        read_whole(tmp_path / "none.mid", AriettaError)
    with pytest.raises(AriettaError, match="it is a folder"):
        read_whole(tmp_path, AriettaError)


def test_a_reader_beside_a_writer_never_sees_half_a_file(tmp_path):
    path = tmp_path / "a.mid"
    contents = {bytes([n]) * 50_000 for n in range(5)}
    write_whole(path, bytes(50_000))
    writer = threading.Thread(
        target=lambda: [write_whole(path, content) for content in sorted(contents)]
    )
    writer.start()
    seen = {path.read_bytes() for _ in range(50)}
    writer.join()
    assert seen <= contents
