"""Drums from nothing beside drummers': the rows of Generate for drums."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from engine.representation.clips import ANY_KEY, Bars
from engine.representation.drums import VOICES
from engine.representation.habits import Habits
from engine.runtime.autoencoder import Autoencoder
from engine.tools.clips.generate import drawn
from engine.tools.clips.music import likeliest
from models.evaluation.clips_data import Excerpt
from models.evaluation.continue_drums import Table
from models.training.drums.performances import Take

STEPS = 16
HISTORY = 4
"""A table is told so many steps at most."""
KICK, SNARE = 0, 1


def drummers(excerpts: Sequence[Excerpt], bars: Bars) -> tuple[np.ndarray, ...]:
    """Hits, loudness and distance (clips, steps, 9) of the held-out clips in such bars."""
    like = [each for each in excerpts if each.bars == bars]
    hits, loudness, away = ([getattr(e, n) for e in like] for n in ("symbols", "loudness", "away"))
    return np.stack(hits), np.stack(loudness), np.stack(away)


def generated(
    coder: Autoencoder, bars: Bars, count: int, habits: Habits | None, seed: int = 0
) -> tuple[np.ndarray, ...]:
    """As many clips from standard normal noise, with these habits or none."""
    generators = np.random.default_rng(seed).spawn(count)
    said = drawn(coder, bars, generators, [ANY_KEY] * count, 1, habits)
    return likeliest(said.logits), said.loudness, said.away


def tabled(takes: Sequence[Take], bars: Bars, count: int, kind: str) -> tuple[np.ndarray, ...]:
    """As many clips from nothing but a table of the training part, of one of CONTEXTS, drawn cell
    by cell; velocities and distances are those of any hit of that drum at that place.
    """
    table, played = Table(takes, kind), played_at(takes)
    rng, voices = np.random.default_rng(0), len(VOICES)
    hits = np.zeros((count, STEPS * len(bars.lengths), voices), bool)
    loudness, away = np.zeros((2, *hits.shape))
    for clip, step in np.ndindex(hits.shape[:2]):
        recent = hits[clip, max(0, step - HISTORY) : step + 1].astype(np.int64)
        positions = np.arange(step + 1 - len(recent), step + 1) % STEPS
        hits[clip, step] = rng.random(voices) < table.chances(recent, positions)[-1]
        for voice in np.flatnonzero(hits[clip, step]).tolist():
            known = played.get((voice, step % STEPS), ((0.5, 0.0),))
            loudness[clip, step, voice], away[clip, step, voice] = known[rng.integers(len(known))]
    return hits, loudness, away


def played_at(takes: Sequence[Take]) -> dict[tuple[int, int], list[tuple[float, float]]]:
    """The velocity and the distance of every hit, by voice and 16th of the bar."""
    played: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for take in takes:
        cells = take.straight
        for step, voice in np.argwhere(cells.hits):
            told = float(cells.velocities[step, voice]), float(cells.offsets[step, voice])
            played[int(voice), int(take.positions[step])].append(told)
    return played


def rows(hits: np.ndarray, loudness: np.ndarray, away: np.ndarray) -> dict[str, float]:
    """Of clips in 4/4: hits in a bar, how often a snare sounds on two and four and a kick on one,
    which part of its steps a bar shares with another of its clip, the mean and the spread of
    velocity and of timing in 16ths, the empty bars, and MuseGAN's drum pattern.
    """
    bars = hits.reshape(len(hits), -1, STEPS, hits.shape[-1])
    pairs = combinations(range(bars.shape[1]), 2)
    alike = [(bars[:, a] == bars[:, b]).all(axis=-1).mean() for a, b in pairs]
    return {
        "hits_per_bar": float(hits.sum() / (bars.shape[0] * bars.shape[1])),
        "snare_on_two_and_four": float(bars[:, :, [4, 12], SNARE].mean()),
        "kick_on_one": float(bars[:, :, 0, KICK].mean()),
        "steps_like_another_bar": float(np.mean(alike)),
        "velocity_mean": float(loudness[hits].mean()),
        "velocity_spread": float(loudness[hits].std()),
        "timing_mean": float(away[hits].mean()),
        "timing_spread": float(away[hits].std()),
        "empty_bars": float((bars.sum(axis=(2, 3)) == 0).mean()),
        "drum_pattern": float((np.abs(np.rint(6 * away[hits])) <= 1).mean()),
    }
