"""What the project says of itself: its folder, its version, the time of its commit."""

import os
import subprocess
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
BUILD = ROOT / "build"
SOURCES = BUILD / "sources.txt"
"""Which files of the environment the frozen program was made of, a line each."""
PACKAGING = ROOT / "packaging"
ICONS = ROOT / "resources" / "icons"

NAME = "arietta"


def about() -> dict[str, Any]:
    """The `[project]` table of pyproject.toml: the one place that holds name and version."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def version() -> str:
    """The version of what is built."""
    return str(about()["version"])


def epoch() -> int:
    """Seconds since 1970 that stand for every time in what is built: the commit's own time.

    SOURCE_DATE_EPOCH, where it is set, goes before it (reproducible-builds.org).
    """
    chosen = os.environ.get("SOURCE_DATE_EPOCH")
    if chosen:
        return int(chosen)
    command = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return int(done.stdout)


def models() -> list[Path]:
    """The folders of the models that are shipped: those with a card."""
    return sorted(card.parent for card in (ROOT / "models").glob("*/card.json"))
