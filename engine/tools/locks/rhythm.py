"""A lock on the rhythm: new notes begin and end where those of bars before did."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engine.representation.notes import SIZES, SKIP
from engine.runtime.sampling import log_mask
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.errors import NothingLeft
from engine.tools.fence import Fence
from engine.tools.locks.pitches import PitchLock
from engine.tools.writing import Chosen, Line

Slot = tuple[int, int]
"""Where a note begins, in grid ticks, and how long it is."""


@dataclass(frozen=True, eq=False)
class Rhythm:
    """The notes of a stretch without their pitches: `onsets` and `lengths` in grid ticks, (S,).

    `rest` is the most bars in a row in which none begins. `after_bar` is the bar after the stretch.
    """

    grid: MeterMap
    onsets: np.ndarray
    lengths: np.ndarray
    rest: int
    after_bar: int

    @classmethod
    def kept(cls, melody: Sequence[Note], fence: Fence) -> "Rhythm":
        """The rhythm of as many bars before the fence as there are to fill, as far as the melody
        has them, again and again. Where no note begins in these, it reaches back to one.

        A bar that is shorter than its model leaves out what begins after its end, except where
        nothing else is left: then one note begins on the bar line. Raises NothingLeft where the
        melody rests for longer than the representation can say.
        """
        grid, begin, after = fence.grid, fence.first_bar, fence.after_bar
        by_bar: dict[int, list[Slot]] = {}
        for note in melody:
            bar = grid.bar_at(note.start)
            by_bar.setdefault(bar, []).append((note.start - grid.bar_start(bar), note.length))
        first, last = min(by_bar), max(by_bar)
        bars = max(1, min(after - begin, begin - first), begin - last)
        slots = [
            slot
            for bar in range(begin, after)
            for slot in _moved(by_bar.get(begin - bars + (bar - begin) % bars, []), fence, bar)
        ]
        slots = [
            (onset, min(length, following - onset))
            for (onset, length), (following, _) in pairwise([*slots, (fence.end, 0)])
        ]
        filled = [grid.bar_at(Tick(onset)) for onset, _ in slots]
        if not filled or max(b - a for a, b in pairwise([last, *filled, after])) >= SKIP:
            raise NothingLeft("the melody rests for too long to keep its rhythm; let the rhythm go")
        rest = max(b - a for a, b in pairwise([begin - 1, *filled, after])) - 1
        onsets, lengths = np.array(slots).T
        return cls(grid, onsets, lengths, rest, after)

    def next(self, line: Line) -> int:
        """The number of the note that comes after a line's last one."""
        return int(np.searchsorted(self.onsets, line.onsets[-1], "right")) if line.onsets else 0


@dataclass(frozen=True, eq=False)
class RhythmLock:
    """Notes begin where the rhythm's do, none left out, and are as long, but where a chord ends
    them earlier. What it forbids is (1 - `strength`) as likely.
    """

    rhythm: Rhythm
    pitches: PitchLock
    strength: float

    def lean(self, field: str, lines: Sequence[Line], chosen: Chosen) -> np.ndarray | None:
        """What the lock adds to the logits of bars, positions and durations."""
        if field not in ("bars", "position", "duration"):
            return None
        allowed = np.zeros((len(lines), SIZES[field]), dtype=bool)
        for row, line, each in zip(allowed, lines, chosen, strict=True):
            if field == "bars":
                self._allow_bars(row, line)
            elif field == "position":
                self._allow_positions(row, line, each[0])
            else:
                self._allow_durations(row, line, each)
        return log_mask(allowed, self.strength)

    def _allow_bars(self, row: np.ndarray, line: Line) -> None:
        rhythm = self.rhythm
        coming = rhythm.onsets[rhythm.next(line) :]
        if len(coming):
            row[rhythm.grid.bar_at(coming[0]) - line.place.bar] = True
        else:
            row[rhythm.after_bar - line.place.bar :] = True

    def _allow_positions(self, row: np.ndarray, line: Line, bars: int) -> None:
        rhythm, bar = self.rhythm, line.place.bar + bars
        begin = rhythm.grid.bar_start(bar)
        coming = rhythm.onsets[rhythm.next(line) :]
        inside = coming[(coming >= begin) & (coming < rhythm.grid.bar_start(bar + 1))]
        row[inside[:1] - begin] = True
        row |= not len(inside)

    def _allow_durations(self, row: np.ndarray, line: Line, chosen: Sequence[int]) -> None:
        onset, pitch = line.place.onset(*chosen[:2]), chosen[2]
        slot = int(np.searchsorted(self.rhythm.onsets, onset))
        if slot == len(self.rhythm.onsets) or self.rhythm.onsets[slot] != onset:
            row[:] = True
            return
        room = self.pitches.until[self.pitches.row(onset), pitch] - onset
        row[min(self.rhythm.lengths[slot], room, len(row)) - 1] = True


def _moved(slots: Sequence[Slot], fence: Fence, bar: int) -> list[Slot]:
    """The slots of a bar, told from its bar line, in another one: as many as begin inside it, and
    at least one of them.
    """
    line = fence.grid.bar_start(bar)
    begin, after = max(line, fence.start), min(fence.grid.bar_start(bar + 1), fence.end)
    moved = [(line + onset, length) for onset, length in slots]
    fitting = [slot for slot in moved if begin <= slot[0] < after]
    return fitting or [(int(begin), length) for _, length in moved[:1]]
