"""The files of this project, as the house rules read them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files(suffix: str = "") -> tuple[Path, ...]:
    """Every file that is, or could be, committed, whose name ends so."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / line for line in done.stdout.splitlines() if line.endswith(suffix)]
    return tuple(path for path in paths if path.is_file())


def text(path: Path) -> str:
    """A file's text; what is no UTF-8 (a model, a picture) shows as replacement signs."""
    return path.read_text(encoding="utf-8", errors="replace")


def named(path: Path, line: int | None = None) -> str:
    """A file as a person would name it."""
    short = str(path.relative_to(ROOT))
    return short if line is None else f"{short}:{line}"
