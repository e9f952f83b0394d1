"""Notes as arrays, and as pixels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.score.song import Note, in_order
from engine.score.time import Tick
from gui.piano_roll.arrays import ArrayCache, NoteArrays
from gui.piano_roll.coordinates import Coordinates
from gui.piano_roll.raster import MIN_WIDTH, loudness

notes = st.lists(
    st.builds(
        Note,
        id=st.integers(1, 10**6),
        pitch=st.integers(0, 127),
        velocity=st.integers(1, 127),
        start=st.integers(0, 20_000).map(Tick),
        length=st.integers(1, 5_000).map(Tick),
    ),
    max_size=40,
    unique_by=lambda note: note.id,
).map(in_order)


@given(notes, st.integers(0, 25_000), st.integers(1, 5_000))
def test_nothing_that_sounds_is_culled(found, start, length):
    arrays = NoteArrays.of(found)
    seen = set(arrays.ids[arrays.between(start, start + length)].tolist())
    sounding = {n.id for n in found if n.end > start and n.start < start + length}
    assert sounding <= seen


@given(notes, st.integers(0, 25_000), st.integers(0, 127))
def test_the_note_at_a_place_is_one_that_sounds_there(found, tick, pitch):
    index = NoteArrays.of(found).index_at(tick, pitch)
    here = [i for i, n in enumerate(found) if n.pitch == pitch and n.start <= tick < n.end]
    assert index == (here[-1] if here else None)


def test_a_short_note_can_be_taken_from_a_little_beside():
    arrays = NoteArrays.of([Note(1, 60, 80, Tick(100), Tick(2))])
    assert arrays.index_at(95, 60) is None
    assert arrays.index_at(95, 60, slack=6) == 0
    assert arrays.index_at(105, 60, slack=6) == 0
    assert arrays.index_at(105, 61, slack=6) is None


@given(notes, st.integers(-500, 500), st.integers(-5, 5))
def test_moved_arrays_are_arrays_of_moved_notes(found, ticks, semitones):
    moved = NoteArrays.of(found).moved(ticks, semitones)
    assert moved.starts.tolist() == [n.start + ticks for n in found]
    assert moved.pitches.tolist() == [max(0, min(127, n.pitch + semitones)) for n in found]


def test_arrays_are_made_once_for_the_same_tuple():
    cache, one = ArrayCache(size=2), (Note(1, 60, 80, Tick(0), Tick(1)),)
    same = (Note(1, 60, 80, Tick(0), Tick(1)),)
    assert cache.of(one) is cache.of(one)
    assert cache.of(one) is not cache.of(same)
    first = cache.of(one)
    cache.of(same)
    cache.of(())
    assert cache.of(one) is not first


@given(notes)
def test_pixels_are_lit_where_notes_are_and_nowhere_else(found):
    view, width = Coordinates(left=0, tick_width=0.05), 1000
    lit = loudness(NoteArrays.of(found), view, width, 1.0, (0, 127))
    expected = np.zeros((128, width), bool)
    for note in found:
        left = int(np.floor(view.x_of(note.start) + 0.5))
        right = max(left + MIN_WIDTH, np.floor(view.x_of(note.end) + 0.5) - 1)
        expected[note.pitch, left : min(width, int(right))] = True
    assert ((lit > 0) == expected).all()


def test_pixels_are_as_bright_as_the_notes_are_loud():
    one = NoteArrays.of([Note(1, 60, 90, Tick(0), Tick(1000))])
    two = NoteArrays.of(
        [Note(1, 60, 90, Tick(0), Tick(1000)), Note(2, 60, 50, Tick(500), Tick(500))]
    )
    view = Coordinates(left=0, tick_width=0.1)
    assert loudness(one, view, 100, 1.0, (60, 60))[0, 10] == 90
    assert loudness(two, view, 100, 1.0, (0, 127))[60, 60] == pytest.approx(70, abs=1)
