"""The representation "drum-score", version 1: what a drum network is told, as arrays. Shared by
training and program.

Each step is told what lies around it, the pattern of the whole stretch (what is struck how often at
each position of the bar), its own position, and the manner. A network has its own channels: those
of a score (nine voices and the lean of triplets) or those of a tapped rhythm.
"""

from dataclasses import dataclass

import numpy as np

from engine.representation.drums import POSITIONS, VOICES, Cells

NAME = "drum-score"
VERSION = 1

REACH = 16
"""So many steps before and after it a step is told of."""

SCORE = (*VOICES, "lean")
"""The channels of a score: 1 where a voice is struck, and the mean lean in thirds of a 16th."""

TAPS = ("tap", "velocity", "velocity_known", "offset")
"""The channels of a tapped rhythm. Velocity is 0 where it is not known; the offset, in 16ths, is
times four.
"""

STYLES = (
    "afrobeat", "afrocuban", "blues", "country", "dance", "funk", "gospel", "highlife", "hiphop",
    "jazz", "latin", "middleeastern", "neworleans", "pop", "punk", "reggae", "rock", "soul",
)  # fmt: skip

TEMPO_REACH, TEMPO_PARTS = 1.5, 48
"""Tempos are told in parts of an octave, up to so many octaves from 110."""

MANNER = 2 + 2 * 3 + len(STYLES) + int(2 * TEMPO_REACH * TEMPO_PARTS) + 1
"""So many features a manner has."""


@dataclass(frozen=True)
class Manner:
    """How a performance is played as a whole; None is unknown. `style` counts STYLES; `density`:
    hits in a struck step; `lag` and `looseness`: the mean and the standard deviation of the
    offsets, in 16ths.
    """

    bpm: float
    style: int | None = None
    density: float | None = None
    lag: float | None = None
    looseness: float | None = None


@dataclass(frozen=True)
class Taps:
    """One hit a step: `hits` (T,) bool, `velocities` (T,) from 0 to 1, `offsets` (T,) in 16ths
    from the step. `loud` says whether the velocities are known.
    """

    hits: np.ndarray
    velocities: np.ndarray
    offsets: np.ndarray
    loud: bool = True


@dataclass(frozen=True)
class Told:
    """What is told of T steps: `channels` (T, C), their `positions` in the bar (T,), the manner,
    and the `asked` steps, indices in order.
    """

    channels: np.ndarray
    positions: np.ndarray
    manner: Manner
    asked: np.ndarray


def score_channels(cells: Cells) -> np.ndarray:
    """(T, 10) of SCORE."""
    struck = np.maximum(1, cells.hits.sum(axis=1))
    lean = 3 * cells.leans.sum(axis=1) / struck
    return np.concatenate([cells.hits, lean[:, None]], axis=1).astype(np.float32)


def tap_channels(taps: Taps) -> np.ndarray:
    """(T, 4) of TAPS."""
    loud = taps.hits & taps.loud
    velocities = np.where(loud, taps.velocities, 0)
    channels = taps.hits, velocities, loud, np.where(taps.hits, taps.offsets * 4, 0)
    return np.stack(channels, axis=1).astype(np.float32)


def features(told: Told) -> np.ndarray:
    """(N, F) for the asked steps: the channels of the 33 steps around each, the pattern, the
    position and the manner. See feature_count.
    """
    wide = np.pad(told.channels, ((REACH, REACH), (0, 0)))
    around = [wide[told.asked + away] for away in range(2 * REACH + 1)]
    same = pattern(told.channels, told.positions).ravel(), manner_features(told.manner)
    position = np.eye(POSITIONS, dtype=np.float32)[told.positions[told.asked]]
    whole = np.tile(np.concatenate(same), (len(told.asked), 1))
    return np.concatenate([*around, position, whole], axis=1)


def feature_count(channels: int) -> int:
    """How many features a step has."""
    return (2 * REACH + 1 + POSITIONS) * channels + POSITIONS + MANNER


def pattern(channels: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """The mean of each channel at each position of the bar, (16, C); 0 where there is none."""
    sums = np.zeros((POSITIONS, channels.shape[1]), np.float32)
    np.add.at(sums, positions, channels)
    counts = np.bincount(positions, minlength=POSITIONS).astype(np.float32)
    return sums / np.maximum(1, counts)[:, None]


def manner_features(manner: Manner) -> np.ndarray:
    """(MANNER,): tempo and its square; for each condition whether it is known, and its value; the
    tempo in fine steps.
    """
    tempo = float(np.clip(np.log2(manner.bpm / 110), -2, 2))
    values = [tempo, tempo**2]
    for value, size in ((manner.density, 1.0), (manner.lag, 8.0), (manner.looseness, 8.0)):
        values += [0.0, 0.0] if value is None else [1.0, value * size]
    style = np.zeros(len(STYLES), np.float32)
    if manner.style is not None:
        style[manner.style] = 1
    return np.concatenate([np.array(values, np.float32), style, fine_tempo(tempo)])


def fine_tempo(tempo: float) -> np.ndarray:
    """A tempo in octaves from 110 as one of steps, 1, or between two of them, by its nearness."""
    steps = np.linspace(-TEMPO_REACH, TEMPO_REACH, int(2 * TEMPO_REACH * TEMPO_PARTS) + 1)
    away = TEMPO_PARTS * np.abs(steps - np.clip(tempo, -TEMPO_REACH, TEMPO_REACH))
    return np.maximum(0, 1 - away).astype(np.float32)


def taps_of(cells: Cells, loud: bool = True) -> Taps:
    """The rhythm of a kit tapped on one drum: the loudest hit of each step."""
    loudest = np.where(cells.hits, cells.velocities, -1).argmax(axis=1)
    rows = np.arange(len(cells))
    hits = np.asarray(cells.hits.any(axis=1))
    away = (cells.offsets + cells.leans)[rows, loudest]
    velocities = np.where(hits, cells.velocities[rows, loudest], 0)
    return Taps(hits, velocities, np.where(hits, away, 0), loud)


def manner_of(cells: Cells, bpm: float, style: int | None = None) -> Manner:
    """How cells are played as a whole; only the tempo and the style where nothing is hit."""
    if not cells.hits.any():
        return Manner(bpm, style)
    away = cells.offsets[cells.hits]
    density = float(cells.hits.sum() / cells.hits.any(axis=1).sum())
    return Manner(bpm, style, density, float(away.mean()), float(away.std()))
