"""What locks promise, told apart from what was written alone, in another way than they find it."""

from collections.abc import Hashable, Sequence

from engine.score.song import Note

Frame = tuple[int, Hashable]
"""Where something begins, and what."""


def runs_again(frames: Sequence[Frame], longest: int, new: int = 0) -> int:
    """How many runs of more frames than `longest` end at frame number `new` or later and were there
    before, with the same distances.
    """
    known: set[Hashable] = set()
    again = 0
    for last in range(longest, len(frames)):
        run = frames[last - longest : last + 1]
        shape = tuple((place - run[0][0], what) for place, what in run)
        again += last >= new and shape in known
        known.add(shape)
    return again


def most_at_once(notes: Sequence[Note]) -> int:
    """How many notes sound at a time."""
    return max((sum(n.start <= at.start < n.end for n in notes) for at in notes), default=0)
