"""The licence texts of everything inside, gathered into one file that the program can show."""

import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from bundle.project import ROOT, SOURCES, version
from bundle.trees import write
from setup.licences import LICENCES, TEXTS, texts

FILE = Path("resources") / "licences" / "all.txt"
RULE = "=" * 60

PREFACE = """\
Arietta {version}

What you make with Arietta is yours: songs, takes, files and sound, to keep, to change and to sell.

Arietta's own code, models and example melodies are under the Apache License 2.0, the first text
below. What it stands on follows, each with its own. Qt and Qt for Python are under the LGPL 3:
their libraries lie as files of their own in the program's folder, so that other builds of the same
version can be put in their place. The Qt Company offers their sources under the same version.
"""


class NoLicence(Exception):
    """Something is inside whose licence text was not found."""


def gather(folder: Path) -> None:
    """Writes the file into the frozen program's folder. Raises NoLicence."""
    sections = {"Arietta": (ROOT / "LICENSE").read_text(encoding="utf-8")}
    sections["Where each part comes from"] = (LICENCES / "README.md").read_text(encoding="utf-8")
    for package in sorted(shipped(), key=lambda package: package.name.lower()):
        sections[f"{package.name} {package.version}"] = _text_of(package)
    sections["Parts of Qt by others"] = (LICENCES / "qt-parts.txt").read_text(encoding="utf-8")
    sections[f"Python {sys.version.split()[0]}"] = _python()
    for name in ("LGPL-3.0", "GPL-3.0", "GPL-2.0"):
        sections[name] = (LICENCES / f"{name}.txt").read_text(encoding="utf-8")
    for file in sorted((LICENCES / "data").glob("*.txt")):
        sections[f"Training data: {file.stem}"] = file.read_text(encoding="utf-8")
    write(folder / FILE, PREFACE.format(version=version()) + _joined(sections))


def shipped() -> list[Distribution]:
    """The installed packages of which a file is inside, and the one that made the program file."""
    used = {Path(line) for line in SOURCES.read_text(encoding="utf-8").splitlines()}
    found = [package for package in distributions() if not used.isdisjoint(_files(package))]
    return [*found, *(package for package in distributions() if package.name == "pyinstaller")]


def of_system(libraries: Iterable[Path]) -> str:
    """The copyright files of the Debian packages that these libraries were taken from."""
    owners: dict[str, str] = {}
    for library in libraries:
        package = _owner(library)
        page = Path("/usr/share/doc") / package / "copyright"
        owners[f"{package} (Debian)"] = page.read_text(encoding="utf-8")
    return _joined(owners)


def _owner(library: Path) -> str:
    """The Debian package that a library belongs to. Raises NoLicence."""
    # A path may lead through /lib, a link to /usr/lib of which dpkg knows one side or the other.
    for path in (library, library.resolve(), Path(str(library.resolve()).removeprefix("/usr"))):
        done = subprocess.run(
            ["dpkg-query", "--search", path], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    raise NoLicence(f"no Debian package holds {library}: install it by apt")


def _files(package: Distribution) -> Iterator[Path]:
    for file in package.files or ():
        yield Path(str(file.locate()))


def _text_of(package: Distribution) -> str:
    name = package.name.lower().replace("_", "-")
    if own := texts(package):
        return "\n".join(own)
    if name in TEXTS:
        return f"The text is in this file, under {Path(TEXTS[name]).stem}.\n"
    raise NoLicence(f"{name} has no licence text: name one in packaging/setup/licences.py")


def _python() -> str:
    own = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    debian = Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright")
    for file in (own, debian):
        if file.is_file():
            return file.read_text(encoding="utf-8")
    raise NoLicence("Python brings no licence text")


def _joined(sections: dict[str, str]) -> str:
    pages = (f"\n{RULE}\n{title}\n{RULE}\n\n{text.strip()}\n" for title, text in sections.items())
    return re.sub(r"\n{4,}", "\n\n\n", "".join(pages))
