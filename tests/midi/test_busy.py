"""Devices that are there and refuse: a JACK server on which other programs hold every port."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from engine.playback.events import PortsChanged, Trouble
from engine.playback.messages import SYNTH
from tests.fixtures.jack import JackServer, jack
from tests.fixtures.processes import wait_for
from tests.midi.conftest import Ear, Keyboard, Listened

MOST_PORTS = 14


@pytest.fixture
def server() -> Iterator[JackServer]:
    """A small server that this process and its children find."""
    with jack(sync=False, most_ports=MOST_PORTS) as small, pytest.MonkeyPatch.context() as patch:
        for name, value in small.env().items():
            patch.setenv(name, value)
        yield small


HOLD = """
import rtmidi, sys
held = []
try:
    while True:
        held.append(rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name=f"Other {len(held)}"))
        held[-1].open_virtual_port("out")
except rtmidi.RtMidiError:
    print(len(held), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other(server: JackServer, keyboard: Keyboard, ear: Ear) -> Iterator[subprocess.Popen[bytes]]:
    """Another program, which holds all ports that are left until it ends."""
    command = [sys.executable, "-c", HOLD]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as holding:
        assert holding.stdout is not None
        assert int(holding.stdout.readline()) > 1
        yield holding
        holding.kill()


def test_what_is_held_by_others_is_named_and_used_once_it_is_free(
    other: subprocess.Popen[bytes], keyboard: Keyboard, ear: Ear, player: Listened
):
    def told(words: str) -> bool:
        return any(words in trouble.message for trouble in player.all(Trouble))

    player.select_output(ear.port)
    wait_for(lambda: told(f"the MIDI output {ear.port} could not be opened"), "the refusal")
    wait_for(lambda: told(f"the MIDI input {keyboard.port} could not be opened"), "the other")
    assert told("another program may hold it: close that, or choose another output")
    ports = player.last(PortsChanged)
    assert (ports.output == ear.port, ports.audio) == (False, "")

    other.kill()
    other.wait()
    player.select_output(SYNTH)
    wait_for(lambda: player.last(PortsChanged).audio == "JACK", "the sound card to be used")
    player.select_output(ear.port)
    wait_for(lambda: player.plays_through(ear.port), "the ear to be the output")
