"""Says what fills a package."""

import re
from collections import Counter
from pathlib import Path

from bundle.trees import size

GROUPS = {
    "Qt's tables for every writing (ICU)": r"libicu",
    "Qt and PySide6": r"PySide6|shiboken6|libQt6|libpyside6",
    "onnxruntime": r"onnxruntime",
    "numpy, with OpenBLAS": r"numpy|openblas|gfortran|quadmath",
    "models": r"lib/models",
    "Python": r"python3|libpython|base_library|program\.code|/arietta$",
    "soundfont": r"\.sf2$",
    "MIDI, synth and sound": r"rtmidi|libjack|tinysoundfont|miniaudio|cffi",
    "examples, icons, licences, translations": r"resources|share/|LICENSE|README",
}
REST = "other libraries and files"
MB = 1e6


def filling(folder: Path) -> dict[str, int]:
    """Bytes in a folder by what they are for, the largest first."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            place = f"/{path.relative_to(folder).as_posix()}"
            group = next((name for name, part in GROUPS.items() if re.search(part, place)), REST)
            found[group] += path.stat().st_size
    return dict(found.most_common())


def told(package: Path, folder: Path) -> str:
    """A table for a person to read."""
    lines = [f"{package.name}: {package.stat().st_size / MB:.1f} MB packed"]
    lines += [f"{bytes_ / MB:8.1f} MB  {name}" for name, bytes_ in filling(folder).items()]
    return "\n".join([*lines, f"{size(folder) / MB:8.1f} MB  in all, unpacked", ""])
