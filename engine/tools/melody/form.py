"""What new bars come back to: a plan drawn for each take, to which its notes lean."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from engine.representation.notes import SIZES
from engine.representation.place import meter_index
from engine.representation.returns import EXACTLY, RHYTHM, Returns, Source, bars_in
from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.fence import Fence
from engine.tools.writing import Chosen, Line

WEIGHT = 4.0
"""What a symbol loses, in nats, that is another than that of the note that comes back."""

RECENT = 512
"""So many of the melody's last notes can come back."""


@dataclass(frozen=True)
class Returning:
    """The next note that comes back, by its onset in grid ticks, pitch, duration symbol and manner.
    Before it notes are `free` where there is something new.
    """

    onset: int
    pitch: int
    duration: int
    manner: int
    free: bool

    def meant(self, line: Line, chosen: Sequence[int]) -> int | None:
        """The symbol of the next field that is this note's; None where it need not be, or where
        what is `chosen` is another note's.
        """
        grid = line.place.grid
        bar = grid.bar_at(Tick(self.onset))
        own = (bar - line.place.bar, self.onset - grid.bar_start(bar), self.pitch, self.duration)
        count = len(chosen)
        needed = {EXACTLY: 4, RHYTHM: 2}.get(self.manner, 3)
        return own[count] if count < needed and tuple(chosen) == own[:count] else None


class Form:
    """Leans each line towards a plan of its own, which its seed tells."""

    def __init__(
        self, returns: Returns, often: float, style: str, melody: Sequence[Note], fence: Fence
    ) -> None:
        """`often` is how often something comes back, see `Returns.mixed`; `style` is one of
        STYLE_NAMES, or any other name for the melody's own.
        """
        meter = meter_index(fence.grid.meter_at(melody[-1].start))
        self._chances = returns.mixed(returns.weights(melody, meter, style), often)
        self._melody, self._span = melody[-RECENT:], (fence.start, fence.end)
        self._bars = bars_in(self._span, fence.grid.bar_at(melody[0].start), fence.grid)
        self._plans: WeakKeyDictionary[Line, Plan] = WeakKeyDictionary()

    def lean(self, field: str, lines: Sequence[Line], chosen: Chosen) -> np.ndarray | None:
        """What it adds to the logits of all fields but velocity, (lines, symbols)."""
        if field == "velocity":
            return None
        more = np.zeros((len(lines), SIZES[field]), dtype=np.float32)
        for row, line, each in zip(more, lines, chosen, strict=True):
            self._plan(line).lean(row, field, line, each)
        return more

    def _plan(self, line: Line) -> "Plan":
        """The line's own, drawn when it is first asked for."""
        plan = self._plans.get(line)
        if plan is None:
            rng = np.random.default_rng([line.seed, 1])
            sources = self._chances.plan(self._bars, self._span, rng)
            plan = Plan(sources, self._melody, self._span[0])
            self._plans[line] = plan
        return plan


class Plan:
    """What comes back in one line, and how far the line has come."""

    def __init__(self, sources: Sequence[Source], melody: Sequence[Note], start: int) -> None:
        """`start` is where the line begins, in grid ticks."""
        self._sources, self._start = sources, start
        self._ends = [source.end for source in sources]
        self._onsets = [int(note.start) for note in melody]
        self._said = [(note.pitch, note.length - 1) for note in melody]
        self._before = len(melody)
        self._next = self._after(start)

    def lean(self, row: np.ndarray, field: str, line: Line, chosen: Sequence[int]) -> None:
        """Take WEIGHT in a row of a field from what would pass over the next note that comes back,
        or stand in its place; but not from what comes before it where it is free.
        """
        returning = self._returning(line)
        meant = returning and returning.meant(line, chosen)
        if returning is None or meant is None or meant >= len(row):
            return
        row[meant + 1 :] = -WEIGHT
        if not (returning.free and field in ("bars", "position")):
            row[:meant] = -WEIGHT

    def _returning(self, line: Line) -> Returning | None:
        """The next note that comes back after a line's last one."""
        heard = len(self._onsets) - self._before
        if heard < len(line.onsets):
            self._onsets += line.onsets[heard:]
            self._said += [(each.pitch, each.duration) for each in line.symbols[heard:]]
            self._next = self._after(self._onsets[-1] + 1)
        return self._next

    def _after(self, tick: int) -> Returning | None:
        """The first note at or after a tick that comes back."""
        free, reached = False, tick
        for source in self._sources[bisect_right(self._ends, tick) :]:
            free = free or source.start > reached
            reached = source.end
            later = source.start - source.source
            found = bisect_left(self._onsets, max(tick, source.start) - later)
            if found < len(self._onsets) and self._onsets[found] + later < source.end:
                return Returning(
                    self._onsets[found] + later, *self._said[found], source.manner, free
                )
        return None
