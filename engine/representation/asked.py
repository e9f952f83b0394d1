"""What may be asked of the notes to come: how many a bar, how high, over which chord.

Each may be left open. Density and register are told with every note, for the note after it and its
surroundings, so that they may change on the way; a chord is told where it holds.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

MOST_DENSE = 12
"""Notes a bar are told as the nearest whole number up to this."""

UNKNOWN_DENSITY = MOST_DENSE + 1

LOWEST_REGISTER, REGISTER_STEP, REGISTERS = 52, 2, 19
"""Mean pitches are told in so many steps of so many semitones, the first around the lowest."""

UNKNOWN_REGISTER = REGISTERS

UNKNOWN_CHORD = 0


def tone_set(tones: Iterable[int]) -> int:
    """Pitch classes as one number, 2 ** class each (Rahn 1980). All twelve say as little as none:
    UNKNOWN_CHORD.
    """
    number = sum(1 << tone for tone in set(tones))
    return UNKNOWN_CHORD if number == 0xFFF else number


def moved_tones(numbers: np.ndarray, semitones: int) -> np.ndarray:
    """Tone sets after transposition, of the same shape."""
    up = semitones % 12
    return (numbers << up | numbers >> (12 - up)) & 0xFFF


def density_index(notes_a_bar: float | None) -> int:
    """How the density is told; None is UNKNOWN_DENSITY."""
    return UNKNOWN_DENSITY if notes_a_bar is None else min(MOST_DENSE, round(notes_a_bar))


def register_index(mean_pitch: float | None) -> int:
    """How the register is told; None is UNKNOWN_REGISTER."""
    if mean_pitch is None:
        return UNKNOWN_REGISTER
    step = round((mean_pitch - LOWEST_REGISTER) / REGISTER_STEP)
    return max(0, min(REGISTERS - 1, step))


@dataclass(frozen=True)
class Asked:
    """What is asked of the notes to come: indices of density and register, and chords as tone sets
    with the grid ticks from which each holds, in order.
    """

    density: int = UNKNOWN_DENSITY
    register: int = UNKNOWN_REGISTER
    chords: tuple[tuple[int, int], ...] = ()

    def chord(self, tick: int) -> int:
        """The tone set that holds at a grid tick."""
        index = bisect_right(self.chords, tick, key=lambda chord: chord[0])
        return self.chords[index - 1][1] if index else UNKNOWN_CHORD


NOTHING_ASKED = Asked()
