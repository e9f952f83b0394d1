"""Parts of a window that change together are painted one after another; a window that is dressed
anew stays at work.
"""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from shiboken6 import delete

from engine.tools.catalogue import TOOLS
from gui.look import dressing
from gui.look.dressing import Dressing
from gui.look.fonts import dress, face_font
from gui.look.style import window_sheet
from gui.look.theme import DARK, LIGHT, palette
from gui.look.turns import paint_again, paint_in_turns
from tests.gui.conftest import wait_dressed


class Heard(QObject):
    """What was painted, and the turns of the event loop between."""

    TURN = "turn"

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.log: list[object] = []
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.log.append(watched)
        elif event.type() is QEvent.Type.UpdateRequest:
            self.log.append(self.TURN)
        return False


@pytest.fixture
def parts(qtbot) -> Iterator[list[QLabel]]:
    """Three labels side by side in a window that is painted."""
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    labels = [QLabel(str(number)) for number in range(3)]
    for label in labels:
        row.addWidget(label)
    window.show()
    QTest.qWait(20)
    yield labels


def test_what_waits_for_no_turn_is_painted_before_what_does(parts, qtbot):
    """Even where a timer asks for it, after which others go off before anything is painted."""
    heard = Heard(parts[0].window(), *parts)

    def change() -> None:
        paint_in_turns(parts[0])
        parts[0].setText("later")
        parts[1].setText("at once")

    QTimer.singleShot(1, change)
    qtbot.waitUntil(lambda: {*parts[:2]} <= {*heard.log})
    between = heard.log[heard.log.index(parts[1]) : heard.log.index(parts[0])]
    assert Heard.TURN in between


def test_each_part_is_painted_once_in_a_turn_of_its_own(parts):
    heard = Heard(parts[0].window(), *parts)
    for part in parts:
        part.setText("other")
    paint_in_turns(*parts)
    for part in parts:
        part.setText("another")
    assert not any(part.updatesEnabled() for part in parts)
    QTest.qWait(20)
    painted = [each for each in heard.log if each in parts]
    assert painted == parts
    for first, second in pairwise(parts):
        between = heard.log[heard.log.index(first) : heard.log.index(second)]
        assert Heard.TURN in between


def test_a_part_that_waits_is_not_put_back_by_a_second_change(parts):
    heard = Heard(*parts)
    paint_in_turns(parts[2], parts[0])
    paint_in_turns(*parts)
    QTest.qWait(20)
    assert [each for each in heard.log if each in parts] == [parts[2], parts[0], parts[1]]


def test_a_part_within_another_is_painted_after_it(parts):
    window = parts[0].window()
    heard = Heard(window, *parts)
    paint_in_turns(parts[2], window, parts[0], parts[1:2])
    QTest.qWait(20)
    assert [each for each in heard.log if each in parts] == [parts[2], parts[0], parts[1]]
    assert heard.log[:2] == [Heard.TURN, window]


def test_small_parts_given_together_are_painted_together(parts):
    heard = Heard(parts[0].window(), *parts)
    paint_in_turns(parts[:2], parts[2])
    QTest.qWait(20)
    first, second, third = (heard.log.index(part) for part in parts)
    assert Heard.TURN not in heard.log[first:second]
    assert Heard.TURN in heard.log[second:third]


def test_what_is_hidden_or_gone_holds_nobody_up(parts):
    heard = Heard(*parts)
    parts[0].hide()
    paint_in_turns(*parts)
    delete(parts[1])
    QTest.qWait(20)
    assert parts[2] in heard.log
    parts[0].show()
    QTest.qWait(20)
    assert parts[0] in heard.log


@pytest.mark.parametrize("which", ["across", "middle"])
def test_beside_an_edge_that_is_dragged_parts_are_painted_one_by_one(window, qtbot, which):
    splitter = getattr(window.places, which)
    sides = splitter.widget(0), splitter.widget(1)
    parts = [part for part in window.places.parts if part.isVisible()]
    edge, before = splitter.handle(1), splitter.sizes()
    at = edge.rect().center()
    QTest.mousePress(edge, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(edge, at + QPoint(24, -24))
    assert splitter.sizes() != before
    assert not any(part.updatesEnabled() for part in parts)
    qtbot.waitUntil(lambda: all(part.updatesEnabled() for part in (*parts, *sides)))
    QTest.mouseRelease(edge, Qt.MouseButton.LeftButton, pos=at)


def test_what_was_to_be_painted_when_updates_went_off_is_painted_when_it_may(parts):
    window = parts[0].window()
    window.update()
    window.setUpdatesEnabled(False)
    QApplication.processEvents()
    heard = Heard(*parts)
    paint_again(window)
    QApplication.processEvents()
    assert {*parts} <= {*heard.log}


def at_rest(window: QWidget) -> QImage:
    """How a window looks once nothing more comes to it."""
    before, now = None, window.grab().toImage()
    while before != now:
        QTest.qWait(100)
        before, now = now, window.grab().toImage()
    return now


def test_a_window_dressed_in_steps_looks_as_one_dressed_at_once(window, qtbot, qapp):
    for theme in (LIGHT, DARK):
        window._appearance.choose(theme.name)
        wait_dressed(qtbot, window)
        for tool in TOOLS:
            window.places.assistant.show_tool(tool)
            steps = at_rest(window)
            qapp.setStyleSheet("")
            qapp.setStyleSheet(window_sheet(theme))
            dress(window)
            assert at_rest(window) == steps, (theme.name, tool)


def test_all_that_has_a_face_wears_it(window, qtbot):
    for tool in TOOLS:
        window.places.assistant.show_tool(tool)
    faced = [each for each in window.findChildren(QWidget) if each.property("face")]
    assert len(faced) > 50
    for _ in range(2):
        for widget in faced:
            face = face_font(widget.property("face"))
            assert widget.font().family() == face.family(), widget
            assert widget.font().pointSizeF() == face.pointSizeF(), widget
        window.actions_["theme"].trigger()
        wait_dressed(qtbot, window)


def test_a_window_is_heard_all_the_while_it_is_dressed(window, qtbot, qapp, monkeypatch):
    """Where each widget takes the time of a whole turn, after each of them."""
    monkeypatch.setattr(dressing, "TURN", 0.0)
    turns = []
    timer = QTimer(window, interval=0)
    timer.timeout.connect(lambda: turns.append(window.updatesEnabled()))
    timer.start()
    window.actions_["theme"].trigger()
    wait_dressed(qtbot, window)
    assert qapp.palette() == palette(window._appearance.theme)
    assert turns.count(False) >= len(window.findChildren(QWidget))
    assert turns[-1]


def on_screen(window: QWidget) -> QImage:
    """What somebody sees of a window, painted or not."""
    seen = window.screen().grabWindow(window.winId()).toImage()
    return seen.convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("action", ["theme", "larger_text"])
def test_a_window_that_was_to_be_painted_when_it_was_dressed_is_seen_as_it_is(
    window, qtbot, action
):
    window.update()
    window.actions_[action].trigger()
    wait_dressed(qtbot, window)
    qtbot.waitUntil(lambda: all(part.updatesEnabled() for part in window.places.parts))
    qtbot.waitUntil(lambda: on_screen(window) == window.grab().toImage())


def test_a_theme_taken_back_at_once_leaves_the_window_as_it_was(window, qtbot):
    before, theme = at_rest(window), window._appearance.theme
    window.actions_["theme"].trigger()
    QApplication.processEvents()
    window.actions_["theme"].trigger()
    wait_dressed(qtbot, window)
    assert window._appearance.theme is theme
    assert at_rest(window) == before


def test_a_theme_put_on_while_the_text_grows_leaves_all_of_it_its_room(window, qtbot, monkeypatch):
    told = []
    button = window.places.assistant.button
    monkeypatch.setattr(button, "updateGeometry", lambda: told.append(1))
    window.actions_["larger_text"].trigger()
    QApplication.processEvents()
    told.clear()
    window.actions_["theme"].trigger()
    wait_dressed(qtbot, window)
    assert told


def test_a_window_closed_while_it_is_dressed_is_painted_when_it_opens_again(qapp, qtbot, parts):
    window = parts[0].window()
    dressing = Dressing(qapp, window)
    dressing.begin(qapp.styleSheet(), qapp.palette(), lambda: None, lambda: ())
    assert not window.updatesEnabled()
    window.hide()
    parts[1].deleteLater()
    qtbot.waitUntil(window.updatesEnabled)
    heard = Heard(parts[0])
    window.show()
    qtbot.waitUntil(lambda: parts[0] in heard.log)
