"""The first start listens, a second hands its files over; what is broken or dead stops nobody."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Client
from pathlib import Path
from queue import Queue

import pytest

from gui.application import instance
from gui.application.instance import TAKEN, Handover, Instance, address, claim

Heard = Queue[Handover]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A user with a runtime folder and a screen."""
    return {"XDG_RUNTIME_DIR": str(tmp_path), "DISPLAY": ":7", "XDG_DATA_HOME": str(tmp_path)}


@pytest.fixture
def first(env: dict[str, str]) -> Iterator[Callable[[], Heard]]:
    """Starts the first instance; what it hears comes out of a queue."""
    running: list[Instance] = []

    def start() -> Heard:
        heard: Heard = Queue()
        made = claim([], env)
        assert made is not None
        running.append(made)
        made.serve(heard.put)
        return heard

    yield start
    for made in running:
        made.close()


def test_a_second_start_hands_its_files_over_and_is_done(first, env, monkeypatch, tmp_path):
    heard = first()
    monkeypatch.chdir(tmp_path)
    assert claim(["一.mid", "/tunes/two.arietta"], {**env, "XDG_ACTIVATION_TOKEN": "tk"}) is None
    assert heard.get(timeout=5) == Handover((tmp_path / "一.mid", Path("/tunes/two.arietta")), "tk")


def test_a_start_during_the_first_ones_start_waits_for_it(env):
    made = claim([], env)
    assert made is not None
    second: list[Instance | None] = []
    thread = threading.Thread(target=lambda: second.append(claim(["a.mid"], env)))
    thread.start()
    heard: Heard = Queue()
    made.serve(heard.put)
    assert heard.get(timeout=5).files[0].name == "a.mid"
    thread.join(5)
    assert second == [None]
    made.close()


def test_what_was_killed_or_closed_is_no_longer_in_the_way(env):
    code = "import os; from gui.application.instance import claim; kept = claim([]); os._exit(9)"
    subprocess.run([sys.executable, "-c", code], env={**os.environ, **env}, check=False)
    assert Path(address(env)).exists()
    for _ in range(2):
        made = claim([], env)
        assert made is not None
        made.close()
    assert not Path(address(env)).exists()


def test_one_that_hangs_is_not_waited_for_long(first, env, monkeypatch):
    hanging = claim([], env)
    monkeypatch.setattr(instance, "PATIENCE", 0.05)
    alone = claim(["a.mid"], env)
    assert alone is not None
    alone.close()
    assert hanging is not None
    hanging.close()


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b'{"files": 3}', b"\x80\x04N."])
def test_what_is_no_handover_is_let_fall(first, env, said):
    heard = first()
    with Client(address(env)) as stranger:
        stranger.send_bytes(said)
        assert not stranger.poll(0.2) or _is_gone(stranger)
    assert claim(["a.mid"], env) is None
    assert heard.get(timeout=5).files[0].name == "a.mid"


def _is_gone(stranger) -> bool:
    try:
        return stranger.recv_bytes() != TAKEN
    except EOFError:
        return True


def test_other_screens_and_homes_have_a_program_of_their_own(env):
    others = [{**env, "DISPLAY": ":8"}, {**env, "WAYLAND_DISPLAY": "wayland-0"}]
    others.append({**env, "XDG_DATA_HOME": "/elsewhere"})
    assert len({address(one) for one in (env, *others)}) == 4


def test_without_a_runtime_folder_it_is_one_that_nobody_else_may_enter(env):
    del env["XDG_RUNTIME_DIR"]
    folder = Path(address(env)).parent
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.stat().st_uid == os.getuid()


def test_it_loads_nothing_of_qt():
    code = "import sys, gui.application.instance; print([n for n in sys.modules if 'PySide' in n])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
