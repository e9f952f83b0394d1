"""Where many notes lie in their bars, at once: a piece of ten thousand takes a few milliseconds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.score.meter import MeterMap
from engine.score.song import Note

Ints = np.ndarray


@dataclass(frozen=True, eq=False)
class Places:
    """For each of n ticks: the index of its `bars`, how many ticks it lies `into` it, and the
    `lengths` of whole bars in the meter there.
    """

    bars: Ints
    into: Ints
    lengths: Ints


def places_of(ticks: Ints, meters: MeterMap) -> Places:
    """Where ticks lie, as `MeterMap.bar_at` and `bar_start` say of one."""
    firsts = np.array([change.tick for change in meters.changes])
    bars = np.array([meters.bar_at(change.tick) for change in meters.changes])
    sizes = np.array([change.bar_ticks(meters.ppq) for change in meters.changes])
    at = (np.searchsorted(firsts, ticks, side="right") - 1).clip(0)
    lengths = sizes[at]
    crossed, into = np.divmod(ticks - firsts[at], lengths)
    return Places(bars[at] + crossed, into, lengths)


def starts_of(notes: Sequence[Note]) -> Ints:
    """(n,): where notes begin, in ticks."""
    return np.fromiter((note.start for note in notes), np.int64, len(notes))


def pitches_of(notes: Sequence[Note]) -> Ints:
    """(n,): MIDI pitches."""
    return np.fromiter((note.pitch for note in notes), np.int64, len(notes))
