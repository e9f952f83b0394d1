"""Training asks what the program can ask, and the future tells nothing of what fills a gap."""

import numpy as np
import pytest

from engine.representation.asked import (
    UNKNOWN_CHORD,
    UNKNOWN_DENSITY,
    UNKNOWN_REGISTER,
    Asked,
    density_index,
    moved_tones,
    register_index,
    tone_set,
)
from engine.representation.future import future_rows
from engine.representation.notes import END, GRID, ROW, encode
from engine.representation.places import known, start_rows
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from models.training.data.pieces import Piece
from models.training.melody.asking import asked, told, unasked
from models.training.melody.data import HEAD_CHORD, Melody, to_melody, transposed
from models.training.melody.gaps import filled, with_gap
from models.training.melody.lessons import gaps, lesson

METERS = MeterMap(GRID, (Meter(Tick(0), 3, 4),))
C, F = tone_set((0, 4, 7)), tone_set((5, 9, 0))
COLUMN = {name: number for number, name in enumerate(ROW)}


def tune(pitches: list[int], every: int = 24) -> tuple[Note, ...]:
    return tuple(
        Note(i, pitch, 80, Tick(every * i), Tick(every)) for i, pitch in enumerate(pitches)
    )


def melody(up: int = 0) -> Melody:
    """Twelve bars of three quarters, over C and, from the bar 5 on, F."""
    pitches = [60 + up + (7 * i) % 12 for i in range(36)]
    chords = ((0, int(moved_tones(np.array(C), up))), (288, int(moved_tones(np.array(F), up))))
    return to_melody(Piece("tune", "pop909", tune(pitches), METERS, True, chords))


def test_chords_move_with_the_melody() -> None:
    moved, written = transposed(melody(), 5), melody(up=5)
    assert np.array_equal(moved.rows, written.rows)
    assert np.array_equal(moved.heads[:-1], written.heads[:-1])
    assert set(melody().rows[:, COLUMN["chord"]].tolist()) == {C, F}


def test_every_row_tells_the_density_and_the_register_of_the_note_after_it() -> None:
    rows = told(melody(up=12)).rows
    assert (rows[:, COLUMN["density"]] == density_index(3)).all()
    means = np.abs(rows[:, COLUMN["register"]] - register_index(77.5))
    assert means.max() <= 1


def test_what_is_not_asked_is_unknown() -> None:
    bare = unasked(melody())
    assert (bare.rows[:, COLUMN["density"]] == UNKNOWN_DENSITY).all()
    assert (bare.rows[:, COLUMN["register"]] == UNKNOWN_REGISTER).all()
    assert (bare.rows[:, COLUMN["chord"]] == UNKNOWN_CHORD).all()
    assert (bare.heads[:, HEAD_CHORD] == UNKNOWN_CHORD).all()


def test_each_thing_is_asked_now_and_then_and_now_and_then_nothing() -> None:
    rng, whole = np.random.default_rng(0), melody()
    lessons = [lesson(whole, rng) for _ in range(300)]
    shown = np.array(
        [
            [
                (each.rows[:, COLUMN["density"]] != UNKNOWN_DENSITY).any(),
                (each.rows[:, COLUMN["register"]] != UNKNOWN_REGISTER).any(),
                (each.heads[:, HEAD_CHORD] != UNKNOWN_CHORD).any(),
            ]
            for each in lessons
        ]
    )
    assert ((shown.mean(axis=0) > 0.2) & (shown.mean(axis=0) < 0.8)).all()
    assert shown.all(axis=1).any() and (~shown).all(axis=1).mean() > 0.3
    assert 0.2 < np.mean([(each.rows[:, COLUMN["future"]] == 1).any() for each in lessons]) < 0.5


def test_chords_from_some_note_on_are_told_as_the_program_tells_them() -> None:
    """The program knows no chords below what was played before."""
    piece_notes, begin = tune([60 + (7 * i) % 12 for i in range(36)]), 12
    symbols = encode(piece_notes, METERS)
    _, places = start_rows(symbols[:begin], METERS)
    places = places.asking(Asked(chords=((288, F),)))
    later = places.after([symbols[begin]])
    for seed in range(50):
        some = asked(melody(), np.random.default_rng(seed), gap=begin)
        hidden = some.heads[:, HEAD_CHORD] == UNKNOWN_CHORD
        if hidden[begin - 1] and not hidden[begin]:
            assert some.heads[begin, HEAD_CHORD] == places.head_inputs("pitch", [[1, 0]])[0][-1]
            assert some.rows[begin : begin + 2, COLUMN["chord"]].tolist() == [
                places.rows()[0, COLUMN["chord"]],
                later.rows()[0, COLUMN["chord"]],
            ]
            return
    pytest.fail("the chords were never told from the gap on")


def test_rows_of_the_future_do_not_depend_on_what_fills_the_gap() -> None:
    before, after = tune([60, 64, 67]), tune([72] * 30)[24:]
    told_rows = []
    for middle in ([], [62, 65], [71, 50, 62, 67, 48, 49]):
        between = [
            note.with_pitch(pitch) for note, pitch in zip(tune([72] * 30)[6:], middle, strict=False)
        ]
        rows, _ = known(encode((*before, *between, *after), METERS), METERS)
        told_rows.append(future_rows(rows[-len(after) :]))
    assert all(np.array_equal(told_rows[0], each) for each in told_rows)
    alone, _ = start_rows(encode(after, METERS), METERS)
    assert np.array_equal(future_rows(alone[1:]), told_rows[0])


def test_a_gap_is_filled_after_what_follows_it() -> None:
    whole = melody()
    order, begin = filled(whole, 6, 12)
    assert (order.rows[:24, COLUMN["future"]] == 1).all()
    assert np.array_equal(order.rows[24:], whole.rows[:13])
    assert (order.targets[:24] == -1).all()
    assert np.array_equal(order.targets[24:-1], whole.targets[:12])
    assert order.targets[-1].tolist() == [END, -1, -1, -1, -1]
    assert begin == 24 + 6


def test_gaps_are_some_bars_and_something_follows() -> None:
    rng, whole = np.random.default_rng(1), melody()
    for _ in range(200):
        order, begin = with_gap(whole, rng)
        if begin:
            future = int((order.rows[:, COLUMN["future"]] == 1).sum())
            assert 1 <= future <= begin
            assert 1 <= len(order.rows) - 1 - begin <= 24
            assert len(order.rows) == len(order.heads) == len(order.targets)


def test_of_a_gap_only_its_notes_and_its_end_are_asked_in_validation() -> None:
    melodies = [melody()] * 8
    both, left = gaps(melodies), gaps(melodies, both_sides=False)
    for one, other in zip(both, left, strict=True):
        future = int(one.rows[:, COLUMN["future"]].sum())
        assert 0 < future < len(one.rows) == future + len(other.rows)
        assert (other.rows[:, COLUMN["future"]] == 0).all()
        assert np.array_equal(one.targets[future:], other.targets)
        asked_for = np.flatnonzero(one.targets[:, 0] >= 0)
        assert asked_for.tolist() == list(range(asked_for[0], len(one.rows)))
        assert one.targets[-1, 0] == END


@pytest.mark.parametrize(
    ("tones", "up", "moved"), [((0, 4, 7), 2, (2, 6, 9)), ((9, 0, 4), 5, (2, 5, 9))]
)
def test_tone_sets_move_around_the_circle(
    tones: tuple[int, ...], up: int, moved: tuple[int, ...]
) -> None:
    assert moved_tones(np.array([tone_set(tones)]), up).tolist() == [tone_set(moved)]
    assert moved_tones(np.array([tone_set(moved)]), -up).tolist() == [tone_set(tones)]


def test_no_chord_says_nothing() -> None:
    assert tone_set(range(12)) == UNKNOWN_CHORD


def test_a_chord_holds_until_the_next() -> None:
    chords = Asked(chords=((96, C), (192, F)))
    assert [chords.chord(tick) for tick in (95, 96, 191, 192, 9999)] == [0, C, C, F, F]
