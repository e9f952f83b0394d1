"""Devices that are there and refuse: a JACK server on which other programs hold every port."""

from collections.abc import Iterator
from typing import Any

import pytest
import rtmidi

from engine.playback.events import PortsChanged, Trouble
from engine.playback.messages import SYNTH
from tests.fixtures.jack import JackServer, jack
from tests.fixtures.processes import wait_for
from tests.midi.conftest import Ear, Keyboard, Listened

rt: Any = rtmidi

MOST_PORTS = 14


@pytest.fixture
def server() -> Iterator[JackServer]:
    """A small server that this process and its children find."""
    with jack(sync=False, most_ports=MOST_PORTS) as small, pytest.MonkeyPatch.context() as patch:
        for name, value in small.env().items():
            patch.setenv(name, value)
        yield small


@pytest.fixture
def others(server: JackServer, keyboard: Keyboard, ear: Ear) -> Iterator[list[Keyboard]]:
    """Other programs, which hold all ports that are left."""
    holding: list[Keyboard] = []
    with pytest.raises(rt.RtMidiError):
        while len(holding) < MOST_PORTS:
            holding.append(Keyboard(f"Other {len(holding)}"))
    assert holding
    yield holding
    for each in holding:
        each.unplug()


def test_what_is_held_by_others_is_named_and_used_once_it_is_free(
    others: list[Keyboard], keyboard: Keyboard, ear: Ear, player: Listened
):
    def told(words: str) -> bool:
        return any(words in trouble.message for trouble in player.all(Trouble))

    player.select_output(ear.port)
    wait_for(lambda: told(f"the MIDI output {ear.port} could not be opened"), "the refusal")
    wait_for(lambda: told(f"the MIDI input {keyboard.port} could not be opened"), "the other")
    assert told("another program may hold it: close that, or choose another output")
    ports = player.last(PortsChanged)
    assert (ports.output == ear.port, ports.audio) == (False, "")

    for each in others:
        each.unplug()
    player.select_output(SYNTH)
    wait_for(lambda: player.last(PortsChanged).audio == "JACK", "the sound card to be used")
    player.select_output(ear.port)
    wait_for(lambda: player.plays_through(ear.port), "the ear to be the output")
