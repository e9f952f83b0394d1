"""The handler for what nobody expected: into a log, with a plain word to the musician, and on.

A fault is what reaches one of Python's hooks for exceptions, and what one of our own loggers is
told as an error: a job, the player process. What no Python program can catch (a crash in a
library) leaves its trace in a file of its own, which the next start finds.
"""

import faulthandler
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

log = logging.getLogger("gui.faults")

OURS = ("engine", "gui")
LOG = "arietta.log"
LOG_BYTES = 500_000
OLD_LOGS = 3
CRASHES = "crash.log"
PLAYER_CRASHES = "player-crash.log"
COMPOSER_CRASHES = "composer-crash.log"
APART = 1.0
"""Seconds for which the same fault again is no news: a view may paint sixty times a second."""


class FaultHandler:
    """Writes what falls through to `folder`/arietta.log and calls `tell` with a name for it.

    Nothing is installed before `install`, and `remove` puts back what was there. `crashed` says
    whether the program ended last time in a way that no handler could see but this one's file.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOG
        self.tell: Callable[[str], None] = _say
        self.crashed = False
        self._crash_file: IO[str] | None = None
        self._was_on = False
        self._before = sys.excepthook, threading.excepthook
        self._handlers: list[logging.Handler] = []

    def install(self) -> None:
        """Begin to catch. Where the folder cannot be written, standard error is the log."""
        self._was_on = faulthandler.is_enabled()
        try:
            written = self._open()
        except OSError:
            written = logging.StreamHandler()
            faulthandler.enable()
        form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
        written.setFormatter(logging.Formatter(form))
        self._handlers = [written, _Told(lambda what: self.tell(what))]
        for handler in self._handlers:
            handler.addFilter(_News())
            logging.getLogger().addHandler(handler)
        self._note_crash()
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread

    def remove(self) -> None:
        """Put the handlers back that were there before."""
        sys.excepthook, threading.excepthook = self._before
        for handler in self._handlers:
            logging.getLogger().removeHandler(handler)
            handler.close()
        if self._crash_file is not None:
            faulthandler.disable()
            self._crash_file.close()
        if self._was_on:
            faulthandler.enable()

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an error and say so; a keyboard interrupt ends the program as ever."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("uncaught", exc_info=(kind, error, trace))

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.caught(args.exc_type, args.exc_value, args.exc_traceback)

    def _open(self) -> logging.Handler:
        """The log, and the file for what a crash leaves. Raises OSError."""
        folder = self.path.parent
        folder.mkdir(parents=True, exist_ok=True)
        # Appended to, as a second window on another screen may write here too.
        self._crash_file = (folder / CRASHES).open("a+", encoding="utf-8", errors="replace")
        faulthandler.enable(self._crash_file)
        return RotatingFileHandler(
            self.path, maxBytes=LOG_BYTES, backupCount=OLD_LOGS, delay=True, encoding="utf-8"
        )

    def _note_crash(self) -> None:
        """Bring what a crash left into the log, once."""
        if self._crash_file is None:
            return
        with suppress(OSError):
            self._crash_file.seek(0)
            trace = self._crash_file.read()
            os.truncate(self._crash_file.fileno(), 0)
            self.crashed = bool(trace)
            if trace:
                log.warning("the last run ended by a crash:\n%s", trace)


class _Told(logging.Handler):
    """Tells of each error of our own by a name: that of the exception, or what is logged."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(logging.ERROR)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of one."""
        if record.name.split(".")[0] in OURS:
            kind = record.exc_info[0] if record.exc_info else None
            self._tell(kind.__name__ if kind else record.getMessage().split("\n")[0])


class _News(logging.Filter):
    """Lets through what is not the same as the last, or comes a while after it."""

    def __init__(self) -> None:
        super().__init__()
        self._last: tuple[object, ...] = ()
        self._since = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this is news."""
        error = record.exc_info[1] if record.exc_info else None
        last, since = self._last, self._since
        self._last = (record.name, record.getMessage(), repr(error))
        self._since = time.monotonic()
        return last != self._last or self._since - since > APART


def _say(what: str) -> None:
    """What there is to say where no window is open yet."""
    print(f"arietta: something inside Arietta failed ({what})", file=sys.stderr)
