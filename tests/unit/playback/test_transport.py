"""The playhead with time as an argument: every note that begins ends, through everything."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.playback.scheduler import PlaybackSong, playback_song
from engine.playback.transport import LEAD, Due, Roll, Transport
from engine.score.song import Clip, MidiEvent, Note, Song, Track
from engine.score.time import Tempo, TempoMap, Tick
from tests.unit.playback.test_scheduler import NOTES, song_of

QUARTER = 0.5


def transport_of(song: Song) -> Transport:
    transport = Transport()
    transport.load(0.0, playback_song(song))
    return transport


def sounding(messages: list[Due]) -> set[tuple[int, int]]:
    """What is on after these; fails where a note begins on one that sounds, or ends without one."""
    on: set[tuple[int, int]] = set()
    for _, data in messages:
        key = (data[0] & 15, data[1])
        if data[0] & 0xF0 == 0x90:
            assert key not in on
            on.add(key)
        elif data[0] & 0xF0 == 0x80:
            on.remove(key)
    return on


def times(messages: list[Due], kind: int) -> list[float]:
    return [round(at - LEAD, 6) for at, data in messages if data[0] & 0xF0 == kind]


def test_notes_are_due_at_their_times_through_a_tempo_change():
    song = song_of(Note(1, 60, 90, Tick(0), Tick(960)), Note(2, 62, 90, Tick(1920), Tick(960)))
    tempos = TempoMap(960, (Tempo(Tick(0), 500_000), Tempo(Tick(960), 1_000_000)))
    transport = transport_of(replace(song, tempos=tempos))
    out = transport.play(0.0, Tick(0)) + transport.advance(60.0)
    assert times(out, 0x90) == [0.0, 1.5]
    assert times(out, 0x80) == [0.5, 2.5]
    assert not transport.playing
    assert transport.position(60.0) == 3840


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.floats(0.001, 0.4)),
        st.tuples(st.just("seek"), st.integers(0, 500)),
        st.tuples(st.just("load"), NOTES),
        st.tuples(st.just("loop"), st.tuples(st.integers(0, 300), st.integers(1, 300))),
        st.tuples(st.just("unloop"), st.none()),
        st.tuples(st.just("play"), st.integers(0, 500)),
        st.tuples(st.just("record"), st.integers(0, 500)),
        st.tuples(st.just("switch"), NOTES),
        st.tuples(st.just("mute"), st.booleans()),
        st.tuples(st.just("metronome"), st.booleans()),
        st.tuples(st.just("stop"), st.none()),
    ),
    max_size=25,
)


@given(NOTES, STEPS)
def test_every_note_that_begins_ends_whatever_is_done(notes: tuple[Note, ...], steps: list):
    song = song_of(*notes)
    transport = transport_of(song)
    now, out = 1.0, transport.play(1.0, Tick(0))
    for what, value in steps:
        match what:
            case "wait":
                now += value
            case "seek":
                out += transport.seek(now, Tick(value))
            case "load":
                song = song_of(*value)
                out += transport.load(now, playback_song(song))
            case "loop":
                transport.loop = (Tick(value[0]), Tick(value[0] + value[1]))
            case "unloop":
                transport.loop = None
            case "play":
                out += transport.play(now, Tick(value))
            case "record":
                out += transport.record(now, Tick(value), 1, None)
            case "switch":
                overlay = playback_song(song_of(*value))
                out += transport.switch(now, Tick(0), Tick(400), overlay)
            case "mute":
                track = replace(song.tracks[0], muted=value)
                out += transport.load(now, playback_song(song.with_track(track)))
            case "metronome":
                transport.metronome = value
            case _:
                out += transport.stop(now)
        out += transport.advance(now + 0.003)
    out += transport.stop(now)
    assert not sounding(out)
    assert len(transport.voices) == 0


@given(NOTES, st.lists(st.floats(0.0001, 0.05), min_size=1, max_size=40))
def test_how_often_one_asks_changes_nothing(notes: tuple[Note, ...], waits: list[float]):
    whole = transport_of(song_of(*notes))
    expected = whole.play(0.0, Tick(0)) + whole.advance(sum(waits))
    pieces = transport_of(song_of(*notes))
    out, now = pieces.play(0.0, Tick(0)), 0.0
    for wait in waits:
        now += wait
        out += pieces.advance(now)
    out += pieces.advance(sum(waits))
    assert out == expected


def test_a_loop_wraps_on_time_and_restarts_its_notes():
    transport = transport_of(song_of(Note(1, 60, 90, Tick(0), Tick(960))))
    transport.loop = (Tick(0), Tick(480))
    out = transport.play(0.0, Tick(0)) + transport.advance(1.0 + LEAD)
    assert times(out, 0x90) == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert times(out, 0x80) == [0.25, 0.5, 0.75, 1.0]
    assert transport.position(0.30 + LEAD) < 480


def test_an_overlapping_pitch_is_begun_again_and_ends_with_the_later_note():
    transport = transport_of(
        song_of(Note(1, 60, 90, Tick(0), Tick(960)), Note(2, 60, 80, Tick(480), Tick(960)))
    )
    out = transport.play(0.0, Tick(0)) + transport.advance(10.0)
    assert times(out, 0x90) == [0.0, 0.25]
    assert times(out, 0x80) == [0.25, 0.75]


def test_a_newer_song_goes_on_where_the_older_was_and_ends_what_it_lost():
    note = Note(1, 60, 90, Tick(0), Tick(3000))
    lost = Note(2, 64, 90, Tick(0), Tick(3000))
    transport = transport_of(song_of(note, lost))
    out = transport.play(0.0, Tick(0)) + transport.advance(0.1)
    released = transport.load(0.1, playback_song(song_of(note)))
    assert [due.data for due in released] == [b"\x80\x40\x40"]
    assert sounding(out + released) == {(0, 60)}


def test_a_new_tempo_keeps_the_place():
    song = song_of(Note(1, 60, 90, Tick(0), Tick(960)), Note(2, 62, 90, Tick(1920), Tick(960)))
    transport = transport_of(song)
    out = transport.play(0.0, Tick(0)) + transport.advance(0.5 + LEAD)
    slower = replace(song, tempos=TempoMap(960, (Tempo(Tick(0), 1_000_000),)))
    transport.load(0.5 + LEAD, playback_song(slower))
    out += transport.advance(9.0)
    assert times(out, 0x90) == [0.0, 1.5]


def test_recording_counts_in_one_bar_and_plays_nothing_else_before():
    song = song_of(Note(1, 60, 90, Tick(0), Tick(960)), Note(2, 62, 90, Tick(3840), Tick(960)))
    transport = transport_of(song)
    out = transport.record(0.0, Tick(3840), 1, None) + transport.advance(2.0 + LEAD)
    ons = [(round(at - LEAD, 6), data[1]) for at, data in out if data[0] & 0xF0 == 0x90]
    assert ons == [(0.0, 76), (0.5, 77), (1.0, 77), (1.5, 77), (2.0, 62)]
    assert transport.position(LEAD) == 0
    assert transport.position(1.0 + LEAD) == 1920


def test_a_count_in_before_the_song_runs_below_zero():
    transport = transport_of(song_of())
    transport.record(0.0, Tick(0), 1, None)
    assert transport.position(LEAD + 1.0) == -1920
    assert [run.roll.tick for run in transport.rolls if run.roll] == [0]


def test_replacing_keeps_the_track_silent():
    transport = transport_of(song_of(Note(1, 60, 90, Tick(0), Tick(960))))
    out = transport.record(0.0, Tick(0), 0, 1) + transport.advance(5.0)
    assert not [due for due in out if due.data[0] & 0xF0 == 0x90]


def test_playing_past_the_end_goes_on_only_where_something_can_happen():
    transport = transport_of(song_of())
    transport.play(0.0, Tick(0))
    transport.advance(30.0)
    assert not transport.playing
    transport.record(0.0, Tick(0), 0, None)
    transport.advance(30.0)
    assert transport.playing
    transport.play(0.0, transport.song.end)
    transport.advance(30.0)
    assert transport.playing


@pytest.mark.parametrize("tick", [-960, 0, 959, 5000])
def test_ticks_and_clock_times_lead_to_each_other(tick: int):
    tempos = TempoMap(960, (Tempo(Tick(0), 400_000), Tempo(Tick(960), 700_000)))
    roll = Roll(12.0, Tick(0), tempos)
    assert roll.tick_at(roll.time_of(Tick(tick))) == tick


def test_a_recording_begun_inside_a_loop_hears_and_takes_its_whole_next_round():
    song = song_of(Note(1, 60, 90, Tick(0), Tick(100)))
    transport = transport_of(song)
    transport.loop = (Tick(0), Tick(1920))
    out = transport.record(0.0, Tick(960), 0, None) + transport.advance(1.0)
    assert times(out, 0x90) == [0.5]


def test_an_overlay_plays_along_from_the_next_round_on():
    transport = transport_of(song_of())
    transport.loop = (Tick(0), Tick(960))
    out = transport.record(0.0, Tick(0), 0, None) + transport.advance(0.3)
    overlay = playback_song(song_of(Note(-20, 67, 90, Tick(0), Tick(240))))
    out += transport.set_overlay(0.3, overlay) + transport.advance(0.9)
    assert times(out, 0x90) == [0.5]
    assert not sounding(out)


LONG = Note(1, 60, 90, Tick(0), Tick(1920))


def test_playing_from_inside_a_note_sounds_what_is_left_of_it():
    transport = transport_of(song_of(LONG))
    out = transport.play(0.0, Tick(960)) + transport.advance(5.0)
    assert times(out, 0x90) == [0.0]
    assert times(out, 0x80) == [0.5]


def test_the_pedal_is_down_before_the_note_inside_which_playing_starts():
    pedal = MidiEvent(Tick(10), b"\xb0\x40\x7f")
    transport = transport_of(song_of(LONG, events=(pedal,)))
    out = transport.play(0.0, Tick(960)) + transport.advance(0.1)
    kinds = [data[0] for _, data in out]
    assert kinds.index(0xB0) < kinds.index(0x90)
    assert out == sorted(out, key=lambda due: due.at)


def test_a_seek_into_a_note_and_a_loop_from_inside_it_sound_it_anew():
    transport = transport_of(song_of(LONG))
    transport.loop = (Tick(480), Tick(960))
    out = transport.play(0.0, Tick(0)) + transport.advance(0.1)
    out += transport.seek(0.1, Tick(480)) + transport.advance(0.61 + LEAD)
    assert times(out, 0x90) == [0.0, 0.1, 0.35, 0.6]
    out += transport.stop(0.62)
    assert not sounding(out)


def test_a_note_across_the_punch_in_begins_after_the_count_in():
    transport = transport_of(song_of(replace(LONG, length=Tick(7680))))
    out = transport.record(0.0, Tick(3840), 1, None) + transport.advance(3.0)
    assert [round(at - LEAD, 6) for at, data in out if data[0] == 0x90] == [2.0]


def test_a_muted_track_stays_silent_where_playing_starts_inside_its_note():
    transport = transport_of(song_of(LONG, muted=True))
    out = transport.play(0.0, Tick(960)) + transport.advance(5.0)
    assert not times(out, 0x90)


def test_a_note_that_is_deleted_just_before_it_begins_ends_after_its_beginning():
    transport = transport_of(song_of(LONG))
    out = transport.play(0.0, Tick(0)) + transport.advance(LEAD + 0.003)
    out += transport.load(LEAD - 0.001, playback_song(song_of()))
    assert not sounding(sorted(out, key=lambda due: due.at))


def taken(transport: Transport, pitches: dict[int, int], length: int = 480) -> PlaybackSong:
    """Notes to play along, by their start; the same note has the same id, as the player gives."""
    notes = [Note(-(s * 128 + p), p, 90, Tick(s), Tick(length)) for s, p in pitches.items()]
    track = Track(-1, channel=1, clips=(Clip(0, notes=tuple(notes)),))
    return playback_song(Song(tracks=(track,)))


def test_a_switch_goes_on_at_its_place_and_keeps_what_both_takes_hold():
    transport = transport_of(song_of(*(Note(1 + i, 40, 90, Tick(i * 480), Tick(400))
                                       for i in range(8))))  # fmt: skip
    first = taken(transport, {0: 60, 480: 62, 960: 64, 1440: 65}, 960)
    second = taken(transport, {0: 60, 480: 67, 960: 64, 1440: 69}, 960)
    out = transport.play(0.0, Tick(0), Tick(3840), first) + transport.advance(0.4)
    switched = transport.switch(0.4, Tick(0), Tick(3840), second)
    assert [data for _, data in switched if data[0] & 0xF0 in (0x80, 0x90)] == [
        b"\x81\x3e\x40", b"\x91\x43\x5a"
    ]  # fmt: skip
    out += switched + transport.advance(60.0)
    assert sounding(out) == set()
    kept = [round((at - LEAD) * 2, 3) for at, data in out if data[:2] == b"\x90\x28"]
    assert kept == [i / 2 for i in range(8)]
    assert [data[1] for _, data in out if data[0] == 0x91] == [60, 62, 67, 64, 69]


def test_a_switch_where_nothing_plays_begins_at_its_tick():
    transport = transport_of(song_of(Note(1, 40, 90, Tick(0), Tick(480))))
    out = transport.switch(1.0, Tick(480), Tick(960), taken(transport, {480: 60}))
    assert [data[1] for _, data in out + transport.advance(60.0) if data[0] == 0x91] == [60]
    assert not transport.playing


def test_a_switched_take_goes_round_its_loop():
    transport = transport_of(song_of(Note(1, 40, 90, Tick(0), Tick(480))))
    transport.play(0.0, Tick(0), Tick(3840), taken(transport, {480: 60}))
    transport.loop = (Tick(480), Tick(960))
    out = transport.switch(0.0, Tick(0), None, taken(transport, {480: 62}))
    out += transport.advance(LEAD + 1.1)
    assert [data[1] for _, data in out if data[0] == 0x91] == [62, 62, 62, 62]
