"""Continue as a musician waits for it: from a key of the real program to what its screen shows.

Seen from outside: a key is pressed on a virtual screen, whose memory is watched until the first
note of the new takes is there, and until nothing in the tray changes any more.
"""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.score.smf import write_midi
from engine.score.song import Song
from tests.conftest import sandboxed
from tests.fixtures.looking import at_rest, teal
from tests.fixtures.program import Program, program
from tests.fixtures.screen import Screen

WARMED = 3.0
"""Seconds after which the model is loaded and has run once."""
STILL = 0.5
"""A tray that has not changed for so many seconds has all its takes."""
PATIENCE = 20.0
LOOK, LOOK_LATER = 0.001, 0.004
"""Seconds between two looks, before the first note and after it: looking must not cost much."""
LOWER = 0.55
"""The share of the screen's height above the tray."""
HEAD, FOOT = 45, 50
"""Pixels of a card above and under the notes: the take's number and its reason."""
CARDS = 4
BATCHES = 2
"""So many are there at first: from the second on the cards leave room for a list of batches."""


class Tray:
    """The cards on the screen, read from its memory without asking anybody."""

    def __init__(self, screen: Screen, empty: NDArray[np.bool_]) -> None:
        """`empty` is where the screen was teal before there were takes, which it now shows."""
        new = teal(screen.pixels()) & ~empty
        new[: int(LOWER * len(new))] = False
        (top, bottom), (left, right) = (np.flatnonzero(new.any(1 - i))[[0, -1]] for i in range(2))
        self._notes = slice(top, bottom + 1), slice(left, right + 1)
        self._cards = slice(top - HEAD, bottom + FOOT), slice(left, right + 1)
        self._screen = screen.live()

    @property
    def cards(self) -> NDArray[np.uint32]:
        """All of the cards, as they are now and from now on."""
        return self._screen[self._cards]

    def ink(self) -> list[int]:
        """In how many places each card shows notes."""
        words = np.ascontiguousarray(self._screen[self._notes])
        colors = words.view(np.uint8).reshape(*words.shape, 4)[:, :, 2::-1]
        return [int(part.sum()) for part in np.array_split(teal(colors), CARDS, axis=1)]


@dataclass(frozen=True)
class Press:
    """Seconds from the key to the first note on the screen, and to all takes."""

    first_note: float
    all_takes: float


class Presser:
    """Presses Continue in the running program."""

    def __init__(self, tray: Tray, keys: "subprocess.Popen[bytes]") -> None:
        self._tray = tray
        self._keys = keys

    def press(self) -> Press:
        """Press the key and watch. Raises RuntimeError where takes do not come."""
        tray, keys = self._tray, self._keys.stdin
        assert keys is not None
        full, last = sum(tray.ink()), tray.cards.copy()
        first = 0.0
        began = changed = now = time.perf_counter()
        keys.write(b"keydown c keyup c\n")
        keys.flush()
        while (not first or now - changed < STILL) and now - began < PATIENCE:
            time.sleep(LOOK_LATER if first else LOOK)
            now = time.perf_counter()
            if not np.array_equal(tray.cards, last):
                last, changed = tray.cards.copy(), now
                # The takes of before have gone from the cards once there is so much less.
                if not first and 0 < sum(tray.ink()) < full / 2:
                    first = now
        if not first or not all(tray.ink()):
            raise RuntimeError(f"after a press the cards showed {tray.ink()} places with notes")
        return Press(first - began, changed - began)


@contextmanager
def presser(screen: Screen, song: Song) -> Iterator[Presser]:
    """The program with a song, its model warm, some takes already there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_midi(song, folder / "tune.mid")
        home, log = sandboxed(folder / "home"), folder / "log"
        with program(screen, home, log, folder / "tune.mid") as running:
            empty = _warm(running)
            command, env = ["xdotool", "-"], screen.env()
            with subprocess.Popen(command, stdin=subprocess.PIPE, env=env) as keys:
                yield Presser(Tray(screen, empty), keys)


def _warm(running: Program) -> NDArray[np.bool_]:
    """Have the first takes come; where the screen was teal before."""
    time.sleep(WARMED)
    at_rest(running.screen)
    empty = teal(running.screen.pixels())
    for _ in range(BATCHES):
        running.key("c")
        time.sleep(STILL)
        at_rest(running.screen)
    return empty
