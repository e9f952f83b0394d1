"""Brings what the player and the workers say on their threads to the window's thread, as
signals.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal


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

    def _call(self, function: Callable[[], Any]) -> None:
        function()
