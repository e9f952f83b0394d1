"""What differs between two takes, and how much."""

from hypothesis import given
from hypothesis import strategies as st

from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.choice.comparison import compared, distance

PPQ = 480


def note(pitch: int, start: int, length: int = 100) -> Note:
    return Note(0, pitch, 80, Tick(start), Tick(length))


melodies = st.lists(
    st.builds(note, st.integers(60, 63), st.integers(0, 8).map(lambda i: i * 120)), max_size=7
)


def test_what_stayed_what_went_what_came_and_what_moved():
    first = [note(60, 0), note(62, 480), note(64, 960), note(65, 1440)]
    second = [note(60, 0), note(62, 600), note(67, 960), note(65, 1440, 300)]
    found = compared(first, second, near=240)
    assert found.same == (note(60, 0),)
    assert found.only_first == (note(64, 960),)
    assert found.only_second == (note(67, 960),)
    assert found.moved == ((note(62, 480), note(62, 600)), (note(65, 1440), note(65, 1440, 300)))


def test_a_note_that_is_too_far_away_has_not_moved():
    found = compared([note(60, 0)], [note(60, 480)], near=240)
    assert (found.only_first, found.only_second, found.moved) == (
        (note(60, 0),),
        (note(60, 480),),
        (),
    )


def test_each_note_moves_to_the_nearest_and_to_one_only():
    found = compared([note(60, 0), note(60, 120)], [note(60, 130)], near=240)
    assert found.moved == ((note(60, 120), note(60, 130)),)
    assert found.only_first == (note(60, 0),)


@given(melodies, melodies)
def test_every_note_of_both_is_told_once(first, second):
    found = compared(first, second, near=240)
    ours = [*found.only_first, *(a for a, _ in found.moved)]
    theirs = [*found.same, *found.only_second, *(b for _, b in found.moved)]
    assert sorted(theirs, key=lambda n: (n.start, n.pitch)) == sorted(
        second, key=lambda n: (n.start, n.pitch)
    )
    shared = {(n.start, n.length, n.pitch) for n in found.same}
    assert len(ours) == sum((n.start, n.length, n.pitch) not in shared for n in first)


@given(melodies, melodies)
def test_a_distance_is_the_same_both_ways_and_none_to_itself(first, second):
    assert distance(first, second, PPQ) == distance(second, first, PPQ)
    assert distance(first, first, PPQ) == 0
    assert 0 <= distance(first, second, PPQ) <= 1


def test_a_drummers_feel_is_no_other_rhythm():
    straight = [note(36, i * 480) for i in range(4)]
    felt = [note(36, max(0, i * 480 + (-1) ** i * 15)) for i in range(4)]
    assert distance(straight, felt, PPQ) == 0
