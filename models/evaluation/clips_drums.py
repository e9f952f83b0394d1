"""Drums from nothing beside drummers': the rows of Generate for drums."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np

from engine.representation.clips import ANY_KEY, Bars
from engine.representation.drums import VOICES
from engine.representation.habits import Habits
from engine.representation.scatter import Scatter
from engine.runtime.autoencoder import Autoencoder
from engine.tools.clips.generate import drawn
from engine.tools.clips.music import likeliest
from models.evaluation.clips_data import Excerpt
from models.evaluation.continue_drums import Table
from models.evaluation.groove import TIMING, VELOCITY, Bins, divergence
from models.training.drums.performances import Take

STEPS = 16
HISTORY = 4
"""A table is told so many steps at most."""
KICK, SNARE = 0, 1

Played = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Hits, loudness and distance of clips, (clips, steps, 9) each."""


def drummers(excerpts: Sequence[Excerpt], bars: Bars) -> Played:
    """The held-out clips in such bars."""
    like = [each for each in excerpts if each.bars == bars]
    hits, loudness, away = ([getattr(e, n) for e in like] for n in ("symbols", "loudness", "away"))
    return np.stack(hits), np.stack(loudness), np.stack(away)


def generated(
    coder: Autoencoder,
    bars: Bars,
    count: int,
    habits: Habits | None,
    scatter: Scatter | None,
    seed: int = 0,
) -> Played:
    """As many clips from standard normal noise, with these habits and scatter or none."""
    generators = np.random.default_rng(seed).spawn(count)
    said = drawn(coder, bars, generators, [ANY_KEY] * count, 1, habits, scatter=scatter)
    return likeliest(said.logits), said.loudness, said.away


def tabled(takes: Sequence[Take], bars: Bars, count: int, kind: str) -> Played:
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


def rows(made: Played, real: Played, usual: np.ndarray) -> dict[str, float]:
    """Of clips in 4/4: hits in a bar, how often a snare sounds on two and four and a kick on one,
    which part of its steps a bar shares with another of its clip, mean, spread and divergence of
    velocity and of timing in 16ths, how timing goes on, beside the `usual` one (9, 16) of each drum
    and 16th, the empty bars, and MuseGAN's drum pattern.
    """
    hits, loudness, away = made
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
        "velocity_kl": by_voice(real, made, 1, VELOCITY),
        "timing_mean": float(away[hits].mean()),
        "timing_spread": float(away[hits].std()),
        "timing_kl": by_voice(real, made, 2, TIMING),
        "timing_coherence": coherence(hits, away, usual),
        "empty_bars": float((bars.sum(axis=(2, 3)) == 0).mean()),
        "drum_pattern": float((np.abs(np.rint(6 * away[hits])) <= 1).mean()),
    }


def by_voice(real: Played, made: Played, part: int, bins: Bins) -> float:
    """The divergence of one of their parts by voice, weighted by the voices' real hits."""
    values = [
        [each[part][..., voice][each[0][..., voice]] for each in (real, made)]
        for voice in range(len(VOICES))
    ]
    each = [divergence(true, told, bins) for true, told in values]
    return float(np.average(each, weights=[len(pair[0]) for pair in values]))


def coherence(hits: np.ndarray, away: np.ndarray, usual: np.ndarray) -> float:
    """The correlation between successive struck steps of the distances without the usual ones,
    averaged over a step, as on Groove's page; 0 where nothing strays.
    """
    pairs: list[tuple[float, float]] = []
    places = np.arange(hits.shape[1]) % STEPS
    for struck, far in zip(hits, away, strict=True):
        counts = struck.sum(axis=1)
        rest = ((far - usual.T[places]) * struck).sum(axis=1)
        pairs += pairwise((rest[counts > 0] / counts[counts > 0]).tolist())
    first, second = np.array(pairs).T
    if not first.std() or not second.std():
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])
