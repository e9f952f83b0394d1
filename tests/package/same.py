"""Whether the same commit makes the same packages again: `make test-package ARGS=same`.

It is built once more in a clone that lies in a folder of another name and depth.
"""

import hashlib
import os
import subprocess
import tempfile
from pathlib import Path

from bundle.project import DIST
from tests.fixtures.program import ROOT

PYTHON = ROOT / ".venv-package" / "bin" / "python"
DEPTH = "one/two/three"


def the_same_again(*packages: Path) -> str:
    """Builds anew and compares with what lies in dist/; gives the hashes."""
    told = subprocess.run(
        ["git", "status", "--porcelain"], check=True, cwd=ROOT, capture_output=True, text=True
    )
    assert told.stdout == "", "what is not committed would not be in the clone"
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / DEPTH
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        env = {**os.environ, "PYTHONPATH": str(clone / "packaging")}
        with (Path(folder) / "log").open("wb") as log:
            build = [PYTHON, "-m", "bundle"]
            subprocess.run(build, cwd=clone, env=env, stdout=log, stderr=log, check=True)
        for package in packages:
            assert _hash(package) == _hash(clone / DIST.name / package.name), package.name
    return ", ".join(f"{package.name}: {_hash(package)[:16]}" for package in packages)


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
