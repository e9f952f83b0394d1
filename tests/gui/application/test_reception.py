"""What comes from outside opens in the window that is there, after the questions it may ask."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from engine.score.edits import set_tempo
from engine.score.smf import write_midi
from engine.score.time import Tick
from gui.application.icon import SIZES, window_icon
from gui.application.instance import Handover, claim
from gui.application.reception import FileOpener, Reception
from gui.files.file_actions import Unsaved
from tests.gui.conftest import melody


@pytest.fixture
def tune(tmp_path: Path) -> Path:
    path = tmp_path / "曲 one.mid"
    write_midi(melody(), path)
    return path


@pytest.fixture
def reception(window) -> Reception:
    return Reception(window, window.files.open_path)


def test_a_file_of_a_second_start_opens_and_the_window_comes_to_the_front(
    window, reception, services, qapp, qtbot, tune, tmp_path
):
    env = {"XDG_RUNTIME_DIR": str(tmp_path)}
    instance = claim([], env)
    assert instance is not None
    reception.listen(instance, services.bridge, qapp)
    window.showMinimized()
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        assert claim([str(tune)], env) is None
    assert services.settings.recent_files()[0] == tune
    assert not window.isMinimized()
    instance.close()


def test_unsaved_work_is_asked_about_and_may_stay(window, reception, services, tune):
    services.document.edit("More", set_tempo(melody(), Tick(0), 77))
    mine = services.document.song
    window.files.ask_unsaved = lambda: Unsaved.CANCEL
    reception.take(Handover((tune,)))
    assert services.document.song is mine
    window.files.ask_unsaved = lambda: Unsaved.DISCARD
    reception.take(Handover((tune,)))
    assert services.settings.recent_files() == [tune]


def test_while_a_question_stands_open_the_file_waits(window, reception, qtbot, services, tune):
    box = QMessageBox(window)
    box.setModal(True)
    box.show()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is box)
    reception.take(Handover((tune,)))
    assert services.settings.recent_files() == []
    box.close()
    qtbot.waitUntil(lambda: services.settings.recent_files() == [tune], timeout=3000)


def test_a_token_of_the_desktop_is_kept_for_the_window_system(reception, monkeypatch):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "old")
    reception.take(Handover((), "new"))
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "new"


def test_the_event_that_macos_sends_names_a_file(qapp, qtbot, tune):
    opener = FileOpener()
    qapp.installEventFilter(opener)
    try:
        with qtbot.waitSignal(opener.opened) as heard:
            QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(tune))))
    finally:
        qapp.removeEventFilter(opener)
    assert heard.args == [tune]


def test_the_window_has_an_icon_in_every_size_that_it_names(qapp):
    assert sorted(size.width() for size in window_icon().availableSizes()) == list(SIZES)
