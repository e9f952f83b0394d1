"""What a musician does again and again with the running program."""

from pathlib import Path

from engine.score.project import Project, read_project
from tests.fixtures.looking import at_rest
from tests.fixtures.processes import wait_for
from tests.fixtures.program import Program


def save_as(running: Program, path: Path) -> Project:
    """Saves under a path through the file dialog; what then lies there."""
    running.key("ctrl+shift+s")
    answer_dialog(running, "Save as", path)
    wait_for(path.is_file, f"{path.name} to be saved")
    at_rest(running.screen)
    return read_project(path)


def answer_dialog(running: Program, title: str, path: Path) -> None:
    """Types a path into the file dialog that opens."""
    screen = running.screen
    dialog = screen.window(title)
    wait_for(lambda: screen.do("getactivewindow", check=False) == dialog, "the dialog's focus")
    running.type(str(path))
    running.key("Return")


def save(running: Program, path: Path) -> Project:
    """Saves again in its place; what then lies there."""
    before = path.stat().st_mtime_ns
    running.key("ctrl+s")
    wait_for(lambda: path.stat().st_mtime_ns != before, f"{path.name} to be saved again")
    return read_project(path)


def quit_program(running: Program) -> None:
    """Leaves by the key for it; the process ends by itself, without an error."""
    running.key("ctrl+q")
    assert running.process.wait(15) == 0


def pitches(project: Project) -> list[int]:
    """The pitches of the first track, in order."""
    return [note.pitch for note in project.song.tracks[0].notes]
