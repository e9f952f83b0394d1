"""A bass of an order-3 Markov chain, told the chords: what the trio's bass is measured against."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from engine.representation.clips import SLOTS
from engine.representation.notes import GRID
from engine.representation.rhythm_section import Harmony
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from models.training.clips.parts import harmony_of
from models.training.data.bands import Band

ORDER = 3
SIXTEENTH = GRID // 4
LONGEST = 32
LOW = 28
"""The lowest note, as of the bass of root notes."""

Event = tuple[int, int, int]
"""A note's pitch class above its chord's root, the sixteenths to the next one, and its own."""

Context = tuple[int, tuple[tuple[int, int], ...]]
"""The sixteenth of the bar, and up to ORDER pitch classes and distances before it."""


class ChainBass:
    """Counts of what follows up to three notes, at the sixteenth of the bar where it begins."""

    def __init__(self) -> None:
        self._counts: dict[Context, Counter[Event]] = defaultdict(Counter)

    @classmethod
    def of(cls, bands: Iterable[Band]) -> "ChainBass":
        """Counts the basses of bands."""
        chain = cls()
        for band in bands:
            bars = band.meters.bar_at(max(note.start for note in band.bass)) + 1
            chain.count(band.bass, harmony_of(band, bars), band.meters)
        return chain

    def count(self, bass: Sequence[Note], harmony: Harmony, meters: MeterMap) -> None:
        """Counts a bass on the grid, under its chords."""
        past: list[tuple[int, int]] = []
        for note, after in pairwise(bass):
            apart = max(1, round((after.start - note.start) / SIXTEENTH))
            length = max(1, min(apart, round(note.length / SIXTEENTH)))
            into = note.start - meters.bar_start(meters.bar_at(note.start))
            event = ((note.pitch - _root(harmony, note.start)) % 12, min(apart, LONGEST), length)
            for context in _contexts(round(into / SIXTEENTH), past):
                self._counts[context][event] += 1
            past.append(event[:2])

    def play(self, harmony: Harmony, bars: int, seed: int) -> tuple[Note, ...]:
        """A bass for bars of 4/4 on the grid. What was never seen after so many notes is drawn
        after fewer, by Witten and Bell's rule (1991).
        """
        rng = np.random.default_rng(seed)
        notes: list[Note] = []
        past: list[tuple[int, int]] = []
        step, end = 0, 16 * bars
        while step < end:
            degree, apart, length = self._drawn(_contexts(step % 16, past), rng)
            start = step * SIXTEENTH
            pitch = LOW + (_root(harmony, start) + degree - LOW) % 12
            until = min(step + length, end)
            notes.append(Note(len(notes), pitch, 80, Tick(start), Tick((until - step) * SIXTEENTH)))
            past.append((degree, apart))
            step += apart
        return tuple(notes)

    def _drawn(self, contexts: Sequence[Context], rng: np.random.Generator) -> Event:
        """One event after the longest context that was seen, or by chance after a shorter one."""
        for context in contexts:
            seen = self._counts.get(context)
            if not seen:
                continue
            total = seen.total()
            if context is contexts[-1] or rng.random() < total / (total + len(seen)):
                events = list(seen)
                weights = np.array([seen[event] for event in events]) / total
                return events[int(rng.choice(len(events), p=weights))]
        return 0, 4, 4


def _contexts(place: int, past: Sequence[tuple[int, int]]) -> list[Context]:
    """From the longest to none before."""
    longest = min(ORDER, len(past))
    return [(place, tuple(past[len(past) - n :])) for n in range(longest, -1, -1)]


def _root(harmony: Harmony, tick: int) -> int:
    number = harmony.at(tick * SLOTS // GRID)
    root = None if number is None else harmony.roots[number]
    return root or 0
