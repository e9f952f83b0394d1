"""What PySide knows of the signatures of Qt's functions, compiled.

Its library carries that as source, which each start would compile anew. setup/setup.sh has had it
unpacked beside the library, into `files.dir`; where that lies, PySide reads it from there.
"""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from bundle.contents import EMPTIED_MODULES, EMPTY
from bundle.project import BUILD

FOLDER = "files.dir"
PACKAGE = "shibokensupport"


def compiled(into: Path = BUILD / "signatures") -> list[tuple[str, str]]:
    """Files to be shipped: where each lies, and the folder that it goes to."""
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(unpacked() / PACKAGE, into / PACKAGE, ignore=lambda *_: ["__pycache__"])
    for module in EMPTIED_MODULES:
        if module.startswith(PACKAGE):
            shutil.copyfile(EMPTY, (into / Path(*module.split("."))).with_suffix(".py"))
    # In a process of its own: what is compiled depends on what else was.
    command = [sys.executable, "-m", "compileall", "-q", "-b", "-o", "1", "-s", into, into]
    subprocess.run([*command, "--invalidation-mode", "unchecked-hash"], check=True)
    place = Path("shiboken6", FOLDER)
    codes = sorted(into.rglob("*.pyc"))
    return [(str(code), str(place / code.parent.relative_to(into))) for code in codes]


def unpacked() -> Path:
    """The folder of the sources in this environment."""
    spec = find_spec("shiboken6")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("shiboken6, which PySide stands on, is not installed")
    return Path(spec.origin).with_name(FOLDER)
