"""What a start is spared of what PySide does at each import."""

import subprocess
import sys

import pytest

from tests.fixtures.program import ROOT

LOADED = """
from PySide6 import QtCore
from PySide6.support import feature
from gui.application import imports
{}
import colorsys
print(colorsys.__name__ in feature.pyside_feature_dict)
"""


@pytest.mark.parametrize(("line", "looked_through"), [("imports.make_plain()", False), ("", True)])
def test_no_module_is_looked_through_for_features(line, looked_through):
    command = [sys.executable, "-c", LOADED.format(line)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(looked_through)
