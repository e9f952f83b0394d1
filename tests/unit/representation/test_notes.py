"""Notes go through "melody-events" and come back; every step's inputs fit their tables."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.representation.notes import (
    END,
    FIELDS,
    GRID,
    HEAD_INPUTS,
    LONGEST_BAR,
    ROW,
    SIZES,
    SKIP,
    UNKNOWN_VELOCITY,
    Symbols,
    decode,
    encode,
    grid_meters,
    to_grid,
    without_velocities,
)
from engine.representation.place import Place, beat_length, metrical_level
from engine.representation.places import Places, known, start_rows
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick

NUMERATORS = st.integers(1, 33)
DENOMINATORS = st.sampled_from([1, 2, 4, 8, 16, 32])


@st.composite
def grids(draw: st.DrawFn) -> MeterMap:
    """A meter map of a song, on the grid: any meters, changing anywhere."""
    ppq = draw(st.sampled_from([24, 96, 480, 960]))
    ticks = draw(st.lists(st.integers(1, 40 * ppq), max_size=4, unique=True))
    meters = [
        Meter(Tick(tick), draw(NUMERATORS), draw(DENOMINATORS)) for tick in [0, *sorted(ticks)]
    ]
    return grid_meters(MeterMap(ppq, tuple(meters)))


@st.composite
def melodies(draw: st.DrawFn) -> tuple[Note, ...]:
    """Notes on the grid, gaps and chords among them."""
    notes: dict[tuple[int, int], Note] = {}
    start = 0
    for _ in range(draw(st.integers(0, 12))):
        start += draw(st.one_of(st.integers(0, 60), st.integers(0, 8000)))
        pitch = draw(st.integers(0, 127))
        length = draw(st.integers(1, SIZES["duration"]))
        velocity = draw(st.integers(0, 31)) * 4 + 2
        notes[start, pitch] = Note(0, pitch, velocity, Tick(start), Tick(length))
    return to_grid((notes[place] for place in sorted(notes)), GRID)


def bare(notes: tuple[Note, ...]) -> list[tuple[int, int, int, int]]:
    """The notes without their ids."""
    return [(n.start, n.length, n.pitch, n.velocity) for n in notes]


@given(grids(), melodies())
def test_notes_on_the_grid_come_back_exactly(grid: MeterMap, notes: tuple[Note, ...]) -> None:
    assert bare(decode(encode(notes, grid), grid)) == bare(notes)


@given(grids(), melodies())
def test_counting_from_the_first_notes_bar_changes_nothing(
    grid: MeterMap, notes: tuple[Note, ...]
) -> None:
    first = grid.bar_at(notes[0].start) if notes else 0
    symbols = encode(notes, grid, first)
    assert not symbols or symbols[0].bars == 0
    assert bare(decode(symbols, grid, first)) == bare(notes)


@given(grids(), melodies())
def test_every_input_fits_its_table(grid: MeterMap, notes: tuple[Note, ...]) -> None:
    symbols = encode(notes, grid)
    rows, heads = known(symbols, grid)
    sizes = np.array([size or 10**9 for size in ROW.values()])
    assert rows.shape == (len(symbols) + 1, len(ROW))
    assert (rows >= 0).all()
    assert (rows < sizes).all()
    notes_only = [symbol.bars != SKIP for symbol in symbols]
    for field, told in heads.items():
        limits = np.array([size or 10**9 for size in HEAD_INPUTS[field].values()])
        assert told.shape == (len(symbols), len(limits))
        assert ((told >= 0) & (told < limits))[notes_only].all(), field


@given(grids(), melodies())
def test_what_was_written_is_possible(grid: MeterMap, notes: tuple[Note, ...]) -> None:
    place = Place.start(grid)
    for symbol in encode(notes, grid):
        fields = FIELDS if symbol.bars != SKIP else FIELDS[:1]
        for chosen, field in enumerate(fields):
            assert place.mask(field, symbol[:chosen], monophonic=False)[symbol[chosen]], field
        place = place.after(symbol)


@given(grids())
def test_bars_fit_the_positions_and_keep_their_lines(grid: MeterMap) -> None:
    assert all(change.bar_ticks(GRID) <= LONGEST_BAR for change in grid.changes)


def test_a_long_bar_is_cut_into_equal_ones() -> None:
    grid = grid_meters(MeterMap(480, (Meter(Tick(0), 16, 4),)))
    assert (grid.changes[0].numerator, grid.changes[0].denominator) == (8, 4)
    assert grid.bar_start(2) == 16 * GRID


def test_symbols_of_a_pick_up_in_six_eight() -> None:
    grid = MeterMap(GRID, (Meter(Tick(0), 6, 8),))
    notes = (
        Note(0, 67, 80, Tick(60), Tick(12)),
        Note(1, 72, 80, Tick(72), Tick(24)),
        Note(2, 71, 80, Tick(96), Tick(12)),
    )
    assert encode(notes, grid) == [
        Symbols(0, 60, 67, 11, 20),
        Symbols(1, 0, 72, 23, 20),
        Symbols(0, 24, 71, 11, 20),
    ]


def test_a_long_silence_is_a_row_of_its_own() -> None:
    grid = MeterMap(GRID)
    symbols = encode([Note(0, 60, 80, Tick(70 * 96), Tick(24))], grid)
    assert [symbol.bars for symbol in symbols] == [SKIP, SKIP, 6]
    rows, places = start_rows(symbols, grid)
    assert rows[1, list(ROW).index("pitch")] == 128
    assert places.each[0].bar == 70


def test_decoding_stops_at_the_end() -> None:
    symbols = [Symbols(0, 0, 60, 23, 20), Symbols(END, 0, 0, 0, 0), Symbols(0, 24, 62, 23, 20)]
    assert len(decode(symbols, MeterMap(GRID))) == 1


def test_notes_off_the_grid_are_rounded_and_never_vanish() -> None:
    notes = to_grid([Note(0, 60, 80, Tick(9), Tick(1)), Note(1, 62, 80, Tick(-9), Tick(500))], 480)
    assert sorted((n.start, n.length) for n in notes) == [(0, 1), (0, 25)]


def test_a_note_before_the_first_bar_is_refused() -> None:
    with pytest.raises(ValueError, match="before bar 2"):
        encode([Note(0, 60, 80, Tick(96), Tick(24))], MeterMap(GRID), first_bar=2)


def test_the_next_note_comes_later_and_inside_the_bar() -> None:
    grid = MeterMap(GRID, (Meter(Tick(0), 3, 4),))
    place = Place.start(grid).after(Symbols(0, 48, 60, 23, 20))
    same_bar = np.flatnonzero(place.mask("position", (0,)))
    next_bar = np.flatnonzero(place.mask("position", (1,)))
    assert (same_bar[0], same_bar[-1]) == (49, 71)
    assert (next_bar[0], next_bar[-1]) == (0, 71)
    assert np.flatnonzero(place.mask("pitch", (0, 48), monophonic=False))[0] == 61


def test_after_the_last_tick_of_a_bar_comes_the_next_bar() -> None:
    place = Place.start(MeterMap(GRID)).after(Symbols(0, 95, 60, 0, 20))
    assert not place.mask("bars", ())[0]
    assert place.mask("bars", ())[1]


def test_the_inputs_follow_a_change_of_meter() -> None:
    grid = MeterMap(GRID, (Meter(), Meter(Tick(96), 6, 8)))
    row = dict(zip(ROW, start_rows([Symbols(0, 84, 60, 23, 20)], grid)[0][-1], strict=True))
    assert (row["meter"], row["next_meter"]) == (0, 3)
    assert (row["end_bars"], row["end_position"]) == (1, 12)
    places = Places.start(grid).after([Symbols(0, 84, 60, 23, 20)])
    told = dict(zip(HEAD_INPUTS["pitch"], places.head_inputs("pitch", [(1, 36)])[0], strict=True))
    assert [told[name] for name in ("position", "gap", "meter", "time")] == [36, 48, 3, 132]


@pytest.mark.parametrize(
    ("position", "meter", "level"),
    [
        (0, (4, 4), 0),
        (48, (4, 4), 1),
        (24, (4, 4), 2),
        (12, (4, 4), 3),
        (8, (4, 4), 4),
        (6, (4, 4), 5),
        (4, (4, 4), 6),
        (1, (4, 4), 7),
        (36, (6, 8), 1),
        (12, (6, 8), 4),
        (18, (6, 8), 3),
        (36, (9, 8), 2),
    ],
)
def test_metrical_levels(position: int, meter: tuple[int, int], level: int) -> None:
    counted = Meter(Tick(0), *meter)
    assert metrical_level(position, counted.bar_ticks(GRID), beat_length(counted)) == level


def test_unknown_velocities_leave_the_start_alone() -> None:
    rows, _ = start_rows([Symbols(0, 0, 60, 23, 20)], MeterMap(GRID))
    column = list(ROW).index("velocity")
    assert without_velocities(rows)[:, column].tolist() == [33, UNKNOWN_VELOCITY]
