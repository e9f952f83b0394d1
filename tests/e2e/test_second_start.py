"""A second start of the real program opens its file in the window that is there, and ends."""

import subprocess
import sys

import pytest

from engine.score.smf import write_midi
from tests.fixtures.processes import wait_for
from tests.fixtures.program import ROOT, program
from tests.gui.conftest import melody

pytestmark = pytest.mark.xvfb


def test_a_second_start_opens_its_file_in_the_first(xvfb, home, tmp_path):
    tune = tmp_path / "handed over.mid"
    write_midi(melody(), tune)
    with program(xvfb, home, tmp_path / "log") as first:
        second = subprocess.run(
            [sys.executable, str(ROOT / "app.py"), tune.name],
            cwd=tmp_path,
            env=xvfb.env(**home),
            timeout=30,
            check=False,
        )
        assert second.returncode == 0
        wait_for(lambda: xvfb.shows("^Tune – Arietta$"), "the title of the song")
        assert first.process.poll() is None
        assert first.printed() == ""
