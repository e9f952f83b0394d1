"""What every generating tool gives back: takes, and all that it needs to make them again."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.runtime.library import LoadedModel
from engine.runtime.sampling import variation_seed
from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.options import Sampling, seeded


@dataclass(frozen=True)
class Take:
    """One answer. Times are song ticks times the answer's `ppq_factor`; it fills [start, end).

    `seed` gives this take again when it is asked for alone. `reason` is one short line.
    """

    notes: tuple[Note, ...]
    start: Tick
    end: Tick
    seed: int
    scores: Mapping[str, float]
    reason: str


@dataclass(frozen=True)
class Answer:
    """The takes of one call; the model that made them, by name and SHA-256, and what it ran on.

    `key` is the one that was followed, "" where none was.
    """

    takes: tuple[Take, ...]
    model: str
    sha256: str
    device: str
    seconds: float
    seed: int
    ppq_factor: int
    key: str = ""


OnTake = Callable[[int, Take], None]
"""Who hears of each take, with its number from 0, as soon as it is there."""


def answered(
    model: LoadedModel,
    options: Sampling,
    make: Callable[[int], Take],
    on_take: OnTake | None,
    *,
    began: float,
    ppq_factor: int,
    key: str = "",
) -> Answer:
    """The answer whose takes `make` makes, one for each variation's seed.

    `began` is when the call began, by time.perf_counter.
    """
    options = seeded(options)
    takes: list[Take] = []
    for number, each in enumerate(seeds_of(options)):
        takes.append(make(each))
        if on_take is not None:
            on_take(number, takes[-1])
    return Answer(
        takes=tuple(takes),
        model=model.name,
        sha256=model.sha256,
        device=model.device,
        seconds=time.perf_counter() - began,
        seed=options.seed or 0,
        ppq_factor=ppq_factor,
        key=key,
    )


def seeds_of(options: Sampling) -> list[int]:
    """The seed of each take, the spare ones' last, where the options have one."""
    return [variation_seed(options.seed or 0, number) for number in range(options.variations)]
