"""The built-in synth: a soundfont played by MIDI messages, each at its own sample."""

from collections import deque
from pathlib import Path
from typing import Any

import tinysoundfont

from engine.playback.soundfont import SoundfontError
from engine.playback.transport import Due

_library: Any = tinysoundfont
tsf = _library._tinysoundfont

RATE = 48_000
"""Samples a second."""

FRAME_BYTES = 8
"""Two 32-bit floats, left and right."""

GAIN_DB = 6.0
"""A melody is well heard, a chord of ten notes stays below full scale; more is limited."""

_LANES = 2
_LIVE = 16
_DRUMS = 9
_VOICES = 192


class Instrument:
    """A soundfont under the hand of MIDI messages. Raises SoundfontError if the file is none.

    It has two lanes of sixteen channels, so that what is played by hand and what the song plays
    never cut off each other's notes or programs.
    """

    def __init__(self, soundfont: Path, rate: int = RATE, gain_db: float = GAIN_DB) -> None:
        try:
            self._font = tsf.SoundFont(str(soundfont))
        except (RuntimeError, OSError, ValueError) as failure:
            raise SoundfontError(
                f"{soundfont} could not be read as a soundfont; choose another (.sf2)"
            ) from failure
        self._font.set_output(tsf.OutputMode.StereoInterleaved, rate, gain_db)
        self._font.set_max_voices(_VOICES)
        for channel in range(16 * _LANES):
            self._program(channel, 0)

    def apply(self, data: bytes, lane: int = 0) -> None:
        """Does what a channel message says, now."""
        kind, channel = data[0] & 0xF0, (data[0] & 0x0F) + lane
        if kind == 0x90 and data[2]:
            self._font.channel_note_on(channel, data[1], data[2] / 127)
        elif kind in (0x80, 0x90):
            self._font.channel_note_off(channel, data[1])
        elif kind == 0xB0:
            self._font.channel_midi_control(channel, data[1], data[2])
        elif kind == 0xC0:
            self._program(channel, data[1])
        elif kind == 0xE0:
            self._font.channel_set_pitch_wheel(channel, data[1] | data[2] << 7)

    def render(self, block: memoryview) -> None:
        """Fills a block of frames with what sounds now."""
        self._font.render(block, False)

    def silence(self) -> None:
        """Cuts off everything."""
        for channel in range(16 * _LANES):
            for control in (64, 120, 123):
                self._font.channel_midi_control(channel, control, 0)

    def _program(self, channel: int, program: int) -> None:
        try:
            self._font.channel_set_preset_number(channel, program, channel % 16 == _DRUMS)
        except RuntimeError:
            # A small soundfont need not have every program; it then keeps the one it had.
            return


class Synth:
    """An instrument fed from one thread and rendered by the audio thread, without locks.

    Messages with a due time come in order of it; they sound at their sample in the block that
    covers it. Live messages sound at the start of the next block. While `late` is a list, it
    collects how many seconds after its time each note began.
    """

    def __init__(self, instrument: Instrument, rate: int = RATE) -> None:
        self._instrument = instrument
        self._rate = rate
        self._due: deque[Due] = deque()
        self._live: deque[bytes] = deque()
        self.late: list[float] | None = None

    def send(self, due: Due) -> None:
        """Plays a message of the music at its time."""
        self._due.append(due)

    def send_live(self, data: bytes) -> None:
        """Plays a message as soon as may be."""
        self._live.append(data)

    def drop(self, now: float) -> None:
        """Takes back the notes that have not begun; everything else happens now."""
        kept: list[Due] = []
        while True:
            try:
                due = self._due.popleft()
            except IndexError:
                break
            if due.data[0] & 0xF0 != 0x90:
                kept.append(Due(now, due.data))
        self._due.extend(kept)

    def silence(self) -> None:
        """Cuts off everything, whatever is thought to sound."""
        self._due.clear()
        self._live.clear()
        self._instrument.silence()

    def render(self, block: memoryview, start: float) -> None:
        """Fills a block whose first frame belongs to clock time `start`. For the audio thread."""
        live, due, apply = self._live, self._due, self._instrument.apply
        while live:
            apply(live.popleft(), _LIVE)
        frames = len(block) // FRAME_BYTES
        done = 0
        while due:
            try:
                event = due[0]
                offset = int((event.at - start) * self._rate)
                if offset >= frames:
                    break
                due.popleft()
            except IndexError:
                break
            if offset > done:
                self._instrument.render(block[done * FRAME_BYTES : offset * FRAME_BYTES])
                done = offset
            apply(event.data)
            if self.late is not None and event.data[0] & 0xF0 == 0x90:
                self.late.append(max(0.0, start + done / self._rate - event.at))
        if done < frames:
            self._instrument.render(block[done * FRAME_BYTES :])
