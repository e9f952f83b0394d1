"""From the words on the command line to a tool, and from what happens to an exit code."""

import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import cast

from engine.cli.interrupts import Interrupts
from engine.cli.parser import TOOLS as WORKING
from engine.cli.parser import build_parser
from engine.cli.session import Call, UsageError
from engine.errors import AriettaError
from engine.jobs import Cancelled

TOOLS = tuple(WORKING)
"""The words that, as the first argument, mean a tool and no file."""

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


def main(argv: list[str], models: Path | None = None) -> int:
    """Run one tool; `argv` begins with its name. `models` is another folder of models.

    Returns 0 when it is done, 1 when the input or the machine is to blame, 2 when the call is, 130
    after an interrupt. Never raises; says one line on standard error that begins "arietta: ".
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            cast(TextIOWrapper, stream).reconfigure(errors="backslashreplace")
    interrupts = Interrupts()
    try:
        with interrupts.watching():
            return _run(argv, interrupts, models)
    except (KeyboardInterrupt, Cancelled):
        return _interrupted()
    except BrokenPipeError:
        # Whoever read our output has gone: nothing more can be said there, not even at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        return _interrupted() if interrupts.seen else _say(_complaint(error), FAILED)


def _interrupted() -> int:
    return _say("interrupted; nothing was written", INTERRUPTED)


def _complaint(error: Exception) -> str:
    if isinstance(error, AriettaError):
        return str(error)
    if isinstance(error, MemoryError):
        return "this machine has not enough memory for it; try a smaller file"
    if isinstance(error, OSError):
        return f"the system refused to read or write ({error}); check disks and permissions"
    logging.getLogger(__name__).debug("unexpected", exc_info=error)
    what = f"{type(error).__name__}: {error}"
    return f"something went wrong inside Arietta ({what}); please report it"


def _run(argv: list[str], interrupts: Interrupts, models: Path | None) -> int:
    parser = build_parser()
    try:
        options = parser.parse_args(argv)
    except SystemExit as end:
        return MISUSED if end.code else DONE
    call = Call(options, interrupts, models)
    try:
        _command(options.tool)(call)
    except UsageError as error:
        print(f"usage: arietta {options.tool} --help", file=sys.stderr)
        return _say(str(error), MISUSED)
    if sys.stdout is not None:
        sys.stdout.flush()
    return DONE


def _command(tool: str) -> Callable[[Call], None]:
    """The command behind a tool's name, imported only now so that each call loads what it needs."""
    if tool == "continue":
        from engine.cli.continue_command import continue_command as command
    elif tool == "infill":
        from engine.cli.infill_command import infill_command as command
    elif tool == "drumify":
        from engine.cli.drumify_command import drumify_command as command
    elif tool == "groove":
        from engine.cli.groove_command import groove_command as command
    elif tool == "generate":
        from engine.cli.generate_command import generate_command as command
    elif tool == "interpolate":
        from engine.cli.interpolate_command import interpolate_command as command
    elif tool == "score":
        from engine.cli.score_command import score_command as command
    elif tool == "render":
        from engine.cli.render_command import render_command as command
    else:
        from engine.cli.devices_command import devices_command as command
    return command


def _say(text: str, code: int) -> int:
    print(f"arietta: {' '.join(text.split())}", file=sys.stderr)
    return code
