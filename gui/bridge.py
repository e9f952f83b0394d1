"""Brings what the player and the workers say on their threads to the window's thread, as
signals.
"""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

FRAME_MS = 33
"""News that comes more often than this looks no livelier, and costs what the worker needs."""


class Bridge(QObject):
    """Lives on the window's thread; `on_event` and what `here` returns may be called from any."""

    player_said = Signal(object)
    """One of the events of engine.playback.events."""

    _calls = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def on_event(self, event: object) -> None:
        """Hand an event of the player to whoever listens to `player_said`."""
        self.player_said.emit(event)

    def here(self, function: Callable[..., Any]) -> Callable[..., None]:
        """The function, made to run on the window's thread whichever thread calls it."""

        def call(*values: Any) -> None:
            self._calls.emit(partial(function, *values))

        return call

    def gathered(self, function: Callable[[list[Any]], Any]) -> Callable[[Any], None]:
        """A call for each value, from any thread, made one call for all values of a frame here.

        The first value comes at once, so that a burst costs the window's thread, and with it the
        interpreter that it shares with the worker, little more than what can be seen.
        """
        lock = threading.Lock()
        waiting: list[Any] = []
        under_way = False

        def add(value: Any) -> None:
            nonlocal under_way
            with lock:
                waiting.append(value)
                begin, under_way = not under_way, True
            if begin:
                self._calls.emit(hand_on)

        def hand_on() -> None:
            nonlocal waiting, under_way
            with lock:
                values, waiting = waiting, []
                under_way = bool(values)
            if values:
                QTimer.singleShot(FRAME_MS, self, hand_on)
                function(values)

        return add

    def _call(self, function: Callable[[], Any]) -> None:
        function()
