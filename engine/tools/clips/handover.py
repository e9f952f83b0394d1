"""How one melody gives way to another: at each step one of the two speaks, and more and more notes
change hands, so that what comes of it goes on well.
"""

from typing import NamedTuple

import numpy as np

from engine.representation.clips import HOLD, SLOTS, Bars

HALVINGS = 6
"""How often what lies between two clips is halved: of up to 63 steps each has its own."""

AT_BAR, AT_QUARTER, WITHIN = 10.0, 16.0, 25.0
"""What it costs, in nats, that the other melody goes on: at a bar line, at a quarter, elsewhere."""

LEAP, FREE = 12.0, 2
"""What each semitone more than FREE costs from the last note of one to the next of the other."""

ASTRAY = 1000.0
"""What it costs to be away from half way by all of the way; a part of it costs its square."""

UNLIKELIEST = -12.0
"""Nothing is less likely than this, in nats."""


class _Places(NamedTuple):
    """The n steps where either melody begins something: their numbers, the log-probability of
    each melody until the next, `said` (n, 2); what it costs that one comes in, `seams` (n, 2); and
    how many notes go or come where the last speaks instead of the first, `gone` (n,).
    """

    steps: np.ndarray
    said: np.ndarray
    seams: np.ndarray
    gone: np.ndarray


def handed_over(symbols: np.ndarray, likely: np.ndarray, bars: Bars) -> np.ndarray:
    """Which of two melodies speaks: (N, T), True for the last, in more and more places from the
    first of N to the last. symbols (2, T) are what they say at each step, likely (2, T) the
    log-probability of that halfway between them.

    Half way stands, of all ways to change hands by then, the likeliest, its seams counted; then the
    same is looked for between each two that were found, so that nothing that has gone comes back.
    No melody comes in while its own note goes on.
    """
    places = _places(symbols, likely, bars)
    speaks = np.repeat([[False], [True]], len(places.steps), axis=1)
    for _ in range(HALVINGS):
        found = np.empty((2 * len(speaks) - 1, len(places.steps)), bool)
        found[::2], found[1::2] = speaks, _halfway(speaks[:-1], speaks[1:], places)
        speaks = found
    return np.repeat(speaks, np.diff(places.steps, append=symbols.shape[1]), axis=1)


def _places(symbols: np.ndarray, likely: np.ndarray, bars: Bars) -> _Places:
    steps = np.union1d(0, np.flatnonzero((symbols != HOLD).any(axis=0)))
    first, last = symbols
    seams = np.stack([_seams(last, first, bars), _seams(first, last, bars)], axis=1)
    notes = (symbols < HOLD).sum(axis=0) * (first != last)
    said = np.add.reduceat(np.maximum(likely, UNLIKELIEST), steps, axis=1).T
    return _Places(steps, said, seams[steps], notes[steps])


def _halfway(lower: np.ndarray, upper: np.ndarray, places: _Places) -> np.ndarray:
    """The likeliest between N pairs (N, n), about half way: for every number of notes that may have
    gone the likeliest way to get there (Viterbi 1967), and of these the best.
    """
    free = (upper & ~lower) * places.gone
    whole = free.sum(axis=1)
    counts = np.arange(whole.max() + 1)
    never = np.where(np.stack([lower, ~upper], axis=2), -np.inf, 0.0)
    said = (never + places.said).transpose(1, 0, 2)[..., None]
    best = np.where(counts > 0, -np.inf, np.zeros((len(lower), 2, 1)))
    crossed = np.zeros((len(places.steps), *best.shape), bool)
    for place, gone in enumerate(places.gone):
        if place:
            other = best[:, ::-1] - places.seams[place, :, None]
            np.greater(other, best, out=crossed[place])
            np.maximum(other, best, out=best)
        if gone:
            moved = np.full_like(best[:, 1], -np.inf)
            moved[:, gone:] = best[:, 1, :-gone]
            best[:, 1] = np.where(free[:, place, None] > 0, moved, best[:, 1])
        best += said[place]
    share = counts / np.maximum(1, whole)[:, None]
    best -= ASTRAY * np.square(share - 0.5)[:, None]
    return _traced(best, crossed, free)


def _traced(best: np.ndarray, crossed: np.ndarray, free: np.ndarray) -> np.ndarray:
    """Who speaks where (N, n) on the ways that end best, (N, 2, notes gone)."""
    now, gone = np.divmod(best.reshape(len(best), -1).argmax(axis=1), best.shape[2])
    speaks, each = np.empty(free.shape, bool), np.arange(len(best))
    for place in range(free.shape[1] - 1, -1, -1):
        speaks[:, place] = now
        gone = gone - now * free[:, place]
        now = now ^ crossed[place, each, now, gone]
    return speaks


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
