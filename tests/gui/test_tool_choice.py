"""The row of tools: it keeps its height where the form below it is longer than the window."""

import pytest
from PySide6.QtTest import QTest


@pytest.mark.parametrize("size", [(1280, 780), (1100, 700)])
def test_every_tool_can_be_read_however_long_the_form_is(window, qtbot, size):
    window.resize(*size)
    choice = window.places.assistant.choice
    qtbot.waitUntil(lambda: choice.height() >= choice.sizeHint().height())
    for button in choice._group.buttons():
        assert button.height() >= button.fontMetrics().height(), button.text()


def test_nothing_moves_when_the_panel_says_how_an_answer_was_made(window, qtbot):
    panel = window.places.assistant
    QTest.qWait(50)
    before = panel.form.geometry(), panel.note.geometry()
    panel.show_note("4 takes in 100 ms, following C major; model continue-melody")
    seen = set()
    for _ in range(10):
        QTest.qWait(5)
        seen.add((panel.form.geometry().getRect(), panel.note.geometry().getRect()))
    assert seen == {tuple(box.getRect() for box in before)}
