"""`python -m bundle [deb] [portable] [cuda]`: freezes the program and packs it for Linux.

Without a name it makes the first two; the third is the add-on for NVIDIA cards. On Windows and
macOS it only freezes: their installers are made by packaging/windows and macos.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from bundle import cuda, debian, portable
from bundle.freeze import freeze
from bundle.notices import gather
from bundle.project import BUILD
from bundle.report import told

KINDS = {"deb": debian.build, "portable": portable.build, "cuda": cuda.build}
USUAL = ("deb", "portable")


def main(kinds: list[str]) -> int:
    """Makes the kinds that are named, else the usual ones; gives the exit code."""
    start = time.monotonic()
    frozen = freeze()
    gather(frozen / "lib")
    print(f"frozen after {time.monotonic() - start:.0f} s", flush=True)
    if sys.platform != "linux":
        return 0
    with ThreadPoolExecutor() as hands:  # each waits for a packer, which takes one core
        packages = {kind: hands.submit(KINDS[kind], frozen) for kind in kinds or USUAL}
    for kind, package in packages.items():
        print(f"\n{told(package.result(), BUILD / kind)}", end="")
    print(f"\nall after {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
