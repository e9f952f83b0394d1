"""Unsaved work outlives a crash, and only a crash."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.score import edits
from engine.score.autosave import Autosave
from engine.score.files import FileWriteError
from engine.score.project import Project, ProjectFileError
from engine.score.song import Note, new_song
from engine.score.time import Tick

ROOT = Path(__file__).parents[3]
WORK = Project(edits.add_notes(new_song("Work"), 2, [Note(0, 60, 90, Tick(0), Tick(960))]))

WINDOW = """
import sys
from pathlib import Path
from engine.score.autosave import Autosave
from engine.score.project import Project
from engine.score.song import new_song
autosave = Autosave(Path(sys.argv[1]))
autosave.keep(Project(new_song("First")))
autosave.keep(Project(new_song(sys.argv[2])), Path("/music/their.arietta"))
print("kept", flush=True)
sys.stdin.read()
"""


def other_window(folder: Path, name: str) -> subprocess.Popen:
    """Another process that keeps a song of this name and then waits to be killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(folder), name],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"kept\n"
    return process


def kill(process: subprocess.Popen) -> None:
    process.kill()
    process.communicate()


def test_work_of_a_window_that_crashed_is_offered_and_restored(tmp_path):
    kill(other_window(tmp_path, "Lost"))
    autosave = Autosave(tmp_path)
    (recovery,) = autosave.recoveries()
    assert (recovery.name, recovery.note_count) == ("Lost", 0)
    assert recovery.original == Path("/music/their.arietta")
    assert recovery.saved_at == recovery.journal.stat().st_mtime
    assert recovery.project().song == new_song("Lost")
    autosave.discard(recovery)
    assert autosave.recoveries() == []
    assert list(tmp_path.iterdir()) == []


def test_work_of_a_window_that_lives_is_not_offered(tmp_path):
    process = other_window(tmp_path, "Alive")
    autosave = Autosave(tmp_path)
    try:
        assert autosave.recoveries() == []
    finally:
        kill(process)
    assert [recovery.name for recovery in autosave.recoveries()] == ["Alive"]


def test_windows_of_one_process_keep_their_own(tmp_path):
    first, second = Autosave(tmp_path), Autosave(tmp_path)
    first.keep(WORK)
    second.keep(WORK)
    assert first.recoveries() == second.recoveries() == []
    first.close()
    assert len(list(tmp_path.glob("*.arietta"))) == 1
    second.close()
    assert list(tmp_path.iterdir()) == []


def test_the_latest_crash_comes_first(tmp_path):
    for name in ("One", "Two", "Three"):
        kill(other_window(tmp_path, name))
    recoveries = Autosave(tmp_path).recoveries()
    assert {recovery.name for recovery in recoveries} == {"One", "Two", "Three"}
    times = [recovery.saved_at for recovery in recoveries]
    assert times == sorted(times, reverse=True)


def test_what_is_saved_elsewhere_is_forgotten_and_later_work_kept(tmp_path):
    autosave = Autosave(tmp_path)
    autosave.forget()
    autosave.keep(WORK)
    autosave.forget()
    assert list(tmp_path.glob("*.arietta")) == []
    autosave.keep(WORK)
    assert len(list(tmp_path.glob("*.arietta"))) == 1
    autosave.close()


def test_after_the_end_nothing_is_kept(tmp_path):
    autosave = Autosave(tmp_path)
    autosave.keep(WORK)
    autosave.close()
    autosave.keep(WORK)
    autosave.close()
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_is_damaged_is_not_offered_and_not_removed(tmp_path):
    kill(other_window(tmp_path, "Lost"))
    (journal,) = tmp_path.glob("*.arietta")
    recovery = Autosave(tmp_path).recoveries()[0]
    journal.write_bytes(journal.read_bytes()[:-30])
    assert Autosave(tmp_path).recoveries() == []
    assert journal.exists()
    with pytest.raises(ProjectFileError, match="damaged or cut off"):
        recovery.project()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    autosave = Autosave(tmp_path / "file" / "journals")
    assert autosave.recoveries() == []
    with pytest.raises(FileWriteError, match=r"unsaved work cannot be kept in .*; save often"):
        autosave.keep(WORK)
    autosave.close()
