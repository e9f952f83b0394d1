"""The archive that runs from any folder: the frozen program with what not every desktop has."""

import shutil
import subprocess
from pathlib import Path

from bundle.desktop import LINUX, filled, share
from bundle.libraries import carry
from bundle.notices import of_system
from bundle.project import BUILD, DIST, NAME, ROOT, epoch, version
from bundle.trees import copy, pack, settle, write


def build(frozen: Path) -> Path:
    """Packs the frozen program; gives the archive."""
    name = f"{NAME}-{version()}-x86_64"
    folder = BUILD / "portable" / name
    shutil.rmtree(folder.parent, ignore_errors=True)
    shutil.copytree(frozen, folder, symlinks=True)
    texts = folder / "lib" / "resources" / "licences" / "system.txt"
    write(texts, of_system(carry(folder)))
    share(folder / "share")
    copy(ROOT / "LICENSE", folder / "LICENSE")
    write(folder / "README.txt", filled(LINUX / "README.portable.txt"))
    settle(folder, epoch())
    DIST.mkdir(exist_ok=True)
    target = DIST / f"{name}.tar.zst"
    command = ["zstd", "--force", "--quiet", "-15", "-T1", "-", "-o", str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as packer:
        assert packer.stdin is not None
        pack(folder, packer.stdin, epoch())
        packer.stdin.close()
    if packer.returncode:
        raise subprocess.CalledProcessError(packer.returncode, command)
    return target
