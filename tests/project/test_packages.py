"""House rules for what is installed: pinned by hash, licensed, and sound with our Python."""

import re
import sys
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QImage

from tests.project.tree import ROOT, named, text

REQUIREMENTS = ROOT / "requirements"
LICENCES = ROOT / "resources" / "licences"
LOCKS = sorted(path.stem for path in REQUIREMENTS.glob("*.txt"))
SOURCES = sorted(path.stem for path in REQUIREMENTS.glob("*.in") if path.stem != "base")


def entries(lock: str) -> dict[str, str]:
    """What a lock says of each package, by name."""
    blocks = re.split(r"\n(?=[a-z0-9])", text(REQUIREMENTS / f"{lock}.txt"))
    blocks = [block for block in blocks if not block.startswith("#")]
    return {re.split(r"==", block)[0]: block for block in blocks}


def wanted(name: str) -> list[Requirement]:
    """What a source asks for, with what it includes."""
    found = []
    for line in text(REQUIREMENTS / f"{name}.in").splitlines():
        if line.startswith("-r "):
            found += wanted(line.removeprefix("-r ").removesuffix(".in"))
        elif line and not line.startswith(("#", "-")):
            found.append(Requirement(line))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_by_hash(lock):
    assert entries(lock)
    for entry in entries(lock).values():
        assert re.match(r"[a-z0-9._-]+==[\w.+]+( ;.*)? \\\n    --hash=sha256:[0-9a-f]{64}", entry)


@pytest.mark.parametrize("source", SOURCES)
def test_every_lock_holds_what_its_source_asks_for(source):
    locked = {**entries(source), **(entries("train-cuda") if source == "train" else {})}
    for requirement in wanted(source):
        name = requirement.name.lower().replace("_", "-")
        version = locked[name].split("==")[1].split()[0]
        assert requirement.specifier.contains(version), f"{name} {version}"


def test_the_environment_is_the_locked_one():
    for name, entry in {**entries("run"), **entries("dev")}.items():
        version, _, marker = entry.split(" \\")[0].partition("==")[2].partition(" ; ")
        if "win32" not in marker:
            assert distribution(name).version == version


def test_every_package_that_is_shipped_has_its_licence_here():
    page = text(LICENCES / "README.md")
    targets = [LICENCES / target for target in re.findall(r"\]\(([^)]+)\)", page)]
    assert [named(target.resolve()) for target in targets if not target.is_file()] == []
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("|")]
    listed = {name.lower() for row in rows for name in re.findall(r"[\w-]+", row)}
    assert {*entries("run"), *entries("package")} <= listed


def test_qt_gives_back_every_reference_to_none_that_it_takes():
    timer, thing, image = QTimer(), QObject(), QImage(4, 4, QImage.Format.Format_RGB32)
    colour = QColor("white")
    before = sys.getrefcount(None)
    for number in range(1000):
        timer.setInterval(number)
        thing.setObjectName("a name")
        image.fill(colour)
    assert sys.getrefcount(None) > before - 100
