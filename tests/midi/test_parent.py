"""The window's process dies without a word: the player notices, silences and goes."""

import signal
import subprocess
import sys

import pytest

from tests.fixtures.processes import end, wait_for
from tests.fixtures.program import ROOT
from tests.midi.conftest import Ear

pytestmark = pytest.mark.jack

WINDOW = """
import sys, time
from dataclasses import replace
from engine.playback.player import Player
from engine.score.song import Note, new_song
if __name__ == "__main__":
    song = new_song(bars=8)
    notes = (Note(10, 60, 90, 0, 15000),)
    player = Player(lambda event: None)
    player.start()
    player.select_output(sys.argv[1])
    player.load(song.with_clip(replace(song.tracks[0].clips[0], notes=notes)))
    time.sleep(3)
    player.play(0)
    time.sleep(60)
"""


def test_a_killed_window_leaves_no_note_hanging(ear: Ear):
    window = subprocess.Popen([sys.executable, "-c", WINDOW, ear.port], cwd=ROOT)
    try:
        wait_for(lambda: ear.hanging, "the note to sound", 30)
        window.send_signal(signal.SIGKILL)
        wait_for(lambda: not ear.hanging, "the note to end")
    finally:
        end(window)
