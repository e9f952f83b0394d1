"""Every check in one go, and a summary: style, layout, types, import arrows, tests.

What is given on the command line goes to pytest, which runs a few test files at a time.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent

SIDE_BY_SIDE = ["--numprocesses", "auto", "--maxprocesses", "4", "--dist", "loadfile"]
"""As many as there are cores. Files stay whole, since they share servers; JACK knows eight."""


def checks(pytest_arguments: list[str]) -> dict[str, list[str]]:
    """The commands by their name in the summary, quick ones first."""
    return {
        "ruff check": [f"{BIN}/ruff", "check", "--quiet"],
        "ruff format": [f"{BIN}/ruff", "format", "--check", "--quiet"],
        "pyright": [f"{BIN}/pyright", "--pythonpath", sys.executable, "--level", "error"],
        "imports": [f"{BIN}/lint-imports"],
        "pytest": [sys.executable, "-m", "pytest", *SIDE_BY_SIDE, *pytest_arguments],
    }


def main(pytest_arguments: list[str]) -> int:
    """Runs all, even after a failure, so that one run tells everything. 0 if all passed."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    summary: list[str] = []
    failures = 0
    for name, command in checks(pytest_arguments).items():
        print(f"== {name}", flush=True)
        start = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        failures += code != 0
        seconds = time.monotonic() - start
        summary.append(f"{'failed' if code else 'ok':8}{name:14}{seconds:7.1f} s")
    print("\n".join(["", *summary]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
