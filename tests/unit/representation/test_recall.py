"""What a melody said the last time: found, told to every head, and never read from the future."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.representation.notes import (
    FIELDS,
    GRID,
    HEAD_INPUTS,
    RECALLED,
    ROW,
    SIZES,
    SKIP,
    Symbols,
)
from engine.representation.places import AT_ONCE, Places, known, notes_of, start_rows
from engine.representation.recall import BLANK, STRENGTHS, VALUES, Recall, weightiest
from engine.score.meter import Meter, MeterMap
from engine.score.time import Tick

FOUR_FOUR = MeterMap(GRID)
PHRASE = [(0, 60, 11), (24, 62, 23), (60, 64, 11), (72, 67, 20)]
"""Positions, pitches and durations of one bar."""

SYMBOLS = st.builds(
    Symbols,
    st.integers(0, 2) | st.just(SKIP),
    st.integers(0, 95),
    st.integers(40, 80),
    st.integers(0, 95),
    st.integers(0, 31),
)


def in_order(symbols: list[Symbols]) -> list[Symbols]:
    """The symbols, with a bar line where the next onset would come before the last one."""
    ordered: list[Symbols] = []
    for symbol in symbols:
        earlier = bool(ordered) and symbol.bars == 0 and symbol.position <= ordered[-1].position
        ordered.append(symbol._replace(bars=1) if earlier else symbol)
    return ordered


MELODIES = st.lists(SYMBOLS, max_size=14).map(in_order)

NOTHING = {field: (SIZES[field], 0, SIZES[field], 0) for field in FIELDS}


def played(symbols: list[Symbols], grid: MeterMap = FOUR_FOUR, first_bar: int = 0) -> Places:
    """One line after these symbols."""
    places = Places.start(grid, first_bar)
    for symbol in symbols:
        places = places.after([symbol])
    return places


def strengths(recall: Recall) -> list[list[int]]:
    """How much each place resembles each line's present one."""
    weight = recall.followers.weight // VALUES
    return np.maximum(weight // max(1, weight.shape[1]), 0).tolist()


def bar_of(phrase: list[tuple[int, int, int]], up: int = 0) -> list[Symbols]:
    """A bar, the first note of which crosses the bar line before it."""
    return [
        Symbols(1 if index == 0 else 0, position, pitch + up, duration, 20)
        for index, (position, pitch, duration) in enumerate(phrase)
    ]


def first(line: Places, field: str, chosen: tuple[int, ...]) -> int:
    """The likelier recalled symbol."""
    return line.recalled(field, [chosen])[0][0]


def test_a_melody_that_has_not_begun_recalls_nothing() -> None:
    for line in (played([]), played([Symbols(0, 0, 60, 11, 20)])):
        for count, field in enumerate(FIELDS):
            assert line.recalled(field, [(0, 0, 60, 11)[:count]]) == [NOTHING[field]]


def test_the_second_time_the_whole_next_note_is_recalled() -> None:
    place = played([*bar_of(PHRASE), *bar_of(PHRASE)[:2]])
    assert [first(place, field, (0, 60, 64, 11)[:count]) for count, field in enumerate(FIELDS)] == [
        *(0, 60, 64, 11, 20)
    ]


def test_a_phrase_is_recognised_in_another_key() -> None:
    place = played([*bar_of(PHRASE), *bar_of(PHRASE, up=5)[:3]])
    pitch, strength, *_ = place.recalled("pitch", [(0, 72)])[0]
    assert pitch == 72
    same_key = played([*bar_of(PHRASE), *bar_of(PHRASE)[:3]]).recalled("pitch", [(0, 72)])[0]
    assert same_key[:2] == (67, strength + 1)


def test_what_is_recalled_went_on_as_was_chosen() -> None:
    other = [(0, 60, 11), (24, 62, 23), (36, 59, 5), (48, 57, 7)]
    place = played([*bar_of(PHRASE), *bar_of(other), *bar_of(PHRASE)[:2]])
    assert place.recalled("position", [(0,)])[0][::2] == (36, 60)
    assert first(place, "pitch", (0, 60)) == 64
    assert first(place, "pitch", (0, 36)) == 59
    assert first(place, "duration", (0, 36, 59)) == 5
    assert first(place, "duration", (0, 36, 58)) == SIZES["duration"]
    assert first(place, "position", (1,)) == SIZES["position"]


def test_the_longest_agreement_wins_over_the_latest() -> None:
    long, short = [(0, 60), (24, 62), (48, 64), (72, 65)], [(0, 71), (24, 62), (48, 64), (72, 67)]
    bars = [[(position, pitch, 11) for position, pitch in bar] for bar in (long, short, long)]
    place = played([symbol for bar in bars for symbol in bar_of(bar)][:-1])
    one, much, two, less = place.recalled("pitch", [(0, 72)])[0]
    assert (one, two) == (65, 67)
    assert much > less > 0


def test_bars_are_counted_through_a_change_of_meter() -> None:
    grid = MeterMap(GRID, (Meter(), Meter(Tick(96), 3, 4)))
    far = [Symbols(0, 0, 60, 11, 20), Symbols(2, 0, 62, 11, 20), Symbols(0, 24, 60, 11, 20)]
    place = played(far, grid)
    assert sorted(place.recall.followers.onset[0].tolist()) == [192 + 24, 192 + 168]
    assert set(place.recalled("bars", [()])[0][::2]) == {0, 2}


def test_after_a_long_silence_nothing_is_recalled_until_a_note_came() -> None:
    symbols = [*bar_of(PHRASE), Symbols(SKIP, 0, 0, 0, 0)]
    assert first(played(symbols), "bars", ()) == SIZES["bars"]
    assert first(played([*symbols, Symbols(1, 0, 60, 11, 20)]), "position", (0,)) == 24


@given(MELODIES, MELODIES, st.integers(0, 3))
def test_symbols_read_at_once_are_recalled_like_those_read_one_by_one(
    symbols: list[Symbols], before: list[Symbols], first_bar: int
) -> None:
    rows, last = start_rows(symbols, FOUR_FOUR, first_bar, notes_of(before, FOUR_FOUR))
    one_by_one = start_rows([], FOUR_FOUR, first_bar, notes_of(before, FOUR_FOUR))[1]
    for row, symbol in zip(rows, symbols, strict=False):
        assert one_by_one.rows().tolist() == [row.tolist()]
        one_by_one = one_by_one.after([symbol])
    assert one_by_one.rows().tolist() == last.rows().tolist() == rows[-1:].tolist()
    assert last.recall.notes.tolist() == one_by_one.recall.notes.tolist()
    assert strengths(last.recall) == strengths(one_by_one.recall)


@given(MELODIES)
def test_what_is_told_fits_its_tables_and_stands_before_the_next_note(
    symbols: list[Symbols],
) -> None:
    line, told = Places.start(FOUR_FOUR), []
    rows, heads = known(symbols, FOUR_FOUR)
    for index, symbol in enumerate(symbols):
        later = FIELDS[1:] if symbol.bars != SKIP else ()
        for count, field in enumerate(later, start=1):
            asked = line.head_inputs(field, [symbol[:count]])[0]
            columns = dict(zip(HEAD_INPUTS[field], asked.tolist(), strict=True))
            assert all(0 <= columns[name] < HEAD_INPUTS[field][name] for name in RECALLED)
            assert asked.tolist() == heads[field][index].tolist()
        line = line.after([symbol])
        row = dict(zip(ROW, line.rows()[0].tolist(), strict=True))
        assert all(0 <= row[name] < ROW[name] for name in RECALLED)
        told.append(row["first_strength"])
    assert told == rows[1:, list(ROW).index("first_strength")].tolist()
    assert max(told, default=0) < STRENGTHS


@given(
    st.lists(st.lists(SYMBOLS, min_size=4, max_size=4), max_size=8),
    st.lists(st.integers(0, 3), min_size=1, max_size=6),
)
def test_lines_side_by_side_are_told_what_each_is_told_alone(
    steps: list[list[Symbols]], kept: list[int]
) -> None:
    steps = [[symbol._replace(bars=1) for symbol in step] for step in steps]
    theme = [*bar_of(PHRASE), *bar_of(PHRASE, up=5)]
    lines, alone = played(theme).keep([0] * 4), [played(theme) for _ in range(4)]
    for step in steps:
        lines = lines.after(step)
        alone = [line.after([symbol]) for line, symbol in zip(alone, step, strict=True)]
    lines, alone = lines.keep(kept), [alone[line] for line in kept]
    assert lines.rows().tolist() == [line.rows()[0].tolist() for line in alone]
    chosen = [(0, 72, 67 + line, 20) for line in kept]
    for count, field in enumerate(FIELDS[1:], start=1):
        asked = [each[:count] for each in chosen]
        assert lines.head_inputs(field, asked).tolist() == [
            line.head_inputs(field, [each])[0].tolist()
            for line, each in zip(alone, asked, strict=True)
        ]


def test_a_melody_longer_than_is_looked_at_together_is_told_the_same() -> None:
    symbols = [symbol for up in range(AT_ONCE // 4) for symbol in bar_of(PHRASE, up % 12)]
    symbols += bar_of(PHRASE)
    rows, heads = known(symbols, FOUR_FOUR)
    line = played(symbols)
    assert rows[-1].tolist() == line.rows()[0].tolist()
    line = played(symbols[:-1])
    assert heads["pitch"][-1].tolist() == line.head_inputs("pitch", [symbols[-1][:2]])[0].tolist()


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2)), min_size=1, max_size=30))
def test_agreement_is_that_of_a_search_note_by_note(steps: list[tuple[int, int]]) -> None:
    onsets = np.cumsum([0, *(distance for distance, _ in steps)])
    pitches = 60 + np.cumsum([0, *(interval for _, interval in steps)])
    recall: Recall = BLANK
    for onset, pitch in zip(onsets.tolist(), pitches.tolist(), strict=True):
        recall = recall.after(np.array([[onset], [onset % 4], [pitch], [0], [0]]))
    for place in range(len(steps)):
        back = 0
        while back < place and steps[place - 1 - back] == steps[-1 - back]:
            back += 1
        assert recall.alike[0, place] == back
    at_once = Recall.at(recall.notes[:, 0], [len(steps) + 1])
    assert strengths(at_once) == strengths(recall)


def test_the_first_is_taken_and_the_first_that_differs() -> None:
    values, order = np.array([[9, 5, 7, 7]]), np.array([[2, 3, 4, 4]]) * 4 + np.arange(4)
    assert weightiest(values, order * VALUES, np.array([[True]]), 128) == [(7, 4, 5, 3)]
    assert weightiest(values, order * VALUES, values != 7, 128) == [(5, 3, 9, 2)]
    assert weightiest(values, order * VALUES, values == 7, 128) == [(7, 4, 128, 0)]


def test_of_equally_likely_places_the_latest_comes_first() -> None:
    twice = [(0, 60, 11), (24, 62, 11), (48, 60, 11), (72, 65, 11)]
    place = played([*bar_of(twice), Symbols(1, 36, 60, 11, 20)])
    assert strengths(place.recall) == [[2, 1, 2, 1]]
    past = place.recall.followers
    assert past.pitch[0, past.weight[0].argsort()][::-1].tolist()[:2] == [65, 62]


def test_places_are_values() -> None:
    places = played(bar_of(PHRASE))
    later = places.after([Symbols(1, 0, 60, 11, 20)])
    assert places.recall.alike.shape == (1, 4)
    assert later.recall.alike.shape == (1, 5)
