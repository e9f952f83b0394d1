"""Why a process of ours failed or ended, for the log: told by itself, or by what it left."""

import faulthandler
import signal
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO, Any, NamedTuple

ASKED_TO = (0, 1, -signal.SIGTERM)
"""Exit codes that need no explanation: 1 comes after Failed, which was one."""

_PATIENCE = 1.0


class Failed(NamedTuple):
    """An error that nobody caught in a process: its name, and the trace for the log."""

    name: str
    trace: str


def failure(error: BaseException) -> Failed:
    """An error that nobody in this process caught, as its parent is told."""
    trace = "".join(traceback.format_exception(error))
    return Failed(type(error).__name__, trace)


def watch(tell: Callable[[Any], None], crash_file: Path | None) -> IO[str] | None:
    """Has the threads of this process tell why they fail, and `crash_file` why it crashes.

    The file stays open for as long as what is returned lives.
    """

    def caught(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            tell(failure(args.exc_value))

    threading.excepthook = caught
    file = None
    if crash_file is not None:
        with suppress(OSError):
            crash_file.parent.mkdir(parents=True, exist_ok=True)
            file = crash_file.open("w", encoding="utf-8")
            faulthandler.enable(file)
    return file


def why_ended(process: BaseProcess, crash_file: Path | None, called: str) -> str:
    """What is known of the end of a process, "" where it was asked to or has told already."""
    process.join(_PATIENCE)
    code = process.exitcode
    if code is None or code in ASKED_TO:
        return ""
    name = signal.Signals(-code).name if code < 0 else f"exit({code})"
    trace = ""
    if crash_file is not None:
        with suppress(OSError):
            trace = crash_file.read_text(encoding="utf-8", errors="replace")
    return f"{name} in the {called} process\n{trace}".rstrip()
