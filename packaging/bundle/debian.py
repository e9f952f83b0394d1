"""The Debian package: the frozen program in /usr/lib, a link to it in /usr/bin, its papers."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from bundle.desktop import LINUX, filled, papers, share
from bundle.libraries import dependencies
from bundle.project import BUILD, DIST, NAME, epoch, version
from bundle.trees import settle, size, write

TREE = BUILD / "deb"


def build(frozen: Path) -> Path:
    """Packs the frozen program; gives the package."""
    shutil.rmtree(TREE, ignore_errors=True)
    shutil.copytree(frozen, TREE / "usr" / "lib" / NAME, symlinks=True)
    link = TREE / "usr" / "bin" / NAME
    link.parent.mkdir()
    link.symlink_to(f"../lib/{NAME}/{NAME}")
    share(TREE / "usr" / "share")
    papers(TREE / "usr" / "share" / "doc" / NAME)
    return packed(TREE, NAME, dependencies(TREE))


def packed(tree: Path, name: str, depends: str) -> Path:
    """Packs a tree of files with the control file of a package's name; gives the package."""
    settle(tree, epoch())
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    sums = (f"{_md5(path)}  {path.relative_to(tree)}\n" for path in files)
    write(tree / "DEBIAN" / "md5sums", "".join(sums))
    values = {"INSTALLED_SIZE": -(-size(tree) // 1024), "DEPENDS": depends}
    write(tree / "DEBIAN" / "control", filled(LINUX / f"{name}.control", **values))
    target = DIST / f"{name}_{version()}_amd64.deb"
    DIST.mkdir(exist_ok=True)
    # One thread: with more, xz cuts into blocks, and how many there are depends on the machine.
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=1", "--build", tree, target],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch())},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return target


def _md5(file: Path) -> str:
    """The sum that dpkg compares an installed file with."""
    return hashlib.md5(file.read_bytes()).hexdigest()
