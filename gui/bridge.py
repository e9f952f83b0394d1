"""Brings what the player and the workers say on their threads to the window's thread, as
signals.
"""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

FRAME_MS = 50
"""News that comes more often than this looks no livelier, and costs what the worker needs."""


class Bridge(QObject):
    """Lives on the window's thread; `on_event` and what `here` returns may be called from any."""

    player_said = Signal(object)
    """One of the events of engine.playback.events."""

    _calls = Signal(int, object)
    """How old the bridge was when a function was handed in, and the function."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._age = 0
        self._calls.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def forget(self) -> None:
        """Call nothing any more that was handed in until now: who waited for it is gone."""
        self.player_said.disconnect()
        self._age += 1

    def on_event(self, event: object) -> None:
        """Hand an event of the player to whoever listens to `player_said`."""
        self.player_said.emit(event)

    def here(self, function: Callable[..., Any]) -> Callable[..., None]:
        """The function, made to run on the window's thread whichever thread calls it."""
        age = self._age

        def call(*values: Any) -> None:
            self._calls.emit(age, partial(function, *values))

        return call

    def gathered(self, function: Callable[[list[Any]], Any]) -> Callable[[Any], None]:
        """A call for each value, from any thread, made one call for all values of a frame here.

        The first value comes at once, so that a burst costs the window's thread little more than
        what can be seen.
        """
        lock, age = threading.Lock(), self._age
        waiting: list[Any] = []
        under_way = False

        def add(value: Any) -> None:
            nonlocal under_way
            with lock:
                waiting.append(value)
                begin, under_way = not under_way, True
            if begin:
                self._calls.emit(age, hand_on)

        def hand_on() -> None:
            nonlocal waiting, under_way
            with lock:
                values, waiting = waiting, []
                under_way = bool(values)
            if values:
                QTimer.singleShot(FRAME_MS, self, partial(self._call, age, hand_on))
                function(values)

        return add

    def _call(self, age: int, function: Callable[[], Any]) -> None:
        if age == self._age:
            function()
