"""Where the composer process begins, and how it works: one task after another."""

import os
import pickle
import signal
import traceback
from contextlib import suppress
from functools import cached_property
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from engine.composer.messages import Done, Failed, News, Stop

if TYPE_CHECKING:
    from engine.composer.tasks import Task
    from engine.composer.workroom import Workroom

NICENESS = 10
"""How far the process stands back, as in nice(1): on a machine with nothing else to do it is as
fast as ever, and the window and a player with no better priority than any program go first."""

APART = 0.02
"""Seconds between two messages of news at least: each wakes the window's process, which shares the
processor with the player.
"""


def main(conn: Connection, models: Path, resources: Path, crash_file: Path | None = None) -> None:
    """Does what comes through the child's end of a pipe until the other end closes.

    What no Python program can catch is written to `crash_file`.
    """
    from engine.last_words import watch

    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(NICENESS)
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    child = Child(conn, models, resources)
    _open = watch(lambda failed: child.send(Failed(RuntimeError(failed.trace))), crash_file)
    child.serve()


class Child:
    """Reads the pipe on a thread of its own, so that a Stop is heard while a task is done."""

    def __init__(self, conn: Connection, models: Path, resources: Path) -> None:
        self._conn = conn
        self._folders = models, resources
        self._tasks: SimpleQueue[Task[Any] | None] = SimpleQueue()
        self._stopped = Event()
        self._news: list[Any] = []
        self._told = -APART

    def serve(self) -> None:
        """Does the tasks until nobody sends any more."""
        Thread(target=self._read, daemon=True, name="tasks").start()
        while (task := self._tasks.get()) is not None:
            try:
                self._answer(task)
            except Exception as error:
                self.send(Failed(sendable(error)))

    def _answer(self, task: "Task[Any]") -> None:
        try:
            result = task.run(self._room, self)
        finally:
            self._tell()
        self.send(Done(result))

    def send(self, message: News | Done | Failed) -> None:
        """Sends a message, if there is still anybody to read it. Raises what pickling it raises."""
        with suppress(OSError):
            self._conn.send(message)

    def cancelled(self) -> bool:
        """Whether the task should stop; to be asked at least every few milliseconds."""
        return self._stopped.is_set()

    def report(self, value: Any) -> None:
        """Tell of the task's progress: at once, or with what else comes within APART."""
        if self.cancelled():
            return
        self._news.append(value)
        if monotonic() - self._told >= APART:
            self._tell()

    def _tell(self) -> None:
        news, self._news = tuple(self._news), []
        if news:
            self.send(News(news))
            self._told = monotonic()

    @cached_property
    def _room(self) -> "Workroom":
        from engine.composer.workroom import Workroom

        return Workroom(*self._folders)

    def _read(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                self._take(self._conn.recv_bytes())
        self._stopped.set()
        self._tasks.put(None)

    def _take(self, pickled: bytes) -> None:
        try:
            message = pickle.loads(pickled)
        except Exception as error:
            self.send(Failed(sendable(error)))
            return
        if isinstance(message, Stop):
            self._stopped.set()
        else:
            self._stopped.clear()
            self._tasks.put(message)


def sendable(error: Exception) -> Exception:
    """An error as it can travel, its trace as a note; where it cannot, a RuntimeError that says the
    same.
    """
    told = error
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        told = RuntimeError(f"{type(error).__name__}: {error}")
    told.add_note("".join(traceback.format_exception(error)))
    return told
