"""The minute that matters, from a real keyboard to a file, in the real program."""

from pathlib import Path

import pytest

from engine.score.smf import read_midi
from tests.e2e.hands import pitches, quit_program, save, save_as
from tests.fixtures.jack import JackServer
from tests.fixtures.keyboard import NAME, keyboard
from tests.fixtures.looking import at_rest, changes
from tests.fixtures.processes import wait_for
from tests.fixtures.program import program
from tests.fixtures.screen import Screen

MELODY = [60, 62, 64, 65, 67, 65, 64, 62]
NOTE = 0.25
COUNT_IN = 2.0

pytestmark = [pytest.mark.xvfb, pytest.mark.jack]


def heard(server: JackServer) -> bool:
    """Whether the program listens to the keyboard."""
    lines = server.call("jack_lsp", "-c").splitlines()
    after = lines[lines.index(f"{NAME}:keys") + 1 :]
    return bool(after) and after[0].startswith(" ")


def test_record_continue_keep_undo_save_and_reopen(xvfb, jack_server, home, tmp_path):
    song = tmp_path / "evening.arietta"
    with keyboard(jack_server) as keys:
        with program(xvfb, home, tmp_path / "log", **jack_server.env()) as running:
            wait_for(lambda: heard(jack_server), "the program to listen")
            at_rest(xvfb)
            record(running, keys)
            played = save_as(running, song)
            assert pitches(played) == MELODY

            changes(xvfb, lambda: running.key("c"))
            at_rest(xvfb)
            running.key("2", "Return")
            at_rest(xvfb)
            kept = save(running, song)
            assert pitches(kept)[: len(MELODY)] == MELODY
            assert len(pitches(kept)) > len(MELODY)
            assert len(kept.takes) >= 1

            running.key("ctrl+z")
            assert save(running, song).song.tracks == played.song.tracks
            running.key("ctrl+shift+z")
            assert save(running, song).song.tracks == kept.song.tracks
            quit_program(running)
            assert running.printed() == ""
    reopen(xvfb, home, song, tmp_path, kept)
