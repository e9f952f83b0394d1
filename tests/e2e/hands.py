"""What a musician does again and again with the running program."""

import time
from pathlib import Path

from engine.score.project import Project, read_project
from tests.fixtures.jack import JackServer
from tests.fixtures.keyboard import NAME, Keyboard
from tests.fixtures.looking import at_rest, changes
from tests.fixtures.processes import wait_for
from tests.fixtures.program import Program

NOTE = 0.25
COUNT_IN = 2.0
"""Seconds of the count-in: a bar of 4/4 at 120."""


def plugged_in(running: Program, server: JackServer) -> None:
    """Waits until the program listens to the keyboard."""

    def listens() -> bool:
        # The server lets no tool in now and then, while its clients come and go.
        lines = server.call("jack_lsp", "-c", check=False).splitlines()
        port = f"{NAME}:keys"
        after = lines[lines.index(port) + 1 :] if port in lines else []
        return bool(after) and after[0].startswith(" ")

    wait_for(listens, "the program to listen to the keyboard", seconds=60)
    at_rest(running.screen)


def record(running: Program, keys: Keyboard, melody: list[int]) -> None:
    """Presses record, waits for the count-in, plays; the recording goes on."""
    running.key("r")
    time.sleep(COUNT_IN)
    keys.play(melody, NOTE)


def continue_it(running: Program) -> None:
    """Presses Continue and waits until the takes lie there."""
    changes(running.screen, lambda: running.key("c"))
    at_rest(running.screen)


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
    """Leaves by the key for it; the process ends by itself, and has complained of nothing."""
    running.key("ctrl+q")
    assert running.process.wait(15) == 0
    assert running.printed() == ""


def pitches(project: Project) -> list[int]:
    """The pitches of the first track, in order."""
    return [note.pitch for note in project.song.tracks[0].notes]
