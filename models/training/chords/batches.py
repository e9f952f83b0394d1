"""Beats of songs as the chord network sees them, made once and drawn from for every batch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.representation.harmony import FEATURES, PHRASE, features
from models.training.chords.songs import ChordSong, harmony_of

MELODY = 4 * 12 + 1
"""So many features, the last ones, tell the melody."""


@dataclass(frozen=True)
class NextChords:
    """Features of beats (N, F), the symbols there (N,), those of the beats before (N,), -1 at the
    beginning.
    """

    features: Tensor
    symbols: Tensor
    before: Tensor

    def to(self, device: str) -> "NextChords":
        """The same batch on a device."""
        return NextChords(**{name: tensor.to(device) for name, tensor in vars(self).items()})

    def at(self, index: Tensor) -> "NextChords":
        """Some of the beats."""
        return NextChords(self.features[index], self.symbols[index], self.before[index])

    def without_melody(self, hidden: Tensor) -> "NextChords":
        """The same beats; of those that are `hidden` (N,) the melody is not told."""
        told = self.features.clone()
        told[hidden, -MELODY:] = 0
        return NextChords(told, self.symbols, self.before)


def beats_asked(songs: Sequence[ChordSong], share: float, seed: int, cut: bool) -> NextChords:
    """A `share` of the bars of songs, at random, all their beats. Where songs may be `cut`, half of
    them begin somewhere in their middle, counted from there at times.
    """
    rng = np.random.default_rng(seed)
    found: list[np.ndarray] = []
    symbols: list[int] = []
    before: list[int] = []
    for song in songs:
        first = int(rng.integers(0, len(song.lengths) - 3)) if cut and rng.random() < 0.5 else 0
        number = first % PHRASE if rng.random() < 0.7 else 0
        harmony = harmony_of(song, first, number)
        bars = harmony.bars
        for bar in np.flatnonzero(rng.random(len(bars.lines) - 1) < share).tolist():
            for beat in range(bars.lines[bar], bars.lines[bar + 1]):
                found.append(features(harmony, beat).astype(np.float16))
                symbols.append(int(harmony.symbols[beat]))
                before.append(int(harmony.symbols[beat - 1]) if beat else -1)
    told = torch.from_numpy(np.stack(found)) if found else torch.zeros(0, FEATURES)
    return NextChords(told, torch.tensor(symbols), torch.tensor(before))


def training_batches(beats: NextChords, size: int, seed: int) -> Iterator[NextChords]:
    """Batches without end; half of the beats are not told the melody."""
    generator = torch.Generator().manual_seed(seed)
    while True:
        index = torch.randint(len(beats.symbols), (size,), generator=generator)
        batch = beats.at(index)
        hidden = torch.rand(size, generator=generator) < 0.5
        full = NextChords(batch.features.float(), batch.symbols, batch.before)
        yield full.without_melody(hidden)
