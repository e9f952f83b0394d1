"""Locks on pitches: the key, the range and the chords that new notes keep to."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.representation.notes import SIZES
from engine.runtime.sampling import log_mask
from engine.score.time import Tick
from engine.theory.chords import Chord
from engine.theory.keys import Key
from engine.tools.errors import NothingLeft
from engine.tools.writing import Chosen, Line


@dataclass(frozen=True, eq=False)
class PitchLock:
    """Which pitches may begin and sound when, in stretches that begin at grid ticks `starts` (K,).

    `allowed` (K, 128) are those that may begin in a stretch, and `until` (K, 128) the grid ticks by
    which a note of that pitch has to end that begins there: with the last stretch in a row that
    allows it. What a lock forbids is (1 - `strength`) as likely.
    """

    starts: np.ndarray
    allowed: np.ndarray
    until: np.ndarray
    strength: float

    @classmethod
    def of(
        cls,
        key: Key | None,
        low: int | None,
        high: int | None,
        chords: Sequence[tuple[Tick, Chord]],
        stretch: tuple[Tick, Tick],
        strength: float,
    ) -> "PitchLock":
        """A lock on a scale, on the pitches from `low` to `high`, and on the tones of chords, each
        from its grid tick on; None and no chords forbid nothing. `stretch` is from where to where.

        Raises NothingLeft where at full strength no pitch is left to begin.
        """
        pitches = np.arange(SIZES["pitch"])
        steady = (pitches >= (low or 0)) & (pitches <= (127 if high is None else high))
        if key is not None:
            steady &= np.isin(pitches % 12, sorted(key.scale))
        rows = [steady & np.isin(pitches % 12, sorted(chord.tones)) for _, chord in chords]
        allowed = np.array(rows or [steady])
        if strength >= 1:
            _check(allowed, [chord for _, chord in chords], steady)
        starts = np.array([tick for tick, _ in chords] or [stretch[0]])
        return cls(starts, allowed, _until(starts, allowed, stretch[1]), strength)

    @cached_property
    def _changes(self) -> list[int]:
        """Where a stretch follows another."""
        return self.starts[1:].tolist()

    @property
    def binds(self) -> bool:
        """Whether anything at all is forbidden."""
        return not self.allowed.all()

    def row(self, onset: int) -> int:
        """The number of the stretch that an onset, a grid tick, lies in."""
        return bisect_right(self._changes, onset)

    def lean(self, field: str, lines: Sequence[Line], chosen: Chosen) -> np.ndarray | None:
        """What the lock adds to the logits of pitches and, where chords change, of durations."""
        changes = len(self.starts) > 1
        if field == "pitch" and not changes:
            return log_mask(self.allowed[0], self.strength)
        if field == "pitch":
            return log_mask(self.allowed[self._rows(lines, chosen)], self.strength)
        if field != "duration" or not changes:
            return None
        rows, pitches = self._rows(lines, chosen), [each[2] for each in chosen]
        room = self.until[rows, pitches] - _onsets(lines, chosen)
        return log_mask(np.arange(SIZES["duration"]) < room[:, None], self.strength)

    def _rows(self, lines: Sequence[Line], chosen: Chosen) -> np.ndarray:
        return np.searchsorted(self.starts[1:], _onsets(lines, chosen), side="right")


def _onsets(lines: Sequence[Line], chosen: Chosen) -> np.ndarray:
    """The grid ticks at which the next notes begin, (lines,)."""
    return np.array([line.place.onset(*each[:2]) for line, each in zip(lines, chosen, strict=True)])


def _check(allowed: np.ndarray, chords: Sequence[Chord], steady: np.ndarray) -> None:
    """Raise NothingLeft where nothing is allowed."""
    if not steady.any():
        raise NothingLeft(
            "no pitch is left by the key and the range that are locked; widen the range"
        )
    for row, chord in zip(allowed, chords, strict=False):
        if not row.any():
            raise NothingLeft(
                f"no tone of the chord {chord.symbol} lies in the key and the range that are "
                "locked; widen the range, take the key back, or exchange the chord"
            )


def _until(starts: np.ndarray, allowed: np.ndarray, end: int) -> np.ndarray:
    """For each stretch and pitch, the tick by which it has to end."""
    until = np.empty(allowed.shape, dtype=np.int64)
    until[-1] = end
    for row in range(len(starts) - 2, -1, -1):
        until[row] = np.where(allowed[row + 1], until[row + 1], starts[row + 1])
    return until
