"""What the manual shows beside the tour of all tools: locks, the tree of takes, the morph pad."""

import time
from collections.abc import Iterator

from tests.e2e.tour import LISTENING
from tests.fixtures.looking import at_rest, changes
from tests.fixtures.program import Program

KEY_LOCK, RANGE_LOCK = (1022, 485), (1022, 523)
"""Where the rows of locks light up when they are clicked."""

FINISHED = 5.0
"""Seconds without a change after which takes are complete, also where much else runs."""


def pages(running: Program) -> Iterator[str]:
    """Goes from place to place with a waltz open; the name of each, once it can be looked at."""
    for place in (KEY_LOCK, RANGE_LOCK):
        running.click(*place)
    running.key("h")
    asked(running, "c")
    _hear(running, "2")
    yield "locks"
    running.key("Escape")
    at_rest(running.screen)
    for place in (KEY_LOCK, RANGE_LOCK):
        running.click(*place)
    running.key("h")
    asked(running, "g")
    _hear(running, "2")
    yield "generate"
    _keep(running)
    asked(running, "x")
    _hear(running, "2")
    yield "interpolate"
    _keep(running)
    asked(running, "c")
    _hear(running, "1")
    running.key("shift+y")
    _hear(running, "3")
    running.key("shift+t")
    time.sleep(LISTENING)
    yield "takes"
    running.key("shift+t")
    _keep(running)
    asked(running, "b")
    _hear(running, "2")
    yield "drumify"


def _keep(running: Program) -> None:
    """Keeps the take that sounds, and stops."""
    running.key("Return", "Escape")
    at_rest(running.screen)


def asked(running: Program, key: str) -> None:
    """Presses a tool's key and waits until its takes are complete."""
    changes(running.screen, lambda: running.key(key))
    at_rest(running.screen, FINISHED)


def _hear(running: Program, key: str) -> None:
    """Listens to a take, which plays on."""
    running.key(key)
    time.sleep(LISTENING)
