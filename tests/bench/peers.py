"""The jobs of Magenta.js in networks of the published shapes, run by our runtime on one core.

Each has a fifth of the time that Magenta.js took at its best, WebAssembly, warm, for a goal: 80,
248, 34, 74, 35 and 31 ms, measured on another day on a machine of this kind.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from engine.runtime.session import Session
from tests.bench.drums import timed
from tests.bench.goals import Figure
from tests.bench.shapes import Shape

AHEAD = 5
"""How many times faster than its peer a job is to be."""

LATENT, STEPS = 256, 32
"""Of the autoencoders: numbers of a clip, and the 16ths of two bars."""

MELODY, DRUMS = 90, 27
"""Symbols of MusicVAE's melodies, and what GrooVAE says of a 16th."""


def peer_figures() -> list[Figure]:
    """The medians of six jobs."""
    with TemporaryDirectory() as folder:
        rnn = _Decoder(Path(folder) / "rnn.onnx", 38, 512, 512)
        vae = _Decoder(Path(folder) / "vae.onnx", MELODY, 256, 256)
        kit = _Decoder(Path(folder) / "kit.onnx", DRUMS, 256, 256)
        reads_melody = _encoder(Path(folder) / "melody.onnx", MELODY)
        reads_drums = _encoder(Path(folder) / "drums.onnx", DRUMS)
        return [
            _against("Continue 4 bars, 2 x 512 LSTM", 80, lambda: rnn.write(64, 1)),
            _against("the same, four variations", 248, lambda: rnn.write(64, 4)),
            _against("Generate 4 x 2 bars, MusicVAE small", 34, lambda: vae.write(STEPS, 4)),
            _against(
                "Interpolate 2 bars, 5 steps", 74,
                lambda: (reads_melody(2), vae.write(STEPS, 5)),
            ),
            _against("Groove, 2 bars, GrooVAE", 35, lambda: (reads_drums(1), kit.write(STEPS, 1))),
            _against("Drumify, 2 bars, GrooVAE", 31, lambda: (reads_drums(1), kit.write(STEPS, 1))),
        ]  # fmt: skip


def _against(name: str, peer_ms: float, work: Callable[[], object]) -> Figure:
    return timed(name, work, peer_ms / AHEAD)


class _Decoder:
    """A step of LSTMs that is told at each what it said at the one before."""

    def __init__(self, path: Path, symbols: int, *sizes: int) -> None:
        shape = Shape()
        self._symbols, self._states = symbols, {}
        for name, size in zip(shape.decoder(symbols, sizes), np.repeat(sizes, 2), strict=True):
            self._states[name] = int(size)
        self._outputs = ["logits", *(f"new_{name}" for name in self._states)]
        self._session = Session(shape.save(path, {"x": symbols, **self._states}, self._outputs))

    def write(self, steps: int, batch: int) -> None:
        """Some steps, the likeliest symbol each."""
        states = {n: np.zeros((1, batch, size), np.float32) for n, size in self._states.items()}
        said = np.zeros((1, batch), np.int64)
        for _ in range(steps):
            x = np.eye(self._symbols, dtype=np.float32)[said]
            logits, *new = self._session.run(self._outputs, {"x": x, **states})
            states = dict(zip(states, new, strict=True))
            said = logits.argmax(axis=-1)


def _encoder(path: Path, symbols: int) -> Callable[[int], object]:
    shape = Shape()
    shape.encoder(symbols, 512, 2 * LATENT)
    session = Session(shape.save(path, {"x": symbols}, ["latent"]))
    return lambda clips: session.run(None, {"x": np.zeros((STEPS, clips, symbols), np.float32)})
