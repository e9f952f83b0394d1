"""The same package under a higher version, to upgrade to."""

import re
import subprocess
import tempfile
from pathlib import Path


def newer(package: Path) -> Path:
    """Packs it anew beside the other things that were built; gives the package."""
    target = package.parents[1] / "build" / "newer.deb"
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["dpkg-deb", "--raw-extract", package, tree], check=True)
        control = tree / "DEBIAN" / "control"
        text = control.read_text(encoding="utf-8")
        control.write_text(re.sub(r"(?m)^Version: (.*)$", r"Version: \1+1", text), encoding="utf-8")
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Znone", "--build", tree, target],
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return target
