"""What a melody has said so far, and whether there is a way on that says none of it too long."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from engine.tools.fence import Fence
from engine.tools.locks.pitches import PitchLock
from engine.tools.locks.rhythm import Rhythm

Run = tuple[int, ...]
"""Notes in a row: the first pitch, then for each further note its step."""


FRAMES = 512
"""Numbers for what begins at one place: a pitch, a way to strike nine drums, a chord."""


def step(gap: int, pitch: int) -> int:
    """From a note to the next, as one number: the distance of the onsets in grid ticks, and the
    next pitch.
    """
    return gap * FRAMES + pitch


PATIENCE = 400
"""After so many notes tried beyond those that are needed, a way counts as not to be found."""


class Heard:
    """What followed each run of `size` notes so far; `before` is a melody that came earlier.

    `count` is the number of notes without those before, and `worn` how many different steps
    followed the run that most different ones followed. `leads` remembers for next notes (onset,
    pitch) whether they lead to the end.
    """

    def __init__(self, size: int, before: "Heard | None" = None) -> None:
        self._size = size
        self._before = before
        self._followers: dict[Run, list[int]] = {}
        self._onsets: list[int] = before._onsets[-size:] if before else []
        self._pitches: list[int] = before._pitches[-size:] if before else []
        self._steps: list[int] = before._steps[-size:] if before else []
        self._runs: list[Run] = [before.run if before else ()]
        self.count = 0
        self.worn = before.worn if before else 0
        self.leads: dict[tuple[int, int], bool] = {}

    @property
    def last(self) -> int:
        """The onset of the last note; 0 before the first."""
        return self._onsets[-1] if self._onsets else 0

    @property
    def run(self) -> Run:
        """The last `size` notes; empty where there are fewer."""
        return self._runs[-1]

    def run_after(self, new: int) -> Run:
        """What the run will be after one more step."""
        if len(self._pitches) < self._size - 1:
            return ()
        if self._size == 1:
            return (new % FRAMES,)
        first = self._pitches[1 - self._size]
        return first, *self._steps[len(self._steps) - self._size + 2 :], new

    def add(self, onset: int, pitch: int) -> None:
        """Hear one more note."""
        new = step(onset - self.last, pitch) if self._onsets else pitch
        after = self.run_after(new)
        if self.run:
            self._followers.setdefault(self.run, []).append(new)
        self._onsets.append(onset)
        self._pitches.append(pitch)
        self._steps.append(new)
        self._runs.append(after)
        self.count += 1

    def take_back(self) -> None:
        """Forget the note that was added last."""
        for each in (self._onsets, self._pitches, self._steps, self._runs):
            each.pop()
        self.count -= 1
        if self.run:
            self._followers[self.run].pop()

    def followers(self, run: Run) -> list[int]:
        """The steps that came after a run, each time that it was heard."""
        own = self._followers.get(run, [])
        before = self._before.followers(run) if self._before else []
        return before + own if before and own else before or own

    def hear(self, onset: int, pitch: int) -> None:
        """Hear one more note that is not going to be taken back."""
        run = self.run
        self.add(onset, pitch)
        self.worn = max(self.worn, len({*self.followers(run)}))
        self.leads.clear()


class Lookahead:
    """Whether a line can be written to its end so that no step follows a run a second time.

    For its end a line needs a note in each bar of the fence or, where a rhythm is kept, at each of
    its onsets. Where there are plenty of next notes the answer is yes without a search.
    """

    def __init__(
        self, longest: int, melody: Heard, fence: Fence, pitches: PitchLock, rhythm: Rhythm | None
    ) -> None:
        self._needed = _bars(fence) if rhythm is None else [[int(o)] for o in rhythm.onsets]
        self._starts = [onsets[0] for onsets in self._needed]
        self._pitches = pitches
        self._choice = [np.flatnonzero(row).tolist() for row in pitches.allowed]
        self.fewest = min(map(len, self._choice))
        ways = min(map(len, self._needed)) * self.fewest
        self._plenty = ways - melody.worn
        self._runs_on = ways if longest > 1 else self.fewest

    def choice(self, onset: int) -> list[int]:
        """The pitches that may begin at an onset, repeats apart."""
        return self._choice[self._pitches.row(onset)]

    def is_safe(self, heard: Heard) -> bool:
        """Whether there is a way to the end after whichever note comes next, told by counting.

        There is, where all notes of the line together cannot use up the steps from one run. There
        is, too, for a line that always goes on to the run it came by least: before one comes by
        for the h-th time, at least h others have for the (h - 1)-th, as long as more than 2 h steps
        were free from each, so that it cannot be stuck within h * h notes.
        """
        left = len(self._needed) - self._done(heard)
        half = max(0, self._runs_on - heard.worn - 2) // 2
        return heard.count + 1 + left < self._plenty or half * half >= left

    def leads_on(self, heard: Heard, onset: int, pitch: int) -> bool:
        """Whether there is a way to the end after a note."""
        if (onset, pitch) not in heard.leads:
            heard.add(onset, pitch)
            heard.leads[onset, pitch] = self.finds_end(heard)
            heard.take_back()
        return heard.leads[onset, pitch]

    def finds_end(self, heard: Heard) -> bool:
        """Whether there is a way to the end, searched depth first, the least worn steps first."""
        count, needed, ways = heard.count, len(self._needed), [self._ways(heard)]
        tries = PATIENCE + needed - self._done(heard)
        while ways and tries and self._done(heard) < needed:
            note = next(ways[-1], None)
            if note is not None:
                heard.add(*note)
                ways.append(self._ways(heard))
                tries -= 1
            else:
                ways.pop()
                if ways:
                    heard.take_back()
        found = self._done(heard) == needed
        while heard.count > count:
            heard.take_back()
        return found

    def _done(self, heard: Heard) -> int:
        """How many of the bars or onsets that need a note have had their turn."""
        return bisect_right(self._starts, heard.last) if heard.count else 0

    def _ways(self, heard: Heard) -> Iterator[tuple[int, int]]:
        """The notes (onset, pitch) that may come next where one is needed: at each onset first
        those that end a run that was not heard yet, then those of the run least often gone on from.
        """
        used = {*heard.followers(heard.run)}
        for onset in self._needed[self._done(heard)]:
            gap, worn = onset - heard.last, []
            for pitch in self.choice(onset):
                if (new := step(gap, pitch)) not in used:
                    if wear := len(heard.followers(heard.run_after(new))):
                        worn.append((wear, pitch))
                    else:
                        yield onset, pitch
            yield from ((onset, pitch) for _, pitch in sorted(worn))


def _bars(fence: Fence) -> Sequence[range]:
    """The onsets of each bar, of the first one those at which a line may begin."""
    grid, bars = fence.grid, []
    for bar in range(fence.first_bar, fence.after_bar):
        begin = max(grid.bar_start(bar), fence.start)
        after = min(grid.bar_start(bar + 1), fence.end)
        late = fence.late or bool(bars)
        bars.append(range(begin, after if late else begin + (after - begin + 1) // 2))
    return bars
