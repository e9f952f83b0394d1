"""How one melody gives way to another: at each step one of the two speaks, and notes change hands
one after another, so that what comes of it goes on well.
"""

from itertools import pairwise

import numpy as np

from engine.representation.clips import HOLD, SLOTS, Bars

PULLS, FURTHEST = 201, 60.0
"""Pulls from the first melody to the last, in nats of a note that begins."""

ONSET, OTHER = 1.0, 0.1
"""How much of a pull a step feels at which a note begins, and any other."""

AT_BAR, AT_QUARTER, WITHIN = 1.0, 2.0, 4.0
"""What it costs, in nats, that the other melody goes on: at a bar line, at a quarter, elsewhere."""

LEAP, FREE = 1.0, 2
"""What each semitone more than FREE costs from the last note of one to the next of the other."""

UNLIKELIEST = -12.0
"""Nothing is less likely than this, in nats."""


def handed_over(symbols: np.ndarray, likely: np.ndarray, bars: Bars) -> np.ndarray:
    """Which of two melodies speaks: (N, T), True for the last, in more and more places from the
    first of N to the last. symbols (2, T) are what they say at each step, likely (2, T) the
    log-probability of that halfway between them.

    As the last melody is pulled for more and more, of all ways to change hands the likeliest, its
    seams counted (Viterbi 1967); what goes over at one pull goes over quarter after quarter. No
    melody comes in while its own note goes on.
    """
    pulls = FURTHEST * np.linspace(-1, 1, PULLS) ** 3
    felt = np.where(symbols < HOLD, ONSET, OTHER) * np.array([[-1.0], [1.0]])
    said = np.maximum(likely, UNLIKELIEST)[..., None] + felt[..., None] * pulls
    first, last = symbols
    seams = np.stack([_seams(last, first, bars), _seams(first, last, bars)])
    steps = symbols.shape[1]
    best, crossed = said[:, 0], np.zeros((steps, 2, PULLS), bool)
    for step in range(1, steps):
        other = best[::-1] - seams[:, step, None]
        crossed[step] = other > best
        best = np.where(crossed[step], other, best) + said[:, step]
    speaks = np.empty((PULLS, steps), bool)
    now, each = best[1] > best[0], np.arange(PULLS)
    for step in range(steps - 1, -1, -1):
        speaks[:, step] = now
        now = now ^ crossed[step, now.astype(np.intp), each]
    return _gradually(speaks, symbols, _into_bar(bars) % SLOTS == 0)


def _gradually(speaks: np.ndarray, symbols: np.ndarray, quarters: np.ndarray) -> np.ndarray:
    """The same (N, T) with what lies between each and the next: their differences, quarter after
    quarter.
    """
    steps, rows = np.arange(speaks.shape[1]), [speaks[0]]
    for before, after in pairwise(speaks):
        for step in np.flatnonzero((before != after) & quarters)[1:]:
            if symbols[int(before[step]), step] != HOLD:
                rows.append(np.where(steps < step, after, before))
        rows.append(after)
    return np.stack(rows)


def _seams(left: np.ndarray, entered: np.ndarray, bars: Bars) -> np.ndarray:
    """What it costs to go over from one melody (T,) to another, (T,) for each step."""
    into = _into_bar(bars)
    cost = np.where(into == 0, AT_BAR, np.where(into % SLOTS == 0, AT_QUARTER, WITHIN))
    leap = np.nan_to_num(np.abs(_next_pitch(entered) - _last_pitch(left)))
    cost = cost + LEAP * np.maximum(0, leap - FREE)
    return np.where(entered == HOLD, np.inf, cost)


def _into_bar(bars: Bars) -> np.ndarray:
    """How far into its bar each step begins, in slots."""
    times, lines = bars.times[:-1], np.concatenate([[0], np.cumsum(bars.lengths)])
    return times - lines[np.searchsorted(lines, times, side="right") - 1]


def _next_pitch(symbols: np.ndarray) -> np.ndarray:
    """The pitch of the note that begins at each step or next, NaN where none does."""
    return _latest(symbols[::-1])[::-1]


def _last_pitch(symbols: np.ndarray) -> np.ndarray:
    """The pitch of the last note that begins before each step, NaN where none does."""
    return np.concatenate([[np.nan], _latest(symbols)[:-1]])


def _latest(symbols: np.ndarray) -> np.ndarray:
    steps = np.where(symbols < HOLD, np.arange(len(symbols)), -1)
    steps = np.maximum.accumulate(steps)
    return np.where(steps < 0, np.nan, symbols[steps])
