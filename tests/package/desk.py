"""A musician's desktop inside the room: a sound server with a keyboard, and a file manager."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from tests.fixtures.jack import RATE, JackServer
from tests.fixtures.keyboard import Keyboard, keyboard
from tests.fixtures.looking import at_rest
from tests.fixtures.processes import running, wait_for
from tests.fixtures.program import ROOT, SIZE, Program
from tests.fixtures.screen import Screen
from tests.package.room import HOME, Room

PICTURES = ROOT / "out" / "package"
SCREEN = "1900x820"
BESIDE = (1300, 0, 580, 700)
"""Where another program's window has its place: left, top, width, height."""
FIRST_ICON, PITCH, IN_A_ROW = (1505, 115), (95, 107), 4
"""Where the file manager shows the first file of a folder, how far the next ones are to its right
and below it, and how many stand in a row.
"""
LISTENING_S = 4
WAVE_HEAD = 44
"""Bytes before the samples in a sound file."""
TITLE = "– Arietta$"


@dataclass(frozen=True)
class RoomServer(JackServer):
    """A JACK server that runs inside the room."""

    room: Room

    def call(self, *command: str, check: bool = True) -> str:
        """A JACK tool's answer; the tool runs inside as well."""
        words = self.room.command(*command, env=self.env())
        done = subprocess.run(words, capture_output=True, text=True, check=check, timeout=30)
        return done.stdout


@dataclass(frozen=True)
class Desk:
    """What stands on it. `pictures` is the folder for what the screen shows."""

    room: Room
    screen: Screen
    server: RoomServer
    keys: Keyboard
    pictures: Path

    def program(self, *words: object) -> list[str]:
        """The command that starts a program on the screen, beside the sound server."""
        return self.room.command(*words, env={"DISPLAY": self.screen.display, **self.server.env()})

    def picture(self, name: str) -> None:
        """Keeps what the screen shows."""
        pixels = np.ascontiguousarray(self.screen.pixels())
        height, width, _ = pixels.shape
        image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        image.save(str(self.pictures / f"{name}.png"))

    def beside(self, window: str) -> None:
        """Moves a window to the right of the program's."""
        x, y, width, height = BESIDE
        self.screen.do("windowsize", window, width, height, "windowmove", window, x, y)
        at_rest(self.screen)

    def heard(self, act: Callable[[], None]) -> float:
        """The loudest that comes out of the program after something is done; 1 is the most."""
        file, output = f"{HOME}/heard.wav", self.server.port("playback0")
        record = ["jack_rec", "-f", file, "-d", str(LISTENING_S), "-b", "16", output]
        with running(self.room.command(*record, env=self.server.env())) as recorder:
            wait_for(lambda: "jackrec" in self.server.call("jack_lsp", check=False), "the recorder")
            act()
            assert recorder.wait(LISTENING_S + 30) == 0
        sound = self.room.at(file)
        samples = np.frombuffer(sound.read_bytes()[WAVE_HEAD:], "<i2")
        assert len(samples) > RATE * (LISTENING_S - 1)
        sound.unlink()
        return float(np.abs(samples.astype(float)).max() / 32768)


@contextmanager
def desk(room: Room, screen: Screen, pictures: Path) -> Iterator[Desk]:
    """The desktop, for as long as the block runs."""
    pictures.mkdir(parents=True, exist_ok=True)
    server = RoomServer("arietta-room", 1024, room)
    command = ["jackd", "--no-realtime", "--silent", "--sync", "-n", server.name]
    command += ["-d", "dummy", "-r", str(RATE), "-p", str(server.period)]
    with running(room.command(*command, env=server.env())):
        server.call("jack_wait", "--wait", "--timeout", "10", "--server", server.name)
        with keyboard(server, user=room.user) as keys:
            yield Desk(room, screen, server, keys, pictures)


@contextmanager
def opened(desk: Desk, folder: str, icon: int, name: str = "") -> Iterator[Program]:
    """The program, by a double-click on a file that the file manager shows in a folder.

    `icon` counts from 0, `name` is that of a picture of it. The file manager stays open for as long
    as the block runs.
    """
    with running(desk.program("pcmanfm", "--no-desktop", folder)) as manager:
        desk.beside(desk.screen.window(f"^{Path(folder).name}$"))
        row, column = divmod(icon, IN_A_ROW)
        (left, top), (across, down) = FIRST_ICON, PITCH
        desk.screen.do("mousemove", left + column * across, top + row * down)
        if name:
            desk.picture(name)
        desk.screen.do("click", "--repeat", 2, "--delay", 80, 1)
        window = _started(desk.screen)
        desk.screen.do("windowactivate", "--sync", window)
        desk.screen.do("windowsize", window, *SIZE, "windowmove", window, 0, 0)
        at_rest(desk.screen)
        yield Program(manager, desk.screen, window, desk.pictures / "printed")


def _started(screen: Screen) -> str:
    """The program's window; where the file manager asks before it starts something, it may."""

    def there() -> str:
        if question := screen.shows("^Execute File$"):
            screen.do("windowactivate", "--sync", question, "key", "alt+e")
        return screen.shows(TITLE)

    return str(wait_for(there, "the window", seconds=60, pause=0.5))


def leave(desk: Desk, program: Program) -> None:
    """Quit by the key, and see it end."""
    program.key("ctrl+q")
    wait_for(lambda: not named(desk.room, "arietta"), "the program to end")


def named(room: Room, name: str) -> list[int]:
    """The ids of what runs inside under a name."""
    return [pid for pid in room.processes() if Path(f"/proc/{pid}/comm").read_text()[:-1] == name]
