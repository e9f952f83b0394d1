"""What a melody said the last time: found, told to every head, and never read from the future."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.representation.notes import FIELDS, GRID, HEAD_INPUTS, RECALLED, ROW, SKIP, Symbols
from engine.representation.place import Place, recall_of
from engine.representation.recall import BLANK, STRENGTHS, Recall, strongest
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


def played(symbols: list[Symbols], grid: MeterMap = FOUR_FOUR) -> Place:
    """The place after these symbols."""
    place = Place.start(grid)
    for symbol in symbols:
        place = place.after(symbol)
    return place


def bar_of(phrase: list[tuple[int, int, int]], up: int = 0) -> list[Symbols]:
    """A bar, the first note of which crosses the bar line before it."""
    return [
        Symbols(1 if index == 0 else 0, position, pitch + up, duration, 20)
        for index, (position, pitch, duration) in enumerate(phrase)
    ]


def first(place: Place, field: str, chosen: tuple[int, ...]) -> int | None:
    """The likelier recalled symbol."""
    return place.recalled(field, chosen)[0].value


def test_a_melody_that_has_not_begun_recalls_nothing() -> None:
    place = Place.start(FOUR_FOUR)
    assert [
        place.recalled(field, (0, 0, 60, 11)[:count]) for count, field in enumerate(FIELDS)
    ] == [((None, 0), (None, 0))] * len(FIELDS)
    assert not len(played([Symbols(0, 0, 60, 11, 20)]).recall.followers.strength)


def test_the_second_time_the_whole_next_note_is_recalled() -> None:
    place = played([*bar_of(PHRASE), *bar_of(PHRASE)[:2]])
    assert [first(place, field, (0, 60, 64, 11)[:count]) for count, field in enumerate(FIELDS)] == [
        *(0, 60, 64, 11, 20)
    ]


def test_a_phrase_is_recognised_in_another_key() -> None:
    place = played([*bar_of(PHRASE), *bar_of(PHRASE, up=5)[:3]])
    (pitch, strength), _ = place.recalled("pitch", (0, 72))
    assert pitch == 72
    same_key = played([*bar_of(PHRASE), *bar_of(PHRASE)[:3]]).recalled("pitch", (0, 72))[0]
    assert (same_key.value, same_key.strength) == (67, strength + 1)


def test_what_is_recalled_went_on_as_was_chosen() -> None:
    other = [(0, 60, 11), (24, 62, 23), (36, 59, 5), (48, 57, 7)]
    place = played([*bar_of(PHRASE), *bar_of(other), *bar_of(PHRASE)[:2]])
    assert [recalled.value for recalled in place.recalled("position", (0,))] == [36, 60]
    assert first(place, "pitch", (0, 60)) == 64
    assert first(place, "pitch", (0, 36)) == 59
    assert first(place, "duration", (0, 36, 59)) == 5
    assert first(place, "duration", (0, 36, 58)) is None
    assert first(place, "position", (1,)) is None


def test_the_longest_agreement_wins_over_the_latest() -> None:
    long, short = [(0, 60), (24, 62), (48, 64), (72, 65)], [(0, 71), (24, 62), (48, 64), (72, 67)]
    bars = [[(position, pitch, 11) for position, pitch in bar] for bar in (long, short, long)]
    place = played([symbol for bar in bars for symbol in bar_of(bar)][:-1])
    one, two = place.recalled("pitch", (0, 72))
    assert (one.value, two.value) == (65, 67)
    assert one.strength > two.strength > 0


def test_bars_are_counted_through_a_change_of_meter() -> None:
    grid = MeterMap(GRID, (Meter(), Meter(Tick(96), 3, 4)))
    far = [Symbols(0, 0, 60, 11, 20), Symbols(2, 0, 62, 11, 20), Symbols(0, 24, 60, 11, 20)]
    place = played(far, grid)
    assert sorted(place.recall.followers.onset.tolist()) == [192 + 24, 192 + 168]
    assert {recalled.value for recalled in place.recalled("bars", ())} == {0, 2}


def test_after_a_long_silence_nothing_is_recalled_until_a_note_came() -> None:
    symbols = [*bar_of(PHRASE), Symbols(SKIP, 0, 0, 0, 0)]
    assert first(played(symbols), "bars", ()) is None
    assert first(played([*symbols, Symbols(1, 0, 60, 11, 20)]), "position", (0,)) == 24


@given(st.lists(SYMBOLS, max_size=14), st.integers(0, 3))
def test_symbols_read_at_once_are_recalled_like_those_read_one_by_one(
    symbols: list[Symbols], first_bar: int
) -> None:
    place = Place.start(FOUR_FOUR, first_bar)
    for symbol in symbols:
        place = place.after(symbol)
    recall = recall_of(symbols, FOUR_FOUR, first_bar)
    assert recall.notes.tolist() == place.recall.notes.tolist()
    assert recall.followers.strength.tolist() == place.recall.followers.strength.tolist()


@given(st.lists(SYMBOLS, max_size=14))
def test_what_is_told_fits_its_tables_and_stands_before_the_next_note(
    symbols: list[Symbols],
) -> None:
    place, strengths = Place.start(FOUR_FOUR), []
    for symbol in symbols:
        for count, field in enumerate(FIELDS[1:], start=1):
            told = place.head_input(field, symbol[:count])
            columns = dict(zip(HEAD_INPUTS[field], told, strict=True))
            assert all(0 <= columns[name] < HEAD_INPUTS[field][name] for name in RECALLED)
        place = place.after(symbol)
        row = dict(zip(ROW, place.row(), strict=True))
        assert all(0 <= row[name] < ROW[name] for name in RECALLED)
        strengths.append(row["first_strength"])
    assert strengths == [played(symbols[:n]).row()[-3] for n in range(1, len(symbols) + 1)]
    assert max(strengths, default=0) < STRENGTHS


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2)), min_size=1, max_size=30))
def test_agreement_is_that_of_a_search_note_by_note(steps: list[tuple[int, int]]) -> None:
    onsets = np.cumsum([0, *(distance for distance, _ in steps)])
    pitches = 60 + np.cumsum([0, *(interval for _, interval in steps)])
    recall: Recall = BLANK
    for onset, pitch in zip(onsets.tolist(), pitches.tolist(), strict=True):
        recall = recall.after(onset, onset % 4, pitch, 0, 0)
    for place in range(len(steps)):
        back = 0
        while back < place and steps[place - 1 - back] == steps[-1 - back]:
            back += 1
        assert recall.alike[place] == back
    at_once = Recall.of(recall.notes)
    assert at_once.followers.strength.tolist() == recall.followers.strength.tolist()


def test_the_first_is_taken_and_the_first_that_differs() -> None:
    values, strengths = np.array([7, 7, 5, 9]), np.array([4, 4, 3, 2])
    assert strongest(values, strengths) == ((7, 4), (5, 3))
    assert strongest(values[:2], strengths[:2]) == ((7, 4), (None, 0))


def test_of_equally_likely_places_the_latest_comes_first() -> None:
    twice = [(0, 60, 11), (24, 62, 11), (48, 60, 11), (72, 65, 11)]
    place = played([*bar_of(twice), Symbols(1, 36, 60, 11, 20)])
    assert place.recall.followers.strength.tolist() == [2, 2, 1, 1]
    assert place.recall.followers.pitch.tolist()[:2] == [65, 62]


def test_a_place_is_a_value() -> None:
    place = played(bar_of(PHRASE))
    later = place.after(Symbols(1, 0, 60, 11, 20))
    assert len(place.recall.alike) == 4
    assert len(later.recall.alike) == 5
