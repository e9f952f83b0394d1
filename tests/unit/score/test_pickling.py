"""Songs go to other processes: pickled they are what they were, and small."""

import pickle
from dataclasses import replace

from hypothesis import given

from engine.score.song import Clip, Note, packed, unpacked
from engine.score.time import Tick
from tests.unit.score.songs import songs


@given(songs())
def test_a_song_is_the_same_when_it_arrives(song):
    arrived = pickle.loads(pickle.dumps(song))
    assert arrived == song
    for before, after in zip(song.tracks, arrived.tracks, strict=True):
        assert list(map(repr, before.notes)) == list(map(repr, after.notes))


def test_no_notes_travel_too():
    assert unpacked(packed(())) == ()
    assert pickle.loads(pickle.dumps(Clip(3))) == Clip(3)


def test_a_note_that_arrived_is_as_frozen_as_any():
    (note,) = unpacked(packed([Note(1, 60, 80, Tick(0), Tick(1 << 40), 9, 3)]))
    assert note == Note(1, 60, 80, Tick(0), Tick(1 << 40), 9, 3)
    assert replace(note, pitch=61).pitch == 61
    assert hash(note) == hash(Note(1, 60, 80, Tick(0), Tick(1 << 40), 9, 3))


def test_a_hundred_bytes_hold_a_note():
    notes = tuple(Note(i, 60, 80, Tick(i), Tick(1)) for i in range(1000))
    assert len(pickle.dumps(Clip(1, notes=notes))) < 100 * len(notes)
