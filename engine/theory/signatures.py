"""Key signatures on the circle of fifths, and melodies that turn from one to another."""

import numpy as np

from engine.theory.keys import Key

CIRCLE = 12
HIGHEST = 127


def signature(key: Key) -> int:
    """The sharps of a key, -5 to 6, flats below 0; a minor key has those of its relative major."""
    return _nearest(7 * (key.tonic + 3 * key.minor))


def apart(first: int, last: int) -> int:
    """How many fifths up, -5 to 6, lead from one signature to another."""
    return _nearest(last - first)


def altered(pitches: np.ndarray, sharps: int, fifths: int) -> np.ndarray:
    """Pitches (N,) of a melody under a signature, so many fifths further up the circle: the fourth
    degree is raised fifth after fifth, or going down the seventh lowered. What is in the scale
    stays in the scale, and a note goes a semitone at most; others, the melody's own, stay.
    """
    turned = pitches.copy()
    for step in range(abs(fifths)):
        way = 1 if fifths > 0 else -1
        degree = 7 * (sharps + way * step) + (5 if way > 0 else 11)
        turned[(pitches - degree) % CIRCLE == 0] += way
    return np.clip(turned, 0, HIGHEST)


def _nearest(fifths: int) -> int:
    return (fifths + 5) % CIRCLE - 5
