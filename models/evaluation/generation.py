"""Eight bars after eight-bar prompts of held-out melodies: the systems beside the real bars."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.representation.notes import GRID
from engine.runtime.library import LoadedModel
from engine.score.meter import MeterMap
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import TempoMap, Tick
from engine.theory.keys import find_key
from engine.theory.metrics import longest_shared_run, melody_metrics
from engine.tools.continue_options import ContinueOptions
from engine.tools.melody.continue_ import continue_melody
from models.evaluation.memorisation import Memory
from models.training.data.pieces import Piece

BARS = 8
REPEATED = 4
"""The trivial baseline plays the last four bars again, twice."""

ROWS = (
    "out_of_key",
    "repeated_motif",
    "unique_highest",
    "leaps_resolved",
    "excessive_repeats",
    "pitch_class_entropy",
    "mean_interval",
    "notes_per_bar",
    "groove_similarity",
    "shared_with_training",
    "shared_with_prompt",
)


@dataclass(frozen=True)
class Excerpt:
    """A prompt, and how the piece really goes on; both in grid ticks. `first_bar` is the first of
    the continuation.
    """

    name: str
    style: str
    meters: MeterMap
    prompt: tuple[Note, ...]
    real: tuple[Note, ...]
    first_bar: int

    def song(self) -> Song:
        """The prompt as a song of one track."""
        clip = Clip(2, notes=self.prompt, length=self.meters.bar_start(self.first_bar))
        track = Track(1, name="Melody", clips=(clip,))
        return Song(tempos=TempoMap(GRID), meters=self.meters, tracks=(track,), next_id=10**6)


Continuation = Callable[[Excerpt, int], tuple[Note, ...]]
"""Notes after an excerpt's prompt, for a seed."""


def excerpts(pieces: Sequence[Piece]) -> list[Excerpt]:
    """The first sixteen bars of each piece that has as many, with at least four notes a half."""
    found = []
    for piece in pieces:
        begin = piece.meters.bar_at(piece.notes[0].start)
        middle, end = (piece.meters.bar_start(begin + BARS * k) for k in (1, 2))
        prompt = tuple(
            replace(note, length=Tick(min(note.length, middle - note.start)))
            for note in piece.notes
            if note.start < middle
        )
        real = tuple(
            replace(note, length=Tick(min(note.length, end - note.start)))
            for note in piece.notes
            if middle <= note.start < end
        )
        whole = piece.notes[-1].end > piece.meters.bar_start(begin + 2 * BARS - 1)
        last_bar = piece.meters.bar_at(prompt[-1].start) == begin + BARS - 1
        if whole and last_bar and min(len(prompt), len(real)) >= 4:
            # The program begins at the first bar line after the last note-off.
            found.append(Excerpt(piece.name, piece.style, piece.meters, prompt, real, begin + BARS))
    return found


def real(excerpt: Excerpt, seed: int) -> tuple[Note, ...]:
    """How the piece goes on."""
    return excerpt.real


def repeat(excerpt: Excerpt, seed: int) -> tuple[Note, ...]:
    """The prompt's last four bars, twice."""
    meters = excerpt.meters
    begin, end = (meters.bar_start(excerpt.first_bar - k) for k in (REPEATED, 0))
    last = [note for note in excerpt.prompt if note.start >= begin]
    return tuple(
        replace(note, start=Tick(note.start + (end - begin) * turn))
        for turn in (1, 2)
        for note in last
    )


def continued_by(model: LoadedModel, form: float = 1.0) -> Continuation:
    """The first take of the program's Continue with its usual options, but for `form`."""
    options = ContinueOptions(bars=BARS, variations=1, form=form)

    def go_on(excerpt: Excerpt, seed: int) -> tuple[Note, ...]:
        chosen = replace(options, seed=seed)
        result = continue_melody(excerpt.song(), 1, chosen, model)
        return result.takes[0].notes

    return go_on


def figures(
    excerpts_: Sequence[Excerpt], systems: Mapping[str, Continuation], memory: Memory
) -> dict[str, dict[str, np.ndarray]]:
    """{system: {row: one value for each excerpt}}."""
    found: dict[str, dict[str, np.ndarray]] = {}
    for name, go_on in systems.items():
        values = [_rows(each, go_on(each, seed), memory) for seed, each in enumerate(excerpts_)]
        found[name] = {row: np.array([value[row] for value in values]) for row in ROWS}
    return found


def _rows(excerpt: Excerpt, notes: tuple[Note, ...], memory: Memory) -> dict[str, float]:
    key = find_key([*excerpt.prompt, *excerpt.real])
    measured = melody_metrics(notes, excerpt.meters, key, before=excerpt.prompt)
    return measured | {
        "shared_with_training": float(memory.longest_run(notes)),
        "shared_with_prompt": float(longest_shared_run(excerpt.prompt, notes)),
    }


def summary(values: np.ndarray, rng: np.random.Generator, draws: int = 1000) -> list[float]:
    """The mean, the ends of its bootstrap 95 % interval, and the maximum."""
    means = values[rng.integers(0, len(values), (draws, len(values)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return [float(values.mean()), float(low), float(high), float(values.max())]
