"""Whether there is a screen that a window can open on. Loads nothing of Qt."""

import os
import socket
import sys
from collections.abc import Mapping
from contextlib import closing

SOCKETS = "/tmp/.X11-unix/X"


def has_screen(env: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can open. A platform plugin that was chosen by name is trusted."""
    if env.get("QT_QPA_PLATFORM") or sys.platform in ("win32", "darwin"):
        return True
    if env.get("WAYLAND_DISPLAY"):
        return True
    display = env.get("DISPLAY", "")
    if not display.startswith((":", "unix:")):
        return bool(display)
    number = display.split(":", 1)[1].split(".")[0]
    return any(_answers(place + number) for place in (SOCKETS, "\0" + SOCKETS))


def _answers(address: str) -> bool:
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as server:
        server.settimeout(1.0)
        try:
            server.connect(address)
        except OSError:
            return False
        return True
