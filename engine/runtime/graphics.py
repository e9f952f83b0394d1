"""Whether this machine has a card that models could run on. Loads nothing to find out."""

import os
import sys
from pathlib import Path

CARDS = Path("/proc/driver/nvidia/gpus")
"""Where NVIDIA's driver for Linux lists the cards."""

WSL_DRIVER = Path("/usr/lib/wsl/lib/libcuda.so.1")
"""The driver that Windows lends to Linux inside of it."""


def has_card() -> bool:
    """Whether NVIDIA's driver is there and has a card. Whether CUDA loads is another question."""
    if sys.platform == "win32":
        return (Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32/nvcuda.dll").exists()
    return any(CARDS.glob("*")) or WSL_DRIVER.exists()
