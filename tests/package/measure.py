"""How soon the installed program can be used, and what it takes of memory."""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.start import BARE, in_bare_windows, start_once
from tests.fixtures.processes import running, wait_for
from tests.fixtures.program import proportional_set
from tests.fixtures.screen import Screen
from tests.package.desk import named
from tests.package.room import Room

WARM, COLD = 5, 3
SETTLED = 6.0
MIB = 1 << 20
CACHES = Path("/proc/sys/vm/drop_caches")


def installed_figures(inside: Room, shown: Screen) -> str:
    """Medians: seconds from the start of the process to the window that has answered a key."""
    command = inside.command("arietta", env={"DISPLAY": shown.display})
    turns = [
        (_usable(inside, shown, command, lambda: None), start_once(shown, BARE, shown.env())[0])
        for _ in range(WARM + 1)
    ]
    warm, bare = zip(*turns[1:], strict=True)
    cold = [_usable(inside, shown, command, _forget) for _ in range(COLD)]
    with running(command):
        shown.window(" Arietta$")
        time.sleep(SETTLED)
        rest = proportional_set(named(inside, "arietta")) / MIB
    wait_for(lambda: not named(inside, "arietta"), "the program to end")
    times = in_bare_windows(warm, bare)
    return (
        f"usable warm {statistics.median(warm):.2f} s ({min(warm):.2f} to {max(warm):.2f}), "
        f"{times.value:.1f} bare windows of Qt (goal {times.goal}; {times.detail}), "
        f"cold {statistics.median(cold):.2f} s ({min(cold):.2f} to {max(cold):.2f}), "
        f"at rest {rest:.0f} MiB (PSS)"
    )


def _usable(inside: Room, shown: Screen, command: list[str], first: Callable[[], None]) -> float:
    first()
    seconds = start_once(shown, command, dict(os.environ))[2]
    wait_for(lambda: not named(inside, "arietta"), "the program to end")
    return seconds


def _forget() -> None:
    """Has the system read everything from the disk again."""
    os.sync()
    CACHES.write_text("3")
