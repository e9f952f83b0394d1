"""The arrows between the parts are checked, and the check bites; imports have no effects."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.tree import ROOT, files, named, text

PACKAGES = ("engine", "gui", "models")

LOAD_ALL = """
import importlib, sys, threading
for name in sys.argv[1:]:
    importlib.import_module(name)
print([thread.name for thread in threading.enumerate()])
print(*{"torch", "onnxruntime", "rtmidi", "miniaudio", "tinysoundfont"} & set(sys.modules))
"""


def modules(*packages: str) -> list[str]:
    names = []
    for path in files(".py"):
        parts = Path(named(path)).with_suffix("").parts
        if parts[0] in packages:
            names.append(".".join(part for part in parts if part != "__init__"))
    return names


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("engine/score/song.py", "import PySide6", "The engine knows no window"),
        ("engine/score/song.py", "import engine.theory", "Inside the engine, arrows go down"),
        ("engine/tools/__init__.py", "import onnxruntime", "onnxruntime is loaded by"),
        ("gui/document.py", "import rtmidi", "The window itself loads no torch"),
        ("models/training/__init__.py", "import engine.runtime", "Training stands on score"),
    ],
)
def test_a_wrong_import_is_found(tmp_path, file, line, broken):
    for path in files(".py"):
        if named(path).split("/")[0] in PACKAGES:
            copy = tmp_path / named(path)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text(path), encoding="utf-8")
    copy = tmp_path / file
    copy.write_text(text(copy) + f"\n{line}\n", encoding="utf-8")
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config"]
    done = subprocess.run(
        [*command, ROOT / "pyproject.toml"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    verdicts = [verdict for verdict in done.stdout.splitlines() if verdict.startswith(broken)]
    assert verdicts
    assert "BROKEN" in verdicts[0]


def imported(*packages: str) -> list[str]:
    """What there is after importing every module: the threads, and the heavy libraries."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", LOAD_ALL, *modules(*packages)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_importing_everything_says_nothing_and_starts_no_thread():
    threads, _ = imported("app.py", "engine", "gui")
    assert threads == "['MainThread']"


def test_the_window_loads_no_driver_and_no_runtime():
    _, heavy = imported("app.py", "gui")
    assert heavy == ""
