"""What comes out of the sound card: the built-in synth on JACK, recorded and measured."""

import itertools
import shutil
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.playback.events import Moved, PortsChanged
from engine.score.song import Note
from engine.score.time import Tick
from tests.fixtures.jack import RATE, JackServer, jack
from tests.fixtures.processes import running, wait_for
from tests.midi.conftest import Listened, song_of

pytestmark = pytest.mark.jack

RECORDINGS = 3
"""One of so many is in time: a crowded machine that stands still loses a stretch of the others."""


@pytest.fixture
def server() -> Iterator[JackServer]:
    """A server whose periods are long enough for a crowded machine to keep the time."""
    with jack(period=1024) as server, pytest.MonkeyPatch.context() as patch:
        for name, value in server.env().items():
            patch.setenv(name, value)
        yield server


def onsets(path: Path) -> list[float]:
    """The times, in seconds, at which a sound begins after a stillness."""
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(int)
    size = RATE // 500
    level = np.abs(samples[: len(samples) // size * size]).reshape(-1, size).max(axis=1)
    assert 500 < level.max() < 32_000
    found = [
        i
        for i in range(10, len(level))
        if level[i] > 150 and level[i] > 3 * level[i - 10 : i].max()
    ]
    return [i / 500 for i in found if not any(i - 50 < j < i for j in found)]


def test_the_synth_is_heard_in_time(player: Listened, server: JackServer, tmp_path: Path):
    if shutil.which("jack_rec") is None:
        pytest.skip("jack_rec is not installed (apt install jackd2)")
    assert player.last(PortsChanged).audio == "JACK"
    notes = [Note(10 + i, 84, 110, Tick(1920 * i), Tick(240)) for i in range(3)]
    player.load(song_of(*notes))
    recordings = (recorded(player, server, tmp_path / "heard.wav") for _ in range(RECORDINGS))
    in_time = pytest.approx([1.0, 1.0], abs=0.08)
    assert any(
        [b - a for a, b in itertools.pairwise(onsets(each))] == in_time for each in recordings
    )


def recorded(player: Listened, server: JackServer, file: Path) -> Path:
    """Six seconds of what the synth plays of the song from its beginning."""
    command = ["jack_rec", "-f", str(file), "-d", "6", "-b", "16", "Arietta:playback0"]
    with running(command) as recorder:
        wait_for(lambda: "jackrec" in server.call("jack_lsp", "-c", check=False), "the recorder")
        time.sleep(0.5)
        player.play(Tick(0))
        wait_for(lambda: player.last(Moved) and player.last(Moved).playing, "the song to play")
        recorder.wait(30)
    player.stop()
    return file
