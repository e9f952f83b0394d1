"""The form's locks in the roll: both say the same, whichever a hand has changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.theory.keys import Key
from gui.piano_roll.locks import ShownLocks
from tests.gui.conftest import BEAT

BAR = 4 * BEAT


@pytest.fixture
def locks(window):
    return window.places.assistant.form.locks


def shown(window) -> ShownLocks:
    return window.places.roll._stage.locks.shown


def test_what_the_form_holds_is_seen_in_the_roll(window, locks, qtbot):
    assert shown(window) == ShownLocks()
    locks["key"].choose("A minor")
    locks["range"].hold_between(55, 79)
    qtbot.waitUntil(lambda: shown(window) == ShownLocks(Key(9, True), 55, 79))
    locks["key"].setChecked(False)
    qtbot.waitUntil(lambda: shown(window).key is None)


def test_chords_lie_where_the_tool_would_write(window, locks, qtbot):
    locks["chords"].choose("Am F")
    qtbot.waitUntil(lambda: shown(window).chords == "Am F")
    assert (shown(window).start, shown(window).end) == (4 * BAR, 8 * BAR)
    assert window.actions_["chord_lane"].isChecked()


def test_a_range_dragged_in_the_roll_is_held_by_the_form(window, locks, qtbot):
    locks["range"].hold_between(55, 79)
    qtbot.waitUntil(lambda: shown(window).range == (55, 79))
    window.actions_["range_top_up"].trigger()
    window.actions_["range_low_down"].trigger()
    assert locks["range"].values() == {"low": 54, "high": 80}


def test_chords_written_in_the_lane_are_held_by_the_form(window, locks, qtbot):
    window.actions_["write_chords"].trigger()
    lane = window.places.roll._chords
    assert shown(window).start == 4 * BAR
    QTest.keyClick(lane, Qt.Key.Key_A)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert locks["chords"].values() == {"chords": "A"}
    lane.setFocus()
    QTest.keyClick(lane, Qt.Key.Key_Home)
    QTest.keyClick(lane, Qt.Key.Key_Delete)
    assert locks["chords"].values() == {}


def test_another_tool_shows_its_own_locks(window, locks, qtbot):
    locks["range"].hold_between(55, 79)
    qtbot.waitUntil(lambda: shown(window).range == (55, 79))
    window.places.assistant.show_tool("groove")
    qtbot.waitUntil(lambda: shown(window) == ShownLocks())
    window.places.assistant.show_tool("continue")
    qtbot.waitUntil(lambda: shown(window).range == (55, 79))


def test_letters_in_the_lane_begin_no_tool(window, services):
    window.actions_["write_chords"].trigger()
    QTest.keyClick(window.places.roll._chords, Qt.Key.Key_C)
    assert not window.asking.busy
    assert window.places.roll._chords.editing
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not window.places.roll._chords.editing
