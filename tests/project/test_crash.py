"""What is left of a test process that a library takes down: where it was."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

TESTS = """
import os, signal
from gui.faults import FaultHandler

def test_that_has_a_handler_of_its_own(tmp_path):
    made = FaultHandler(tmp_path)
    made.install()
    made.remove()

def test_that_falls():
    os.kill(os.getpid(), signal.SIGSEGV)
"""


def test_a_crash_of_a_worker_leaves_its_trace(tmp_path):
    file = tmp_path / "test_falls.py"
    file.write_text(TESTS)
    options = ["-p", "tests.conftest", "-c", str(ROOT / "pyproject.toml"), "-n", "1", "-q"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(file)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Segmentation fault" in done.stderr
    assert "in test_that_falls" in done.stderr
