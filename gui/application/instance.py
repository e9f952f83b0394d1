"""One program for each user and screen: a second start hands its files to the first and ends.

The first listens on a local socket (a named pipe on Windows) in the user's own runtime folder.
What comes over it is a line of JSON, never a pickle. Loads nothing of Qt, so that a second start
is over in no time.
"""

import hashlib
import json
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path

PATIENCE = 5.0
"""Seconds until a first instance that does not answer is taken for dead."""

LONGEST = 1 << 20
TAKEN = b"taken"
TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""What a desktop gives a program that it starts, so that its window may come to the front."""


@dataclass(frozen=True)
class Handover:
    """What a second start asks for: files to open, and the right to come to the front."""

    files: tuple[Path, ...]
    token: str = ""

    def to_bytes(self) -> bytes:
        """As it goes over the socket."""
        return json.dumps({"files": list(map(str, self.files)), "token": self.token}).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Handover":
        """As it came over the socket. Raises ValueError where it is none."""
        found = json.loads(data)
        if not isinstance(found, dict) or not isinstance(found.get("files"), list):
            raise ValueError("no handover")
        return cls(tuple(Path(str(file)) for file in found["files"]), str(found.get("token", "")))


class Instance:
    """The first start's ear. It is there from `claim` on, and answers from `serve` on."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._thread: threading.Thread | None = None
        self._closing = False

    def serve(self, taken: Callable[[Handover], None]) -> None:
        """Call `taken`, on a thread of its own, for each start that hands something over."""
        self._thread = threading.Thread(
            target=self._listen, args=(taken,), name="handover", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Listen no more; the next start is the first again."""
        self._closing = True
        with suppress(OSError):
            if self._thread is not None:
                Client(self._listener.address).close()  # wakes the thread, which waits for a start
                self._thread.join(PATIENCE)
            self._listener.close()

    def _listen(self, taken: Callable[[Handover], None]) -> None:
        while not self._closing:
            try:
                connection = self._listener.accept()
            except OSError:
                return
            with connection, suppress(OSError, EOFError, ValueError):
                if connection.poll(PATIENCE):
                    taken(Handover.from_bytes(connection.recv_bytes(LONGEST)))
                    connection.send_bytes(TAKEN)


def claim(words: Sequence[str], env: Mapping[str, str] = os.environ) -> Instance | None:
    """Be the one instance, or hand the named files to the one there is, which gives None.

    Where nothing can be listened on, the program runs all the same, alone.
    """
    place = address(env)
    files = tuple(Path(word).absolute() for word in words)
    handover = Handover(files, next((env[name] for name in TOKENS if env.get(name)), ""))
    if _handed(place, handover):
        return None
    with suppress(OSError):
        Path(place).unlink()  # left behind by an instance that was killed
    try:
        return Instance(Listener(place, backlog=8))
    except OSError:
        return Instance(Listener(_nowhere()))


def address(env: Mapping[str, str] = os.environ) -> str:
    """Where the instance of this user, home folder and screen listens."""
    screen = env.get("WAYLAND_DISPLAY") or env.get("DISPLAY", "")
    home = env.get("XDG_DATA_HOME") or str(Path.home())
    name = "arietta-" + hashlib.sha256(f"{home}\n{screen}".encode()).hexdigest()[:16]
    if sys.platform == "win32":
        return rf"\\.\pipe\{name}"
    return str(_runtime_folder(env) / name)


def _runtime_folder(env: Mapping[str, str]) -> Path:
    """A folder that nobody else may enter."""
    given = env.get("XDG_RUNTIME_DIR")
    if given and Path(given).is_dir():
        return Path(given)
    own = Path(tempfile.gettempdir()) / f"arietta-{os.getuid()}"
    own.mkdir(mode=0o700, exist_ok=True)
    if own.stat().st_uid != os.getuid():
        return Path(_nowhere()).parent
    own.chmod(0o700)
    return own


def _nowhere() -> str:
    """An address that no other start will ask for."""
    return str(Path(tempfile.mkdtemp(prefix="arietta-")) / "instance")


def _handed(place: str, handover: Handover) -> bool:
    """Whether an instance listens there and has taken it."""
    try:
        with Client(place) as connection:
            connection.send_bytes(handover.to_bytes())
            return _answer(connection) == TAKEN
    except (OSError, EOFError):
        return False


def _answer(connection: Connection) -> bytes:
    return connection.recv_bytes(LONGEST) if connection.poll(PATIENCE) else b""
