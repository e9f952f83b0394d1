"""Every action has a name, a key of its own, a place in the palette, and does something."""

from collections import Counter

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from gui.commands.actions import Actions, keys_text, menus
from gui.commands.menus import main_menu
from gui.commands.palette import Palette

TRIGGERED = "2triggered(bool)"
COMMANDS = [command for _, commands in menus() for command in commands]


def test_names_texts_and_keys_are_unique(qapp):
    for values in (
        [command.name for command in COMMANDS],
        [command.text + command.value for command in COMMANDS],
        [key for command in COMMANDS for key in command.keys],
    ):
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_the_keys_are_the_ones_people_know(window):
    keys = {
        "play": "Space", "record": "R", "return": "Return", "bar_back": "A", "bar_on": "D",
        "continue": "C", "take_1": "1", "take_4": "4", "quantize": "Q", "mute": "M", "solo": "N",
        "ghosts": ",", "palette": "Ctrl+P", "help": "?", "escape": "Esc", "pencil": "F1",
        "manual": "Shift+F1", "select": "F2", "knife": "F3", "undo": "Ctrl+Z", "save": "Ctrl+S",
    }  # fmt: skip
    assert {name: keys_text(window.actions_[name]) for name in keys} == keys


def test_every_action_does_something(window):
    deaf = [c.name for c in COMMANDS if not window.actions_[c.name].receivers(TRIGGERED)]
    assert deaf == []


def test_the_palette_finds_every_action(window):
    palette = Palette(window.actions_, window)
    names = {action.objectName() for action in palette.shown()}
    assert names == {command.name for command in COMMANDS}


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_palette_narrows_by_words_and_does_the_first(window, qtbot):
    palette = Palette(window.actions_, window)
    qtbot.addWidget(palette)
    palette.open_over(window)
    qtbot.keyClicks(palette.line, "track add")
    assert [action.objectName() for action in palette.shown()] == ["add_track"]
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert len(window.track_control._document.song.tracks) == 2


def test_setting_a_check_from_the_program_calls_nothing(qapp):
    parent, called = QObject(), []
    actions = Actions(parent)

    def note(on: bool) -> None:
        called.append(on)

    actions.connect_all({"metronome": note})
    actions["metronome"].setChecked(True)
    assert called == []
    actions["metronome"].trigger()
    assert called == [False]


def test_the_menu_holds_every_action(window):
    menu = main_menu(window.actions_, window, "Recent", lambda recent: None)
    parts = menu.findChildren(QMenu)
    held = {action.objectName() for part in parts for action in part.actions()}
    assert {command.name for command in COMMANDS} <= held
