"""Freezes the program into a folder that needs no Python: PyInstaller, then strip and check."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bundle import program
from bundle.project import BUILD, NAME, PACKAGING, epoch

FOLDER = BUILD / "frozen" / NAME
LIBRARIES = "lib"
"""The folder beside the program that holds all that it needs."""


def freeze() -> Path:
    """The folder of the frozen program, made anew. Raises CalledProcessError."""
    shutil.rmtree(FOLDER.parent, ignore_errors=True)
    shutil.rmtree(BUILD / "work", ignore_errors=True)
    BUILD.mkdir(exist_ok=True)
    # Sets are frozen in the order of their hashes, times are the commit's: the same each time.
    # Code lies in its archive as it is: packages are packed whole, and a start unpacks nothing.
    fixed = {
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(epoch()),
        "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",
    }
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR",
         "--distpath", FOLDER.parent, "--workpath", BUILD / "work", PACKAGING / "arietta.spec"],
        cwd=PACKAGING, env={**os.environ, **fixed}, check=True,
    )  # fmt: skip
    if sys.platform == "linux":
        program.link(FOLDER / NAME)
        _strip(FOLDER)
    return FOLDER


def binaries(folder: Path) -> list[Path]:
    """The ELF files in a folder, without links to them."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return [path for path in files if path.open("rb").read(4) == b"\x7fELF"]


def _strip(folder: Path) -> None:
    """Takes debugging symbols out of Python, whose builders leave them in; wheels have none.

    The program itself is left alone: its archive lies behind what strip would keep.
    """
    python = [path for path in binaries(folder) if "python" in path.relative_to(folder).as_posix()]
    subprocess.run(["strip", "--strip-unneeded", *python], check=True)
