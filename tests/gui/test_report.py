"""The report for whoever mends a fault: what it says, and that it says nothing of a person."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from engine.playback.events import PortsChanged
from gui.faults import LOG
from gui.help.report import nameless, version

HOME = str(Path.home())


@pytest.fixture
def copied(window, services, qtbot) -> str:
    """The report after a day with private things in it, as it comes onto the clipboard."""
    secret = f"{HOME}/Music/My secret song.mid"
    services.settings.put("files/folder", f"{HOME}/Music")
    services.settings.put("files/recent", secret)
    services.settings.put("midi/input", "Anna's piano")
    services.settings.put("look/theme", "dark")
    services.logs.mkdir()
    lines = [f"line {number}" for number in range(99)]
    lines += [f"{secret}: cannot be read", f'File "{HOME}/x/y.py", line 3', "the last line"]
    (services.logs / LOG).write_text("\n".join(lines))
    ports = PortsChanged(("Anna's piano",), ("synth", "b"), "ALSA", "synth", 1.5, "PulseAudio")
    services.bridge.player_said.emit(ports)
    with qtbot.waitSignal(window.helping.message, timeout=30_000):
        window.actions_["report"].trigger()
    return QGuiApplication.clipboard().text()


def test_it_tells_versions_devices_settings_and_the_last_lines(copied):
    assert copied.startswith(f"Arietta {version()}\n")
    for part in (
        "Python 3", "Qt: 6", "onnxruntime: 1", "CPUExecutionProvider", "1 MIDI inputs",
        "1 MIDI outputs", "1 tracks, 16 notes", "look/theme: dark", "midi/input: (set)",
        "the last line", "line 98",
    ):  # fmt: skip
        assert part in copied, part
    assert "line 9\n" not in copied


def test_devices_that_were_not_told_yet_in_another_language_are_said_to_be_so(
    window, services, qtbot
):
    services.language.choose("zh_CN")
    former = window.places
    qtbot.waitUntil(lambda: window.places is not former)
    with qtbot.waitSignal(window.helping.message, timeout=30_000):
        window.actions_["report"].trigger()
    assert "devices: not told yet" in QGuiApplication.clipboard().text()


def test_it_names_no_folder_no_file_and_no_device_of_the_user(copied):
    for private in (HOME, "secret", "Music", "Anna", "y.py"):
        assert private not in copied, private


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"{HOME}/a b/c d.mid: is gone", "….mid: is gone"),
        ("C:\\Users\\Anna\\x.wav is gone", "….wav is gone"),
        ("cannot open /media/Anna/stick", "cannot open …"),
        ("3/4 and 1/2 of it, at 120", "3/4 and 1/2 of it, at 120"),
        (f"hello {Path.home().name}!", "hello user!"),
    ],
    ids=["home", "Windows", "media", "fractions", "name"],
)
def test_paths_and_the_user_s_name_are_left_out(said, kept):
    assert nameless(said) == kept


def test_places_inside_the_program_stay():
    own = f'File "{Path(__file__).parents[2]}/gui/window.py", line 3, in x'
    assert nameless(own) == 'File "arietta/gui/window.py", line 3, in x'
