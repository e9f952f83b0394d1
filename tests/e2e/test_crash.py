"""A crash loses nothing: what was drawn and what was being recorded comes back."""

import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest

from engine.composer.child import NICENESS
from tests.e2e.hands import pitches, plugged_in, quit_program, record, save_as
from tests.fixtures.keyboard import keyboard
from tests.fixtures.looking import at_rest, changes
from tests.fixtures.processes import wait_for
from tests.fixtures.program import Program, program

MELODY = [67, 69, 71, 72]
KEPT_EVERY = 1.5
"""Seconds after which the program must have put what it heard on the disk."""

OFFER_ROW = slice(1030, 1276)
OFFER_HEIGHT = 61
"""Where a row of pixels crosses the buttons of the topmost bar."""
BUTTON_WIDTH = 60

pytestmark = pytest.mark.xvfb


def crash(running: Program) -> None:
    """Ends the program as a power cut would, and whatever it leaves with it."""
    family = running.family()
    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait()
    for pid in family[1:]:
        wait_for(lambda pid=pid: not Path(f"/proc/{pid}").exists(), "the player to follow")


def buttons(running: Program) -> list[int]:
    """The middles (x) of the wide buttons in the bar under the transport, from left to right."""
    row = running.screen.pixels()[OFFER_HEIGHT, OFFER_ROW].astype(int)
    inside = np.abs(row - row[0]).sum(axis=1) > 6
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(int)))
    runs = edges.reshape(-1, 2)
    return [OFFER_ROW.start + (a + b) // 2 for a, b in runs.tolist() if b - a > BUTTON_WIDTH]


def player_of(running: Program) -> int:
    """The id of the player process, which stands back for nobody."""
    for pid in running.family()[1:]:
        spawned = b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
        if spawned and os.getpriority(os.PRIO_PROCESS, pid) < NICENESS:
            return pid
    raise ProcessLookupError("there is no player")


def logged(home: dict[str, str]) -> str:
    """What the program has written into its log."""
    log = Path(home["XDG_STATE_HOME"]) / "arietta" / "arietta" / "arietta.log"
    return log.read_text() if log.exists() else ""


def bring_back(running: Program) -> None:
    """Takes the offer: clicks its first button, "Bring it back", beside "Throw it away"."""
    at_rest(running.screen)
    first, _ = buttons(running)
    changes(running.screen, lambda: running.click(first, OFFER_HEIGHT))
    at_rest(running.screen)


def test_what_was_drawn_comes_back(xvfb, home, tmp_path):
    with program(xvfb, home, tmp_path / "log") as running:
        at_rest(xvfb)
        for x in (300, 420, 540):
            changes(xvfb, lambda x=x: running.click(x, 300), 0.0001)
        time.sleep(KEPT_EVERY)
        crash(running)
    with program(xvfb, home, tmp_path / "log") as running:
        bring_back(running)
        restored = save_as(running, tmp_path / "restored.arietta")
        assert len(pitches(restored)) == 3
        quit_program(running)


@pytest.mark.jack
def test_what_was_being_recorded_comes_back(xvfb, jack_server, home, tmp_path):
    log, jack = tmp_path / "log", jack_server.env()
    with keyboard(jack_server) as keys, program(xvfb, home, log, **jack) as running:
        plugged_in(running, jack_server)
        record(running, keys, MELODY)
        time.sleep(KEPT_EVERY)
        crash(running)
    with program(xvfb, home, log) as running:
        bring_back(running)
        restored = save_as(running, tmp_path / "restored.arietta")
        assert pitches(restored) == MELODY
        quit_program(running)


def test_after_a_clean_end_nothing_is_offered(xvfb, home, tmp_path):
    song = tmp_path / "kept.arietta"
    with program(xvfb, home, tmp_path / "log") as running:
        at_rest(xvfb)
        changes(xvfb, lambda: running.click(420, 300), 0.0001)
        save_as(running, song)
        quit_program(running)
    with program(xvfb, home, tmp_path / "log") as running:
        at_rest(xvfb)
        assert buttons(running) == []
        quit_program(running)


def test_a_hard_crash_is_written_down_and_said_at_the_next_start(xvfb, home, tmp_path):
    with program(xvfb, home, tmp_path / "log") as running:
        at_rest(xvfb)
        changes(xvfb, lambda: running.click(420, 300), 0.0001)
        changes(xvfb, lambda: os.kill(player_of(running), signal.SIGSEGV), 0.01)
        wait_for(lambda: "SIGSEGV in the player process" in logged(home), "the log")
        time.sleep(KEPT_EVERY)
        os.kill(running.process.pid, signal.SIGSEGV)
        assert running.process.wait(15) == -signal.SIGSEGV
        assert running.printed() == ""
    with program(xvfb, home, tmp_path / "log") as running:
        wait_for(lambda: "the last run ended by a crash" in logged(home), "the log")
        assert "Segmentation fault" in logged(home)
        at_rest(xvfb)
        assert len(buttons(running)) == 2
        first, _ = buttons(running)
        changes(xvfb, lambda: running.click(first, OFFER_HEIGHT))
