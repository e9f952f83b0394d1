"""What a musician expects of MIDI files, case by case."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import mido
import pytest
from hypothesis import given

from engine.score import edits
from engine.score.meter import Meter
from engine.score.smf import MidiFileError, midi_bytes, parse_midi, read_midi, write_midi
from engine.score.song import Clip, KeySignature, MidiEvent, Note, Song, Track, new_song
from engine.score.time import Tempo, TempoMap, Tick
from tests.unit.score.midi_files import Event, midi_file, mido_file, track_chunk
from tests.unit.score.songs import songs


def song_of(*tracks: list[Event], kind: int = 1, rest: int = 0) -> Song:
    return parse_midi(midi_file(kind, 480, [track_chunk(t, rest) for t in tracks]), "x.mid")


def spans(song: Song, track: int = 0) -> list[tuple[int, int, int]]:
    return [(note.pitch, note.start, note.end) for note in song.tracks[track].notes]


def test_a_song_goes_into_a_file_and_comes_back(tmp_path):
    song = edits.add_notes(new_song("Title"), 2, [Note(0, 60, 90, Tick(0), Tick(960), 0, 30)])
    song = edits.change_track(edits.set_tempo(song, Tick(0), 90), 1, program=40, volume=70)
    song = replace(
        song, keys=(KeySignature(Tick(0), -3, True),), events=(MidiEvent(Tick(960), b"\xff\x06B"),)
    )
    write_midi(song, tmp_path / "a.mid")
    again = read_midi(tmp_path / "a.mid")
    assert (again.name, again.tempos, again.meters) == (song.name, song.tempos, song.meters)
    assert (again.keys, again.events) == (song.keys, song.events)
    (old,), (new,) = song.tracks, again.tracks
    assert replace(new, id=1, clips=()) == replace(old, clips=())
    assert new.clips[0].events == ()
    assert [replace(n, id=3) for n in new.notes] == list(old.notes)
    assert new.end == old.end == 3840 * 4


@given(songs())
def test_another_reader_finds_the_same(song):
    file = mido_file(midi_bytes(song))
    assert file.type == 1
    assert file.ticks_per_beat == song.ppq
    assert len(file.tracks) == 1 + len(song.tracks)
    for track, read in zip(song.tracks, file.tracks[1:], strict=True):
        tick, beginnings, endings = 0, [], []
        for message in read:
            tick += message.time
            if message.type == "note_on":
                beginnings.append((tick, message.channel, message.note, message.velocity))
            elif message.type == "note_off":
                endings.append((tick, message.channel, message.note, message.velocity))
        notes = list(track.notes)
        assert sorted(beginnings) == sorted(
            (n.start, n.channel, n.pitch, n.velocity) for n in notes
        )
        assert sorted(endings) == sorted((n.end, n.channel, n.pitch, n.release) for n in notes)
        last = max((clip.last_note_end for clip in track.clips), default=0)
        assert tick == max(track.end, last)
    tempos = [message.tempo for message in file.tracks[0] if message.type == "set_tempo"]
    assert tempos == [tempo.us_per_quarter for tempo in song.tempos.changes]


def test_files_of_other_programs_are_read():
    file = mido.MidiFile(type=1, ticks_per_beat=96)
    conductor, piano = mido.MidiTrack(), mido.MidiTrack()
    conductor += [
        mido.MetaMessage("track_name", name="Piece"),
        mido.MetaMessage("time_signature", numerator=6, denominator=8, clocks_per_click=36),
        mido.MetaMessage("key_signature", key="F#m"),
        mido.MetaMessage("set_tempo", tempo=400_000),
        mido.MetaMessage("set_tempo", tempo=300_000, time=288),
    ]
    piano += [
        mido.MetaMessage("track_name", name="Piano"),
        mido.Message("control_change", control=0, value=1, channel=2),
        mido.Message("program_change", program=4, channel=2),
        mido.Message("note_on", note=60, velocity=80, channel=2),
        mido.MetaMessage("lyrics", text="la", time=10),
        mido.Message("note_on", note=60, velocity=0, channel=2, time=86),
        mido.Message("pitchwheel", pitch=100, channel=2),
        mido.MetaMessage("end_of_track", time=192),
    ]
    file.tracks += [conductor, piano]
    out = BytesIO()
    file.save(file=out)
    song = parse_midi(out.getvalue(), "x.mid")
    assert (song.name, song.ppq) == ("Piece", 96)
    assert song.meters.changes == (Meter(Tick(0), 6, 8, 36),)
    assert song.keys == (KeySignature(Tick(0), 3, True),)
    assert song.tempos.changes == (Tempo(Tick(0), 400_000), Tempo(Tick(288), 300_000))
    (track,) = song.tracks
    assert (track.name, track.program, track.channel, track.end) == ("Piano", 4, 2, 288)
    assert spans(song) == [(60, 0, 96)]
    assert [event.data[0] for event in track.clips[0].events] == [0xB2, 0xFF, 0xE2]


def test_of_equal_notes_that_overlap_the_first_ends_first():
    on, off = b"\x90\x3c\x40", b"\x80\x3c\x40"
    song = song_of([(0, on), (10, on), (10, off), (10, off)])
    assert spans(song) == [(60, 0, 20), (60, 10, 30)]


def test_notes_without_end_last_to_the_end_of_their_track():
    song = song_of([(0, b"\x90\x3c\x40"), (10, b"\x90\x3c\x40"), (10, b"\x90\x40\x40")], rest=100)
    assert spans(song) == [(60, 0, 120), (60, 10, 120), (64, 20, 120)]


def test_notes_of_no_length_stay():
    song = song_of(
        [(5, b"\x90\x3c\x40"), (0, b"\x80\x3c\x40"), (0, b"\x90\x3c\x41"), (9, b"\x80\x3c\x40")]
    )
    assert spans(song) == [(60, 5, 5), (60, 5, 14)]
    assert spans(parse_midi(midi_bytes(song), "x")) == spans(song)


def test_an_ending_that_ends_nothing_is_dropped():
    assert song_of([(0, b"\x80\x3c\x40"), (0, b"\xc0\x05")]).tracks[0].clips[0].events == ()


def test_type_0_gives_a_track_to_each_channel():
    events: list[Event] = [
        (0, b"\xff\x03Song"),
        (0, b"\xc0\x05"),
        (0, b"\xc3\x20"),
        (0, b"\x93\x24\x40"),
        (0, b"\x90\x3c\x40"),
        (0, b"\xff\x05la"),
        (480, b"\x80\x3c\x40"),
        (0, b"\x83\x24\x40"),
    ]
    song = song_of(events, kind=0, rest=480)
    assert song.name == "Song"
    assert [(t.channel, t.program, t.end) for t in song.tracks] == [(0, 5, 960), (3, 32, 960)]
    assert [event.data for event in song.events] == [b"\xff\x05la"]


def test_type_0_with_one_channel_keeps_its_lyrics_in_the_track():
    events: list[Event] = [
        (0, b"\xff\x06A"),
        (0, b"\x90\x3c\x40"),
        (0, b"\xff\x05la"),
        (480, b"\x80\x3c\x40"),
    ]
    song = song_of(events, kind=0)
    assert [event.data for event in song.events] == [b"\xff\x06A"]
    assert [event.data for event in song.tracks[0].clips[0].events] == [b"\xff\x05la"]


def test_a_track_on_several_channels_keeps_them():
    song = song_of(
        [(0, b"\x92\x3c\x40"), (0, b"\x95\x40\x40"), (9, b"\x82\x3c\x40"), (0, b"\x85\x40\x40")]
    )
    assert [note.channel for note in song.tracks[0].notes] == [2, 5]
    assert [note.channel for note in parse_midi(midi_bytes(song), "x").tracks[0].notes] == [2, 5]


def test_a_first_track_that_plays_is_a_track():
    song = song_of(
        [(0, b"\xff\x03Piano"), (0, b"\xff\x02Me"), (0, b"\x90\x3c\x40"), (9, b"\x80\x3c\x40")]
    )
    assert (song.name, song.tracks[0].name) == ("", "Piano")
    assert [event.data for event in song.events] == [b"\xff\x02Me"]


def test_keys_of_transposing_instruments_stay_with_them():
    song = song_of([(0, b"\xff\x59\x00\x00")], [(0, b"\xff\x59\x02\x00"), (0, b"\xc0\x38")])
    assert song.keys == (KeySignature(Tick(0), 0),)
    assert [event.data for event in song.tracks[0].clips[0].events] == [b"\xff\x59\x02\x00"]


@pytest.mark.parametrize(
    ("raw", "name"),
    [(b"Stra\xdfe", "Straße"), ("Straße".encode(), "Straße"), ("ピアノ".encode(), "ピアノ")],
)
def test_names_are_written_back_byte_by_byte(raw, name):
    song = song_of([(0, b"\xff\x03" + raw)], [(0, b"\xff\x03" + raw), (0, b"\xc0\x05")])
    assert (song.name, song.tracks[0].name) == (name, name)
    data = midi_bytes(song)
    assert data.count(raw) == 2
    assert data.count(b"\xff\x03") == 2
    renamed = edits.change_track(song, song.tracks[0].id, name="New")
    assert parse_midi(midi_bytes(renamed), "x").tracks[0].name == "New"


def test_a_program_that_comes_late_but_before_the_music_is_the_tracks():
    events: list[Event] = [
        (9, b"\xc0\x05"),
        (9, b"\xb0\x07\x40"),
        (9, b"\x90\x3c\x40"),
        (9, b"\x80\x3c\x40"),
    ]
    song = song_of(events)
    track = song.tracks[0]
    assert (track.program, track.volume) == (5, 64)
    assert len(track.clips[0].events) == 2
    after = edits.change_track(song, track.id, program=8, volume=100)
    again = parse_midi(midi_bytes(after), "x").tracks[0]
    assert (again.program, again.volume) == (8, 100)


def test_an_empty_track_keeps_its_channel():
    song, _ = edits.add_track(new_song(), "Drums", 0, 9)
    assert [track.channel for track in parse_midi(midi_bytes(song), "x").tracks] == [0, 9]


def test_clips_in_sequence_become_one():
    clips = (
        Clip(
            2,
            "A",
            Tick(0),
            Tick(100),
            (Note(3, 60, 9, Tick(0), Tick(50)),),
            (MidiEvent(Tick(9), b"\xb0\x40\x00"),),
        ),
        Clip(4, "B", Tick(100), Tick(100), (Note(5, 62, 9, Tick(150), Tick(10)),)),
    )
    song = Song(tracks=(Track(1, "T", clips=clips),), next_id=6)
    again = parse_midi(midi_bytes(song), "x")
    assert spans(again) == [(60, 0, 50), (62, 150, 160)]
    assert again.tracks[0].clips[0].events == clips[0].events
    assert again.end == 200


def test_silences_longer_than_a_file_can_say_are_bridged():
    far = Tick(0x0FFFFFFF * 2 + 5)
    song = edits.add_notes(new_song(), 2, [Note(0, 60, 90, far, Tick(10))])
    assert spans(parse_midi(midi_bytes(song), "x")) == [(60, far, far + 10)]


def test_a_clock_too_fine_for_a_file_is_refused():
    fine = TempoMap(40_000)
    song = Song("Fine", fine, replace(Song().meters, ppq=40_000))
    with pytest.raises(MidiFileError, match="Fine has 40000 ticks per quarter note"):
        midi_bytes(song)


def test_chunks_of_other_kinds_are_passed_over():
    track = track_chunk([(0, b"\x90\x3c\x40"), (9, b"\x80\x3c\x40")])
    data = midi_file(1, 480, [track]).replace(b"MTrk", b"XFIH\x00\x00\x00\x02hiMTrk", 1)
    assert spans(parse_midi(data + b"trailing bytes", "x")) == [(60, 0, 9)]


def test_a_longer_header_is_understood():
    data = midi_file(1, 480, [track_chunk([(0, b"\xc0\x05")])])
    longer = b"MThd\x00\x00\x00\x08" + data[8:14] + b"??" + data[14:]
    assert parse_midi(longer, "x") == parse_midi(data, "x")


def test_the_examples_are_melodies_that_end_with_a_bar():
    paths = sorted((Path(__file__).parents[3] / "resources" / "examples").glob("*.mid"))
    assert len(paths) >= 3
    meters = set()
    for path in paths:
        song = read_midi(path)
        assert song.name
        assert all(track.name for track in song.tracks)
        assert song.keys
        melody = max(song.tracks, key=lambda track: len(list(track.notes)))
        assert melody is song.tracks[0]
        assert song.meters.bar_line_from(song.end) == song.end
        starts = [note.start for note in melody.notes]
        assert len(set(starts)) == len(starts)
        meters.add(str(song.meters.meter_at(Tick(0))))
        assert midi_bytes(song) == path.read_bytes()
    assert meters == {"4/4", "3/4", "6/8"}
