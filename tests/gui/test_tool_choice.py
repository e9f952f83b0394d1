"""The row of tools: it keeps its height where the form below it is longer than the window."""

import pytest


@pytest.mark.parametrize("size", [(1280, 780), (1100, 700)])
def test_every_tool_can_be_read_however_long_the_form_is(window, qtbot, size):
    window.resize(*size)
    choice = window.places.assistant.choice
    qtbot.waitUntil(lambda: choice.height() >= choice.sizeHint().height())
    for button in choice._group.buttons():
        assert button.height() >= button.fontMetrics().height(), button.text()
