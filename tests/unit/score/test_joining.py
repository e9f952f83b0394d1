"""Music that is brought in: as tracks below the song's own, or as a clip onto one of them."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.score.edits import add_notes, end_of_music, insert_clip, joined, one_clip
from engine.score.meter import MeterMap
from engine.score.smf import midi_bytes
from engine.score.song import Clip, MidiEvent, Note, Song, new_song
from engine.score.time import TempoMap, Tick
from tests.unit.score.songs import songs

Q, BAR = 960, 3840


def line(*starts: float) -> tuple[Note, ...]:
    """Quarters at these bars."""
    return tuple(
        Note(i, 60 + i, 80, Tick(round(s * BAR)), Tick(Q), 5) for i, s in enumerate(starts)
    )


def phrase(*events: MidiEvent) -> Clip:
    """A bar with a note on its first and third beat, in channel 6."""
    return Clip(0, "Phrase", Tick(0), Tick(BAR), line(0, 0.5), events)


def laid(song: Song) -> list[tuple[str, float, float, list[float]]]:
    """The clips of the first track: name, start, length and onsets in bars."""
    return [
        (c.name, c.start / BAR, c.length / BAR, [n.start / BAR for n in c.notes])
        for c in song.tracks[0].clips
    ]


def test_an_empty_clip_makes_way():
    song, clip_id = insert_clip(new_song(), 1, phrase(), Tick(2 * BAR))
    assert laid(song) == [("Phrase", 2, 1, [2, 2.5])]
    assert song.clip(clip_id).notes[0].channel == 0


def test_a_free_place_gets_a_clip_of_its_own():
    song = add_notes(new_song(bars=1), 2, line(0))
    song, _ = insert_clip(song, 1, phrase(), Tick(3 * BAR))
    assert laid(song) == [("Clip 1", 0, 1, [0]), ("Phrase", 3, 1, [3, 3.5])]


def test_music_that_lies_there_is_joined_and_stays():
    song = add_notes(new_song(bars=2), 2, line(0, 1.25))
    song, clip_id = insert_clip(song, 1, phrase(), Tick(BAR))
    assert laid(song) == [("Clip 1", 0, 2, [0, 1, 1.25, 1.5])]
    assert clip_id == 2


def test_clips_that_it_reaches_join_it():
    song = add_notes(new_song(bars=1), 2, line(0))
    song, _ = insert_clip(song, 1, phrase(), Tick(2 * BAR))
    long = replace(phrase(), length=Tick(3 * BAR))
    song, _ = insert_clip(song, 1, long, Tick(BAR))
    assert laid(song) == [("Clip 1", 0, 1, [0]), ("Phrase", 1, 3, [1, 1.5, 2, 2.5])]


def test_the_track_keeps_its_own_instrument():
    pedal = MidiEvent(Tick(7), b"\xb5\x40\x7f")
    others = [MidiEvent(Tick(0), data) for data in (b"\xc5\x20", b"\xb5\x07\x10", b"\xb5\x00\x01")]
    song, clip_id = insert_clip(new_song(), 1, phrase(*others, pedal), Tick(0))
    assert song.clip(clip_id).events == (MidiEvent(Tick(7), b"\xb0\x40\x7f"),)


def test_the_end_of_a_track_is_where_its_music_is_over():
    assert end_of_music(new_song(), 1) == 0
    song = add_notes(new_song(bars=1), 2, line(1))
    assert end_of_music(song, 1) == 2 * BAR


def test_all_the_music_of_a_song_is_one_clip():
    song = joined(add_notes(new_song(), 2, line(1)), add_notes(new_song(), 2, line(0.5)))
    clip = one_clip(song, "All")
    assert [n.start / BAR for n in clip.notes] == [0.5, 1]
    assert (clip.name, clip.length) == ("All", 4 * BAR)
    assert one_clip(replace(song, tracks=())).length == BAR


def other(ppq: int) -> Song:
    song = Song(tempos=TempoMap(ppq), meters=MeterMap(ppq), tracks=new_song().tracks, next_id=3)
    return add_notes(song, 2, [Note(0, 60, 80, Tick(ppq), Tick(1))])


@pytest.mark.parametrize(("ppq", "counts"), [(480, 960), (384, 1920), (997, 960), (32767, 960)])
def test_ticks_are_exact_where_a_file_can_hold_them_and_else_near(ppq, counts):
    song = joined(new_song(), other(ppq), at=Tick(BAR))
    assert song.ppq == counts
    note = next(song.tracks[1].notes)
    assert note.start == 5 * counts
    assert note.length >= 1
    midi_bytes(song)


@given(songs(), songs(), st.integers(0, 500))
def test_whatever_is_inserted_the_song_stays_a_song(song, brought, at):
    clip = one_clip(brought)
    for track in song.tracks:
        after, clip_id = insert_clip(song, track.id, clip, Tick(at))
        made = after.track(track.id)
        assert clip_id in {c.id for c in made.clips}
        assert len(list(made.notes)) == len(list(track.notes)) + len(clip.notes)
        assert all(a.end <= b.start for a, b in pairwise(made.clips))
        ids = [n.id for t in after.tracks for n in t.notes]
        ids += [c.id for t in after.tracks for c in t.clips]
        assert len(ids) == len(set(ids))
        assert max(ids) < after.next_id
