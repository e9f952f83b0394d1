"""However many notes there were, no more sound than are wanted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.locks.voices import at_most

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40), st.integers(40, 50)))


def notes(*spans: tuple[int, int, int]) -> list[Note]:
    return [Note(i, p, 80, Tick(start), Tick(length)) for i, (start, length, p) in enumerate(spans)]


@given(SPANS, st.integers(1, 5))
def test_at_no_tick_do_more_notes_sound(spans, voices):
    kept = at_most(voices, notes(*spans))
    whole = {note.id: note for note in notes(*spans)}
    for tick in range(100):
        sounding = [note for note in kept if note.start <= tick < note.end]
        wanted = [note for note in whole.values() if note.start <= tick < note.end]
        assert len(sounding) == min(voices, len(wanted)) or len(sounding) < len(wanted)
        assert len(sounding) <= voices
    for note in kept:
        assert note.start == whole[note.id].start and 0 < note.length <= whole[note.id].length
    begins = {start for start, _, _ in spans}
    assert {note.start for note in kept} == begins


@given(SPANS)
def test_enough_voices_change_nothing(spans):
    assert sorted(at_most(200, notes(*spans)), key=lambda note: note.id) == notes(*spans)


def test_the_longest_held_ends_first_and_of_a_chord_the_highest_stay():
    line = at_most(2, notes((0, 90, 40), (5, 50, 60), (10, 9, 50)))
    assert [(note.pitch, note.length) for note in line] == [(40, 10), (60, 50), (50, 9)]
    chord = at_most(2, notes((0, 9, 60), (0, 9, 64), (0, 9, 67)))
    assert [note.pitch for note in chord] == [64, 67]


@pytest.mark.parametrize("voices", [1, 3])
def test_silence_stays(voices):
    assert at_most(voices, []) == ()
