"""The plots of the analysis in a narrow panel with text of double size: nothing lies outside."""

import pytest
from PySide6.QtGui import QFontMetrics

from gui.analysis.page import wrapped
from gui.look.fonts import face_font


@pytest.mark.parametrize("name", ["form", "notes", "time", "feel"])
def test_plots_lie_inside_their_page(large, qtbot, name):
    large.actions_["fold_analysis"].trigger()
    panel = large.places.analysis
    qtbot.waitUntil(lambda: panel.page is not None, timeout=20_000)
    panel.turn_to(name)
    qtbot.waitUntil(lambda: panel.page.view is not None, timeout=20_000)
    page = panel.page
    qtbot.waitUntil(lambda: page.ci.size().width() <= page.width() + 8)
    for plot, text in page._titles.items():
        shown = plot.titleLabel.text
        assert "".join(shown.split("<br>")).replace(" ", "") == text.replace(" ", "")


def test_a_text_breaks_where_it_has_no_room(qapp):
    metrics = QFontMetrics(face_font("caption"))
    text = "Beside it: the mean of 92 pieces"
    width = metrics.horizontalAdvance("Beside it: the mean")
    assert wrapped(text, width, metrics)[0] == "Beside it: the mean"
    assert wrapped(text, 10_000, metrics) == [text]
    assert wrapped(text, 1, metrics) == text.split()
    assert wrapped("", 10, metrics) == []
