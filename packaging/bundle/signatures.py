"""What PySide knows of the signatures of Qt's functions, compiled.

Its library carries that as source, which each start would compile anew. setup/setup.sh has had it
unpacked beside the library, into `files.dir`; where that lies, PySide reads it from there.
"""

import py_compile
from importlib.util import find_spec
from pathlib import Path

from bundle.contents import EMPTIED_MODULES, EMPTY
from bundle.project import BUILD

FOLDER = "files.dir"
PACKAGE = "shibokensupport"


def compiled() -> list[tuple[str, str]]:
    """Files to be shipped: where each lies, and the folder that it goes to."""
    found = []
    for source in sorted((unpacked() / PACKAGE).rglob("*.py")):
        module = source.relative_to(unpacked()).with_suffix("")
        code = BUILD / "signatures" / module.with_suffix(".pyc")
        py_compile.compile(
            str(EMPTY if ".".join(module.parts) in EMPTIED_MODULES else source),
            str(code), str(module.with_suffix(".py")), doraise=True, optimize=1,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )  # fmt: skip
        found.append((str(code), str(Path("shiboken6", FOLDER, module).parent)))
    return found


def unpacked() -> Path:
    """The folder of the sources in this environment."""
    spec = find_spec("shiboken6")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("shiboken6, which PySide stands on, is not installed")
    return Path(spec.origin).with_name(FOLDER)
