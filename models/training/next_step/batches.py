"""Batches of drum steps, each with what was played before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from engine.representation.bins import OFFSETS, VELOCITIES, nearest
from engine.representation.drum_past import BARS, PHRASE, Past, features
from engine.representation.drums import VOICES, Cells
from models.training.drums.batches import without_some_voices
from models.training.drums.performances import Take
from models.training.next_step.parts import bars_of_take, past_of

ASKED = 64
"""So many steps of a stretch are asked about at once."""

MOST_BARS = 24
"""So many bars before those a stretch has at most: a few more than are looked at."""


@dataclass(frozen=True)
class NextSteps:
    """Features of steps (N, F) and what is struck there: `hits` (N, 9), `velocities` and `offsets`
    (N, 9) as they are, 0 where nothing is struck.
    """

    features: Tensor
    hits: Tensor
    velocities: Tensor
    offsets: Tensor

    def to(self, device: str) -> "NextSteps":
        """The same batch on a device."""
        return NextSteps(**{name: tensor.to(device) for name, tensor in vars(self).items()})


def asked(past: Past, steps: np.ndarray) -> NextSteps:
    """The features of some steps of a past that is known to its end, and what is struck there."""
    told = features(past, np.zeros(len(steps), np.int64), steps)
    return NextSteps(torch.from_numpy(told), *truth(past, steps))


def truth(past: Past, steps: np.ndarray) -> list[Tensor]:
    """Hits, velocities and offsets at some steps of the first row, (N, 9) each."""
    there = past.told[0][len(past.told[0]) - len(past.bars.bars) + steps]
    return [torch.from_numpy(part.copy()) for part in np.split(there, 3, axis=1)]


def question(take: Take, rng: np.random.Generator, as_played: bool = False) -> NextSteps:
    """A few bars after a stretch of a performance, from nothing to MOST_BARS bars long.

    A stretch that begins in the middle is at times counted from its own beginning. Unless it is to
    stay `as_played`, voices are left out at times, and it is as stiff as what is drawn by hand.
    """
    count = len(bars_of_take(take))
    bar = int(rng.integers(0, count))
    before = MOST_BARS if rng.random() < 0.5 else int(rng.integers(0, BARS))
    first, after = max(0, bar - before), min(count, bar + 5)
    number = first % PHRASE if rng.random() < 0.7 else 0
    cells = take.straight if as_played else drawn(silenced(take.straight, rng), take, rng)
    jittered = replace(take, bpm=take.bpm * rng.uniform(0.97, 1.03))
    past = past_of(jittered, cells, slice(first, after), number)
    step = int(past.bars.lines[bar - first])
    last = min(len(past.bars.bars), step + ASKED)
    return asked(past, np.arange(step, last))


def drawn(cells: Cells, take: Take, rng: np.random.Generator) -> Cells:
    """Cells all of one loudness, on the grid of 16ths and triplets, either or both, at times."""
    loud, still = rng.random(2) < 0.2
    if loud:
        flat = np.float32(rng.uniform(0.4, 1))
        cells = replace(cells, velocities=flat * cells.hits)
    if still:
        cells = replace(cells, offsets=take.leaning.leans * cells.hits)
    return cells


def silenced(cells: Cells, rng: np.random.Generator) -> Cells:
    """Cells without a voice or two, as users' kits are."""
    hits = without_some_voices(cells, rng).hits
    return Cells(
        hits, cells.velocities * hits, cells.offsets * hits, np.where(hits, cells.leans, 0)
    )


def collate(parts: Sequence[NextSteps]) -> NextSteps:
    """All steps of all parts."""
    return NextSteps(
        *(torch.cat([getattr(part, name) for part in parts]) for name in vars(parts[0]))
    )


def training_batches(takes: Sequence[Take], steps: int, seed: int) -> Iterator[NextSteps]:
    """Batches of at most so many steps without end, a performance as often as it is long."""
    rng = np.random.default_rng(seed)
    weights = np.array([len(take.positions) for take in takes], float)
    weights /= weights.sum()
    while True:
        drawn = rng.choice(len(takes), max(1, steps // ASKED), p=weights)
        yield collate([question(takes[index], rng) for index in drawn])


def strokes(batch: NextSteps) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Every hit of a batch: its step (H,), what is told of it (H, 36), and the bins of its velocity
    and offset (H,). It is told which voice it is, all hits of its step, and how the voices before
    it were played.
    """
    steps, voices = torch.nonzero(batch.hits, as_tuple=True)
    told = told_of(batch.hits[steps], batch.velocities[steps], batch.offsets[steps], voices)
    loud = nearest(batch.velocities[steps, voices].numpy(), VELOCITIES)
    away = nearest(batch.offsets[steps, voices].numpy(), OFFSETS)
    return steps, told, torch.from_numpy(loud), torch.from_numpy(away)


def told_of(hits: Tensor, velocities: Tensor, offsets: Tensor, voices: Tensor) -> Tensor:
    """What a stroke is told, (H, 36), from its step's cells (H, 9) each."""
    each = torch.eye(len(VOICES))
    earlier = torch.ones(len(VOICES), len(VOICES)).tril(-1)[voices]
    return torch.cat([each[voices], hits, velocities * earlier, 4 * offsets * earlier], dim=1)
