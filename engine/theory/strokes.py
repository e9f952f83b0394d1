"""How notes are struck: how far from the grid, and how hard. What a groove looks like."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.drums import voice_of
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import TempoMap
from engine.theory.bars import pitches_of, places_of, starts_of

GROUPS = ("kick", "snare", "hi-hats", "toms", "cymbals")
"""The voices of a kit as the eye can tell them apart."""

GROUP_OF = (0, 1, 2, 2, 3, 3, 3, 4, 4)
"""The group of each of VOICES."""

_GROUPS = np.array([GROUP_OF[voice_of(pitch)] for pitch in range(128)])


@dataclass(frozen=True, eq=False)
class Strokes:
    """Of n notes in order: `offsets` (n,) in milliseconds behind (above 0) or ahead of the nearest
    sixteenth, `velocities` (n,) from 1 to 127, and `groups` (n,) of GROUPS; all 0 for tones.
    """

    offsets: np.ndarray
    velocities: np.ndarray
    groups: np.ndarray


def strokes(notes: Sequence[Note], meters: MeterMap, tempos: TempoMap, *, drums: bool) -> Strokes:
    """How notes are struck. `meters` and `tempos` count the notes' ticks."""
    if not notes:
        return Strokes(np.zeros(0), np.zeros(0, int), np.zeros(0, int))
    ticks = starts_of(notes)
    velocities = np.fromiter((note.velocity for note in notes), np.int64, len(notes))
    groups = _GROUPS[pitches_of(notes)] if drums else np.zeros(len(notes), int)
    away = _away(ticks, meters) / meters.ppq * _quarters(ticks, tempos)
    return Strokes(away, velocities, groups)


def _away(ticks: np.ndarray, meters: MeterMap) -> np.ndarray:
    """How many ticks after the nearest sixteenth of its bar, or bar line, each lies."""
    sixteenth = meters.ppq / 4
    places = places_of(ticks, meters)
    inside = places.into - np.round(places.into / sixteenth) * sixteenth
    following = places.into - places.lengths
    return np.where(np.abs(following) < np.abs(inside), following, inside)


def _quarters(ticks: np.ndarray, tempos: TempoMap) -> np.ndarray:
    """How many milliseconds a quarter takes at each tick."""
    changes = np.array([change.tick for change in tempos.changes])
    lengths = np.array([change.us_per_quarter / 1e3 for change in tempos.changes])
    return lengths[np.searchsorted(changes, ticks, side="right").clip(1) - 1]


def is_flat(found: Strokes) -> bool:
    """Whether nobody played it: all on the grid, all equally hard."""
    return not found.offsets.any() and len(set(found.velocities.tolist())) <= 1
