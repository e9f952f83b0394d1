"""The program's file on Linux, and the one beside it that holds all its code.

Elsewhere PyInstaller makes both. Its bootloader wants Python as a shared library, as which Debian's
is slower, starts itself twice, and opens its archive anew for each module.
"""

import importlib.util
import marshal
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from types import CodeType

from bundle.contents import Entry
from bundle.project import BUILD, PACKAGING

SOURCES = PACKAGING / "linux"
OPTIMIZE = 1

MODULE, PACKAGE = 0, 1
"""What a piece of code is, as PyInstaller counts; a folder without code is 3."""

LENGTH = 8
"""Bytes at the head of the file that tell how long its table of contents is."""

BASE = "base_library.zip"
"""What Python itself stands on. The program's file finds it before anything else runs."""
HEAD_OF_PYC = 16

KEPT_BY_PYINSTALLER = ("struct",)
"""Modules that are in no archive, since its bootloader needs them."""
BOOTLOADER_S = "pyiboot"
"""How the script is named that only its own program needs."""

LIBRARIES = ("LIBS", "SYSLIBS", "MODLIBS")
"""Where Python keeps what it is linked with."""
LINKING = (
    # What Python offers is seen by the libraries that are loaded later.
    "-Wl,--export-dynamic",
    # Libraries that do not say where theirs are look here before the system.
    "-Wl,--disable-new-dtags,-rpath,$ORIGIN/lib/PySide6/Qt/lib:$ORIGIN/lib",
    "-Wl,--build-id=none",
)

Piece = tuple[int, bytes]
"""What it is, and its code as Python packs it."""


def code(archive: str, scripts: Iterable[Entry]) -> list[Entry]:
    """Writes what PyInstaller has put into its archives, and what is to be run first, in order, as
    `written` does; gives the files as they are to be shipped.
    """
    reader = import_module("PyInstaller.archive.readers").ZlibArchiveReader(archive)
    pieces = {**_base(Path(archive).with_name(BASE)), **_kept()}
    for name, (kind, *_) in reader.toc.items():
        pieces[name] = (kind, reader.extract(name, raw=True) or b"")
    first = [
        _compiled(Path(source), name)
        for name, source, _ in scripts
        if not name.startswith(BOOTLOADER_S)
    ]
    return [(file.name, str(file), "DATA") for file in written(pieces, first, BUILD)]


def written(pieces: Mapping[str, Piece], first: Iterable[CodeType], folder: Path) -> list[Path]:
    """Writes all code into one file, and what finds it there (linux/start.py) into another."""
    content = bytearray()

    def added(packed: bytes) -> tuple[int, int]:
        content.extend(packed)
        return len(content) - len(packed), len(packed)

    modules = {name: (kind, *added(packed)) for name, (kind, packed) in sorted(pieces.items())}
    table = marshal.dumps((modules, [added(marshal.dumps(script)) for script in first]))
    whole, start = folder / "program.code", folder / "start.pyc"
    whole.write_bytes(len(table).to_bytes(LENGTH, "little") + table + content)
    start.write_bytes(_pyc(_compiled(SOURCES / "start.py", "start")))
    return [whole, start]


def without_python(binaries: Iterable[Entry]) -> list[Entry]:
    """The libraries that are shipped: Python is in the program's file."""
    return [entry for entry in binaries if not entry[0].startswith("libpython")]


def link(target: Path) -> None:
    """Compiles the program's file. Raises CalledProcessError."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    static = Path(_told("LIBPL")) / f"lib{version}.a"
    command = ["gcc", "-O2", "-s", "-no-pie", f"-I{sysconfig.get_path('include')}"]
    command += [f'-DLIB_DYNLOAD="{version}/lib-dynload"', "-o", str(target)]
    command += [str(SOURCES / "program.c"), str(static), *LINKING]
    for name in LIBRARIES:
        command += _told(name).split()
    subprocess.run(command, check=True)


def _told(name: str) -> str:
    return str(sysconfig.get_config_var(name) or "")


def _base(archive: Path) -> dict[str, Piece]:
    found = {}
    with zipfile.ZipFile(archive) as base:
        for file in base.namelist():
            name = file.removesuffix(".pyc").replace("/", ".")
            kind = PACKAGE if name.endswith(".__init__") else MODULE
            found[name.removesuffix(".__init__")] = (kind, base.read(file)[HEAD_OF_PYC:])
    return found


def _kept() -> dict[str, Piece]:
    folder = Path(sysconfig.get_path("stdlib"))
    sources = {name: folder / f"{name}.py" for name in KEPT_BY_PYINSTALLER}
    packed = {name: marshal.dumps(_compiled(path, name)) for name, path in sources.items()}
    return {name: (MODULE, code) for name, code in packed.items()}


def _compiled(source: Path, name: str) -> CodeType:
    return compile(source.read_bytes(), f"{name}.py", "exec", dont_inherit=True, optimize=OPTIMIZE)


def _pyc(compiled: CodeType) -> bytes:
    """A file that Python runs without looking for its source."""
    unchecked = (1).to_bytes(4, "little")
    return importlib.util.MAGIC_NUMBER + unchecked + bytes(8) + marshal.dumps(compiled)
