"""Clips: melodies on steps and back, in bars of any meter, with and without triplets."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.representation.clips import (
    HOLD,
    OFF,
    REST,
    SLOTS,
    clip_bars,
    has_triplets,
    in_slots,
    melody_clip,
    melody_notes,
)
from engine.representation.notes import GRID
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick


def meters(*changes: tuple[int, int, int]) -> MeterMap:
    """Meters on the grid, as (tick, numerator, denominator)."""
    return MeterMap(GRID, tuple(Meter(Tick(tick), top, bottom) for tick, top, bottom in changes))


def line(*notes: tuple[int, int, int]) -> list[Note]:
    """Notes on the grid, as (start, length, pitch)."""
    return [
        Note(i, pitch, 60 + i, Tick(start), Tick(length))
        for i, (start, length, pitch) in enumerate(notes)
    ]


def there_and_back(notes: list[Note], grid: MeterMap, bars: int) -> list[tuple[int, int, int, int]]:
    """Onset, length, pitch and velocity of what comes back, in grid ticks."""
    found = clip_bars(notes, grid, 0, bars)
    back = melody_notes(melody_clip(notes, grid, found, 0))
    scale = GRID // SLOTS
    return [(n.start * scale, n.length * scale, n.pitch, n.velocity) for n in back]


@st.composite
def melodies(draw: st.DrawFn) -> tuple[list[Note], MeterMap, int]:
    """Melodies on sixteenths in bars of several meters."""
    meter = draw(st.sampled_from([(4, 4), (3, 4), (6, 8), (7, 8), (5, 4), (9, 8), (5, 16)]))
    count = draw(st.integers(1, 4))
    grid = meters((0, *meter))
    steps = grid.bar_start(count) // 6
    edges = draw(st.lists(st.integers(0, steps), min_size=2, max_size=12, unique=True))
    edges.sort()
    return (
        [
            Note(
                i,
                draw(st.integers(0, 127)),
                draw(st.integers(1, 127)),
                Tick(6 * a),
                Tick(6 * (b - a)),
            )
            for i, (a, b) in enumerate(pairwise(edges))
            if draw(st.booleans()) or i == 0
        ],
        grid,
        count,
    )


@given(melodies())
def test_what_lies_on_sixteenths_comes_back_as_it_was(
    given_: tuple[list[Note], MeterMap, int],
) -> None:
    notes, grid, bars = given_
    expected = [(n.start, n.length, n.pitch, n.velocity) for n in notes]
    assert there_and_back(notes, grid, bars) == expected


def test_a_bar_with_triplets_has_twelve_steps_to_a_quarter_and_its_neighbour_four() -> None:
    grid = meters((0, 2, 4))
    notes = line((0, 8, 60), (8, 8, 62), (16, 8, 64), (24, 24, 65), (48, 12, 67), (60, 36, 69))
    bars = clip_bars(notes, grid, 0, 2)
    assert bars.fine == (True, False)
    assert bars.steps.sum(axis=(1, 2)).tolist() == [24, 8]
    assert [n[:3] for n in there_and_back(notes, grid, 2)] == [
        (n.start, n.length, n.pitch) for n in notes
    ]


@pytest.mark.parametrize(
    ("onsets", "found"),
    [
        ([0, 8, 16], True),
        ([0, 16, 24, 40], True),
        ([0, 12, 24, 36], False),
        ([0, 6, 12, 18], False),
        ([0, 3, 6, 9, 12], False),
        ([0, 7, 13], False),
        ([8], False),
        ([], False),
    ],
)
def test_triplets_are_found_where_the_notes_lie_on_them(onsets: list[int], found: bool) -> None:
    assert has_triplets(onsets) is found


def test_meters_change_inside_a_clip_and_short_bars_end_early() -> None:
    grid = meters((0, 4, 4), (96, 7, 8), (96 + 84, 3, 8))
    bars = clip_bars((), grid, 0, 3)
    assert bars.lengths == (48, 42, 18)
    assert bars.steps.shape == (3, 4, SLOTS)
    assert bars.steps.sum(axis=(1, 2)).tolist() == [16, 14, 6]
    symbols = melody_clip((), grid, bars, 0).symbols
    assert (symbols == REST).all()
    slots = in_slots(symbols, bars, OFF)
    assert (slots[2, 2:] == OFF).all()


def test_a_clip_begins_at_any_bar_and_takes_only_its_own_notes() -> None:
    grid = meters((0, 4, 4))
    notes = line((90, 12, 60), (96, 24, 62), (186, 24, 64), (192, 24, 65))
    clip = melody_clip(notes, grid, clip_bars(notes, grid, 1, 1), 1)
    assert [(n.start, n.length, n.pitch) for n in melody_notes(clip)] == [(0, 12, 62), (45, 3, 64)]


def test_of_two_notes_at_one_step_the_longer_stays() -> None:
    grid = meters((0, 4, 4))
    notes = line((0, 2, 72), (2, 22, 60), (24, 20, 62), (44, 3, 74))
    assert [n[2] for n in there_and_back(notes, grid, 1)] == [60, 62, 74]


def test_a_hold_after_silence_is_silence() -> None:
    grid = meters((0, 4, 4))
    clip = melody_clip((), grid, clip_bars((), grid, 0, 1), 0)
    clip.symbols[4:] = HOLD
    assert melody_notes(clip) == ()


def test_some_bars_of_a_clip_are_a_clip() -> None:
    grid = meters((0, 3, 4))
    notes = line((0, 24, 60), (72, 36, 62), (144, 24, 64))
    clip = melody_clip(notes, grid, clip_bars(notes, grid, 0, 3), 0)
    part = clip.bar(1, 3)
    assert part.bars.lengths == (36, 36)
    assert [(n.start, n.pitch) for n in melody_notes(part)] == [(0, 62), (36, 64)]
    assert np.array_equal(part.symbols, clip.symbols[12:])
