"""Lines side by side: where each stands, what each has said, and what a network is told of it all.

Lines are several answers to one melody, or one melody at each of its notes. L is how many they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from engine.representation.asked import NOTHING_ASKED, Asked
from engine.representation.notes import FIELDS, GRID, HEAD_INPUTS, SIZES, SKIP, Symbols
from engine.representation.place import Place
from engine.representation.recall import BLANK, Recall, weightiest
from engine.score.meter import MeterMap

AT_ONCE = 64
"""So many places of a melody are looked at together: their arrays fit a processor's cache."""

NO_NOTES = np.zeros((5, 0), dtype=np.int64)
"""Nothing to look back at."""


class Meters(NamedTuple):
    """The meters of a grid: the tick and the bar with which each begins, and its bars' length."""

    ticks: np.ndarray
    bars: np.ndarray
    lengths: np.ndarray

    @classmethod
    def of(cls, grid: MeterMap) -> "Meters":
        """From a meter map on the grid."""
        ticks = [change.tick for change in grid.changes]
        bars = [grid.bar_at(tick) for tick in ticks]
        lengths = [change.bar_ticks(GRID) for change in grid.changes]
        return cls(np.array(ticks), np.array(bars), np.array(lengths))


@dataclass(frozen=True, eq=False)
class Places:
    """Where the lines stand, each at its place, what they have said, and what is asked of them."""

    meters: Meters
    each: tuple[Place, ...]
    recall: Recall
    asked: Asked = NOTHING_ASKED

    @classmethod
    def start(cls, grid: MeterMap, first_bar: int = 0) -> "Places":
        """One line before its first note, at the beginning of `first_bar`."""
        return cls(Meters.of(grid), (Place.start(grid, first_bar),), BLANK)

    def asking(self, asked: Asked) -> "Places":
        """The same places, with this asked of what comes."""
        return replace(self, asked=asked)

    @classmethod
    def through(
        cls,
        symbols: Sequence[Symbols],
        grid: MeterMap,
        first_bar: int = 0,
        before: np.ndarray = NO_NOTES,
        asked: Asked = NOTHING_ASKED,
    ) -> Iterator["Places"]:
        """The places before each symbol of a melody and after the last one, AT_ONCE of them at a
        time. `before` (5, N) are notes before `first_bar`, see `notes_of`.
        """
        places = [Place.start(grid, first_bar)]
        for symbol in symbols:
            places.append(places[-1].after(symbol))
        notes = np.concatenate([before, notes_of(symbols, grid, first_bar)], axis=1)
        sounding = [0, *(symbol.bars != SKIP for symbol in symbols)]
        heard = before.shape[1] + np.cumsum(sounding)
        meters = Meters.of(grid)
        for begin in range(0, len(places), AT_ONCE):
            part = slice(begin, begin + AT_ONCE)
            yield cls(meters, tuple(places[part]), Recall.at(notes, heard[part]), asked)

    def keep(self, lines: Sequence[int]) -> "Places":
        """These lines alone, in this order; one may come several times."""
        each = tuple(self.each[line] for line in lines)
        return replace(self, each=each, recall=self.recall.keep(lines))

    def after(self, symbols: Sequence[Symbols]) -> "Places":
        """Each line with one more note, or each with a SKIP. All have said equally much."""
        each = [place.after(symbol) for place, symbol in zip(self.each, symbols, strict=True)]
        if symbols[0].bars == SKIP:
            return replace(self, each=tuple(each))
        onsets = [
            place.onset(0, symbol.position) for place, symbol in zip(each, symbols, strict=True)
        ]
        new = np.array([onsets, *np.array(symbols).T[1:]])
        return replace(self, each=tuple(each), recall=self.recall.after(new))

    def rows(self) -> np.ndarray:
        """The trunk's input for each line's last note: int64, (L, columns of ROW)."""
        told = zip(self.each, self.recalled("bars", [()] * len(self.each)), strict=True)
        density, register = self.asked.density, self.asked.register
        rows = [
            (*place.row(), *more, 0, density, register, self.asked.chord(place.tick))
            for place, more in told
        ]
        return np.array(rows)

    def head_inputs(self, field: str, chosen: Sequence[Sequence[int]]) -> np.ndarray:
        """What a field's head is told: `chosen` are each line's symbols of the next note so far, in
        order. int64, (L, columns of HEAD_INPUTS).
        """
        told = zip(self.each, chosen, self.recalled(field, chosen), strict=True)
        inputs = [place.head_input(field, each) + more for place, each, more in told]
        if field == "pitch":
            onsets = [place.onset(*each) for place, each in zip(self.each, chosen, strict=True)]
            chords = map(self.asked.chord, onsets)
            inputs = [(*each, chord) for each, chord in zip(inputs, chords, strict=True)]
        return np.array(inputs)

    def recalled(
        self, field: str, chosen: Sequence[Sequence[int]]
    ) -> list[tuple[int, int, int, int]]:
        """What a field was where a line was most like it is now, and what it was where it was
        something else: for each line the columns RECALLED. Only places that went on as `chosen`
        count; nothing after a SKIP.
        """
        past, symbols = self.recall.followers, SIZES[field]
        if field == "bars":
            return weightiest(self._bars, past.weight, self._sounding, symbols)
        decided = np.array(chosen).T[..., None]
        if field == "position":
            lines = self._onsets([(*each, 0) for each in chosen])
            possible = self._sounding & (self._bars == decided[0])
            return weightiest(past.onset - lines, past.weight, possible, symbols)
        possible = self._sounding & (past.onset == self._onsets(chosen))
        if field == "pitch":
            possible &= (past.pitch >= 0) & (past.pitch < symbols)
            return weightiest(past.pitch, past.weight, possible, symbols)
        possible &= past.pitch == decided[2]
        values = past.duration if field == "duration" else past.velocity
        return weightiest(values, past.weight, possible, symbols)

    def _onsets(self, chosen: Sequence[Sequence[int]]) -> np.ndarray:
        """The ticks of the lines' next notes, (L, 1)."""
        pairs = zip(self.each, chosen, strict=True)
        return np.array([[place.onset(each[0], each[1])] for place, each in pairs])

    @cached_property
    def _sounding(self) -> np.ndarray:
        """Which lines have not just crossed a SKIP, nor are to begin, (L, 1)."""
        return np.array([[place.sounding] for place in self.each])

    @cached_property
    def _bars(self) -> np.ndarray:
        """How many bar lines, at most SKIP, lie between each line and what followed, (L, M)."""
        onset, meters = self.recall.followers.onset, self.meters
        index = meters.ticks[1:].searchsorted(onset, side="right")
        bars = meters.bars[index] + (onset - meters.ticks[index]) // meters.lengths[index]
        return np.minimum(bars - np.array([[place.bar] for place in self.each]), SKIP)


def start_rows(
    symbols: Sequence[Symbols],
    grid: MeterMap,
    first_bar: int = 0,
    before: np.ndarray = NO_NOTES,
) -> tuple[np.ndarray, Places]:
    """The trunk's input for a prompt: a START row and one row for each symbol.

    `before` (5, N) holds notes before `first_bar` that are not read. Returns int64 rows of shape
    (len(symbols) + 1, len(ROW)) and the place after the last symbol, one line.
    """
    parts = list(Places.through(symbols, grid, first_bar, before))
    return np.concatenate([part.rows() for part in parts]), parts[-1].keep([-1])


def known(
    symbols: Sequence[Symbols], grid: MeterMap, asked: Asked = NOTHING_ASKED
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """All that a network is told of a melody with T symbols that are known: the trunk's rows
    (T + 1, columns of ROW), and for each later field what its head is told before each symbol,
    (T, columns of HEAD_INPUTS), of which those before a SKIP mean nothing.
    """
    rows: list[np.ndarray] = []
    heads = {field: [np.zeros((0, len(HEAD_INPUTS[field])), np.int64)] for field in FIELDS[1:]}
    for number, places in enumerate(Places.through(symbols, grid, asked=asked)):
        rows.append(places.rows())
        if part := symbols[number * AT_ONCE :][: len(places.each)]:
            before = places.keep(range(len(part)))
            for count, (field, told) in enumerate(heads.items(), start=1):
                told.append(before.head_inputs(field, [symbol[:count] for symbol in part]))
    return np.concatenate(rows), {field: np.concatenate(told) for field, told in heads.items()}


def notes_of(symbols: Sequence[Symbols], grid: MeterMap, first_bar: int = 0) -> np.ndarray:
    """The notes of symbols that count from `first_bar`, as `Recall.notes` has them: (5, N)."""
    bar, notes = first_bar, []
    for symbol in symbols:
        bar += symbol.bars
        if symbol.bars != SKIP:
            notes.append((grid.bar_start(bar) + symbol.position, *symbol[1:]))
    return np.array(notes, dtype=np.int64).reshape(-1, 5).T
