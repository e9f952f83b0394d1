"""How smoothly one clip turns into another: what quality asks of Interpolate."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from engine.representation.clips import HOLD, MelodyClip, melody_notes, melody_of
from engine.runtime.autoencoder import Autoencoder
from engine.score.song import Note
from engine.theory.keys import find_key
from engine.theory.signatures import signature
from engine.tools.clips.interpolate import HEARD, LATENT
from engine.tools.clips.music import likeliest
from engine.tools.clips.way import Drawing, way
from engine.tools.clips.windows import Ends, arc
from models.evaluation.clips_data import Excerpt

STEPS = 5
WAYS = (HEARD, LATENT)


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


def path(
    coder: Autoencoder, first: Excerpt, last: Excerpt, steps: int = STEPS, how: str = HEARD
) -> list[np.ndarray]:
    """The symbols, or hits, of the clips between two, on one of WAYS."""
    between = Ends(coder, [first.content, last.content], first.bars)
    shares = [step / (steps + 1) for step in range(1, steps + 1)]
    if how == LATENT:
        return [likeliest(each) for each in between.said([arc(share) for share in shares]).logits]
    said = between.said([arc(share) for share in (0, 0.5, 1)])
    found = way(said, (sharps(first), sharps(last)), first.bars, Drawing())
    return [found.at(share).symbols for share in shares]


def sharps(excerpt: Excerpt) -> int:
    """The key signature of a melody; 0 of drums."""
    return 0 if excerpt.symbols.ndim > 1 else signature(find_key(own(excerpt)))


def distance(first: np.ndarray, second: np.ndarray) -> float:
    """1 - F1 of onsets with their pitch or voice."""
    begun = [each if each.ndim == 2 else each < HOLD for each in (first, second)]
    both = ((first == second) & begun[0] & begun[1]).sum()
    total = begun[0].sum() + begun[1].sum()
    return 1 - 2 * float(both) / float(total) if total else 0.0


def smoothness(
    coder: Autoencoder, chosen: Sequence[tuple[Excerpt, Excerpt]], how: str, steps: int = STEPS
) -> dict[str, object]:
    """`told` of the ways between all pairs."""
    return told(*distances(coder, chosen, how, steps))


def distances(
    coder: Autoencoder, chosen: Sequence[tuple[Excerpt, Excerpt]], how: str, steps: int = STEPS
) -> tuple[np.ndarray, np.ndarray]:
    """For each pair the distance to A at A, at each step, and at B, (pairs, steps + 2), and of each
    clip to the one before, (pairs, steps + 1).
    """
    rows, apart = [], []
    for first, last in chosen:
        clips = [first.symbols, *path(coder, first, last, steps, how), last.symbols]
        rows.append([distance(first.symbols, each) for each in clips])
        apart.append([distance(*each) for each in pairwise(clips)])
    return np.array(rows), np.array(apart)


def told(rows: np.ndarray, apart: np.ndarray) -> dict[str, object]:
    """Over all pairs: the mean distance to A at A, at each step, and at B; the share of single
    steps that come nearer to A again; the largest mean jump in mean jumps; and the mean distance of
    each clip to the one before.
    """
    curve = rows.mean(axis=0)
    jumps = np.diff(curve)
    return {
        "distance_to_a": [float(each) for each in curve],
        "falling_steps": float((np.diff(rows, axis=1) < -1e-9).mean()),
        "largest_jump": float(jumps.max() / jumps.mean()),
        "rises": float((jumps > 0).all()),
        "from_step_to_step": [float(each) for each in apart.mean(axis=0)],
        "pairs": float(len(rows)),
    }


def falling(rows: np.ndarray) -> np.ndarray:
    """Of each pair the share of steps that come nearer to A again, (pairs,)."""
    return (np.diff(rows, axis=1) < -1e-9).mean(axis=1)


def middles(
    coder: Autoencoder, chosen: Sequence[tuple[Excerpt, Excerpt]], how: str
) -> list[tuple[Note, ...]]:
    """The melodies half way between the pairs, in slots."""
    found = []
    for first, last in chosen:
        symbols = path(coder, first, last, 1, how)[0]
        found.append(melody_notes(melody_of(first.bars, symbols, np.full(len(symbols), 0.6))))
    return found


def own(excerpt: Excerpt) -> tuple[Note, ...]:
    """A clip's own notes, in slots."""
    velocities = np.full(len(excerpt.symbols), 80, dtype=np.uint8)
    return melody_notes(MelodyClip(excerpt.bars, excerpt.symbols, velocities))
