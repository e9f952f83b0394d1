"""A JACK server with a keyboard and an ear on it, and a player that is listened to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
import rtmidi

from engine.playback.events import PlayerEvent, PortsChanged
from engine.playback.player import Player
from engine.score.song import Note, Song, new_song
from tests.fixtures.jack import JackServer
from tests.fixtures.processes import wait_for

rt: Any = rtmidi


@pytest.fixture(scope="module")
def server(jack_server: JackServer) -> Iterator[JackServer]:
    """A server that this process and its children find."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in jack_server.env().items():
            patch.setenv(name, value)
        yield jack_server


class Keyboard:
    """A MIDI keyboard on the server: what it plays goes to whoever listens."""

    def __init__(self, name: str = "Keys") -> None:
        self.port = f"{name}:out"
        self._driver = rt.MidiOut(rt.API_UNIX_JACK, name=name)
        self._driver.open_virtual_port("out")

    def send(self, *message: int) -> None:
        assert self._driver is not None
        self._driver.send_message(message)

    def unplug(self) -> None:
        if self._driver is not None:
            self._driver.close_port()
            self._driver.delete()
            self._driver = None


@dataclass
class Ear:
    """An instrument on the server: keeps what it is told, however busy this process is."""

    name: str = "Ear"

    def __post_init__(self) -> None:
        self.port = f"{self.name}:in"
        self._heard: list[tuple[int, ...]] = []
        self._driver = rt.MidiIn(rt.API_UNIX_JACK, name=self.name, queue_size_limit=16384)
        self._driver.open_virtual_port("in")

    @property
    def heard(self) -> list[tuple[int, ...]]:
        """All messages so far."""
        while self._driver is not None and (event := self._driver.get_message()) is not None:
            self._heard.append(tuple(event[0]))
        return self._heard

    @property
    def notes(self) -> list[tuple[int, ...]]:
        """Only what begins and ends notes."""
        return [message for message in self.heard if message[0] & 0xF0 in (0x80, 0x90)]

    @property
    def hanging(self) -> set[tuple[int, int]]:
        """Channel and pitch of what still sounds."""
        sounding: set[tuple[int, int]] = set()
        for message in self.heard:
            kind, channel = message[0] & 0xF0, message[0] & 0x0F
            if kind == 0x90 and message[2]:
                sounding.add((channel, message[1]))
            elif kind in (0x80, 0x90):
                sounding.discard((channel, message[1]))
            elif kind == 0xB0 and message[1] in (120, 123):
                sounding = {key for key in sounding if key[0] != channel}
        return sounding

    def unplug(self) -> None:
        if self._driver is not None:
            self._driver.close_port()
            self._driver.delete()
            self._driver = None


class Listened(Player):
    """A player whose events are kept."""

    def __init__(self) -> None:
        self.events: list[PlayerEvent] = []
        super().__init__(self.events.append)

    def all(self, kind: type) -> list[Any]:
        return [event for event in list(self.events) if isinstance(event, kind)]

    def last(self, kind: type) -> Any:
        found = self.all(kind)
        return found[-1] if found else None

    def sees(self, port: str) -> bool:
        ports = self.last(PortsChanged)
        return ports is not None and port in (*ports.inputs, *ports.outputs)

    def plays_through(self, port: str) -> bool:
        ports = self.last(PortsChanged)
        return ports is not None and ports.output == port


@pytest.fixture
def keyboard(server: JackServer) -> Iterator[Keyboard]:
    keyboard = Keyboard()
    yield keyboard
    keyboard.unplug()


@pytest.fixture
def ear(server: JackServer) -> Iterator[Ear]:
    ear = Ear()
    yield ear
    ear.unplug()


@pytest.fixture
def player(server: JackServer) -> Iterator[Listened]:
    player = Listened()
    player.start()
    wait_for(lambda: player.last(PortsChanged), "the player process to start")
    yield player
    player.close()


@pytest.fixture
def through_ear(player: Listened, ear: Ear) -> Listened:
    """A player whose output is the ear."""
    player.select_output(ear.port)
    wait_for(lambda: player.plays_through(ear.port), "the ear to be the output")
    return player


def song_of(*notes: Note, bars: int = 4) -> Song:
    """A song of one piano track with these notes."""
    song = new_song(bars=bars)
    return song.with_clip(replace(song.tracks[0].clips[0], notes=notes))
