"""A thousand notes out and a thousand in, complete and in order, while this process is busy."""

import os
import time
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from engine.playback.events import LiveNote, Moved, Recorded
from engine.score.song import Note
from engine.score.time import Tick
from tests.fixtures.jack import RATE, JackServer
from tests.fixtures.processes import need, running, wait_for
from tests.midi.conftest import Ear, Keyboard, Listened, song_of

pytestmark = pytest.mark.jack


@pytest.fixture(scope="module")
def server() -> Iterator[JackServer]:
    """A server that waits for its clients in every period (--sync).

    So a crowded machine loses no message inside the server: what is missing was lost by us.
    """
    need("jackd", "jack_wait", package="jackd2")
    server = JackServer(f"arietta-midi-{os.getpid()}", 64)
    command = ["jackd", "--no-realtime", "--sync", "--silent", "-n", server.name]
    command += ["-d", "dummy", "-r", str(RATE), "-p", str(server.period)]
    with (
        running(command, env={**os.environ, **server.env()}),
        pytest.MonkeyPatch.context() as patch,
    ):
        server.call("jack_wait", "--wait", "--timeout", "10", "--server", server.name)
        for name, value in server.env().items():
            patch.setenv(name, value)
        yield server


@pytest.fixture
def busy() -> Iterator[None]:
    """Two threads that leave the interpreter as little as a generating model does."""
    done = Event()

    def burn() -> None:
        while not done.is_set():
            sum(i * i for i in range(20_000))

    threads = [Thread(target=burn) for _ in range(2)]
    for thread in threads:
        thread.start()
    yield
    done.set()
    for thread in threads:
        thread.join()


def test_a_thousand_notes_arrive_complete_in_order_and_ended(
    through_ear: Listened, ear: Ear, busy: None
):
    notes = tuple(
        Note(10 + i, 30 + i % 60, 1 + i % 127, Tick(i * 12), Tick(10)) for i in range(1000)
    )
    through_ear.load(song_of(*notes))
    through_ear.play(Tick(0))
    wait_for(lambda: len(ear.notes) >= 2000, "2000 messages", 30)
    expected = [m for n in notes for m in ((0x90, n.pitch, n.velocity), (0x80, n.pitch, 64))]
    assert ear.notes == expected
    assert not ear.hanging


def test_a_thousand_notes_come_in_complete_and_in_order(
    player: Listened, keyboard: Keyboard, busy: None
):
    player.load(song_of(bars=100))
    wait_for(lambda: player.sees(keyboard.port), "the keyboard to be seen")
    player.record(1, Tick(0), count_in_bars=0)
    wait_for(lambda: player.last(Moved) and player.last(Moved).recording, "the recording to begin")
    for i in range(1000):
        keyboard.send(0x90, 30 + i % 60, 1 + i % 127)
        time.sleep(0.002)
        keyboard.send(0x80, 30 + i % 60, 64)
    wait_for(
        lambda: player.last(Recorded) and len(player.last(Recorded).notes) == 1000, "1000 notes"
    )
    player.stop()
    wait_for(lambda: player.last(Recorded).final, "the recording to end")
    played = [(30 + i % 60, 1 + i % 127) for i in range(1000)]
    assert [(n.pitch, n.velocity) for n in player.all(LiveNote) if n.on] == played
    notes = player.last(Recorded).notes
    assert sorted((note.pitch, note.velocity) for note in notes) == sorted(played)
    assert all(note.length < 960 for note in notes)
