"""What Python runs first in the program on Linux: it finds the program's code, and starts it.

All code lies in one file, which stays open: `bundle/program.py` writes it.
"""

import marshal
import os
import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import (
    BYTECODE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    SourcelessFileLoader,
)
from _imp import extension_suffixes
from types import CodeType, ModuleType

TYPE_CHECKING = False  # here `typing` would come out of the slower archive
if TYPE_CHECKING:
    from typing import Any

FOLDER = __file__.rpartition("/")[0]
FILE = os.open(f"{FOLDER}/program.code", os.O_RDONLY | os.O_CLOEXEC)
HEAD, BASE = 8, "base_library.zip"

_length = int.from_bytes(os.pread(FILE, HEAD, 0), "little")
MODULES, SCRIPTS = marshal.loads(os.pread(FILE, _length, HEAD))
"""Of each module what it is, as PyInstaller counts, where in the file its code is, how long."""
PACKAGE, NAMESPACE = 1, 3
BEGIN = HEAD + _length


def code(begin: int, length: int) -> CodeType:
    """What lies there in the file."""
    return marshal.loads(os.pread(FILE, length, BEGIN + begin))


class Loader:
    """Runs the code of a module."""

    def create_module(self, spec: ModuleSpec) -> None:
        """Leaves it to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Fills the module."""
        exec(code(*module.__dict__["__spec__"].loader_state), module.__dict__)


class Finder:
    """What one folder below the program's holds: first the code, then files such as libraries."""

    def __init__(self, path: str) -> None:
        if not f"{path}/".startswith(f"{FOLDER}/") or path.startswith(f"{FOLDER}/{BASE}"):
            raise ImportError("no folder of the program")
        self.path = path
        self.prefix = f"{path[len(FOLDER) + 1 :]}/".lstrip("/").replace("/", ".")
        compiled = (SourcelessFileLoader, BYTECODE_SUFFIXES)
        self.files = FileFinder(path, (ExtensionFileLoader, extension_suffixes()), compiled)
        self.invalidate_caches = self.files.invalidate_caches

    def find_spec(self, name: str, target: ModuleType | None = None) -> ModuleSpec | None:
        """Where a module comes from, if from here."""
        tail = name.rpartition(".")[2]
        found = MODULES.get(self.prefix + tail)
        if found is None:
            return self.files.find_spec(name, target)
        kind, *place = found
        folder, is_package = f"{self.path}/{tail}", kind in (PACKAGE, NAMESPACE)
        origin = f"{folder}/__init__.pyc" if is_package else f"{folder}.pyc"
        loader: Any = None if kind == NAMESPACE else Loader()
        spec = ModuleSpec(name, loader, origin=origin, loader_state=place, is_package=is_package)
        spec.has_location = loader is not None
        if is_package:
            spec.submodule_search_locations = [folder]
        return spec


sys.__dict__.update(frozen=True, _MEIPASS=FOLDER)  # as where PyInstaller starts it
sys.path_hooks.insert(0, Finder)
sys.path_importer_cache.clear()
for _place in SCRIPTS:
    exec(code(*_place), globals())
