"""What the player sends to a real port: complete, in order, ended, whatever happens to it."""

import os
import signal
from dataclasses import replace

import pytest

from engine.score.song import Clip, MidiEvent, Note, Song, Track
from engine.score.time import Tick
from tests.fixtures.processes import wait_for
from tests.midi.conftest import Ear, Listened, song_of

pytestmark = pytest.mark.jack


def test_stop_seek_and_edits_leave_nothing_hanging(through_ear: Listened, ear: Ear):
    long = Note(10, 60, 100, Tick(0), Tick(15_000))
    other = Note(11, 64, 100, Tick(0), Tick(15_000))
    through_ear.load(song_of(long, other, bars=8))
    through_ear.play(Tick(0))
    wait_for(lambda: ear.hanging == {(0, 60), (0, 64)}, "two notes to sound")
    through_ear.load(song_of(long, bars=8))
    wait_for(lambda: ear.hanging == {(0, 60)}, "the deleted note to end")
    through_ear.seek(Tick(15_100))
    wait_for(lambda: not ear.hanging, "the note to end at a seek")
    through_ear.play(Tick(0))
    wait_for(lambda: ear.hanging == {(0, 60)}, "the note to sound again")
    through_ear.stop()
    wait_for(lambda: not ear.hanging, "the note to end at the stop")


def test_a_seek_into_a_note_and_play_from_inside_it_begin_it_anew(through_ear: Listened, ear: Ear):
    on, off = (0x90, 60, 100), (0x80, 60, 64)
    through_ear.load(song_of(Note(10, 60, 100, Tick(0), Tick(15_000)), bars=8))
    through_ear.play(Tick(0))
    wait_for(lambda: ear.notes == [on], "the note to sound")
    through_ear.seek(Tick(9000))
    wait_for(lambda: ear.notes == [on, off, on], "the note to sound on where the seek leads")
    through_ear.stop()
    wait_for(lambda: not ear.hanging, "the note to end at the stop")
    through_ear.play(Tick(14_000))
    wait_for(lambda: ear.notes == [on, off] * 2 + [on], "the note to sound from inside it")
    wait_for(lambda: ear.notes == [on, off] * 3, "the note to end where it ends")


def test_muting_a_track_ends_its_notes(through_ear: Listened, ear: Ear):
    song = song_of(Note(10, 60, 100, Tick(0), Tick(15_000)), bars=8)
    through_ear.load(song)
    through_ear.play(Tick(0))
    wait_for(lambda: ear.hanging, "the note to sound")
    through_ear.load(song.with_track(replace(song.tracks[0], muted=True)))
    wait_for(lambda: not ear.hanging, "the note to end")


def test_a_loop_goes_round_and_ends_what_it_began(through_ear: Listened, ear: Ear):
    song = song_of(Note(10, 60, 100, Tick(0), Tick(2000)), bars=1)
    through_ear.load(song)
    through_ear.play(Tick(0), loop=(Tick(0), Tick(480)))
    wait_for(lambda: len(ear.notes) >= 8, "four rounds")
    through_ear.stop()
    wait_for(lambda: not ear.hanging, "the last note to end")
    kinds = [message[0] for message in ear.notes]
    assert kinds == [0x90, 0x80] * (len(kinds) // 2)


def test_changing_the_output_ends_the_notes_on_the_old_one(through_ear: Listened, ear: Ear):
    through_ear.load(song_of(Note(10, 60, 100, Tick(0), Tick(15_000)), bars=8))
    through_ear.play(Tick(0))
    wait_for(lambda: ear.hanging, "the note to sound")
    through_ear.select_output("synth")
    wait_for(lambda: through_ear.plays_through("synth"), "the synth to play")
    wait_for(lambda: not ear.hanging, "the note to end")


@pytest.mark.parametrize("how", [signal.SIGTERM, None])
def test_the_end_of_the_player_ends_the_notes(through_ear: Listened, ear: Ear, how: int | None):
    through_ear.load(song_of(Note(10, 60, 100, Tick(0), Tick(15_000)), bars=8))
    through_ear.play(Tick(0))
    wait_for(lambda: ear.hanging, "the note to sound")
    if how is None:
        through_ear.close()
    else:
        os.kill(through_ear.process_id or 0, how)
    wait_for(lambda: not ear.hanging, "the note to end")


def test_programs_and_controllers_are_brought_up_at_a_seek(through_ear: Listened, ear: Ear):
    events = (MidiEvent(Tick(100), b"\xb2\x0b\x30"), MidiEvent(Tick(200), b"\xe2\x00\x60"))
    clip = Clip(2, length=Tick(7680), events=events)
    track = Track(1, program=33, channel=2, volume=70, clips=(clip,))
    through_ear.load(Song(tracks=(track,), next_id=9))
    ear.heard.clear()
    through_ear.play(Tick(1000))
    wait_for(lambda: (0xE2, 0, 0x60) in ear.heard, "the bend")
    assert {(0xC2, 33), (0xB2, 7, 70), (0xB2, 11, 0x30)} <= set(ear.heard)


def test_panic_silences_every_channel(through_ear: Listened, ear: Ear):
    through_ear.panic()
    wait_for(lambda: len([m for m in ear.heard if m[1:] == (123, 0)]) == 16, "all notes off")
