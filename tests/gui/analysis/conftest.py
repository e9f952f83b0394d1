"""The window with its analysis open."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.score.song import DRUM_CHANNEL
from gui.analysis.panel import AnalysisPanel
from gui.window import MainWindow

Turn = Callable[[str], object]


def shows(panel: AnalysisPanel) -> bool:
    """Whether a page of figures is to be seen."""
    page = panel.page
    return page is not None and page.view is not None and page.isVisible()


@pytest.fixture
def panel(window: MainWindow, qtbot) -> AnalysisPanel:
    """The panel, opened by its key."""
    QTest.keyClick(window, Qt.Key.Key_F12)
    made = window.places.analysis
    qtbot.waitUntil(lambda: shows(made), timeout=20_000)
    return made


@pytest.fixture
def turned(panel: AnalysisPanel, qtbot) -> Turn:
    """Turns to a page by its name, and gives it once it shows something."""

    def turn(name: str) -> object:
        panel.turn_to(name)
        qtbot.waitUntil(lambda: shows(panel))
        return panel.page

    return turn


@pytest.fixture
def drums(window: MainWindow) -> MainWindow:
    """The window with its tune on the drum channel."""
    document = window.desk._document
    track = replace(document.song.tracks[0], channel=DRUM_CHANNEL)
    document.edit("Drums", document.song.with_track(track))
    return window
