"""`python -m bundle [deb] [portable]`: freezes the program and packs it for Linux.

On Windows and macOS it only freezes: their installers are made by packaging/windows and macos.
"""

import sys
import time

from bundle import debian, portable
from bundle.freeze import freeze
from bundle.notices import gather
from bundle.project import BUILD
from bundle.report import told

KINDS = {"deb": debian.build, "portable": portable.build}


def main(kinds: list[str]) -> int:
    """Makes the kinds that are named, else all; gives the exit code."""
    start = time.monotonic()
    frozen = freeze()
    gather(frozen / "lib")
    print(f"frozen after {time.monotonic() - start:.0f} s", flush=True)
    if sys.platform != "linux":
        return 0
    for kind in kinds or KINDS:
        package = KINDS[kind](frozen)
        print(f"\n{told(package, BUILD / kind)}after {time.monotonic() - start:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
