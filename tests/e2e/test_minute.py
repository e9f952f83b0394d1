"""The minute that matters, from a real keyboard to a file, in the real program."""

import pytest

from tests.e2e.hands import (
    continue_it,
    pitches,
    plugged_in,
    quit_program,
    record,
    save,
    save_as,
)
from tests.fixtures.keyboard import keyboard
from tests.fixtures.looking import at_rest
from tests.fixtures.program import program

MELODY = [60, 62, 64, 65, 67, 65, 64, 62]

pytestmark = [pytest.mark.xvfb, pytest.mark.jack]


def test_record_continue_keep_undo_save_and_reopen(xvfb, jack_server, home, tmp_path):
    song, copy, log = tmp_path / "evening.arietta", tmp_path / "copy.arietta", tmp_path / "log"
    jack = jack_server.env()
    with keyboard(jack_server) as keys, program(xvfb, home, log, **jack) as running:
        plugged_in(running, jack_server)
        record(running, keys, MELODY)
        running.key("space")
        at_rest(xvfb)
        played = save_as(running, song)
        assert pitches(played) == MELODY

        continue_it(running)
        running.key("2", "Return", "space")
        at_rest(xvfb)
        kept = save(running, song)
        assert pitches(kept)[: len(MELODY)] == MELODY
        assert len(pitches(kept)) > len(MELODY)
        assert [offer["kept"] for offer in kept.takes[0]["offers"]] == [False, True, False, False]

        running.key("ctrl+z")
        assert save(running, song).song.tracks == played.song.tracks
        running.key("ctrl+shift+z")
        assert save(running, song).song.tracks == kept.song.tracks
        assert running.internet_sockets() == set()
        quit_program(running)

    with program(xvfb, home, log, song) as running:
        at_rest(xvfb)
        assert save_as(running, copy) == kept
        quit_program(running)
