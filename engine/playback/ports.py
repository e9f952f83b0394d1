"""MIDI ports through the driver that works here: found, opened, watched, closed when gone."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any

import rtmidi

from engine.errors import AriettaError
from engine.playback.events import clock
from engine.playback.quiet import quiet_stderr
from engine.playback.stamps import Stamps

rt: Any = rtmidi

OnMessage = Callable[[float, bytes, str], None]
"""Takes a message with its clock time and its port. Called on the driver's thread."""

NO_MIDI = "no MIDI"

_FETCH_EVERY = 0.001
_JACK_JOINS = 0.1
"""Seconds until JACK has really joined two ports: what is sent before that is lost."""

_QUEUE = 4096
_CLIENT = "Arietta"
_NAMES = {
    rt.API_LINUX_ALSA: "ALSA",
    rt.API_UNIX_JACK: "JACK",
    rt.API_MACOSX_CORE: "CoreMIDI",
    rt.API_WINDOWS_MM: "WinMM",
}


class PortError(AriettaError):
    """A port is not there, or another program holds it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The ports of other programs and devices, in the driver's order."""

    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


class OutPort:
    """An open output. May be sent to from several threads. Without a driver it swallows all."""

    def __init__(self, name: str, driver: Any) -> None:
        self.name = name
        self._driver = driver
        self._lock = Lock()

    def send(self, data: bytes) -> None:
        """Sends one message now. A device that no longer answers is left to the watching."""
        with self._lock, suppress(rt.RtMidiError):
            if self._driver is not None:
                self._driver.send_message(data)

    def close(self) -> None:
        """Closes the port."""
        with self._lock, quiet_stderr():
            if self._driver is not None:
                _end(self._driver)
            self._driver = None


class Ports:
    """The MIDI system: what there is, the inputs that are listened to, outputs to be opened.

    `wanted` names the one input to listen to; None listens to all.
    """

    def __init__(self, on_message: OnMessage) -> None:
        self.backend = NO_MIDI
        self.listing = Listing()
        self.wanted: str | None = None
        self.refused: dict[str, str] = {}
        self._on_message = on_message
        self._api: int | None = None
        self._probes: tuple[Any, Any] | None = None
        self._open: dict[str, tuple[Any, Thread | None]] = {}
        self._empty_looks = 0

    def look(self) -> bool:
        """Lists what is there and says whether `follow` has something to open or close.

        That takes milliseconds, and under JACK it waits for all the program's own clients.
        """
        self.listing = self._list()
        wanted = {name for name in self.listing.inputs if self.wanted in (None, name)}
        self.refused = {name: why for name, why in self.refused.items() if name in wanted}
        return wanted - set(self.refused) != set(self._open)

    def needs_driver(self) -> bool:
        """Whether there is no driver, or one so silent that its server may have ended."""
        self._empty_looks = 0 if self.listing != Listing() else self._empty_looks + 1
        return self._probes is None or (self.backend == "JACK" and self._empty_looks % 3 == 2)

    def follow(self) -> None:
        """Opens the wanted inputs that came and closes those that went."""
        wanted = [name for name in self.listing.inputs if self.wanted in (None, name)]
        for name in [name for name in self._open if name not in wanted]:
            self._close_input(name)
        for name in wanted:
            if name not in self._open and name not in self.refused:
                self._open_input(name)

    def vanished_inputs(self, before: Listing) -> list[str]:
        """The inputs that were in an earlier listing and are gone."""
        return [name for name in before.inputs if name not in self.listing.inputs]

    def open_output(self, name: str) -> OutPort:
        """An output of the listing. Raises PortError."""
        if name not in self.listing.outputs or self._api is None:
            raise PortError(f"the MIDI output {name} is not there; plug it in or choose another")
        driver = None
        try:
            with quiet_stderr():
                driver = rt.MidiOut(self._api, name=_CLIENT)
                driver.open_port(self._index(driver, name), "out")
            if self.backend == "JACK":
                time.sleep(_JACK_JOINS)
        except (rt.RtMidiError, ValueError) as failure:
            raise PortError(
                f"the MIDI output {name} could not be opened; another program may hold it: "
                "close that, or choose another output"
            ) from failure
        return OutPort(name, driver)

    def close(self) -> None:
        """Closes all inputs."""
        for name in list(self._open):
            self._close_input(name)
        self._end_probes()

    def connect(self) -> None:
        """Chooses the first driver that works."""
        self._end_probes()
        self.backend, self._api = NO_MIDI, None
        for api in _drivers():
            with quiet_stderr(), suppress(rt.RtMidiError):
                probes = (
                    rt.MidiIn(api, name=f"{_CLIENT} watch"),
                    rt.MidiOut(api, name=f"{_CLIENT} watch"),
                )
                self._probes, self.backend, self._api = probes, _NAMES[api], api
                return

    def _list(self) -> Listing:
        if self._probes is None:
            return Listing()
        try:
            found = [_numbered(probe.get_ports()) for probe in self._probes]
        except rt.RtMidiError:
            return Listing()
        foreign = [tuple(n for n in names if not n.startswith(_CLIENT)) for names in found]
        return Listing(*foreign)

    def _open_input(self, name: str) -> None:
        try:
            with quiet_stderr():
                driver = rt.MidiIn(self._api or 0, name=_CLIENT, queue_size_limit=_QUEUE)
                driver.open_port(self._index(driver, name), "in")
        except (rt.RtMidiError, ValueError):
            self.refused[name] = (
                f"the MIDI input {name} could not be opened; another program may hold it: "
                "close that, then plug the device in again"
            )
            return
        stamps, on_message = Stamps(), self._on_message

        def take(event: tuple[list[int], float], _: object = None) -> None:
            data, delta = event
            on_message(stamps.at(delta, clock()), bytes(data), name)

        fetcher = None
        if self.backend == "JACK":
            fetcher = Thread(target=self._drain, args=(name, driver, take), daemon=True)
        else:
            driver.set_callback(take)
        self._open[name] = driver, fetcher
        if fetcher is not None:
            fetcher.start()

    def _drain(self, name: str, driver: Any, take: Callable[[Any], None]) -> None:
        """Fetches what came in: JACK's own thread must not wait for Python and lose notes."""
        while name in self._open and self._open[name][0] is driver:
            while (event := driver.get_message()) is not None:
                take(event)
            time.sleep(_FETCH_EVERY)

    def _close_input(self, name: str) -> None:
        driver, fetcher = self._open.pop(name)
        if fetcher is None:
            driver.cancel_callback()
        else:
            fetcher.join()
        with quiet_stderr():
            _end(driver)

    def _end_probes(self) -> None:
        probes, self._probes = self._probes or (), None
        with quiet_stderr():
            for probe in probes:
                _end(probe)

    def _index(self, driver: Any, name: str) -> int:
        """Where the driver keeps a port now. Raises ValueError where it is gone."""
        return _numbered(driver.get_ports()).index(name)


def _end(driver: Any) -> None:
    """Closes a client of the MIDI system at once, not when its last reference goes."""
    with suppress(rt.RtMidiError):
        driver.close_port()
    driver.delete()


def _numbered(names: list[str]) -> list[str]:
    """Port names, told apart where several devices share one."""
    return [
        name if names.index(name) == i else f"{name} ({names[: i + 1].count(name)})"
        for i, name in enumerate(names)
    ]


def _drivers() -> list[int]:
    """The drivers to try here, in order."""
    compiled = rt.get_compiled_api()
    order = [
        rt.API_MACOSX_CORE,
        rt.API_WINDOWS_MM,
        rt.API_LINUX_ALSA,
        rt.API_UNIX_JACK,
    ]
    if sys.platform == "linux" and "JACK_DEFAULT_SERVER" in os.environ:
        order.reverse()
    return [api for api in order if api in compiled]
