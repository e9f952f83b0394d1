"""The add-on for NVIDIA cards: the onnxruntime that knows CUDA, beside the program's own.

`hooks/cuda.py` puts it first where it is installed. CUDA and cuDNN themselves are NVIDIA's to give.
"""

import re
import shutil
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

from bundle.contents import UNUSED_MODULES
from bundle.debian import packed
from bundle.desktop import LINUX
from bundle.project import BUILD, ROOT, version
from bundle.trees import copy, write

NAME = "arietta-cuda"
TREE = BUILD / "cuda"
RUNTIME = "onnxruntime-gpu"
SURPLUS = ("**/*.pyi", "**/*.h", "**/libonnxruntime_providers_tensorrt.so", "**/__pycache__")


def build(_frozen: Path) -> Path:
    """Packs the runtime; gives the package. Raises CalledProcessError."""
    shutil.rmtree(TREE, ignore_errors=True)
    folder = TREE / "usr" / "lib" / NAME
    _install(folder)
    for pattern in SURPLUS:
        for path in list(folder.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for module in UNUSED_MODULES:
        shutil.rmtree(folder / module.replace(".", "/"), ignore_errors=True)
    shutil.rmtree(folder / "bin", ignore_errors=True)
    papers = TREE / "usr" / "share" / "doc" / NAME
    copy(LINUX / "copyright", papers / "copyright")
    write(papers / "onnxruntime.txt", _licence(folder))
    return packed(TREE, NAME, f"arietta (= {version()})")


def pinned(lock: str, name: str) -> str:
    """The lines of a lock that name one package and its hashes. Raises ValueError."""
    found = re.search(rf"^{re.escape(name)}==(?:.*\\\n)*.*", lock, re.MULTILINE)
    if found is None:
        raise ValueError(f"{name} is not in the lock")
    return f"{found[0]}\n"


def _install(folder: Path) -> None:
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    wanted = BUILD / "cuda.txt"
    write(wanted, pinned(lock, RUNTIME))
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install",
         "--no-deps", "--no-compile", "--require-hashes", "--only-binary", ":all:",
         "--target", folder, "-r", wanted],
        check=True,
    )  # fmt: skip


def _licence(folder: Path) -> str:
    """What the runtime's own wheel says of itself and of what is in it."""
    return "\n".join(
        Path(str(file.locate())).read_text(encoding="utf-8")
        for package in distributions(path=[str(folder)])
        for file in package.files or ()
        if "LICENSE" in file.name or "ThirdParty" in file.name
    )
