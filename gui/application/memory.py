"""Memory while the program runs: when garbage is looked for, and what the allocator keeps."""

import ctypes
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SETTLED_MS = 6000
"""So long after the start the window is there, and what is built ahead of its use too."""

TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
"""What mallopt calls them, mallopt(3)."""

KEPT = 16 << 20
"""So many freed bytes are kept, and pieces up to half as large are cut from what is kept."""


def prepare() -> None:
    """Look for no garbage while the window opens: all that is made then stays, and looking is a
    tenth of the start. To be called before numpy is loaded, which makes room for the threads of a
    linear algebra that nothing here needs.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.disable()
    keep_freed()


def go_on_later() -> None:
    """Look again once the window has settled, but never at what the program is made of."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(SETTLED_MS, go_on)


def go_on() -> None:
    """Look again, at what comes from now on."""
    gc.freeze()
    gc.enable()


@contextmanager
def loading() -> Iterator[None]:
    """While a part of the program is loaded: look for no garbage, and later never at that part."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if looked:
            gc.enable()


def keep_freed() -> None:
    """Have glibc keep what is freed: to draw a frame with many notes numpy asks for the same
    megabytes as for the one before, and finding and clearing them anew takes longer than what is
    computed in them.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(MMAP_THRESHOLD, KEPT // 2)
            mallopt(TRIM_THRESHOLD, KEPT)
