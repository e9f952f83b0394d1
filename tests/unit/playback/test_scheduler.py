"""Songs as messages: order, audibility, what an instrument must be told at a seek."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.playback.scheduler import (
    chase,
    clicks_between,
    events_between,
    playback_song,
    sounding_at,
    still_sounds,
)
from engine.score.meter import Meter, MeterMap
from engine.score.song import Clip, MidiEvent, Note, Song, Track, in_order
from engine.score.time import Tick

NOTES = st.lists(
    st.tuples(st.integers(60, 63), st.integers(0, 400), st.integers(0, 120), st.integers(1, 127)),
    max_size=30,
).map(
    lambda rows: in_order(
        Note(i + 1, pitch, velocity, Tick(start), Tick(length))
        for i, (pitch, start, length, velocity) in enumerate(rows)
    )
)


def song_of(*notes: Note, events: tuple[MidiEvent, ...] = (), **fields: Any) -> Song:
    clip = Clip(100, length=Tick(3840), notes=in_order(notes), events=events)
    track = replace(Track(1, clips=(clip,)), **fields)
    return Song(tracks=(track,), next_id=1000)


def test_at_one_tick_notes_end_then_controllers_move_then_notes_begin():
    song = song_of(
        Note(1, 60, 90, Tick(0), Tick(100)),
        Note(2, 62, 90, Tick(100), Tick(50)),
        events=(MidiEvent(Tick(100), b"\xb0\x40\x7f"), MidiEvent(Tick(100), b"\xff\x01A")),
    )
    data = [m.data for m in events_between(playback_song(song), Tick(100), Tick(101))]
    assert data == [b"\x80\x3c\x40", b"\xb0\x40\x7f", b"\x90\x3e\x5a"]


def test_two_byte_messages_keep_their_length():
    song = song_of(events=(MidiEvent(Tick(5), b"\xc0\x07"), MidiEvent(Tick(6), b"\xd0\x20")))
    data = [m.data for m in events_between(playback_song(song), Tick(0), Tick(10))]
    assert data == [b"\xc0\x07", b"\xd0\x20"]


@given(NOTES, st.lists(st.integers(0, 600), max_size=8))
def test_windows_laid_side_by_side_give_each_message_once(notes: tuple[Note, ...], cuts: list[int]):
    playback = playback_song(song_of(*notes))
    edges = [0, *sorted(cuts), 1000]
    pieces = [
        message
        for start, end in pairwise(edges)
        for message in events_between(playback, Tick(start), Tick(end))
    ]
    assert pieces == list(events_between(playback, Tick(0), Tick(1000)))
    assert len(pieces) == 2 * len(notes)
    assert all(m.is_on for m in pieces if m.data[0] == 0x90)


def test_a_note_without_length_still_begins_before_it_ends():
    playback = playback_song(song_of(Note(1, 60, 90, Tick(10), Tick(0))))
    kinds = [message.data[0] for message in events_between(playback, Tick(0), Tick(99))]
    assert kinds == [0x90, 0x80]


def test_a_track_plays_on_its_channel_and_mixed_channels_stay_apart():
    one = playback_song(song_of(Note(1, 60, 90, Tick(0), Tick(9), channel=0), channel=9))
    assert one.message(0).data[0] == 0x99
    mixed = playback_song(
        song_of(
            Note(1, 60, 90, Tick(0), Tick(9), channel=2),
            Note(2, 60, 90, Tick(20), Tick(9), channel=3),
        )
    )
    assert {m.data[0] & 15 for m in events_between(mixed, Tick(0), Tick(99))} == {2, 3}


def test_solo_silences_the_others_and_mute_wins():
    tracks = (Track(1), Track(2, soloed=True), Track(3, soloed=True, muted=True))
    parts = playback_song(Song(tracks=tracks)).parts
    assert [part.audible for part in parts] == [False, True, False]


def test_an_edited_note_sounds_on_only_if_its_end_is_still_ahead():
    note = Note(7, 60, 90, Tick(0), Tick(100))
    data = b"\x90\x3c\x5a"

    def sounds(*notes: Note, tick: int = 50, **fields: Any) -> bool:
        return still_sounds(playback_song(song_of(*notes, **fields)), 7, 1, data, Tick(tick))

    assert sounds(note)
    assert sounds(replace(note, start=Tick(20), length=Tick(400)))
    assert not sounds()
    assert not sounds(note, tick=200)
    assert not sounds(replace(note, pitch=61))
    assert not sounds(replace(note, start=Tick(60)))
    assert not sounds(note, muted=True)
    assert not sounds(note, channel=3)


def test_a_note_sounds_inside_itself_and_neither_where_it_begins_nor_where_it_ends():
    playback = playback_song(song_of(Note(1, 60, 90, Tick(10), Tick(100))))
    assert [m.data for m in sounding_at(playback, Tick(11))] == [b"\x90\x3c\x5a"]
    assert [m.note_id for m in sounding_at(playback, Tick(109))] == [1]
    assert not sounding_at(playback, Tick(10))
    assert not sounding_at(playback, Tick(110))


def test_of_one_pitch_the_last_note_sounds_and_one_that_begins_cuts_it_off():
    both = (Note(1, 60, 90, Tick(0), Tick(100)), Note(2, 60, 80, Tick(20), Tick(80)))
    assert [m.note_id for m in sounding_at(playback_song(song_of(*both)), Tick(50))] == [2]
    third = Note(3, 60, 70, Tick(50), Tick(9))
    assert not sounding_at(playback_song(song_of(*both, third)), Tick(50))


def test_a_drum_that_was_struck_is_not_struck_again():
    playback = playback_song(song_of(Note(1, 49, 90, Tick(0), Tick(100)), channel=9))
    assert not sounding_at(playback, Tick(50))


@given(NOTES, st.integers(0, 600))
def test_every_pitch_with_a_note_across_a_tick_sounds_there(notes: tuple[Note, ...], tick: int):
    sounding = sounding_at(playback_song(song_of(*notes)), Tick(tick))
    across = {note.pitch for note in notes if note.start < tick < note.end}
    begun = {note.pitch for note in notes if note.start == tick}
    assert sorted(m.data[1] for m in sounding) == sorted(across - begun)


def test_a_seek_brings_program_volume_and_the_latest_controllers():
    events = (
        MidiEvent(Tick(0), b"\xb0\x40\x7f"),
        MidiEvent(Tick(10), b"\xb0\x07\x20"),
        MidiEvent(Tick(50), b"\xe0\x00\x60"),
        MidiEvent(Tick(60), b"\xb0\x01\x10"),
    )
    playback = playback_song(song_of(events=events, program=33, volume=80))
    assert set(chase(playback, Tick(55))) == {
        b"\xc0\x21", b"\xb0\x40\x7f", b"\xb0\x07\x20", b"\xe0\x00\x60", b"\xb0\x01\x00",
    }  # fmt: skip
    assert set(chase(playback, Tick(0))) == {
        b"\xc0\x21", b"\xb0\x40\x00", b"\xb0\x07\x50", b"\xe0\x00\x40", b"\xb0\x01\x00",
    }  # fmt: skip


def test_a_bank_is_chosen_before_its_program():
    events = (MidiEvent(Tick(0), b"\xc0\x05"), MidiEvent(Tick(0), b"\xb0\x00\x08"))
    order = chase(playback_song(song_of(events=events)), Tick(9))
    assert order.index(b"\xb0\x00\x08") < order.index(b"\xc0\x05")


def test_the_metronome_follows_meter_changes_and_counts_below_zero():
    meters = MeterMap(480, (Meter(Tick(0), 3, 4), Meter(Tick(1440), 6, 8)))
    clicks = clicks_between(meters, Tick(-1440), Tick(2880))
    assert [c.tick for c in clicks] == [*range(-1440, 1440, 480), *range(1440, 2880, 240)]
    assert [c.tick for c in clicks if c.pitch == 76] == [-1440, 0, 1440]
    in_six_eight = [c.velocity for c in clicks if c.tick >= 1440]
    assert in_six_eight == [120, 50, 50, 90, 50, 50]
