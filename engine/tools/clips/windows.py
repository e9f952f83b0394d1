"""Clips as a model reads them, in windows of as many bars as it has learned from, which overlap."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engine.jobs import Cancelled
from engine.representation.clips import Bars, Content
from engine.runtime.autoencoder import Autoencoder, Said

WINDOW, OVERLAP = 16, 4
"""Bars of a window, and how many it shares with the next: of those, each tells the nearer half."""

Place = Callable[[np.ndarray], np.ndarray]
"""Where a clip lies: from the noise of all ends (ends, quarters, latent) to its own."""


@dataclass(frozen=True)
class Window:
    """Some of a clip's bars, of which those from `told` to `until` are told here."""

    first: int
    end: int
    told: int
    until: int

    def steps_of(self, steps: np.ndarray) -> slice:
        """The steps that are told, counted from the window's first; steps (bars, ...) of the whole
        clip say where there are any.
        """
        counts = steps.reshape(len(steps), -1).sum(axis=1)
        before = int(counts[self.first : self.told].sum())
        return slice(before, before + int(counts[self.told : self.until].sum()))


def windows(bars: int) -> Iterator[Window]:
    """Windows that together tell each bar once. A clip that fits into one is one."""
    last = max(0, bars - WINDOW)
    firsts = [*range(0, last, WINDOW - OVERLAP), last]
    seams = [0, *((first + WINDOW + after) // 2 for first, after in pairwise(firsts)), bars]
    for first, (told, until) in zip(firsts, pairwise(seams), strict=True):
        yield Window(first, min(bars, first + WINDOW), told, until)


class Ends:
    """Clips with the same bars as standard normal noise, and what a model says between them."""

    def __init__(
        self,
        coder: Autoencoder,
        contents: Sequence[Content],
        bars: Bars,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """Reads the clips. Raises ModelError, Cancelled."""
        self.bars = bars
        self._coder, self._cancelled = coder, cancelled
        self._steps = bars.sixteenths if coder.kind == "drums" else bars.steps
        self._noise: list[tuple[Window, Bars, np.ndarray]] = []
        for window in windows(len(bars.lengths)):
            self._check()
            inside = bars[window.first : window.end]
            cut = [_cut(content, window, inside) for content in contents]
            latents = [coder.read([content], inside)[0] for content in cut]
            noise = np.concatenate([coder.noise(latent, inside)[0] for latent in latents])
            self._noise.append((window, inside, noise))

    def said(self, places: Sequence[Place]) -> Said:
        """What is said of the clips at some places. Raises ModelError, Cancelled."""
        parts = []
        for window, bars, noise in self._noise:
            self._check()
            wanted = np.stack([place(noise) for place in places])
            said = self._coder.write(self._coder.conduct(wanted, bars), bars)
            told = window.steps_of(self._steps)
            parts.append([part[:, told] for part in said])
        return Said(*(np.concatenate(part, axis=1) for part in zip(*parts, strict=True)))

    def _check(self) -> None:
        if self._cancelled():
            raise Cancelled


def _cut(content: Content, window: Window, bars: Bars) -> Content:
    chosen = slice(window.first, window.end), slice(0, bars.steps.shape[1])
    return Content(content.symbols[chosen], content.loudness[chosen], content.away[chosen])


def arc(share: float, first: int = 0, last: int = 1) -> Place:
    """The place at a share from 0 to 1 on the arc between two of the ends, by their numbers."""
    return lambda noise: slerp(noise[first], noise[last], share)


def slerp(first: np.ndarray, last: np.ndarray, share: float) -> np.ndarray:
    """The point at a share from 0 to 1 on the arc between two arrays, taken as vectors (Shoemake
    1985); their lengths go over evenly. Straight where they point the same or the opposite way.
    """
    lengths = [float(np.linalg.norm(each)) for each in (first, last)]
    if min(lengths) == 0:
        return (1 - share) * first + share * last
    ways = [each / length for each, length in zip((first, last), lengths, strict=True)]
    angle = float(np.arccos(np.clip((ways[0] * ways[1]).sum(dtype=np.float64), -1, 1)))
    if np.sin(angle) < 1e-6:
        return (1 - share) * first + share * last
    turned = np.sin((1 - share) * angle) * ways[0] + np.sin(share * angle) * ways[1]
    length = (1 - share) * lengths[0] + share * lengths[1]
    return (turned / np.sin(angle) * length).astype(first.dtype)
