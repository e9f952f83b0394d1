"""Recording through a real port: ticks, hot-plug, a keyboard that is pulled out, thru, capture."""

import os
import signal
import time

import pytest

from engine.playback.events import Captured, LiveNote, Moved, PortsChanged, Recorded, Trouble
from engine.score.time import Tick
from tests.fixtures.processes import wait_for
from tests.midi.conftest import Ear, Keyboard, Listened, song_of

pytestmark = pytest.mark.jack


def recording(player: Listened) -> bool:
    moved = player.last(Moved)
    return moved is not None and moved.recording and moved.tick >= 0


@pytest.fixture
def plugged(player: Listened, keyboard: Keyboard) -> Listened:
    player.load(song_of(bars=8))
    wait_for(lambda: player.sees(keyboard.port), "the keyboard to be seen")
    return player


def test_a_keyboard_is_seen_when_it_comes_and_when_it_goes(player: Listened):
    assert player.last(PortsChanged).backend == "JACK"
    late = Keyboard("Late")
    wait_for(lambda: player.sees(late.port), "a keyboard that came after the start")
    late.unplug()
    wait_for(lambda: not player.sees(late.port), "the keyboard to be gone")


def test_what_is_played_arrives_in_ticks_after_a_count_in(plugged: Listened, keyboard: Keyboard):
    plugged.record(1, Tick(0))
    wait_for(lambda: recording(plugged), "the count-in to end")
    for pitch in (60, 62, 64):
        keyboard.send(0x90, pitch, 90)
        time.sleep(0.25)
        keyboard.send(0x80, pitch, 64)
        time.sleep(0.25)
    keyboard.send(0xB0, 64, 127)
    keyboard.send(0x90, 65, 90)
    time.sleep(0.7)
    assert not plugged.last(Recorded).final
    plugged.stop()
    wait_for(lambda: plugged.last(Recorded).final, "the recording to end")
    recorded = plugged.last(Recorded)
    assert [note.pitch for note in recorded.notes] == [60, 62, 64, 65]
    gaps = [b.start - a.start for a, b in zip(recorded.notes, recorded.notes[1:], strict=False)]
    assert all(900 < gap < 1500 for gap in gaps)
    assert all(400 < note.length < 900 for note in recorded.notes[:3])
    assert [event.data for event in recorded.events] == [b"\xb0\x40\x7f", b"\xb0\x40\x00"]
    assert recorded.notes[3].end <= recorded.end


def test_a_keyboard_pulled_out_leaves_what_it_played(plugged: Listened, keyboard: Keyboard):
    plugged.record(1, Tick(0), count_in_bars=0)
    wait_for(lambda: recording(plugged), "the recording to begin")
    keyboard.send(0x90, 60, 90)
    wait_for(lambda: plugged.all(LiveNote), "the key to be heard")
    keyboard.unplug()
    wait_for(lambda: plugged.all(Trouble), "a word about it")
    assert any("Keys" in trouble.message for trouble in plugged.all(Trouble))
    wait_for(lambda: len(plugged.all(LiveNote)) == 2, "the key to be let go")
    assert plugged.last(Moved).recording
    second = Keyboard("Second")
    wait_for(lambda: plugged.sees(second.port), "another keyboard")
    second.send(0x90, 72, 90)
    wait_for(lambda: len(plugged.all(LiveNote)) == 3, "its key")
    second.unplug()
    plugged.stop()
    wait_for(lambda: plugged.last(Recorded).final, "the recording to end")
    assert [note.pitch for note in plugged.last(Recorded).notes] == [60, 72]


def test_a_recording_outlives_the_player_process(plugged: Listened, keyboard: Keyboard):
    plugged.record(1, Tick(0), count_in_bars=0)
    wait_for(lambda: recording(plugged), "the recording to begin")
    keyboard.send(0x90, 60, 90)
    wait_for(lambda: plugged.all(LiveNote), "the key to be heard")
    os.kill(plugged.process_id or 0, signal.SIGKILL)
    wait_for(lambda: plugged.last(Recorded) and plugged.last(Recorded).final, "what was recorded")
    assert [note.pitch for note in plugged.last(Recorded).notes] == [60]


def test_live_notes_go_through_on_the_chosen_channel(
    through_ear: Listened, ear: Ear, keyboard: Keyboard
):
    through_ear.set_thru(3, 40)
    wait_for(lambda: through_ear.sees(keyboard.port), "the keyboard to be seen")
    wait_for(lambda: (0xC3, 40) in ear.heard, "the program")
    keyboard.send(0x90, 60, 90)
    wait_for(lambda: ear.notes == [(0x93, 60, 90)], "the key")
    through_ear.set_thru(5, 41)
    wait_for(lambda: (0xC5, 41) in ear.heard, "the other program")
    keyboard.send(0x80, 60, 64)
    wait_for(lambda: not ear.hanging, "the end on the channel that it began on")


def test_what_was_just_played_can_be_taken_back(plugged: Listened, keyboard: Keyboard):
    plugged.seek(Tick(3840))
    for pitch in (60, 67):
        keyboard.send(0x90, pitch, 90)
        time.sleep(0.1)
        keyboard.send(0x80, pitch, 64)
    wait_for(lambda: len(plugged.all(LiveNote)) == 4, "the keys")
    plugged.capture()
    wait_for(lambda: plugged.all(Captured), "the capture")
    notes = plugged.last(Captured).notes
    assert [note.pitch for note in notes] == [60, 67]
    assert notes[0].start == 3840


def test_the_computer_keyboard_is_recorded_and_previews_are_not(plugged: Listened):
    plugged.record(1, Tick(0), count_in_bars=0)
    wait_for(lambda: recording(plugged), "the recording to begin")
    plugged.note_on(60, 90, 0)
    plugged.note_on(72, 90, 0, kept=False)
    plugged.note_off(60, 0)
    plugged.note_off(72, 0, kept=False)
    wait_for(lambda: len(plugged.all(LiveNote)) == 4, "the notes to be shown")
    plugged.stop()
    wait_for(lambda: plugged.last(Recorded) and plugged.last(Recorded).final, "the end")
    assert [note.pitch for note in plugged.last(Recorded).notes] == [60]
