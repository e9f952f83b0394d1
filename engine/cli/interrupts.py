"""What Ctrl+C does while a tool works: it stops it, but never between two files of one call."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupts:
    """Raises KeyboardInterrupt where the work stands and remembers it, for libraries swallow it."""

    def __init__(self) -> None:
        self.seen = False
        self._holding = False

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Listen while the block runs. Only a program's first thread can; others hear nothing."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._hear)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let nothing interrupt the block; raises KeyboardInterrupt at once if it came before."""
        if self.seen:
            raise KeyboardInterrupt
        self._holding = True
        try:
            yield
        finally:
            self._holding = False

    def _hear(self, _: int, __: FrameType | None) -> None:
        if not self._holding:
            self.seen = True
            raise KeyboardInterrupt
