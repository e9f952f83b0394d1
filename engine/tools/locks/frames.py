"""A lock against loops, for what is written frame by frame: strokes of drums, chords, notes.

A frame is what begins at one place, told by a number. Of N + 1 frames in a row none come again at
the same distances: of those heard before and all that were written, N may.
"""

from collections.abc import Iterable

import numpy as np

from engine.tools.locks.lookahead import FRAMES, Heard


class Frames:
    """What was said so far, and what would say more than `longest` frames in a row again.

    `before` are the places and numbers of the frames that were heard before, in order.
    """

    def __init__(self, longest: int, before: Iterable[tuple[int, int]] = ()) -> None:
        self._heard = Heard(longest)
        for place, frame in before:
            self._heard.add(place, frame)
        self._places: list[int] = []

    def free(self, place: int, count: int) -> np.ndarray:
        """Which of the frames from 0 to `count` may begin at a place, (count,) bool."""
        gap, free = place - self._heard.last, np.ones(count, bool)
        for each in self._heard.followers(self._heard.run):
            if each // FRAMES == gap:
                free[each % FRAMES] = False
        return free

    def hear(self, place: int, frame: int) -> None:
        """A frame was written."""
        self._heard.add(place, frame)
        self._places.append(place)

    def forget(self, place: int) -> None:
        """Take back all that was written from a place on."""
        while self._places and self._places[-1] >= place:
            self._places.pop()
            self._heard.take_back()
