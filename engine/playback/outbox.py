"""What the player process tells its parent: lists of events, as often as a window shows frames."""

import time
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

_FRAME = 1 / 60
_FAREWELL = 0.5


class Outbox:
    """Sends events over a pipe on a thread of its own, in order: the first at once, more by frames.

    To receive one event takes a busy parent as long as to receive a list of many.
    """

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._waiting: SimpleQueue[Any] = SimpleQueue()
        self._thread = Thread(target=self._send, daemon=True, name="events")

    def start(self) -> None:
        """Begins to send."""
        self._thread.start()

    def put(self, event: Any) -> None:
        """Has an event sent. Any thread may call this."""
        self._waiting.put(event)

    def close(self) -> None:
        """Sends what there is and ends; waits for it as long as a parent may take to read."""
        self._waiting.put(None)
        if self._thread.is_alive():
            self._thread.join(_FAREWELL)

    def _send(self) -> None:
        with suppress(OSError, ValueError):
            while (event := self._waiting.get()) is not None:
                self._conn.send([event, *self._others()])
                time.sleep(_FRAME)

    def _others(self) -> list[Any]:
        """What else waits, up to the end."""
        events: list[Any] = []
        with suppress(Empty):
            while (event := self._waiting.get_nowait()) is not None:
                events.append(event)
            self._waiting.put(None)
        return events
