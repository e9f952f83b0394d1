"""Passages backwards, upside down, faster and slower."""

from hypothesis import given

from engine.score import edits
from engine.score.song import Note, new_song
from engine.score.time import Tick
from tests.unit.score.songs import ids_of, songs_with_selection
from tests.unit.score.test_edits import by_id


@given(songs_with_selection())
def test_upside_down_twice_is_as_it_was(chosen):
    song, ids = chosen
    assert by_id(edits.mirror(edits.mirror(song, ids), ids)) == by_id(song)


def test_backwards_what_ended_last_begins_first():
    notes = [Note(0, 60, 90, Tick(100), Tick(50)), Note(0, 62, 90, Tick(200), Tick(300))]
    song = edits.add_notes(new_song(), 2, notes)
    after = edits.reverse(song, ids_of(song)).clip(2).notes
    assert [(n.pitch, n.start, n.length) for n in after] == [(62, 100, 300), (60, 450, 50)]


def test_stretched_notes_keep_their_proportions_and_the_place_of_the_first():
    notes = [Note(0, 60, 90, Tick(100), Tick(50)), Note(0, 62, 90, Tick(200), Tick(1))]
    song = edits.add_notes(new_song(), 2, notes)
    for times, spans in ((2.0, [(100, 200), (300, 302)]), (0.5, [(100, 125), (150, 151)])):
        after = edits.stretch(song, ids_of(song), times).clip(2).notes
        assert [(n.start, n.end) for n in after] == spans
