"""What is built ahead of its use: step by step, in order, and at once where somebody waits."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from engine.tools.catalogue import TOOLS
from gui.ahead import Ahead, finish, polished
from gui.analysis.panel import PAGES


@pytest.fixture
def owner(qapp):
    made = QObject()
    yield made
    made.deleteLater()


def steps(name: str, done: list[str], count: int = 3):
    for number in range(count):
        done.append(f"{name}{number}")
        yield


def test_one_piece_follows_the_other(owner, qtbot):
    done: list[str] = []
    ahead = Ahead(owner)
    ahead.begin(steps("a", done))
    ahead.begin(steps("b", done))
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 6)
    assert done == ["a0", "a1", "a2", "b0", "b1", "b2"]


def test_what_is_waited_for_comes_first(owner, qtbot):
    done: list[str] = []
    ahead = Ahead(owner)
    ahead.begin(steps("a", done))
    qtbot.waitUntil(lambda: done == ["a0"])
    ahead.hurry(steps("b", done))
    qtbot.waitUntil(lambda: len(done) == 6)
    assert done == ["a0", "b0", "b1", "b2", "a1", "a2"]


def test_it_ends_with_its_owner(qapp):
    done: list[str] = []
    owner = QObject()
    Ahead(owner).begin(steps("a", done, 1000))
    owner.deleteLater()
    QTest.qWait(60)
    assert len(done) < 2


def test_what_is_begun_can_be_finished_at_once():
    done: list[str] = []
    begun = steps("a", done)
    next(begun)
    finish(begun)
    assert done == ["a0", "a1", "a2"]


def test_a_hidden_widget_gets_its_style(qapp):
    root = QWidget()
    labels = [QLabel("x", root) for _ in range(20)]
    finish(polished(root))
    assert all(label.testAttribute(Qt.WidgetAttribute.WA_WState_Polished) for label in labels)


def test_forms_are_there_before_they_are_asked_for(window, qtbot):
    panel = window.places.assistant
    assert list(panel._forms) == ["continue"]
    qtbot.waitUntil(lambda: list(panel._forms) == list(TOOLS), timeout=20_000)
    assert not any(panel._forms[name].isVisible() for name in TOOLS if name != "continue")


def test_so_are_the_pages_of_the_analysis_once_it_is_open(window, qtbot):
    panel = window.places.analysis
    assert not panel._pages
    window.actions_["fold_analysis"].trigger()
    qtbot.waitUntil(lambda: set(panel._pages) == set(PAGES), timeout=20_000)
    assert next(iter(panel._pages)) == panel.page_name
