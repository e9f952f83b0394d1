"""From the start of the process to a window that is painted and answers, seen from outside.

A shared machine has fast and slow hours, which a bare window of Qt, started by turns with the
program, has as well: how many times its seconds the program takes holds in all of them.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.bench.goals import Figure
from tests.conftest import sandboxed
from tests.fixtures.processes import end, wait_for
from tests.fixtures.program import ROOT
from tests.fixtures.screen import Screen, screen

PROGRAM = (sys.executable, str(ROOT / "app.py"))
BARE = (sys.executable, str(Path(__file__).with_name("bare_window.py")))
GOAL = 0.7
BARE_SECONDS = 0.164
"""What a bare window took, to be painted, on the machine that the goal was set for."""
RUNS = 7
WARM_UP = 1
PATIENCE = 30.0
PAINTED, ANSWERED = 0.5, 0.02
"""The share of the screen that differs from before once the window is painted, or has answered."""
SPARSE = 4
"""Of so many pixels one is looked at, both ways: whoever watches takes no time from the program."""
LOOK = 0.002


def start_figures() -> list[Figure]:
    """The median over some starts, after one that warms the disk's cache."""
    with tempfile.TemporaryDirectory() as folder, screen() as shown:
        home = sandboxed(Path(folder))
        env = shown.env(**home)
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # at a musician's, Python keeps what it compiled
        turns = [
            (start_once(shown, PROGRAM, env), start_once(shown, BARE, env)[0])
            for _ in range(WARM_UP + RUNS)
        ][WARM_UP:]
    runs, bare = zip(*turns, strict=True)
    painted, worked, answered = zip(*runs, strict=True)
    return [
        _median("start to usable window (answers a key), warm", answered, goal=GOAL),
        in_bare_windows(answered, bare),
        _median("  of which to painted window", painted),
        _median("  processor time of its process to painted", worked),
    ]


def in_bare_windows(usable: Sequence[float], bare: Sequence[float]) -> Figure:
    """How many times a bare window of Qt, painted, the program takes till it can be used."""
    times = statistics.median(usable) / statistics.median(bare)
    detail = f"the bare one {statistics.median(bare):.2f} s ({min(bare):.2f} to {max(bare):.2f})"
    return Figure("  in bare windows of Qt", times, "x", round(GOAL / BARE_SECONDS, 1), detail)


def _median(name: str, seconds: Sequence[float], goal: float | None = None) -> Figure:
    detail = f"{min(seconds):.2f} to {max(seconds):.2f}, {len(seconds)} times"
    return Figure(name, statistics.median(seconds), "s", goal, detail)


def start_once(
    screen: Screen, command: Sequence[str], env: Mapping[str, str]
) -> tuple[float, float, float]:
    """Seconds until the window is painted, worked until then, and until it has answered a key."""
    shown = screen.live()[::SPARSE, ::SPARSE]
    empty = shown.copy()
    begin = time.monotonic()
    process = subprocess.Popen(
        command,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        painted = _changed(shown, empty, PAINTED) - begin
        worked = _worked(process.pid)
        before = shown.copy()
        screen.do("key", "F8")
        answered = _changed(shown, before, ANSWERED) - begin
    finally:
        end(process)
    wait_for(lambda: np.array_equal(shown, empty), "an empty screen")
    return painted, worked, answered


def _worked(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _changed(shown: NDArray[np.uint32], before: NDArray[np.uint32], share: float) -> float:
    """When more than this share of what is looked at had changed."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        seen = time.monotonic()
        if np.mean(shown != before) >= share:
            return seen
        time.sleep(LOOK)
    raise TimeoutError("the window did not change")
