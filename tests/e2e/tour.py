"""The tour of all tools in the running program, as a musician would go: for the test, and for the
pictures in docs/images.
"""

import time
from collections.abc import Iterator

from tests.e2e.hands import continue_it
from tests.fixtures.looking import at_rest, changes
from tests.fixtures.program import Program

LISTENING = 1.5
"""Seconds."""

LOADED = 3.0
"""Seconds without a change after which plots are there that are loaded when they are first seen."""

BARS_2_AND_3 = (350, 150, 528, 440)
"""Where they are on the screen with the track shown from its beginning."""


def tour(running: Program) -> Iterator[str]:
    """Goes from place to place with a waltz open; the name of each, once it can be looked at."""
    continue_it(running)
    running.key("3")
    time.sleep(LISTENING)
    yield "window"
    running.key("F9")
    time.sleep(LISTENING)
    yield "window-light"
    running.key("F9", "Return", "Escape")
    at_rest(running.screen)
    ask(running, "b")
    yield "drumify"
    keep(running, "2")
    ask(running, "v")
    running.key("1")
    time.sleep(LISTENING)
    yield "groove"
    running.key("Escape", "Prior", "Prior")
    at_rest(running.screen)
    select(running, BARS_2_AND_3)
    ask(running, "i")
    hear(running, "1")
    yield "infill"
    running.key("Escape", "F12", "s")
    at_rest(running.screen, LOADED)
    yield "analysis"
    running.key("F12", "s")


def select(running: Program, box: tuple[int, int, int, int]) -> None:
    """Draws the rubber band from one corner of the screen to another."""
    left, top, right, bottom = box
    running.key("F2")
    running.screen.do("mousemove", left, top, "mousedown", 1)
    running.screen.do("mousemove", (left + right) // 2, (top + bottom) // 2)
    running.screen.do("mousemove", right, bottom, "mouseup", 1)
    running.key("p")
    at_rest(running.screen)


def hear(running: Program, key: str) -> None:
    """Listens to a take for a while; it stays chosen."""
    running.key(key)
    time.sleep(LISTENING)
    running.key(key)
    at_rest(running.screen)


def keep(running: Program, key: str) -> None:
    """Listens to a take, keeps it, and has had enough."""
    running.key(key)
    time.sleep(LISTENING)
    running.key("Return", "Escape")
    at_rest(running.screen)


def ask(running: Program, key: str) -> None:
    """Presses a tool's key and waits until its takes lie there."""
    changes(running.screen, lambda: running.key(key))
    at_rest(running.screen)
