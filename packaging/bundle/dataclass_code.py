"""What Python writes and compiles for each dataclass of the program, compiled.

The decorator makes `__init__`, `__eq__` and the like as source text, each time the module of the
class is loaded; compiling that is an eighth of a start. `hooks/dataclass_code.py` has the frozen
program take what lies here.
"""

import dataclasses
import marshal
import pkgutil
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import CodeType
from typing import Any

from bundle.project import BUILD, PACKAGING, ROOT

FILE = "dataclasses.code"
PACKAGES = ("engine", "gui")

PLAIN = 2
"""The last version of Python's format in which what is written hangs on the values alone."""


def compiled(into: Path = BUILD) -> list[tuple[str, str]]:
    """The file to be shipped: where it lies, and the folder that it goes to.

    Raises CalledProcessError where a module of the program cannot be loaded.
    """
    # In a process of its own, in which no dataclass was made yet.
    command = [sys.executable, "-m", "bundle.dataclass_code", into / FILE]
    subprocess.run(command, cwd=PACKAGING, check=True)
    return [(str(into / FILE), ".")]


def collected() -> dict[str, CodeType]:
    """What is compiled for all dataclasses that the program's modules load, by its source."""
    found: dict[str, CodeType] = {}

    def execute(source: str, names: dict[str, Any], into: Mapping[str, Any]) -> None:
        found[source] = compile(source, "<string>", "exec")
        exec(found[source], names, into)

    dataclasses.__dict__["exec"] = execute
    for package in PACKAGES:
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            import_module(module.name)
    return found


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    # Packed twice, so that a start unpacks only what it needs.
    packed = {source: marshal.dumps(code, PLAIN) for source, code in sorted(collected().items())}
    Path(sys.argv[1]).write_bytes(marshal.dumps(packed, PLAIN))
