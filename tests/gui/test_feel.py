"""The plot in the forms of Groove and Drumify: how notes are struck, before a take and in it."""

import pytest
from PySide6.QtGui import QColor

from engine.theory.strokes import is_flat
from gui.window import MainWindow
from tests.gui.test_tools import ask, services

__all__ = ["ask", "services"]


@pytest.fixture
def plot(window: MainWindow):
    return window.places.feel


@pytest.mark.parametrize(
    ("tool", "there"), [("groove", True), ("drumify", True), ("continue", False)]
)
def test_it_belongs_to_the_tools_that_change_the_feel(window, plot, tool, there):
    window.places.assistant.show_tool(tool)
    assert plot.isHidden() is not there


def test_before_a_press_it_shows_what_is_there(window, plot, qtbot):
    window.places.assistant.show_tool("groove")
    qtbot.waitUntil(lambda: plot._before is not None)
    assert len(plot._before.offsets) == len(list(window.desk.track.notes))
    assert plot._after is None


def test_a_take_stands_beside_the_notes_that_it_was_made_of(ask, window, plot, qtbot):
    ask("groove")
    qtbot.waitUntil(lambda: plot._after is not None)
    offers = window.shelf.batch.offers
    assert is_flat(plot._before)
    assert not is_flat(plot._after)
    assert len(plot._before.offsets) == len(plot._after.offsets) == len(offers[0].notes)
    window.auditioning.hear(2)
    heard = [note.velocity for note in offers[2].notes]
    qtbot.waitUntil(lambda: plot._after.velocities.tolist() == heard)
    assert "take 3: " in plot.accessibleDescription()
    assert "before: +0 ms on average, 0 ms loose, velocity 90 to 90" in plot.toolTip()


def test_the_kit_stands_beside_the_rhythm_it_was_made_of(ask, window, plot, qtbot):
    ask("drumify")
    qtbot.waitUntil(lambda: plot._after is not None)
    assert len(plot._before.offsets) == len(list(window.desk.track.notes))
    assert len(plot._after.offsets) == len(window.shelf.batch.offers[0].notes)


def test_another_track_shows_its_own_notes_alone(ask, window, plot, qtbot):
    ask("groove")
    qtbot.waitUntil(lambda: plot._after is not None)
    window.desk.choose_track(window.desk._document.song.tracks[0].id)
    qtbot.waitUntil(lambda: plot._after is None)


def test_both_are_drawn_in_their_voices(ask, window, plot, qtbot):
    ask("groove")
    qtbot.waitUntil(lambda: plot._after is not None)
    image, theme = plot.grab().toImage(), plot._theme

    def near(color: QColor) -> bool:
        pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(40, 120))
        return any(
            abs(p.red() - color.red()) + abs(p.green() - color.green()) < 40
            and abs(p.blue() - color.blue()) < 30
            for p in pixels
        )

    assert near(theme.you)
    assert near(theme.machine)
