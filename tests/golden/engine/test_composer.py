"""The composer process: the takes of the tools, stopped at once, and replaced where it dies."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.composer.child import NICENESS
from engine.composer.composer import Composer
from engine.composer.tasks import (
    Compose,
    Hear,
    Line,
    Morph,
    NoteCame,
    Portray,
    TakeCame,
    WarmUp,
)
from engine.errors import AriettaError
from engine.runtime.library import Library
from engine.score.time import Tick
from engine.theory.portrait import portrait
from engine.tools.asking import Ears, Request
from engine.tools.bench import prompt_song
from engine.tools.catalogue import TOOLS
from engine.tools.hearing.score import score_melody
from engine.tools.offers.continue_ import Continued
from tests.fixtures.processes import wait_for
from tests.fixtures.tasks import Fail, Niceness, Tell, Unreadable, Wait

TINY = Path(__file__).parent
ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0
STOPPED = 5.0
"""Seconds after which a task that heeds nothing would still be at work."""


class Heard:
    """What comes of a task."""

    def __init__(self, composer: Composer, task, key: str = "a") -> None:
        self.news: list = []
        self.results: list = []
        self.errors: list[AriettaError] = []
        self.job = composer.submit(
            task, key=key, on_progress=self.news.append, on_done=self.results.append,
            on_error=self.errors.append,
        )  # fmt: skip

    def over(self) -> "Heard":
        assert self.job.wait(PATIENCE)
        return self

    @property
    def result(self):
        (found,) = self.over().results
        return found


@pytest.fixture
def crashes(tmp_path) -> Path:
    return tmp_path / "logs" / "composer.log"


@pytest.fixture
def composer(crashes):
    made = Composer(TINY, crashes)
    yield made
    made.close()


@pytest.fixture(scope="module")
def request_():
    song = prompt_song()
    return Request(song, song.tracks[0].id, Continued(bars=1, variations=3, seed=5)).fine()


def test_takes_are_those_of_the_tool_and_come_note_by_note(composer, request_):
    heard = Heard(composer, Compose("continue", request_, "cpu"))
    library = Library(TINY)
    model = library.load(library.for_tool("continue"), "cpu")
    direct = TOOLS["continue"].answer(request_, lambda *_: model, Ears())
    assert [t.notes for t in heard.result.takes] == [t.notes for t in direct.takes]
    assert heard.result.sha256 == direct.sha256
    notes = [each for each in heard.news if isinstance(each, NoteCame)]
    takes = [each for each in heard.news if isinstance(each, TakeCame)]
    assert {each.index for each in takes} == {0, 1, 2}
    assert notes


def test_one_process_serves_all_tasks_and_is_of_the_kind_that_stands_back(composer, request_):
    assert composer.process_id is None
    assert Heard(composer, WarmUp("cpu")).result == "cpu"
    first = composer.process_id
    niceness, process = Heard(composer, Niceness()).result
    assert process == first
    assert niceness >= NICENESS
    composer.close()
    wait_for(lambda: not Path(f"/proc/{first}").exists(), "the process to end")


def test_a_line_is_read_portion_by_portion_as_score_reads_it(composer, make_song):
    song = make_song(bars=3)
    track = song.tracks[0]
    found = Heard(composer, Hear(Line(song, track.id, Tick(0), True), 3)).result
    assert not found.done
    while not found.done:
        found = Heard(composer, Hear(None, 3)).result
    library = Library(TINY)
    model = library.load(library.for_tool("score"))
    wanted = [note.nats for note in score_melody(song, track.id, model).notes]
    notes = list(track.notes)
    starts, pitches = np.array([n.start for n in notes]), np.array([n.pitch for n in notes])
    nats = found.surprises.at(starts, pitches).tolist()
    assert nats[:-1] == pytest.approx(wanted[:-1], rel=1e-4)
    assert found.covers(0, 1e9)
    assert not replace(found, span=(Tick(10), Tick(20))).covers(0, 15)
    again = Heard(composer, Hear(Line(song, track.id, Tick(0), False), 0)).result
    assert again.done


def test_without_a_line_there_is_nothing_to_read_on(composer):
    (error,) = Heard(composer, Hear(None, 3)).over().errors
    assert "lost" in str(error)


def test_a_portrait_is_that_of_the_track(composer, request_):
    song, track = request_.song, request_.song.tracks[0]
    found = Heard(composer, Portray(song, track.id, None)).result
    wanted = portrait(song, track.id)
    assert found.measures == wanted.measures
    assert found.struck.tolist() == wanted.struck.tolist()
    assert found.notes == ()


def test_a_morph_needs_a_model_for_clips(composer, request_):
    corners = [(request_.song, request_.song.tracks[0].id)] * 4
    (error,) = Heard(composer, Morph(corners, 3, "melody", "cpu")).over().errors
    assert "interpolate" in str(error)


def test_a_task_stops_when_it_is_cancelled_and_the_next_one_begins(composer):
    waiting = Heard(composer, Wait())
    wait_for(lambda: waiting.news, "the task to begin")
    began = time.monotonic()
    following = Heard(composer, Niceness())
    assert following.over().results
    assert time.monotonic() - began < STOPPED
    assert not waiting.results and not waiting.errors


@pytest.mark.parametrize("fails", [False, True])
def test_all_news_come_in_order_and_before_the_end(composer, fails):
    heard = Heard(composer, Tell(500, fails)).over()
    assert heard.news == list(range(500))
    assert heard.results == ([] if fails else [500])
    assert len(heard.errors) == fails


def test_an_error_for_the_user_arrives_as_it_is(composer):
    (error,) = Heard(composer, Fail("told")).over().errors
    assert type(error) is AriettaError
    assert str(error) == "there is no such model; choose another"


@pytest.mark.parametrize(
    ("task", "name", "where"),
    [
        (Fail("stubborn"), "Stubborn: a note at 7", "in run"),
        (Fail("unsendable"), "lambda", "in serve"),
        (Unreadable(), "no such task", "_refuse"),
    ],
)
def test_any_other_error_is_logged_with_its_trace(composer, caplog, task, name, where):
    with caplog.at_level(logging.ERROR):
        (error,) = Heard(composer, task).over().errors
    assert name in str(error)
    assert where in caplog.text
    assert Heard(composer, Niceness()).over().job.finished


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV"])
def test_a_process_that_ends_is_told_of_and_replaced(composer, crashes, caplog, name):
    first = Heard(composer, Niceness()).result[1]
    with caplog.at_level(logging.ERROR):
        (error,) = Heard(composer, Fail(name)).over().errors
    assert "ended by itself" in str(error)
    assert f"{name} in the composer process" in caplog.text
    if name == "SIGSEGV":
        assert "Segmentation fault" in caplog.text
    assert Heard(composer, Niceness()).result[1] != first


def test_one_that_ended_between_two_tasks_fails_none(composer, caplog):
    first = Heard(composer, Niceness()).result[1]
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: not composer._process.is_alive(), "its end")
    with caplog.at_level(logging.ERROR):
        assert Heard(composer, Niceness()).result[1] != first
    assert "SIGKILL in the composer process" in caplog.text


ORPHAN = """
import sys, time
from pathlib import Path
from engine.composer.composer import Composer
from tests.fixtures.tasks import Wait
if __name__ == "__main__":
    composer = Composer(Path(sys.argv[1]))
    composer.submit(Wait(), key="a", on_progress=lambda found: print(found, flush=True))
    time.sleep(60)
"""


def test_a_killed_window_leaves_no_composer_behind():
    window = subprocess.Popen(
        [sys.executable, "-c", ORPHAN, TINY], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert window.stdout is not None
    process = int(window.stdout.readline())
    window.kill()
    window.communicate()
    wait_for(lambda: not Path(f"/proc/{process}").exists(), "the composer to end")


def test_closing_ends_what_is_under_way_and_all_threads(composer):
    waiting = Heard(composer, Wait())
    wait_for(lambda: waiting.news, "the task to begin")
    composer.close()
    assert waiting.job.finished
    assert not any(thread.name == "arietta-jobs" for thread in threading.enumerate())
