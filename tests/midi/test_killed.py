"""The player process is killed: its notes end all the same, and the music can go on."""

import os
import signal
from collections.abc import Iterator

import pytest

from engine.playback.events import Moved, Restarted
from engine.score.song import Note
from engine.score.time import Tick
from tests.fixtures.jack import JackServer, jack
from tests.fixtures.processes import wait_for
from tests.midi.conftest import Ear, Listened, song_of

pytestmark = pytest.mark.jack


@pytest.fixture(scope="module")
def server() -> Iterator[JackServer]:
    """A server as musicians run it: not held up by a dead client, but slower to join ports."""
    with jack(sync=False) as server, pytest.MonkeyPatch.context() as patch:
        for name, value in server.env().items():
            patch.setenv(name, value)
        yield server


def test_a_killed_process_is_replaced_and_its_notes_are_silenced(through_ear: Listened, ear: Ear):
    through_ear.load(song_of(Note(10, 60, 100, Tick(0), Tick(15_000)), bars=8))
    through_ear.play(Tick(0))
    wait_for(lambda: ear.hanging, "the note to sound")
    first = through_ear.process_id
    os.kill(first or 0, signal.SIGKILL)
    wait_for(lambda: through_ear.all(Restarted), "a new process")
    wait_for(lambda: not ear.hanging, "the note to end")
    assert through_ear.process_id != first
    assert not through_ear.last(Moved).playing
    wait_for(lambda: through_ear.plays_through(ear.port), "the old output")
    ear.heard.clear()
    through_ear.play(Tick(0))
    wait_for(lambda: (0, 60) in ear.hanging, "the note to sound again")
