"""The system's allocator, told to keep a few megabytes at hand."""

import ctypes
import sys

TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
"""What mallopt calls them, mallopt(3)."""

KEPT = 16 << 20
"""So many freed bytes are kept, and pieces up to half as large are cut from what is kept."""


def keep_memory() -> None:
    """Have glibc keep what is freed: to draw a frame with many notes numpy asks for the same
    megabytes as for the one before, and finding and clearing them anew takes longer than what is
    computed in them.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(MMAP_THRESHOLD, KEPT // 2)
            mallopt(TRIM_THRESHOLD, KEPT)
