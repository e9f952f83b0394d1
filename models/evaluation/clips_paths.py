"""How smoothly one clip turns into another: what quality asks of Interpolate."""

from collections.abc import Sequence

import numpy as np

from engine.representation.clips import HOLD, MelodyClip, melody_notes, melody_of
from engine.runtime.autoencoder import Autoencoder
from engine.score.song import Note
from engine.tools.clips.interpolate import between
from engine.tools.clips.music import likeliest
from models.evaluation.clips_data import Excerpt

STEPS = 5


def pairs(excerpts: Sequence[Excerpt], count: int, seed: int = 0) -> list[tuple[Excerpt, Excerpt]]:
    """So many pairs of different clips with the same bars, without regard to anything else."""
    rng = np.random.default_rng(seed)
    found: list[tuple[Excerpt, Excerpt]] = []
    while len(found) < count:
        first = excerpts[int(rng.integers(len(excerpts)))]
        like = [each for each in excerpts if each.bars == first.bars and each is not first]
        if like:
            found.append((first, like[int(rng.integers(len(like)))]))
    return found


def path(coder: Autoencoder, first: Excerpt, last: Excerpt, steps: int = STEPS) -> list[np.ndarray]:
    """The symbols, or hits, of the clips between two."""
    bars = first.bars
    latents = coder.read([first.content, last.content], bars)[0]
    shares = [step / (steps + 1) for step in range(1, steps + 1)]
    said = coder.write(between(coder, latents[:1], latents[1:], shares, bars), bars)
    return [likeliest(logits) for logits in said.logits]


def distance(first: np.ndarray, second: np.ndarray) -> float:
    """1 - F1 of onsets with their pitch or voice."""
    begun = [each if each.ndim == 2 else each < HOLD for each in (first, second)]
    both = ((first == second) & begun[0] & begun[1]).sum()
    total = begun[0].sum() + begun[1].sum()
    return 1 - 2 * float(both) / float(total) if total else 0.0


def smoothness(
    coder: Autoencoder, chosen: Sequence[tuple[Excerpt, Excerpt]], steps: int = STEPS
) -> dict[str, object]:
    """Over all pairs: the mean distance to A at A, at each step, and at B; the share of single
    steps that come nearer to A again; and the largest mean jump in mean jumps.
    """
    rows = []
    for first, last in chosen:
        way = [first.symbols, *path(coder, first, last, steps), last.symbols]
        rows.append([distance(first.symbols, each) for each in way])
    distances = np.array(rows)
    curve = distances.mean(axis=0)
    rises = np.diff(distances, axis=1)
    jumps = np.diff(curve)
    return {
        "distance_to_a": [float(each) for each in curve],
        "falling_steps": float((rises < -1e-9).mean()),
        "largest_jump": float(jumps.max() / jumps.mean()),
        "rises": float((jumps > 0).all()),
        "pairs": float(len(chosen)),
    }


def middles(
    coder: Autoencoder, chosen: Sequence[tuple[Excerpt, Excerpt]]
) -> list[tuple[Note, ...]]:
    """The melodies half way between the pairs, in slots."""
    found = []
    for first, last in chosen:
        symbols = path(coder, first, last, 1)[0]
        found.append(melody_notes(melody_of(first.bars, symbols, np.full(len(symbols), 0.6))))
    return found


def own(excerpt: Excerpt) -> tuple[Note, ...]:
    """A clip's own notes, in slots."""
    velocities = np.full(len(excerpt.symbols), 80, dtype=np.uint8)
    return melody_notes(MelodyClip(excerpt.bars, excerpt.symbols, velocities))
