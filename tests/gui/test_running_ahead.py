"""Notes that run ahead: there after a pause, taken bar by bar, never in the way."""

import pytest
from PySide6.QtCore import Qt

from engine.score.edits import add_notes
from engine.score.song import Note
from engine.score.time import Tick
from gui.window import MainWindow
from tests.gui.conftest import BEAT

BAR = 4 * BEAT


@pytest.fixture
def ahead(window: MainWindow, qtbot) -> MainWindow:
    """The window with notes that run ahead of the melody."""
    window.places.roll.setFocus()
    window.actions_["ghost_notes"].trigger()
    qtbot.waitUntil(lambda: window.running_ahead.shown, timeout=20_000)
    return window


def ghosts(window: MainWindow) -> int:
    return len(window.places.roll._stage.ghosts)


def test_they_wait_until_they_are_wanted(window, qtbot):
    song = window.desk._document.song
    clip = song.tracks[0].clips[0]
    window.desk._document.edit("Draw", add_notes(song, clip.id, [note_at(BAR * 4)]))
    qtbot.wait(600)
    assert not window.running_ahead.shown
    assert not window.actions_["take_bar"].isEnabled()


def test_they_stand_after_the_melody_and_change_nothing(ahead):
    song = ahead.desk._document.song
    assert ghosts(ahead) > 0
    assert ahead.places.roll._stage.ghosts_dashed
    assert ahead.places.roll._stage.ghosts.starts.min() >= 4 * BAR
    assert len(list(song.tracks[0].notes)) == 16
    assert not ahead.desk._document.undo_stack.count()
    assert not ahead.shelf.batches


def test_tab_takes_a_bar_in_one_undo_step(ahead, qtbot):
    document = ahead.desk._document
    before = document.song
    offered = ghosts(ahead)
    qtbot.keyClick(ahead.places.roll, Qt.Key.Key_Tab)
    after = document.song
    new = [note for note in after.tracks[0].notes if note.start * before.ppq >= 4 * BAR * after.ppq]
    assert new
    bars = {after.meters.bar_at(note.start) for note in new}
    assert len(bars) == 1
    assert document.undo_stack.count() == 1
    assert len(new) + ghosts(ahead) == offered
    document.undo_stack.undo()
    assert document.song == before


def test_without_them_tab_moves_the_focus(window, qtbot):
    window.places.roll.setFocus()
    qtbot.keyClick(window.places.roll, Qt.Key.Key_Tab)
    assert len(list(window.desk._document.song.tracks[0].notes)) == 16


def test_escape_waves_them_off(ahead):
    ahead.actions_["escape"].trigger()
    assert not ahead.running_ahead.shown
    assert ghosts(ahead) == 0
    assert not ahead.actions_["take_bar"].isEnabled()


def test_an_edit_makes_them_anew(ahead, qtbot):
    song = ahead.desk._document.song
    clip = song.tracks[0].clips[0]
    ahead.desk._document.edit("Draw", add_notes(song, clip.id, [note_at(4 * BAR)]))
    assert not ahead.running_ahead.shown
    qtbot.waitUntil(lambda: ahead.running_ahead.shown, timeout=20_000)
    assert ahead.places.roll._stage.ghosts.starts.min() >= 5 * BAR


def test_a_press_on_a_tool_goes_first(ahead, qtbot):
    with qtbot.waitSignal(ahead.asking.answered, timeout=20_000):
        ahead.actions_["continue"].trigger()
        assert not ahead.running_ahead.shown
    assert len(ahead.shelf.batch.offers) == 4


def test_one_click_ends_it_and_it_is_remembered(ahead, services, qtbot):
    assert services.settings.flag("roll/ahead", False)
    ahead.actions_["ghost_notes"].trigger()
    assert not ahead.running_ahead.shown
    assert not services.settings.flag("roll/ahead", True)
    qtbot.wait(600)
    assert not ahead.running_ahead.shown


def note_at(tick: int) -> Note:
    return Note(0, 64, 80, Tick(tick), Tick(BEAT))
