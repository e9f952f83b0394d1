"""Settings of every age: older ones are brought up to date, newer and broken ones do no harm."""

import json
import threading

import pytest
from PySide6.QtCore import QByteArray

import gui.settings
from engine.score.files import FileWriteError
from gui.look.appearance import Appearance
from gui.migration import NUMBER, VERSION
from gui.settings import Settings
from gui.window import MainWindow

KNOWN = (
    "analysis/beside", "analysis/page", "analysis/scope", "assistant/forms", "edit/grid",
    "edit/quantize", "files/folder", "files/recent", "look/text", "look/theme", "midi/input",
    "midi/latency_ms", "midi/output", "model/device", "play/count_in", "roll/others",
    "roll/surprise", "room/across", "room/middle", "shown/fold_takes", "sound/soundfont",
    "takes/together", "window/geometry",
)  # fmt: skip
TOO_LONG = "x" * 300
"""No name of a file that a system would even look for."""

NONSENSE = (
    "", "nonsense", "-1", "1e999", "nan", "[]", "{}", '{"continue": 3}', "@Invalid()", TOO_LONG,
)  # fmt: skip


@pytest.fixture
def file(qapp, tmp_path):
    return tmp_path / "arietta.conf"


def test_new_settings_have_a_number(file):
    settings = Settings(file)
    assert settings.text(NUMBER) == str(VERSION)
    assert settings.set_aside is None


def test_the_form_of_the_first_version_stands_among_those_of_all_tools(file):
    file.write_text('[continue]\nform="{\\"bars\\": 8}"\n[welcome]\nseen=true\n')
    settings = Settings(file)
    assert json.loads(settings.text("assistant/forms")) == {"continue": {"bars": 8}}
    assert settings.flag("welcome/seen", False)
    assert "continue/form" not in settings.names()
    settings.sync()
    assert Settings(file).text(NUMBER) == str(VERSION)


def test_what_a_newer_version_wrote_is_kept(file):
    file.write_text(f"[settings]\nversion={VERSION + 3}\n[look]\nsmell=roses\ntheme=light\n")
    settings = Settings(file)
    settings.put("look/text", 1.5)
    settings.sync()
    text = file.read_text()
    assert f"version={VERSION + 3}" in text
    assert "smell=roses" in text
    assert settings.text("look/theme") == "light"


@pytest.mark.parametrize("broken", [b"\0\xff\x12 no settings", b"[look\ntheme=light\n"])
def test_a_broken_file_is_put_aside_and_a_new_one_begun(file, broken):
    file.write_bytes(broken)
    settings = Settings(file)
    assert settings.set_aside is not None
    assert settings.set_aside.read_bytes() == broken
    settings.put("look/theme", "dark")
    settings.sync()
    again = Settings(file)
    assert again.set_aside is None
    assert again.text("look/theme") == "dark"


def test_the_window_waits_for_no_disk(file, monkeypatch):
    """What is put holds at once; another thread writes it, and what comes meanwhile too."""
    settings, writing, free = Settings(file), threading.Event(), threading.Event()
    write, threads = gui.settings.write_whole, set()

    def slow_disk(path, data):
        threads.add(threading.current_thread().name)
        writing.set()
        assert free.wait(10)
        write(path, data)

    monkeypatch.setattr(gui.settings, "write_whole", slow_disk)
    settings.put("look/theme", "light")
    assert writing.wait(10)
    settings.put("look/text", 1.25)
    settings.put("look/theme", "dark")
    assert settings.text("look/theme") == "dark"
    free.set()
    settings.sync()
    assert threads == {"settings"}
    again = Settings(file)
    assert again.text("look/theme") == "dark"
    assert again.number("look/text", 1.0, 0.5, 2.0) == 1.25
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_settings_that_cannot_be_written_hold_for_today(file, monkeypatch, caplog):
    def full(path, data):
        raise FileWriteError(f"{path} could not be saved: the disk is full")

    monkeypatch.setattr(gui.settings, "write_whole", full)
    settings = Settings(file)
    settings.put("look/theme", "light")
    settings.sync()
    assert settings.text("look/theme") == "light"
    assert "the disk is full" in caplog.text


def test_the_window_s_geometry_comes_back_byte_for_byte(file):
    settings, told = Settings(file), QByteArray(bytes(range(256)))
    settings.put("window/geometry", told)
    settings.put("look/theme", "a, b; c=“ü”\n%1")
    settings.sync()
    assert Settings(file).raw("window/geometry") == told
    assert Settings(file).text("look/theme") == "a, b; c=“ü”\n%1"


@pytest.mark.parametrize("value", NONSENSE)
def test_the_window_opens_whatever_the_settings_say(qapp, qtbot, services, value):
    for name in KNOWN:
        services.settings.put(name, value)
    window = MainWindow(services, Appearance(qapp, services.settings))
    qtbot.addWidget(window)
    window.show()
    window.begin()
    assert window.isVisible()
    window.close()
    services.settings.put("look/text", 1.0)
    services.settings.put("look/theme", "dark")
    Appearance(qapp, services.settings)
