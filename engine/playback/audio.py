"""The sound card: finds one that works and asks the synth for one block after the other."""

import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import miniaudio

from engine.playback.events import clock
from engine.playback.limiter import Limiter
from engine.playback.quiet import quiet_stderr
from engine.playback.synth import FRAME_BYTES, RATE

Render = Callable[[memoryview, float], None]

_PERIOD_MS = 5
_PERIODS = 3
_MOST_FRAMES = 16_384
_NOTHING = "Null"


class BlockClock:
    """The clock time of each block's first frame, smoothed over the jitter of the callbacks."""

    def __init__(self, rate: int = RATE) -> None:
        self._rate = rate
        self._next: float | None = None
        self.underruns = 0

    def rest(self) -> None:
        """The next block begins anew."""
        self._next = None

    def start_of(self, now: float, frames: int, patience: float) -> float:
        """The time of a block of `frames` asked for at `now`.

        A block that comes `patience` seconds after its time counts as an underrun.
        """
        late = 0.0 if self._next is None else now - self._next
        if self._next is None or late < -2 * patience:
            start = now
        elif late > patience:
            self.underruns += 1
            start = now
        else:
            start = self._next + late * 0.02
        self._next = start + frames / self._rate
        return start


class AudioOut:
    """An open audio output that plays `render`. Silent, but running, where there is no device."""

    def __init__(self, render: Render) -> None:
        self.clock = BlockClock()
        self.lost = False
        with quiet_stderr():
            self._device: Any = _open_device()
        self._device.stop_callback = self._on_lost
        self._blocks = _blocks(render, self.clock)
        next(self._blocks)
        self._device.start(self._blocks)

    @property
    def name(self) -> str:
        """What plays: the system's name, "" for nothing."""
        return "" if self._device.backend == _NOTHING else self._device.backend

    @property
    def latency(self) -> float:
        """Seconds from a block's rendering until it is heard, as far as the driver knows."""
        return _PERIOD_MS * _PERIODS / 1000

    @contextmanager
    def held(self) -> Iterator[None]:
        """Pauses JACK for as long as the block runs.

        A MIDI client that comes or goes has JACK wait for all clients. Ours would need the
        interpreter, which the call that waits does not let go: both would wait for each other.
        """
        if self._device.backend != "JACK":
            yield
            return
        self._device.stop_callback = None
        with suppress(miniaudio.MiniaudioError):
            self._device.stop()
        try:
            yield
        finally:
            self.clock.rest()
            with suppress(miniaudio.MiniaudioError):
                self._device.start(self._blocks)
            self._device.stop_callback = self._on_lost

    def close(self) -> None:
        """Gives the device back."""
        self._device.stop_callback = None
        with suppress(miniaudio.MiniaudioError):
            self._device.close()

    def _on_lost(self) -> None:
        self.lost = True


def _blocks(render: Render, block_clock: BlockClock) -> Generator[memoryview | bytes, int, None]:
    """Answers the audio thread: takes a number of frames, gives the block."""
    store = memoryview(bytearray(_MOST_FRAMES * FRAME_BYTES))
    limiter = Limiter()
    frames = yield b""
    while True:
        frames = min(frames, _MOST_FRAMES)
        block = store[: frames * FRAME_BYTES]
        patience = _PERIOD_MS * _PERIODS / 1000 + frames / RATE
        start = block_clock.start_of(clock(), frames, patience)
        for done in range(0, frames, 256):
            piece = block[done * FRAME_BYTES : (done + 256) * FRAME_BYTES]
            render(piece, start + done / RATE)
            limiter.apply(piece)
        frames = yield block


def _open_device() -> miniaudio.PlaybackDevice:
    """The first device that opens, a silent one at last."""
    for backend in [*_candidates(), miniaudio.Backend.NULL]:
        with suppress(miniaudio.MiniaudioError):
            return miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=2,
                sample_rate=RATE,
                buffersize_msec=_PERIOD_MS,
                callback_periods=_PERIODS,
                backends=[backend],
                app_name="Arietta",
            )
    raise miniaudio.MiniaudioError("no audio output could be opened")


def _candidates() -> list[miniaudio.Backend]:
    backend = miniaudio.Backend
    if sys.platform == "win32":
        return [backend.WASAPI, backend.DSOUND, backend.WINMM]
    if sys.platform == "darwin":
        return [backend.COREAUDIO]
    found = [backend.PULSEAUDIO, backend.JACK]
    if "JACK_DEFAULT_SERVER" in os.environ:
        found.reverse()
    # ALSA offers a device that swallows everything where there is no card.
    if Path("/dev/snd").is_dir():
        found.append(backend.ALSA)
    return found
