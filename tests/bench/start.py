"""From the start of the process to a window that is painted and answers, seen from outside."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.bench.goals import Figure
from tests.conftest import sandboxed
from tests.fixtures.processes import end, wait_for
from tests.fixtures.program import ROOT
from tests.fixtures.screen import Screen

RUNS = 5
WARM_UP = 1
PATIENCE = 30.0
PAINTED = 0.5
"""The share of the screen that differs from the empty one once the window is painted."""


def start_figures(screen: Screen) -> list[Figure]:
    """The median over some starts, after one that warms the disk's cache."""
    with tempfile.TemporaryDirectory() as folder:
        home = sandboxed(Path(folder))
        runs = [_start(screen, home) for _ in range(WARM_UP + RUNS)][WARM_UP:]
    painted, answered = (statistics.median(column) for column in zip(*runs, strict=True))
    return [
        Figure("start to painted window, warm", painted, "s"),
        Figure("start to usable window (answers a key), warm", answered, "s", goal=0.7),
    ]


def _start(screen: Screen, home: dict[str, str]) -> tuple[float, float]:
    """Seconds until the window is painted, and until it has answered a key."""
    empty = screen.pixels()
    begin = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py")],
        env=screen.env(**home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        painted = _changed(screen, empty, PAINTED) - begin
        before = screen.pixels()
        screen.do("key", "F8")
        answered = _changed(screen, before, 0.02) - begin
    finally:
        end(process)
    wait_for(lambda: np.array_equal(screen.pixels(), empty), "an empty screen")
    return painted, answered


def _changed(screen: Screen, before: np.ndarray, share: float) -> float:
    """When more than this share of the screen had changed; looks every few milliseconds."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        seen = time.monotonic()
        changed = np.any(screen.pixels() != before, axis=2)
        if changed.mean() >= share:
            return seen
        time.sleep(0.004)
    raise TimeoutError("the window did not change")
