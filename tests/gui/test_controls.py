"""Every control of the window has a name, a tooltip, a keyboard way, and a place in the palette."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider, QWidget

from engine.tools.catalogue import TOOLS
from gui.assistant.form.rows import SliderRow
from gui.commands.controls import controls_in
from gui.commands.palette import Palette
from gui.window import MainWindow


def shown(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The controls of the window with the form of one tool after the other, all of it unfolded."""
    panel = window.places.assistant
    for name in TOOLS:
        panel.show_tool(name)
        for group in panel.form.groups.values():
            group.unfold(True)
        QTest.qWait(20)
        for widget in controls_in(window):
            yield name, widget


@pytest.fixture
def full(offers: MainWindow, qtbot) -> MainWindow:
    """The window with takes, and with all panels open."""
    offers.resize(1600, 1000)
    offers.actions_["fold_analysis"].trigger()
    offers.actions_["chord_lane"].trigger()
    qtbot.waitUntil(lambda: offers.places.analysis.page is not None, timeout=20_000)
    return offers


def told(widget: QWidget | None) -> str:
    """The tooltip that a pointer sees on a widget: its own, else that of what it lies in."""
    while widget is not None and not widget.toolTip():
        widget = widget.parentWidget()
    return widget.toolTip() if widget is not None else ""


def test_every_control_has_a_name_and_a_tooltip(full):
    nameless, untold = set(), set()
    for tool, widget in shown(full):
        kind = f"{tool}: {type(widget).__name__} {widget.accessibleName()!r}"
        if not widget.accessibleName():
            nameless.add(kind)
        if not told(widget) and not widget.accessibleDescription():
            untold.add(kind)
    assert (nameless, untold) == (set(), set())


def test_every_control_is_found_by_its_name_and_gone_to(full):
    """What Tab does not reach, an action or the palette does."""
    palette, missing, looked = Palette(full.actions_, full), set[str](), ""
    found: set[str] = set()
    for tool, widget in shown(full):
        if tool != looked:
            looked = tool
            palette._look_around()
            found = {action.text() for action in (*palette._actions, *palette._controls)}
        missing |= {widget.accessibleName().partition("\n")[0]} - found
    assert missing == set()


@pytest.mark.qt_log_ignore("does not support", extend=True)
@pytest.mark.parametrize("name", ["Adventure", "Seed", "Meter", "Lock: Chords", "Grid"])
def test_the_palette_goes_to_a_control(window, qtbot, name):
    palette = Palette(window.actions_, window)
    qtbot.addWidget(palette)
    palette.open_over(window)
    qtbot.keyClicks(palette.line, name)
    assert name in [action.text() for action in palette.shown()][:2]
    (action,) = [each for each in palette.shown() if each.text() == name][:1]
    action.trigger()
    palette.hide()
    assert window.focusWidget().accessibleName() == name


def test_the_palette_shows_another_tool(window):
    palette = Palette(window.actions_, window)
    palette._look_around()
    palette._filter("tool: groove")
    palette.shown()[0].trigger()
    assert window.places.assistant.tool == "groove"


def test_the_palette_says_what_the_actions_are_called_now(window):
    palette = Palette(window.actions_, window)
    window.actions_["undo"].setText("Undo the draw")
    palette.open_over(window)
    assert palette.list.findItems("Undo the draw", Qt.MatchFlag.MatchExactly)
    palette.hide()


def test_without_a_word_the_palette_shows_actions_alone(window):
    palette = Palette(window.actions_, window)
    palette._look_around()
    assert len(palette.shown()) == len(list(window.actions_))


def test_every_slider_tells_its_range_and_unit(full):
    rows = {row for _, w in shown(full) if isinstance(w, QSlider)
            if isinstance(row := w.parentWidget(), SliderRow)}  # fmt: skip
    assert len(rows) > len(TOOLS)
    for row in rows:
        low, high = row._text(row.field.low), row._text(row.field.high)
        assert row.toolTip().endswith(f"{low} – {high}")
