"""What fails inside the program: in a slot, in a thread, in a job; said plainly, and it goes on."""

import threading

import pytest

from gui.faults import FaultHandler
from gui.settings import Settings


@pytest.fixture
def faults(window, services):
    made = FaultHandler(services.logs)
    made.install()
    window.hear_of(made)
    yield made
    made.remove()


def said(window, qtbot) -> str:
    """What the bar says, once it does."""
    qtbot.waitUntil(lambda: bool(window.places.bars.texts), timeout=10_000)
    (text,) = window.places.bars.texts
    assert "Traceback" not in text
    return text


def fail() -> None:
    raise ZeroDivisionError("on purpose")


def test_a_slot_that_fails_is_told_with_the_places_of_song_and_log(
    window, services, faults, qtbot, capfd
):
    window.track_control.add()
    window.actions_["about"].triggered.disconnect()
    window.actions_["about"].triggered.connect(fail)
    window.actions_["about"].trigger()
    text = said(window, qtbot)
    assert "ZeroDivisionError" in text
    assert services.autosave.journal.name in text
    assert services.autosave.journal.exists()
    assert str(faults.path) in text
    assert "on purpose" in faults.path.read_text()
    assert "Traceback" not in "".join(capfd.readouterr())
    window.track_control.add()
    assert len(services.document.song.tracks) == 3


def test_a_song_that_is_saved_is_said_to_be_where_it_was_saved(window, faults, qtbot, tmp_path):
    assert window.files.save_to(tmp_path / "tune.arietta")
    window.fault_bar.say("ValueError")
    assert "tune.arietta" in said(window, qtbot)


def test_a_song_that_cannot_be_kept_is_to_be_saved_now(window, services, faults, qtbot):
    services.autosave.journal.parent.write_text("in the way")
    window.fault_bar.say("ValueError")
    assert "save it now" in said(window, qtbot)


def test_a_thread_that_fails_is_told(window, faults, qtbot):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "ZeroDivisionError" in said(window, qtbot)


def test_a_job_that_fails_is_told(window, services, faults, qtbot):
    services.disk.submit(lambda _job: fail(), key="fails")
    assert "ZeroDivisionError" in said(window, qtbot)
    assert "on purpose" in faults.path.read_text()


def test_a_crash_of_the_last_run_is_said_with_the_log(window, services, qtbot):
    services.logs.mkdir()
    (services.logs / "crash.log").write_text("Fatal Python error: Segmentation fault\n")
    made = FaultHandler(services.logs)
    made.install()
    window.hear_of(made)
    made.remove()
    window.fault_bar.look_back()
    assert str(made.path) in said(window, qtbot)


def test_settings_that_cannot_be_read_are_said_to_lie_aside(window, services, qtbot, tmp_path):
    file = tmp_path / "broken.conf"
    file.write_bytes(b"\0\xff no settings")
    services.settings.set_aside = Settings(file).set_aside
    window.fault_bar.look_back()
    assert "broken-unreadable.conf" in said(window, qtbot)
