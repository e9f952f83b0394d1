"""The sheet of keys: nothing that key or mouse can do is missing from it."""

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QScrollArea

from gui.commands.actions import keys_text
from gui.commands.entries import Entries
from gui.commands.help_sheet import HelpSheet, columns
from gui.help.mouse import mouse_elsewhere
from gui.piano_roll.gestures import choice
from gui.piano_roll.gestures.base import Gesture
from gui.piano_roll.gestures.controlling import Controlling
from gui.piano_roll.gestures.help import mouse_in_roll
from gui.piano_roll.gestures.velocity import Loudness
from gui.window import MainWindow

HINTS = [hint for _, hints in mouse_in_roll() for hint in hints]


def kinds(of: type[Gesture]) -> set[type[Gesture]]:
    """All classes that stand on this one."""
    return {kind for child in of.__subclasses__() for kind in {child, *kinds(child)}}


@pytest.fixture
def sheet(window: MainWindow) -> HelpSheet:
    window.actions_["help"].trigger()
    sheet = window.sheets.help
    assert isinstance(sheet, HelpSheet)
    return sheet


def words(sheet: HelpSheet) -> set[str]:
    return {
        word for entries in sheet.findChildren(Entries) for row in entries.entries for word in row
    }


def test_every_gesture_is_told():
    assert choice.Draw in kinds(Gesture)
    assert {hint.gesture for hint in HINTS if hint.gesture} == kinds(Gesture) - {
        Loudness,
        Controlling,
    }


def test_each_hint_says_something_else():
    for _, hints in mouse_in_roll():
        assert len({hint.press for hint in hints}) == len(hints)


def test_every_key_of_the_roll_is_the_key_of_an_action(window):
    known = {keys for action in window.actions_ for keys in action.shortcuts()}
    for code in window.places.roll._shortcuts:
        assert QKeySequence(QKeyCombination.fromCombined(code)) in known


def test_the_sheet_holds_all_keys_and_the_whole_mouse(window, sheet):
    told = words(sheet)
    assert {keys_text(action) for action in window.actions_ if keys_text(action)} <= told
    assert {action.text() for action in window.actions_ if keys_text(action)} <= told
    assert {hint.press for hint in HINTS} | {hint.effect for hint in HINTS} <= told
    assert {"Ins", "Alt+Left", "Alt+Right", "Ctrl+Up", "Ctrl+Down"} <= told
    assert {text for _, entries in mouse_elsewhere() for entry in entries for text in entry} <= told


def test_the_sheet_leads_to_the_manual(window, sheet, qtbot):
    (button,) = sheet.findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.helping.manual.isVisible()
    window.helping.manual.close()


def test_the_sheet_is_made_for_the_text_size_that_holds(sheet, large):
    sheet.close()
    large.actions_["help"].trigger()
    inside = sheet.findChild(QScrollArea).widget()
    assert inside.minimumSizeHint().width() <= sheet.width()
    assert len(sheet.findChildren(QScrollArea)) == 1
    assert "Alt+Left" in words(sheet)


@pytest.mark.parametrize("key", [Qt.Key.Key_Question, Qt.Key.Key_Escape])
def test_the_key_that_opened_it_closes_it_too(sheet, qtbot, key):
    qtbot.keyClick(sheet, key)
    assert not sheet.isVisible()


def test_columns_are_in_order_and_as_even_as_they_can_be():
    sizes = {"a": 8, "b": 1, "c": 6, "d": 5, "e": 6}
    groups = [(name, [("key", "text")] * size) for name, size in sizes.items()]
    parts = [[title for title, _ in part] for part in columns(groups, 2)]
    assert parts == [["a", "b", "c"], ["d", "e"]]
    assert columns(groups, 9) == [[group] for group in groups]
    assert columns(groups, 1) == [groups]


def test_the_notes_own_keys_work_in_the_window(window, services, qtbot):
    canvas = window.places.roll._canvas
    canvas.setFocus()
    notes = [note.id for note in window.desk.clip.notes]
    held = Qt.KeyboardModifier
    qtbot.keyClick(canvas, Qt.Key.Key_Right, held.AltModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, held.AltModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_Left, held.AltModifier)
    assert window.places.roll.selection == {notes[0]}
    qtbot.keyClick(canvas, Qt.Key.Key_Up, held.ControlModifier)
    assert window.desk.clip.notes[0].velocity == 85
    qtbot.keyClick(canvas, Qt.Key.Key_Down, held.ControlModifier)
    assert window.desk.clip.notes[0].velocity == 80
    qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    assert len(window.desk.clip.notes) == len(notes) + 1
    assert services.document.undo_stack.count() == 3
