"""Where the player process begins. Loads the drivers there, never in the window's process."""

import gc
import os
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path


def main(conn: Connection, crash_file: Path | None = None) -> None:
    """Runs the player on the child's end of a pipe until the other end closes.

    What nobody catches goes to the parent as Failed, then the process ends with code 1; what no
    Python program can catch is written to `crash_file`.
    """
    # miniaudio takes numpy along where it finds it: 20 MB that nothing here needs.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # None forbids the import
    from engine.last_words import failure, watch
    from engine.playback.messages import Close
    from engine.playback.process import PlayerProcess

    _be_quick()
    player = PlayerProcess(conn)
    _open = watch(player.tell, crash_file)
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: player.inbox.put(Close()))
    try:
        player.run()
    except Exception as error:
        player.tell(failure(error))
        sys.exit(1)
    finally:
        player.close()


def _be_quick() -> None:
    """Lets this process run before busy ones where that is allowed, and the collector rest."""
    gc.freeze()
    gc.disable()
    sys.setswitchinterval(0.0005)
    if hasattr(os, "sched_setscheduler"):
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(5))
            return
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(-11)
