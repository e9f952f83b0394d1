"""All locks of a tool together: what must hold of new notes, and how strictly."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.chords import Chord
from engine.theory.keys import Key
from engine.tools.fence import Fence
from engine.tools.locks.pitches import PitchLock
from engine.tools.locks.repeats import NoRepeat
from engine.tools.locks.rhythm import Rhythm, RhythmLock
from engine.tools.writing import Leaning


@dataclass(frozen=True)
class Locks:
    """A scale, the lowest and highest pitch, chords with the grid ticks at which they begin, the
    rhythm of the bars before, and the most notes in a row that may come again.

    What they forbid is (1 - `strength`) as likely: at 1 they are never violated, at 0 ignored. What
    is 1 to the 32 bits of logits is 1.
    """

    key: Key | None = None
    low: int | None = None
    high: int | None = None
    chords: Sequence[tuple[Tick, Chord]] = ()
    keep_rhythm: bool = False
    no_repeat: int | None = None
    strength: float = 1.0

    def over(self, melody: Sequence[Note], fence: Fence) -> tuple[Fence, tuple[Leaning, ...]]:
        """The fence, as wide as a rhythm that is kept needs it, and the locks that do something.

        `melody` is what comes before, one note at a time, in grid ticks. Raises NothingLeft where
        no note could be written.
        """
        if not self.strength:
            return fence, ()
        strength = float(np.float32(self.strength))
        span = fence.start, fence.end
        pitches = PitchLock.of(self.key, self.low, self.high, self.chords, span, strength)
        rhythm = Rhythm.kept(melody, fence) if self.keep_rhythm else None
        holding: list[Leaning] = [pitches] if pitches.binds else []
        if rhythm is not None:
            rest = max(fence.rest, rhythm.rest)
            late = fence.comes_late(Tick(int(rhythm.onsets[0])))
            fence = replace(fence, rest=rest, late=late)
            holding.append(RhythmLock(rhythm, pitches, strength))
        if self.no_repeat is not None:
            heard = (melody, fence, pitches, rhythm, strength)
            holding.append(NoRepeat(self.no_repeat, *heard))
        return fence, tuple(holding)
