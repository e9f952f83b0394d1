"""Enumerations of Qt are those that Python would make."""

import subprocess
import sys
from enum import FlagBoundary

import pytest

from gui.application.enumerations import KINDS, are_plain, made
from tests.fixtures.program import ROOT

MEMBERS = [
    [],
    [("Bit", 4), ("Other", 1), ("Again", 4)],
    [("None_", 0), ("Bit", 1), ("Next", 2), ("Both", 3), ("Far", 64), ("Beyond", 384)],
]
SHOWN = """
import pickle
from gui.application import enumerations
{}
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QSizePolicy, QStyle
for kind in (QEvent.Type, Qt.Key, Qt.AlignmentFlag, Qt.KeyboardModifier, QSizePolicy.Policy,
             QStyle.StateFlag, QStyle.PixelMetric):
    print(kind, kind.__module__, kind.__qualname__, kind.__mro__, dict(kind.__members__))
    print([pickle.loads(pickle.dumps(member)) is member for member in kind])
print(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier)
print(Qt.Key(65), Qt.Key["Key_B"])
print(~Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag(3), Qt.Key.Key_A + 1)
"""


def parts(enumeration):
    """All that it holds, but for what says that it is itself."""
    found = dict(vars(enumeration))
    for name in ("_member_map_", "_value2member_map_"):
        found[name] = {
            key: {**vars(member), "__objclass__": None} for key, member in found[name].items()
        }
    return {name: repr(part).replace("staticmethod", "") for name, part in found.items()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("members", MEMBERS)
def test_what_is_made_is_what_python_makes(kind, members):
    assert are_plain(kind, members)
    ours = made(kind, "Made", members)
    python_s = kind("Made", members, module=ours.__module__, boundary=FlagBoundary.KEEP)
    assert {**parts(ours), "__new__": ""} == {**parts(python_s), "__new__": ""}
    assert ours.__new__ is python_s.__new__
    assert [*map(repr, ours)] == [*map(repr, python_s)]
    assert dir(ours) == dir(python_s)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["name", "mro", "_private", "__dunder__", ""])
def test_a_name_that_means_something_is_left_to_python(kind, name):
    assert not are_plain(kind, [(name, 1)])


QUICK = """
made, names = enumerations.made, []
enumerations.made = lambda kind, name, members: names.append(name) or made(kind, name, members)
enumerations.make_quickly()
"""


def run(before: str, after: str = "") -> str:
    """What a program sees of Qt's enumerations, which this process has already."""
    command = [sys.executable, "-c", SHOWN.format(before) + after]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_qt_s_own_are_the_same():
    assert run(QUICK) == run("") != ""
    assert {"Key", "AlignmentFlag", "Type"} <= set(run(QUICK, "print(*names)").split())
