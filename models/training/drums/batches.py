"""Groove's batches of drum steps: each with a stretch of its performance, a part of it hidden."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from engine.representation.bins import OFFSETS, VELOCITIES, nearest
from engine.representation.drum_input import (
    Manner,
    Told,
    features,
    manner_of,
    score_channels,
)
from engine.representation.drums import Cells
from models.training.drums.performances import Take

PARTS = (32, 64, 128, 256, 1024)
"""How many steps a stretch of a score has, at random."""

STRANGE, STRANGE_TEMPO = 0.4, 0.12
"""How often another tempo is told than the performance's, and how far from it, in octaves: whose
tempo it is says much of who plays, and a stranger's says nothing.
"""

ASKED = 32
"""So many steps at most of a stretch are asked about at once."""


@dataclass(frozen=True)
class Question:
    """What is told of a stretch, and its true cells."""

    told: Told
    cells: Cells


@dataclass(frozen=True)
class DrumBatch:
    """Features of steps (N, F), and what is to be found: `hits` (N, 9), bins of `velocities` and
    `offsets` (N, 9); -1 where nothing is struck.
    """

    features: Tensor
    hits: Tensor
    velocities: Tensor
    offsets: Tensor

    def to(self, device: str) -> "DrumBatch":
        """The same batch on a device."""
        return DrumBatch(**{name: tensor.to(device) for name, tensor in vars(self).items()})


def stretch(take: Take, rng: np.random.Generator) -> tuple[Cells, np.ndarray]:
    """A stretch of a performance, beginning on a beat, with its positions."""
    steps = int(rng.choice(PARTS))
    cells = take.leaning if rng.random() < 0.5 else take.straight
    first = 4 * int(rng.integers(0, max(1, (len(cells) - steps) // 4 + 1)))
    return cells.at(slice(first, first + steps)), take.positions[first : first + steps]


def groove_question(take: Take, rng: np.random.Generator) -> Question:
    """How a score is played."""
    cells, positions = stretch(take, rng)
    cells = without_some_voices(cells, rng)
    bpm = take.bpm * 2 ** (STRANGE_TEMPO * rng.normal() * (rng.random() < STRANGE))
    manner = manner_of(cells, bpm, take.style)
    shown = replace(partly(manner, rng), density=None)
    told = Told(score_channels(cells), positions, shown, some_struck(cells, rng))
    return Question(told, cells)


def some_struck(cells: Cells, rng: np.random.Generator) -> np.ndarray:
    """ASKED struck steps or fewer, in order."""
    struck = np.flatnonzero(cells.hits.any(axis=1))
    return np.sort(rng.permutation(struck)[:ASKED])


def without_some_voices(cells: Cells, rng: np.random.Generator) -> Cells:
    """One time in four without a voice or two, as users' kits are."""
    if rng.random() > 0.25:
        return cells
    gone = rng.random(cells.hits.shape[1]) < 0.2
    return replace(cells, hits=cells.hits & ~gone)


def partly(manner: Manner, rng: np.random.Generator) -> Manner:
    """Each condition told at times; the looseness only where the lag is."""
    style, density, lag, looseness = rng.random(4) < (0.3, 0.5, 0.4, 0.5)
    return Manner(
        manner.bpm,
        manner.style if style else None,
        manner.density if density else None,
        manner.lag if lag else None,
        manner.looseness if lag and looseness else None,
    )


def collate(questions: Sequence[Question]) -> DrumBatch:
    """The asked steps of all questions."""

    def struck(kind: str, centres: np.ndarray) -> Tensor:
        parts = []
        for q in questions:
            cells = q.cells.at(q.told.asked)
            parts.append(np.where(cells.hits, nearest(getattr(cells, kind), centres), -1))
        return torch.from_numpy(np.concatenate(parts))

    hits = [q.cells.hits[q.told.asked].astype(np.int64) for q in questions]
    return DrumBatch(
        torch.from_numpy(np.concatenate([features(q.told) for q in questions])),
        torch.from_numpy(np.concatenate(hits)),
        struck("velocities", VELOCITIES),
        struck("offsets", OFFSETS),
    )


def training_batches(takes: Sequence[Take], steps: int, seed: int) -> Iterator[DrumBatch]:
    """Batches of at most so many steps without end. A performance is drawn as often as it is long,
    fills no less than two bars would be.
    """
    rng = np.random.default_rng(seed)
    weights = np.array([max(len(take.positions), 32) for take in takes], float)
    weights /= weights.sum()
    while True:
        drawn = rng.choice(len(takes), max(1, steps // ASKED), p=weights)
        yield collate([groove_question(takes[index], rng) for index in drawn])
