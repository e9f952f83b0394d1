"""A song as chords on beats, and what the network is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.bars import Bars
from engine.representation.harmony import KINDS, NONE, TONES, Harmony, in_key
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.keys import Key, find_key


@dataclass(frozen=True)
class ChordSong:
    """`symbols` (T,) as they sound on the beats of bars with `lengths`, and how long each pitch
    class of the `melody` sounds there (T, 12) where it has one.
    """

    name: str
    source: str
    lengths: tuple[int, ...]
    symbols: np.ndarray
    melody: np.ndarray | None = None
    held_out: bool = False

    @property
    def bars(self) -> Bars:
        """Where the beats lie."""
        return Bars.of(list(self.lengths))

    @property
    def key(self) -> Key:
        """The key that the program would find in its chords and its melody."""
        heard = TONES[self.symbols].sum(0)
        if self.melody is not None:
            heard = heard + self.melody.sum(0)
        return key_of_weights(heard)


def key_of_weights(heard: np.ndarray) -> Key:
    """The key of pitch classes that sound so long, (12,)."""
    spans = [(pitch, Tick(round(100 * float(length)))) for pitch, length in enumerate(heard)]
    return find_key(Note(0, pitch, 80, Tick(0), length) for pitch, length in spans)


def harmony_of(song: ChordSong, first_bar: int = 0, number: int = 0) -> Harmony:
    """A song from a bar on, which is counted as `number`, in the key that is found in all of it."""
    lengths = list(song.lengths[first_bar:])
    begin = sum(song.lengths[:first_bar])
    melody = None if song.melody is None else song.melody[begin:]
    return in_key(Bars.of(lengths, number), song.symbols[begin:], song.key, melody)


def sounds(song: ChordSong) -> bool:
    """Whether there is enough harmony to learn from: four bars, and chords on most beats."""
    return len(song.lengths) >= 4 and float((song.symbols != NONE).mean()) > 0.5


def kind_of(tones: Sequence[int]) -> int:
    """The quality that is nearest to tones in semitones above the root."""
    given = {tone % 12 for tone in tones} | {0}
    row = np.array([float(pitch in given) for pitch in range(12)])
    apart = np.abs(TONES[1 : 1 + len(KINDS)] - row)
    cost = apart @ np.where(np.isin(np.arange(12), (3, 4, 10, 11)), 1.5, 1.0)
    return int(cost.argmin())
