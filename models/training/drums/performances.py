"""Drum performances as arrays for training: cells on steps, and how each was played as a whole."""

import pickle
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.representation.drum_input import STYLES
from engine.representation.drums import POSITIONS, VOICES, Cells, Steps, bars_of, encode, steps_of
from models.training.data.groove_midi import Performance, is_put_aside, read_groove

FEWEST_HITS = 40
"""A cell of the medians' table that fewer training hits fell into takes its voice's median."""


@dataclass(frozen=True)
class Take:
    """A performance: its cells measured from the 16ths (`straight`) and from triplets where it
    has some (`leaning`), the positions of its steps, tempo, style, and whether it is a whole one.
    """

    name: str
    straight: Cells
    leaning: Cells
    positions: np.ndarray
    bpm: float
    style: int
    whole: bool
    common_time: bool

    @property
    def step_ms(self) -> float:
        """The length of a 16th in milliseconds."""
        return 15000 / self.bpm


@dataclass(frozen=True)
class Takes:
    """What there is to train on, what is held out, and what of the training part is put aside."""

    training: tuple[Take, ...]
    validation: tuple[Take, ...]
    aside: tuple[Take, ...] = ()

    def parted(self) -> "Takes":
        """The same with a part of what there is to train on put aside."""
        aside = tuple(take for take in self.training if is_put_aside(take.name))
        rest = tuple(take for take in self.training if not is_put_aside(take.name))
        return Takes(rest, self.validation, aside)


def take_of(performance: Performance) -> Take:
    """A performance as arrays, from the first bar with a hit to the last."""
    first, after = bars_of(performance.notes, performance.meters)
    steps: Steps = steps_of(performance.meters, first, after)
    meter = performance.meters.changes[0]
    return Take(
        name=performance.name,
        straight=encode(performance.notes, steps, triplets=False),
        leaning=encode(performance.notes, steps),
        positions=steps.positions,
        bpm=performance.bpm,
        style=STYLES.index(performance.style),
        whole=performance.whole,
        common_time=(meter.numerator, meter.denominator) == (4, 4),
    )


def load_takes(data: Path, cache: Path, aside: bool = False) -> Takes:
    """Every performance, kept in a cache file: delete it where the reader changes. With `aside` a
    part of them is put aside.
    """
    if not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        performances = list(read_groove(data))
        takes = Takes(
            tuple(take_of(p) for p in performances if not p.held_out),
            tuple(take_of(p) for p in performances if p.held_out),
        )
        part = cache.with_suffix(".part")
        part.write_bytes(pickle.dumps(takes))
        part.replace(cache)
    takes: Takes = pickle.loads(cache.read_bytes())
    return takes.parted() if aside else takes


def medians(takes: tuple[Take, ...]) -> tuple[np.ndarray, np.ndarray]:
    """The median offset in 16ths, and velocity, of each voice at each position, (9, 16) each."""
    offsets, velocities = (np.zeros((len(VOICES), POSITIONS)) for _ in range(2))
    for voice in range(len(VOICES)):
        struck = [take.straight.hits[:, voice] for take in takes]
        places = _gathered([t.positions for t in takes], struck)
        away = _gathered([t.straight.offsets[:, voice] for t in takes], struck)
        loud = _gathered([t.straight.velocities[:, voice] for t in takes], struck)
        for position in range(POSITIONS):
            here = places == position
            here = here if here.sum() >= FEWEST_HITS else np.ones(len(places), bool)
            offsets[voice, position] = np.median(away[here])
            velocities[voice, position] = np.median(loud[here])
    return offsets, velocities


def _gathered(values: list[np.ndarray], struck: list[np.ndarray]) -> np.ndarray:
    return np.concatenate([value[hit] for value, hit in zip(values, struck, strict=True)])
