"""The plots of the analysis in a narrow panel with text of double size: nothing lies outside."""

import pytest
from PySide6.QtGui import QFontMetrics

from gui.look.fonts import face_font, wrapped
from tests.gui.analysis.conftest import shows


@pytest.mark.parametrize("name", ["form", "notes", "time", "feel"])
def test_plots_lie_inside_their_page(large, qtbot, name):
    large.actions_["fold_analysis"].trigger()
    panel = large.places.analysis
    qtbot.waitUntil(lambda: panel.page is not None, timeout=20_000)
    panel.turn_to(name)
    qtbot.waitUntil(lambda: shows(panel))
    page = panel.page
    qtbot.waitUntil(lambda: page.ci.size().width() <= page.width())
    for plot in page.plots:
        shown = plot.head.text
        assert "".join(shown.split("<br>")).replace(" ", "") == plot.text.replace(" ", "")


def test_a_text_breaks_where_it_has_no_room(qapp):
    font = face_font("caption")
    text = "Beside it: the mean of 92 pieces"
    width = QFontMetrics(font).horizontalAdvance("Beside it: the mean") + 1
    assert wrapped(text, width, font) == ["Beside it: the mean", "of 92 pieces"]
    assert wrapped(text, 10_000, font) == [text]
    assert wrapped("", 10, font) == [""]
    assert len(wrapped("在小调中，音域十度，回应第二小节", width / 2, font)) > 1
