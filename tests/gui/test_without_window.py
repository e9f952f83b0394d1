"""What runs where no window is: the headless tour, the look for a screen, the fault handler."""

import logging
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from engine.score.smf import read_midi, write_midi
from gui.faults import LOG, LOG_BYTES, OLD_LOGS, FaultHandler
from gui.headless import tour
from gui.screen import SOCKETS, has_screen
from tests.gui.conftest import TINY, melody

ROOT = Path(__file__).parents[2]


def test_the_tour_writes_midi_audio_and_a_picture(qapp, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ARIETTA_MODELS", str(TINY))
    write_midi(melody(), tmp_path / "tune.mid")
    assert tour([str(tmp_path / "tune.mid")], tmp_path / "out") == 0
    out = tmp_path / "out"
    assert len(list(read_midi(out / "tune-continued.mid").tracks[0].notes)) > 16
    assert (out / "tune-continued.wav").read_bytes()[:4] == b"RIFF"
    assert (out / "tune-continued.png").read_bytes()[1:4] == b"PNG"
    assert "without a window" in capsys.readouterr().out


def test_the_tour_explains_a_broken_file(qapp, tmp_path, capsys):
    (tmp_path / "broken.mid").write_bytes(b"nonsense")
    assert tour([str(tmp_path / "broken.mid")], tmp_path / "out") == 1
    said = capsys.readouterr().err
    assert said.startswith("arietta: ")
    assert "broken.mid" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_a_screen_is_one_that_answers(tmp_path):
    assert has_screen({"QT_QPA_PLATFORM": "offscreen"})
    assert has_screen({"WAYLAND_DISPLAY": "wayland-0"})
    assert has_screen({"DISPLAY": "elsewhere:0"})
    assert not has_screen({})
    assert not has_screen({"DISPLAY": ":4711"})
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind("\0" + SOCKETS + "4712")
        server.listen()
        assert has_screen({"DISPLAY": ":4712"})
        assert has_screen({"DISPLAY": ":4712.0"})


def test_no_tool_loads_qt_and_the_window_loads_no_onnxruntime():
    code = "import sys, app\nprint('PySide6' in sys.modules)\nimport gui.window\n"
    code += "print(any(name in sys.modules for name in ('onnxruntime', 'torch', 'rtmidi')))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]


@pytest.fixture
def faults(tmp_path):
    made = FaultHandler(tmp_path / "log")
    made.install()
    yield made
    made.remove()


def test_what_nobody_caught_is_logged_and_told(faults):
    told = []
    faults.tell = told.append
    try:
        raise ZeroDivisionError("by hand")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert told == ["ZeroDivisionError"]
    assert "by hand" in faults.path.read_text()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_threads_are_caught_too(faults):
    told = []
    faults.tell = told.append
    threading.excepthook(
        threading.ExceptHookArgs((KeyError, KeyError("lost"), None, threading.current_thread()))
    )
    assert told == ["KeyError"]
    assert "lost" in faults.path.read_text()


def test_the_same_fault_again_and_again_is_told_and_written_once(faults):
    told = []
    faults.tell = told.append
    error = ZeroDivisionError("each frame")
    for _ in range(100):
        sys.excepthook(type(error), error, None)
    assert told == ["ZeroDivisionError"]
    assert faults.path.read_text().count("each frame") == 1


def test_what_others_log_is_written_and_not_told(faults):
    told = []
    faults.tell = told.append
    logging.getLogger("somebody").error("no harm done")
    assert told == []
    assert "no harm done" in faults.path.read_text()


def test_logs_are_parted_and_the_oldest_goes(faults):
    for number in range(6):
        logging.getLogger("gui").warning("%d %s", number, "x" * LOG_BYTES)
    logs = sorted(path.name for path in faults.path.parent.glob(f"{LOG}*"))
    assert logs == [LOG, *(f"{LOG}.{number}" for number in range(1, OLD_LOGS + 1))]


CRASH = """
import os, signal, sys
from pathlib import Path
from gui.faults import FaultHandler
FaultHandler(Path(sys.argv[1])).install()
os.kill(os.getpid(), signal.SIGSEGV)
"""


def test_a_hard_crash_is_noticed_at_the_next_start_and_once(tmp_path):
    done = subprocess.run([sys.executable, "-c", CRASH, tmp_path], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGSEGV
    crashed = []
    for made in (FaultHandler(tmp_path), FaultHandler(tmp_path)):
        made.install()
        crashed.append(made.crashed)
        made.remove()
    assert crashed == [True, False]
    assert "Segmentation fault" in FaultHandler(tmp_path).path.read_text()


def test_the_handlers_from_before_come_back(tmp_path):
    before = sys.excepthook, threading.excepthook, list(logging.getLogger().handlers)
    made = FaultHandler(tmp_path)
    made.install()
    made.remove()
    assert (sys.excepthook, threading.excepthook, logging.getLogger().handlers) == before


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path):
    (tmp_path / "file").write_text("in the way")
    made = FaultHandler(tmp_path / "file" / "log")
    made.install()
    made.remove()
