"""An error inside the player process: its parent writes it down, and a new process plays on."""

import logging
import os
import signal

import pytest

from engine.playback.events import Restarted
from tests.fixtures.processes import wait_for
from tests.midi.conftest import Listened

pytestmark = pytest.mark.jack


@pytest.fixture
def failing(server, tmp_path, caplog):
    player = Listened()
    player._crash_file = tmp_path / "logs" / "player.log"
    caplog.set_level(logging.ERROR)
    player.start()
    player.load(song())
    wait_for(lambda: player.events, "the player to speak")
    yield player
    player.close()


def song():
    from engine.score.song import new_song

    return new_song("Tune")


def logged(player: Listened, caplog) -> str:
    wait_for(lambda: player.all(Restarted), "a new process")
    return "\n".join(record.getMessage() for record in caplog.records)


def test_what_nobody_caught_there_is_logged_here(failing, caplog, capfd):
    failing._ask("no command")
    text = logged(failing, caplog)
    assert text.startswith("KeyError in the player process")
    assert "Traceback" in text
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_crash_there_is_logged_here_with_its_trace(failing, caplog):
    assert failing.process_id is not None
    os.kill(failing.process_id, signal.SIGSEGV)
    text = logged(failing, caplog)
    assert text.startswith("SIGSEGV in the player process")
    assert "Segmentation fault" in text
