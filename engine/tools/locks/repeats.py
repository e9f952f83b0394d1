"""A lock against loops: no run of more than N notes comes a second time.

The frames of this lock are the onsets on the grid (24 per quarter) with their pitches. Two runs of
notes are the same where they have equal pitches at equal distances from onset to onset; how long
the notes are held and where in the bar they lie does not matter, and a transposed run is another.
Of the melody before and all that was written, a run of N notes may come back, one of N + 1 not.
It is the blocking of n-grams in text (Paulus et al. 2018), for notes.
"""

from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

import numpy as np

from engine.representation.notes import SIZES
from engine.runtime.sampling import log_mask
from engine.score.song import Note
from engine.tools.errors import NothingLeft
from engine.tools.fence import Fence
from engine.tools.locks.lookahead import Heard, Lookahead, step
from engine.tools.locks.pitches import PitchLock
from engine.tools.locks.rhythm import Rhythm
from engine.tools.writing import Chosen, Line


class NoRepeat:
    """Keeps a line from saying more than `longest` notes in a row again.

    What would is (1 - `strength`) as likely. At full strength it looks ahead: nothing is begun
    after which some bar (or an onset of a rhythm that is kept) could have no note any more.
    """

    def __init__(
        self,
        longest: int,
        melody: Sequence[Note],
        fence: Fence,
        pitches: PitchLock,
        rhythm: Rhythm | None,
        strength: float,
    ) -> None:
        """`pitches` and `rhythm` are what else holds.

        Raises NothingLeft where at full strength no way through is found.
        """
        self._melody = Heard(longest)
        for note in melody:
            self._melody.hear(note.start, note.pitch)
        self._longest = longest
        self._lines: WeakKeyDictionary[Line, Heard] = WeakKeyDictionary()
        self._fence = fence
        self._strength = strength
        self._ahead = Lookahead(longest, self._melody, fence, pitches, rhythm)
        self._fields = {"pitch"} if rhythm or strength < 1 else {"bars", "position", "pitch"}
        start = Heard(longest, self._melody)
        if strength >= 1 and not (self._ahead.is_safe(start) or self._ahead.finds_end(start)):
            raise NothingLeft(
                f"too few pitches are left for a melody that repeats at most {longest} notes in a "
                "row; let it repeat more, widen the other locks, or ask for fewer bars"
            )

    def lean(self, field: str, lines: Sequence[Line], chosen: Chosen) -> np.ndarray | None:
        """What the lock adds to the logits of pitches, and of bars and positions with no pitch."""
        if field not in self._fields:
            return None
        allowed = np.ones((len(lines), SIZES[field]), dtype=bool)
        for row, line, each in zip(allowed, lines, chosen, strict=True):
            heard = self._heard(line)
            if field == "pitch":
                row[:] = False
                row[list(self._free(heard, line.place.onset(*each)))] = True
            elif self._may_close(heard):
                self._close(row, heard, line, each)
        return None if allowed.all() else log_mask(allowed, self._strength)

    def _heard(self, line: Line) -> Heard:
        """All that a line has said."""
        heard = self._lines.get(line) or Heard(self._longest, self._melody)
        self._lines[line] = heard
        for index in range(heard.count, len(line.onsets)):
            heard.hear(line.onsets[index], line.symbols[index].pitch)
        return heard

    def _free(self, heard: Heard, onset: int) -> Iterator[int]:
        """The pitches that may begin at an onset."""
        gap = onset - heard.last
        again = {*heard.followers(heard.run)}
        strict = self._strength >= 1
        safe = not strict or self._ahead.is_safe(heard)
        for pitch in self._ahead.choice(onset) if strict else range(SIZES["pitch"]):
            if step(gap, pitch) not in again and (
                safe or self._ahead.leads_on(heard, onset, pitch)
            ):
                yield pitch

    def _may_close(self, heard: Heard) -> bool:
        """Whether there may be onsets at which no pitch is free."""
        used = len(heard.followers(heard.run))
        return used >= self._ahead.fewest or not self._ahead.is_safe(heard)

    def _close(self, row: np.ndarray, heard: Heard, line: Line, chosen: Sequence[int]) -> None:
        """Take from a row of bars or positions those at which no pitch is free."""
        place, fence, begun = line.place, self._fence, bool(line.onsets)

        def opens(bars: int, position: int) -> bool:
            return any(True for _ in self._free(heard, place.onset(bars, position)))

        if chosen:
            for position in range(*fence.positions(place, chosen[0], begun)):
                row[position] = opens(chosen[0], position)
            return
        first, after = fence.bars(place, begun)
        for bars in range(first, min(after, fence.leaves(place))):
            positions = range(*fence.positions(place, bars, begun))
            row[bars] = any(opens(bars, position) for position in positions)
