"""Which of nine drums are struck at once: of the ways to strike them, one for each step."""

from collections.abc import Callable, Iterable

import numpy as np

from engine.runtime.next_step import AT_ONCE, WAYS
from engine.runtime.sampling import log_mask
from engine.tools.errors import NothingLeft
from engine.tools.locks.frames import Frames

Choose = Callable[[np.ndarray], np.ndarray]
"""A symbol (T,) for each row of logits (T, symbols)."""


def ways_of(logits: np.ndarray) -> np.ndarray:
    """The logits of WAYS (T, 512), by those of drums (T, 9), each struck by itself or, at -inf, not
    at all.
    """
    barred = np.isneginf(logits)
    ways = np.where(barred, 0, logits) @ WAYS.T
    return np.where(barred @ WAYS.T > 0, -np.inf, ways)


def unrepeated(frames: Frames, place: int, strength: float) -> np.ndarray:
    """What is added to the logits of WAYS at a place, (512,); to strike none is no frame."""
    return log_mask(frames.free(place, len(WAYS)) | (AT_ONCE == 0), strength)


def checked(logits: np.ndarray) -> np.ndarray:
    """The logits of WAYS (..., 512), of which everywhere one is left. Raises NothingLeft."""
    if np.isfinite(logits).any(-1).all():
        return logits
    raise NothingLeft(
        "too few strokes are left; let more of them come again, let more drums sound at a time, "
        "or ask for fewer bars"
    )


def struck(
    ways: np.ndarray, places: Iterable[int], frames: Frames, strength: float, choose: Choose
) -> np.ndarray:
    """Hits (T, 9) at increasing places by logits of WAYS (T, 512), none of which says what `frames`
    bar; they hear them. Raises NothingLeft.
    """
    chosen = []
    for place, row in zip(places, ways, strict=True):
        leaning = checked(row + unrepeated(frames, place, strength))
        chosen.append(int(choose(leaning[None])[0]))
        if chosen[-1]:
            frames.hear(place, chosen[-1])
    return WAYS[chosen] > 0
