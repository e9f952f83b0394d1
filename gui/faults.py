"""The handler for errors that nobody caught: into a log file, with a plain word to the musician."""

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

log = logging.getLogger("arietta")


class FaultHandler:
    """Catches what falls through, writes it to `folder`/arietta.log and calls `tell` with a text.

    Nothing is installed before `install`, and `remove` puts back what was there.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "arietta.log"
        self.tell: Callable[[str], None] = lambda text: print(f"arietta: {text}", file=sys.stderr)
        self._crash_file: IO[str] | None = None
        self._was_on = False
        self._before = sys.excepthook, threading.excepthook
        self._handler: logging.Handler | None = None

    def install(self) -> None:
        """Begin to catch. Where the folder cannot be written, standard error is the log."""
        self._was_on = faulthandler.is_enabled()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(
                self.path, maxBytes=500_000, backupCount=1, delay=True
            )
            self._crash_file = (self.path.parent / "crash.log").open("w", encoding="utf-8")
            faulthandler.enable(self._crash_file)
        except OSError:
            self._handler = logging.StreamHandler()
            faulthandler.enable()
        self._handler.setFormatter(
            logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
        )
        logging.getLogger().addHandler(self._handler)
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread

    def remove(self) -> None:
        """Put the handlers back that were there before."""
        sys.excepthook, threading.excepthook = self._before
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
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
        self.tell(
            f"Something went wrong inside Arietta ({kind.__name__}); your music is safe. "
            f"The details are in {self.path}"
        )

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.caught(args.exc_type, args.exc_value, args.exc_traceback)
