"""Reads what help shows beside the window's work: texts and pictures lie in files."""

from collections.abc import Callable
from typing import Any, TypeVar

from engine.errors import AriettaError
from engine.jobs import JobRunner
from gui.bridge import Bridge

Result = TypeVar("Result")


class Reading:
    """Hands on what was read, on the window's thread; `failed` hears what could not be."""

    def __init__(
        self, disk: JobRunner, bridge: Bridge, failed: Callable[[AriettaError], Any]
    ) -> None:
        self._disk, self._bridge, self._failed = disk, bridge, failed

    def begin(self, key: str, read: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Read, and `then` show it. What was begun before under this key is given up for it."""
        self._disk.submit(
            lambda _job: read(),
            key=f"help {key}",
            on_done=self._bridge.here(then),
            on_error=self._bridge.here(self._failed),
        )
