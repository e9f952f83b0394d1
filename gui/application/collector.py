"""The garbage collector, which rests while the program is loaded and its window built."""

import gc

SETTLED_MS = 2000
"""So long after the start the window is there, and what is built ahead of its use too."""


def rest() -> None:
    """Look for no garbage: all that is made now stays, and looking is a tenth of the start."""
    gc.disable()


def go_on_later() -> None:
    """Look again once the window has settled, but never at what the program is made of."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(SETTLED_MS, go_on)


def go_on() -> None:
    """Look again, at what comes from now on."""
    gc.freeze()
    gc.enable()
