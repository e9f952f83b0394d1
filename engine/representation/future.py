"""What comes after a gap, told before all else, so that a line can be written up to it.

The rows of the notes that follow stand first, marked "future" and at their true musical time, then
what comes before the gap, then the line in it, which ends with END: fill-in-the-middle by moving
the end to the front (Bavarian et al. 2022).
"""

import numpy as np

from engine.representation.asked import UNKNOWN_CHORD, UNKNOWN_DENSITY, UNKNOWN_REGISTER
from engine.representation.notes import RECALLED, ROW, SIZES

MOST_FUTURE = 64
"""So many notes after a gap are told at most."""

_COLUMN = {name: number for number, name in enumerate(ROW)}
_ACROSS = ("bars", "interval", "gap")
"""What a row says of its distance from the note before; the last symbol says nothing."""

_BLANK = {
    "future": 1,
    "density": UNKNOWN_DENSITY,
    "register": UNKNOWN_REGISTER,
    "chord": UNKNOWN_CHORD,
    **dict(zip(RECALLED, 2 * (SIZES["bars"], 0), strict=True)),
}


def future_rows(rows: np.ndarray) -> np.ndarray:
    """The trunk's input for notes after a gap, from their rows (N, columns of ROW) in a melody.

    Whatever in them looks back over the gap is blank, and nothing is asked: they are the same for
    every line that may fill it. At most MOST_FUTURE are told.
    """
    told = rows[:MOST_FUTURE].copy()
    for name, value in _BLANK.items():
        told[:, _COLUMN[name]] = value
    for name in _ACROSS:
        told[:1, _COLUMN[name]] = ROW[name] - 1
    return told
