"""The weakest place of a melody: where a model is surprised most, for longest."""

from collections.abc import Sequence

MOST = 16
"""A place has no more notes than this: what is longer is no place but the piece."""


def weakest(nats: Sequence[float], level: float, most: int = MOST) -> tuple[int, int]:
    """The notes [first, after) that lie together and whose nats add up to the most above the level
    from which a note is unusual, or above the mean where that is higher.

    It is the maximum subarray (Bentley 1984) of what each note has above it, of `most` notes at
    most; where no note has any it is the most surprising note alone. Raises ValueError where there
    are no notes.
    """
    if not nats:
        raise ValueError("the weakest of no notes")
    level = max(level, sum(nats) / len(nats))
    best, place = float("-inf"), (0, 1)
    for first in range(len(nats)):
        total = 0.0
        for after in range(first + 1, min(len(nats), first + most) + 1):
            total += nats[after - 1] - level
            if total > best:
                best, place = total, (first, after)
    return place
