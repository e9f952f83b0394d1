"""Where the player process begins. Loads the drivers there, never in the window's process."""

import sys
from multiprocessing.connection import Connection


def main(conn: Connection) -> None:
    """Runs the player on the child's end of a pipe until the other end closes."""
    # miniaudio takes numpy along where it finds it: 20 MB that nothing here needs.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    from engine.playback.process import main as run

    run(conn)
