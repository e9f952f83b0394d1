"""Where there is no screen, the program says so and does the same job on files."""

import os
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from engine.score.smf import read_midi
from tests.fixtures.program import ROOT

EXAMPLES = sorted((ROOT / "resources" / "examples").glob("*.mid"))


@pytest.fixture(scope="module")
def tour(tmp_path_factory) -> Path:
    """The folder in which the tour was run."""
    folder = tmp_path_factory.mktemp("tour")
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    done = subprocess.run(
        [sys.executable, ROOT / "app.py"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("There is no screen")
    return folder / "out"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_continued_rendered_and_painted(tour, example):
    before, after = read_midi(example), read_midi(tour / f"{example.stem}-continued.mid")
    assert after.end > before.end
    factor = after.ppq // before.ppq
    old = {(n.start * factor, n.pitch) for track in before.tracks for n in track.notes}
    new = {(n.start, n.pitch) for track in after.tracks for n in track.notes}
    assert old < new

    with wave.open(str(tour / f"{example.stem}-continued.wav")) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
        seconds = sound.getnframes() / sound.getframerate()
    assert seconds >= after.tempos.seconds_at(after.end)
    assert 1000 < np.abs(samples).max() < 32767

    picture = QImage(str(tour / f"{example.stem}-continued.png"))
    assert not picture.isNull()
    assert picture.width() >= 1280
