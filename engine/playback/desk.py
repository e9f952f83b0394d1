"""Where the music goes: the built-in synth or a MIDI port, and when each message is handed over."""

import time
from bisect import insort
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from engine.playback.audio import AudioOut
from engine.playback.messages import SYNTH
from engine.playback.ports import OutPort
from engine.playback.soundfont import find_soundfont
from engine.playback.synth import Instrument, Synth
from engine.playback.transport import Due

SYNTH_AHEAD = 0.040
"""Seconds that messages reach the synth before they sound: more than any burst of audio blocks."""

PORT_AHEAD = 0.003
"""Seconds that messages for a port are worked out before they are sent."""

_CHANNELS = range(16)
_BREATH = 0.006


class Desk:
    """Sends messages at their times to what is selected, and live ones at once."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.port: OutPort | None = None
        self.synth: Synth | None = None
        self.audio: AudioOut | None = None
        self._late: list[float] | None = None
        self._clock = clock
        self._pending: deque[Due] = deque()

    @property
    def output(self) -> str:
        """The name of what plays."""
        return SYNTH if self.port is None else self.port.name

    @property
    def ahead(self) -> float:
        """How long before its time a message is wanted here."""
        return SYNTH_AHEAD if self.port is None else PORT_AHEAD

    @property
    def next_due(self) -> float | None:
        """When the next message waits to be sent."""
        return self._pending[0].at if self._pending else None

    @property
    def latency(self) -> float:
        """Seconds that the way to the ear adds, as far as it is known."""
        return self.audio.latency if self.port is None and self.audio else 0.0

    def measure(self) -> list[float]:
        """A list that fills itself with how late each note is handed over, in seconds."""
        self._late = []
        if self.synth is not None:
            self.synth.late = self._late
        return self._late

    @property
    def jack_plays(self) -> bool:
        """Whether the synth sounds through JACK, whose server then is alive."""
        return self.audio is not None and not self.audio.lost and self.audio.name == "JACK"

    def open_synth(self, chosen: Path | None) -> None:
        """Loads the soundfont and opens the sound card. Raises SoundfontError."""
        synth = Synth(Instrument(find_soundfont(chosen)))
        synth.late = self._late
        self.close_synth()
        self.synth = synth
        self.audio = AudioOut(synth.render)

    def close_synth(self) -> None:
        """Gives sound card and soundfont back."""
        if self.audio is not None:
            self.audio.close()
        self.audio = self.synth = None

    def reopen_audio(self) -> None:
        """Looks for a sound card again, with the same synth."""
        if self.synth is not None and self.audio is not None:
            self.audio.close()
            self.audio = AudioOut(self.synth.render)

    def audio_held(self) -> AbstractContextManager[None]:
        """While this context lasts, MIDI ports may be opened and closed."""
        return self.audio.held() if self.audio is not None else nullcontext()

    def schedule(self, messages: Iterable[Due]) -> None:
        """Takes messages, in order of their times, to be sent then."""
        if self.port is None:
            if self.synth is not None:
                for due in messages:
                    self.synth.send(due)
            return
        for due in messages:
            if self._pending and due.at < self._pending[-1].at:
                insort(self._pending, due, key=lambda other: other.at)
            else:
                self._pending.append(due)

    def send_due(self) -> None:
        """Sends what is due to the port."""
        port, pending = self.port, self._pending
        if port is None:
            return
        while pending and pending[0].at <= (now := self._clock()):
            due = pending.popleft()
            if self._late is not None and due.data[0] & 0xF0 == 0x90:
                self._late.append(now - due.at)
            port.send(due.data)

    def send_live(self, data: bytes) -> None:
        """Plays a message at once. May be called on any thread."""
        port, synth = self.port, self.synth
        if port is not None:
            port.send(data)
        elif synth is not None:
            synth.send_live(data)

    def drop(self) -> None:
        """Takes back the notes that have been scheduled but not begun; all else is sent now."""
        if self.port is None:
            if self.synth is not None:
                self.synth.drop(self._clock())
            return
        kept = [due.data for due in self._pending if due.data[0] & 0xF0 != 0x90]
        self._pending.clear()
        for data in kept:
            self.port.send(data)

    def close_port(self) -> None:
        """Closes the MIDI port, if one is open."""
        if self.port is not None:
            self.port.close()
            self.port = None

    def silence(self) -> None:
        """Ends everything on every channel, whatever is thought to sound."""
        self._pending.clear()
        if self.synth is not None:
            self.synth.silence()
        if self.port is not None:
            for channel in _CHANNELS:
                for control in (64, 123, 120):
                    self.port.send(bytes((0xB0 | channel, control, 0)))
                self.port.send(bytes((0xE0 | channel, 0, 64)))

    def silence_keys(self) -> None:
        """Ends every key of every channel by a note-off of its own, for deaf old instruments.

        Takes a tenth of a second: a driver that is behind loses what comes in one burst.
        """
        if self.port is not None:
            for channel in _CHANNELS:
                time.sleep(_BREATH)
                for pitch in range(128):
                    self.port.send(bytes((0x80 | channel, pitch, 64)))

    def close(self) -> None:
        """Gives everything back."""
        self.close_synth()
        self.close_port()
