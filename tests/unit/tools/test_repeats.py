"""No run of more than N notes a second time: what is barred, and how far it looks ahead."""

import numpy as np
import pytest

from engine.representation.notes import Symbols
from engine.representation.place import Place
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.errors import ToolError
from engine.tools.fence import Fence
from engine.tools.locks.lookahead import Heard, step
from engine.tools.locks.pitches import PitchLock
from engine.tools.locks.repeats import NoRepeat
from engine.tools.locks.rhythm import Rhythm
from engine.tools.writing import Line

GRID = MeterMap(24)


def melody(*pitches: int) -> list[Note]:
    return [Note(i, pitch, 80, Tick(24 * i), Tick(24)) for i, pitch in enumerate(pitches)]


def lock(
    longest: int,
    *pitches: int,
    bars: int = 1,
    keep: bool = False,
    low: int = 0,
    high: int = 127,
    strength: float = 1.0,
) -> tuple[NoRepeat, Line]:
    """The lock after a melody of quarters, whole bars of them, and a line that has not begun."""
    notes = melody(*pitches)
    start = Tick(24 * len(pitches))
    fence = Fence(GRID, start, Tick(start + 96 * bars))
    held = PitchLock.of(None, low, high, (), (start, fence.end), strength)
    rhythm = Rhythm.kept(notes, fence) if keep else None
    line = Line(Place.start(GRID, len(pitches) // 4 - 1))
    return NoRepeat(longest, notes, fence, held, rhythm, strength), line


def barred(repeat: NoRepeat, line: Line, *chosen: int) -> set[int]:
    """The symbols of the next field that cannot follow."""
    field = ("bars", "position", "pitch")[len(chosen)]
    row = repeat.lean(field, [line], [chosen])
    return set() if row is None else {*np.flatnonzero(np.isneginf(row[0])).tolist()}


def write(line: Line, bars: int, position: int, pitch: int) -> None:
    symbols = Symbols(bars, position, pitch, 0, 20)
    line.onsets.append(line.place.onset(bars, position))
    line.symbols.append(symbols)
    line.place = line.place.after(symbols)


def test_what_followed_these_notes_at_this_distance_does_not_follow_again():
    repeat, line = lock(2, 60, 62, 64, 60, 65, 67, 60, 62)
    assert barred(repeat, line, 1, 0) == {64}
    assert barred(repeat, line, 1, 1) == set()
    write(line, 1, 0, 60)
    assert barred(repeat, line, 0, 24) == set()
    write(line, 0, 24, 65)
    assert barred(repeat, line, 0, 48) == {67}


def test_a_run_of_one_note_is_a_pitch_and_all_that_followed_it():
    repeat, line = lock(1, 60, 62, 60, 64, 60, 65, 67, 60)
    assert barred(repeat, line, 1, 0) == {62, 64, 65}


def test_what_a_line_said_itself_counts_and_what_another_said_does_not():
    repeat, line = lock(1, 60, 62, 64, 65)
    other = Line(line.place)
    write(line, 1, 0, 60)
    write(line, 0, 10, 70)
    write(line, 0, 30, 60)
    assert barred(repeat, line, 0, 40) == {70}
    write(other, 1, 0, 60)
    assert barred(repeat, other, 0, 10) == set()


def test_below_full_strength_it_is_less_likely_and_nothing_is_looked_ahead_for():
    repeat, line = lock(1, 60, 62, 60, 60, strength=0.75)
    row = repeat.lean("pitch", [line], [(1, 0)])
    assert row is not None
    assert np.exp(row[0, 62]) == pytest.approx(0.25)
    assert np.flatnonzero(row[0]).tolist() == [60, 62]
    assert repeat.lean("bars", [line], [()]) is None


def test_an_onset_at_which_every_pitch_is_used_up_is_closed():
    repeat, line = lock(1, 60, 60, 60, 60, low=60, high=60)
    assert barred(repeat, line, 1) == {0}
    write(line, 1, 3, 60)
    assert barred(repeat, line, 0) == {27, 30}


def test_a_pitch_from_which_no_way_leads_to_the_end_is_barred():
    """Quarters on two pitches, of which the first was followed by the second before: only 61 61 60
    60 is left.
    """
    repeat, line = lock(1, 60, 61, 70, 70, low=60, high=61, keep=True)
    for bars, position, wrong, right in ((1, 0, 60, 61), (0, 24, 60, 61), (0, 48, 61, 60)):
        assert barred(repeat, line, bars, position) & {60, 61} == {wrong}
        write(line, bars, position, right)
    assert barred(repeat, line, 0, 72) & {60, 61} == {61}


def test_where_there_is_no_way_through_it_says_so():
    with pytest.raises(ToolError, match="at most 1 notes in a row"):
        lock(1, 60, 60, 60, 60, keep=True, low=60, high=60)
    lock(1, 60, 60, 60, 60, keep=True, low=60, high=60, strength=0.9)


def test_a_note_that_is_taken_back_was_not_heard():
    heard = Heard(2)
    for onset, pitch in ((0, 60), (24, 62), (48, 60), (72, 62)):
        heard.add(onset, pitch)
    assert heard.run_after(step(24, 64)) == (62, step(24, 64))
    heard.add(96, 64)
    assert heard.run == (62, step(24, 64))
    assert heard.followers((60, step(24, 62))) == [step(24, 60), step(24, 64)]
    heard.take_back()
    assert heard.run == (60, step(24, 62))
    assert heard.followers(heard.run) == [step(24, 60)]
