"""Takes that are switched while they sound: the music goes on, and nothing of it is dropped."""

import time

import pytest

from engine.playback.events import Moved
from engine.score.song import Note
from engine.score.time import Tick
from tests.fixtures.processes import wait_for
from tests.midi.conftest import Ear, Listened, song_of

pytestmark = pytest.mark.jack

STEP = 60
COUNT = 126
LONG = Tick(COUNT * STEP)


def take(number: int) -> tuple[Note, ...]:
    """A long note of its own, which sounds wherever one switches, and short ones over it."""
    held = Note(0, 100 + number, 80, Tick(0), LONG)
    short = (Note(1 + i, 60 + number, 1 + i, Tick(i * STEP), Tick(40)) for i in range(COUNT))
    return (held, *short)


def test_the_song_loses_no_note_while_takes_are_switched(through_ear: Listened, ear: Ear):
    own = tuple(Note(10 + i, 30 + i % 24, 100, Tick(i * STEP), Tick(40)) for i in range(COUNT))
    song = song_of(*own, bars=2)
    switches = 0
    through_ear.audition(take(0), song, Tick(0), 1)
    wait_for(lambda: ear.hanging >= {(1, 100)}, "the first take")
    for number in (1, 2, 3, 2, 1, 0, 3, 1):
        time.sleep(0.2)
        through_ear.audition(take(number), song, Tick(0), 1, go_on=True)
        switches += 1
        wait_for(lambda n=number: (1, 100 + n) in ear.hanging, "the other take to sound on")
        held = {pitch for channel, pitch in ear.hanging if channel == 1 and pitch >= 100}
        assert held == {100 + number}
    wait_for(lambda: not through_ear.last(Moved).playing, "the end")
    wait_for(lambda: not ear.hanging, "the last notes to end")
    struck = [message for message in ear.notes if message[0] == 0x90]
    assert [message[1] for message in struck] == [note.pitch for note in own]
    over = [m[2] for m in ear.notes if m[0] == 0x91 and m[1] < 100]
    assert over == sorted(over)
    assert set(over) == set(range(1, COUNT + 1))
    assert COUNT <= len(over) <= COUNT + 2 * switches
