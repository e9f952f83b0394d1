"""A piece of training music, and bars as notation has them turned into notes and meters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from engine.representation.notes import GRID
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick


@dataclass(frozen=True)
class Piece:
    """A monophonic melody on the grid. `played` says whether its velocities are a player's.

    `chords` are those below it, where they are known: from which tick on, and their tones as
    `tone_set` numbers them, 0 where none sounds.
    """

    name: str
    style: str
    notes: tuple[Note, ...]
    meters: MeterMap
    played: bool = False
    chords: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Measure:
    """A written bar: notes as (offset, length, pitch, tied to the next) in quarters, its true
    length, the meter, what the repeat signs at its ends say, and chords as (offset, tone set).
    """

    notes: tuple[tuple[Fraction, Fraction, int, bool], ...]
    length: Fraction
    meter: tuple[int, int]
    repeat_from: bool = False
    repeat_to: bool = False
    endings: frozenset[int] = field(default=frozenset())
    chords: tuple[tuple[Fraction, int], ...] = ()


class Laid(NamedTuple):
    """Written bars as music on the grid: a melody, its meters, the chords as Piece has them."""

    notes: tuple[Note, ...]
    meters: MeterMap
    chords: tuple[tuple[int, int], ...]


def monophonic(notes: Iterable[Note]) -> tuple[Note, ...]:
    """The highest note of each onset, each cut off where the next begins. Ids count from 0."""
    highest: dict[int, Note] = {}
    for note in notes:
        if note.start not in highest or highest[note.start].pitch < note.pitch:
            highest[note.start] = note
    line = [highest[start] for start in sorted(highest)]
    cut = [
        replace(note, id=index, length=Tick(min(note.length, following.start - note.start)))
        for index, (note, following) in enumerate(pairwise(line))
    ]
    return (*cut, replace(line[-1], id=len(cut))) if line else ()


def unrolled(measures: Sequence[Measure]) -> list[Measure]:
    """The bars in the order they are played: repeats twice, endings each in their turn."""
    played: list[Measure] = []
    begin, index, turn = 0, 0, 1
    while index < len(measures) and len(played) < 4096:
        measure = measures[index]
        if measure.repeat_from and index != begin:
            begin, turn = index, 1
        if not measure.endings or turn in measure.endings:
            played.append(measure)
            more_turns = turn < max(2, _last_turn(measures, begin))
            if measure.repeat_to and more_turns:
                turn += 1
                index = begin
                continue
            if measure.repeat_to:
                begin, turn = index + 1, 1
        index += 1
    return played


def _last_turn(measures: Sequence[Measure], begin: int) -> int:
    """How often the section that begins here is played, as its endings are numbered."""
    turns = 1
    for index, measure in enumerate(measures[begin:]):
        if measure.repeat_from and index:
            break
        turns = max([turns, *measure.endings])
    return turns


def _ticks(quarters: Fraction) -> int:
    return round(quarters * GRID)


def laid_out(measures: Sequence[Measure]) -> Laid:
    """Bars one after the other, on the grid. A short first bar becomes the end of a full one;
    short bars that fill a bar together become one; other odd bars get a meter of their own.
    """
    measures = [measure for measure in measures if _ticks(measure.length) > 0]
    notes: list[Note] = []
    chords: dict[int, int] = {}
    changes: list[Meter] = []
    bar_start, into, tied = 0, 0, False
    for index, measure in enumerate(measures):
        length = _ticks(measure.length)
        bar = Meter(Tick(0), *measure.meter).bar_ticks(GRID)
        if index == 0 and length < bar:
            into = bar - length
        tied = _add(notes, measure, bar_start + into, tied)
        chords |= {bar_start + into + _ticks(offset): tones for offset, tones in measure.chords}
        end = into + length
        following = _ticks(measures[index + 1].length) if index + 1 < len(measures) else bar
        if not into:
            changes.append(Meter(Tick(bar_start), *measure.meter))
        elif index == 0:
            changes.append(Meter(Tick(0), *measure.meter))
        if end < bar and (end + following <= bar or index + 1 == len(measures)):
            into = end
        elif end % bar == 0:
            bar_start, into = bar_start + end, 0
        else:
            odd = _odd_meter(bar_start, end)
            changes = [change for change in changes if change.tick != bar_start]
            changes.append(odd)
            bar_start, into = bar_start + odd.bar_ticks(GRID), 0
    in_time = tuple(sorted(chords.items()))
    return Laid(monophonic(notes), MeterMap(GRID, _simplified(changes)), in_time)


def _add(notes: list[Note], measure: Measure, start: int, tied: bool) -> bool:
    """Appends a bar's notes; a tied first note lengthens the last one. Returns whether the last
    note is tied onwards.
    """
    for offset, length, pitch, to_next in measure.notes:
        onset = start + _ticks(offset)
        ticks = start + _ticks(offset + length) - onset
        if tied and notes and notes[-1].pitch == pitch:
            notes[-1] = replace(notes[-1], length=Tick(notes[-1].length + ticks))
        elif ticks > 0:
            notes.append(Note(len(notes), pitch, 80, Tick(onset), Tick(ticks)))
        tied = to_next
    return tied


def _odd_meter(tick: int, length: int) -> Meter:
    for denominator in (4, 8, 16):
        if length * denominator % (4 * GRID) == 0:
            return Meter(Tick(tick), length * denominator // (4 * GRID), denominator)
    return Meter(Tick(tick), -(-length // 3), 32)


def _simplified(changes: Iterable[Meter]) -> tuple[Meter, ...]:
    """Without the changes that change nothing."""
    kept: list[Meter] = []
    for change in sorted(changes, key=lambda change: change.tick):
        same = kept and (kept[-1].numerator, kept[-1].denominator) == (
            change.numerator,
            change.denominator,
        )
        if not same:
            kept.append(change)
    return tuple(kept)
