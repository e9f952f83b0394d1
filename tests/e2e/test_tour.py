"""All tools, one after the other, in the real program: each leaves something to see."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.bench.screenshots import TUNE
from tests.e2e.hands import plugged_in, quit_program, save_as
from tests.e2e.tour import tour
from tests.fixtures.keyboard import keyboard
from tests.fixtures.looking import teal
from tests.fixtures.program import Program, program

pytestmark = [pytest.mark.xvfb, pytest.mark.jack]

OFFERED = ("window", "drumify", "groove", "infill")


def test_the_tour_of_all_tools(xvfb, jack_server, home, tmp_path):
    log = tmp_path / "log"
    with keyboard(jack_server), program(xvfb, home, log, TUNE, **jack_server.env()) as running:
        plugged_in(running, jack_server)
        seen = {}
        for place in tour(running):
            seen[place] = xvfb.pixels().copy()
            if place in OFFERED:
                assert teal(seen[place]).sum() > 500, place
        places = list(seen)
        for before, after in pairwise(places):
            assert np.any(seen[before] != seen[after]), (before, after)
        saved = save_as(running, tmp_path / "tour.arietta")
        assert [batch["tool"] for batch in saved.takes] == [
            "continue",
            "drumify",
            "groove",
            "infill",
        ]
        assert saved.song.tracks[-1].is_drums
        assert running.internet_sockets() == set()
        assert len(holding("onnxruntime", running)) == 1
        assert running.process.pid not in holding("onnxruntime", running)
        quit_program(running)
    assert "Traceback" not in log.read_text()


def holding(library: str, running: Program) -> list[int]:
    """The processes of the program that have loaded a library."""
    maps = {pid: Path(f"/proc/{pid}/maps").read_text() for pid in running.family()}
    return [pid for pid, text in maps.items() if library in text]
