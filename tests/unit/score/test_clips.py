"""Whole clips: put anew, moved, repeated, split, joined, removed; and whole tracks repeated."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.score.edits import (
    duplicate_clip,
    duplicate_track,
    join_clips,
    move_clip,
    name_clip,
    new_clip,
    remove_clip,
    split_clip,
    step_clip,
)
from engine.score.song import Clip, MidiEvent, Note, Song, Track, new_song
from engine.score.time import Tick

BAR, Q = 3840, 960
FIRST, SECOND = 10, 20
PEDAL = bytes([0xB0, 64, 127])


def clip(clip_id: int, start: int, bars: int, *onsets: float) -> Clip:
    """A clip by bars, with a quarter at each of the onsets, and the pedal pressed on the first."""
    notes = tuple(
        Note(clip_id + 1 + i, 60 + i, 80, Tick(round(onset * BAR)), Tick(Q))
        for i, onset in enumerate(onsets)
    )
    events = tuple(MidiEvent(note.start, PEDAL) for note in notes[:1])
    return Clip(clip_id, f"Clip {clip_id}", Tick(start * BAR), Tick(bars * BAR), notes, events)


def song_of(*clips: Clip) -> Song:
    return replace(new_song(), tracks=(Track(1, "Melody", clips=clips),), next_id=100)


def laid(song: Song) -> list[tuple[int, float, float, list[float]]]:
    """The clips of the first track: id, start, length and onsets in bars."""
    return [
        (c.id, c.start / BAR, c.length / BAR, [n.start / BAR for n in c.notes])
        for c in song.tracks[0].clips
    ]


VERSE = clip(FIRST, 0, 2, 0, 0.5, 1.75)
CHORUS = clip(SECOND, 2, 2, 2, 3)
TWO = song_of(VERSE, CHORUS)


def test_a_clip_moves_with_all_it_holds():
    song, now = move_clip(TWO, SECOND, Tick(4 * BAR))
    assert now == SECOND
    assert laid(song) == [(FIRST, 0, 2, [0, 0.5, 1.75]), (SECOND, 4, 2, [4, 5])]
    assert song.clip(SECOND).events == (MidiEvent(Tick(4 * BAR), PEDAL),)
    assert [n.id for n in song.clip(SECOND).notes] == [n.id for n in CHORUS.notes]
    assert song.clip(FIRST) is VERSE


def test_a_clip_moves_before_another():
    song, _ = move_clip(song_of(clip(FIRST, 4, 1, 4), clip(SECOND, 5, 1, 5)), SECOND, Tick(0))
    assert [row[0] for row in laid(song)] == [SECOND, FIRST]


@pytest.mark.parametrize("at", [0, 1])
def test_a_clip_that_moves_onto_music_joins_it(at):
    song, now = move_clip(TWO, SECOND, Tick(at * BAR))
    ((clip_id, start, _length, onsets),) = laid(song)
    assert (clip_id, start) == (now, 0)
    assert sorted(onsets) == sorted([0, 0.5, 1.75, at, at + 1])


def test_a_clip_that_holds_nothing_makes_way():
    song, _ = move_clip(song_of(VERSE, clip(SECOND, 2, 4)), FIRST, Tick(3 * BAR))
    assert laid(song) == [(FIRST, 3, 2, [3, 3.5, 4.75])]


def test_a_step_goes_beyond_the_music_that_lies_there():
    assert [row[:2] for row in laid(step_clip(TWO, FIRST, 1))] == [(SECOND, 2), (FIRST, 4)]
    assert step_clip(TWO, FIRST, -1) is TWO
    assert step_clip(TWO, SECOND, -1) is TWO


def test_a_step_keeps_the_place_in_the_bar():
    late = song_of(replace(clip(FIRST, 1, 1), start=Tick(BAR + Q)))
    assert laid(step_clip(late, FIRST, 1))[0][1] == 2.25


def test_a_copy_goes_right_after_or_where_there_is_room():
    song, copy = duplicate_clip(TWO, SECOND)
    assert laid(song)[-1] == (copy, 4, 2, [4, 5])
    song, copy = duplicate_clip(TWO, FIRST)
    assert laid(song)[-1] == (copy, 4, 2, [4, 4.5, 5.75])
    ids = [n.id for c in song.tracks[0].clips for n in c.notes]
    assert len(set(ids)) == len(ids)
    assert song.next_id > max(ids)


def test_a_copy_begins_on_a_bar_line():
    song, copy = duplicate_clip(song_of(replace(VERSE, length=Tick(5 * Q))), FIRST)
    assert song.clip(copy).start == 2 * BAR


def test_a_clip_is_split_and_a_note_across_stays_whole():
    long = replace(VERSE.notes[1], length=Tick(BAR))
    whole = replace(VERSE, notes=(VERSE.notes[0], long, VERSE.notes[2]))
    song, second = split_clip(song_of(whole, CHORUS), FIRST, Tick(BAR))
    assert [row[0] for row in laid(song)] == [FIRST, second, SECOND]
    assert song.clip(FIRST).end == song.clip(second).start == BAR
    assert song.clip(FIRST).notes[1] is long
    assert [n.start for n in song.clip(second).notes] == [1.75 * BAR]


@pytest.mark.parametrize("bar", [0, 2, 7])
def test_nothing_is_split_at_its_edges_or_outside(bar):
    assert split_clip(TWO, FIRST, Tick(bar * BAR)) == (TWO, FIRST)


def test_a_clip_joins_the_next_whatever_lies_between():
    song = join_clips(song_of(VERSE, clip(SECOND, 5, 1, 5)), FIRST)
    assert laid(song) == [(FIRST, 0, 6, [0, 0.5, 1.75, 5])]
    assert join_clips(song, FIRST) is song


@given(st.integers(-1, 5 * BAR))
def test_what_is_split_and_joined_again_is_as_before(tick):
    song, _second = split_clip(TWO, SECOND, Tick(tick))
    again = join_clips(song, SECOND) if song is not TWO else song
    assert again.tracks == TWO.tracks


def test_a_clip_goes_and_the_last_one_is_emptied():
    song = remove_clip(TWO, SECOND)
    assert [row[0] for row in laid(song)] == [FIRST]
    song = remove_clip(song, FIRST)
    assert laid(song) == [(FIRST, 0, 2, [])]
    assert song.clip(FIRST).events == ()
    assert remove_clip(song, FIRST) is song


def test_a_new_clip_fills_the_gap_or_is_the_one_that_is_there():
    gap = song_of(VERSE, clip(SECOND, 5, 1, 5))
    song, made = new_clip(gap, 1, Tick(round(3.4 * BAR)))
    assert laid(song)[1] == (made, 3, 2, [])
    song, made = new_clip(gap, 1, Tick(9 * BAR))
    assert laid(song)[-1] == (made, 9, 4, [])
    assert new_clip(gap, 1, Tick(BAR)) == (gap, FIRST)


def test_a_clip_gets_another_name():
    assert name_clip(TWO, FIRST, "Verse").clip(FIRST).name == "Verse"
    assert name_clip(TWO, FIRST, VERSE.name) is TWO


def test_a_track_is_repeated_below_itself_on_a_channel_of_its_own():
    song = replace(TWO, tracks=(*TWO.tracks, Track(2, "Bass", channel=1)))
    song, copy = duplicate_track(song, 1)
    assert [track.id for track in song.tracks] == [1, copy, 2]
    made = song.track(copy)
    assert (made.name, made.channel) == ("Melody", 2)
    assert {n.channel for n in made.notes} == {2}
    assert made.clips[0].events == (MidiEvent(Tick(0), bytes([0xB2, 64, 127])),)
    ids = [c.id for t in song.tracks for c in t.clips] + [
        n.id for t in song.tracks for n in t.notes
    ]
    assert len(set(ids)) == len(ids)


def test_a_kit_stays_on_the_channel_of_drums():
    kit = replace(TWO, tracks=(replace(TWO.tracks[0], channel=9),))
    song, copy = duplicate_track(kit, 1)
    assert song.track(copy).is_drums
