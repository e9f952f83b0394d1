"""Tempo and meter change within the song, and what is selected is looped over."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu

from engine.score.time import Tick
from gui.window import MainWindow
from tests.gui.conftest import BEAT

BAR = 4 * BEAT


@pytest.fixture
def asked() -> list[tuple[str, str]]:
    """What the window has asked: the title, and what stood there to be changed."""
    return []


@pytest.fixture
def typed(monkeypatch, asked) -> list[str]:
    """What is typed where the window asks, the last first."""
    answers: list[str] = []

    def answer(_window: object, title: str, _caption: str, *, text: str) -> tuple[str, bool]:
        asked.append((title, text))
        return answers.pop(), True

    monkeypatch.setattr(QInputDialog, "getText", answer)
    return answers


def press(window: MainWindow, name: str, tick: int) -> None:
    """An action, with the playhead at a tick."""
    window.desk.move(Tick(tick))
    window.actions_[name].trigger()


def changes(window: MainWindow) -> list[tuple[float, str]]:
    """All changes after the beginning, by bars."""
    song = window.desk._document.song
    tempos = [(c.tick / BAR, f"{c.bpm:.0f}") for c in song.tempos.changes[1:]]
    return sorted(tempos + [(c.tick / BAR, f"{c}") for c in song.meters.changes[1:]])


def test_a_tempo_begins_at_the_beat_of_the_playhead(window, typed, asked):
    typed.append("90")
    press(window, "tempo_change", BAR + BEAT + 17)
    assert changes(window) == [(1.25, "90")]
    assert asked == [("Tempo from bar 2 on", "120")]
    window.actions_["undo"].trigger()
    assert changes(window) == []


def test_a_meter_begins_with_the_bar_of_the_playhead(window, typed):
    typed.append("3/4")
    press(window, "meter_change", 2 * BAR + BEAT)
    assert changes(window) == [(2, "3/4")]


def test_what_is_no_tempo_changes_nothing(window, typed):
    typed.append("fast")
    press(window, "tempo_change", BAR)
    assert changes(window) == []
    assert "number" in window.places.status.text


def test_the_last_change_before_the_playhead_goes(window, typed):
    typed += ["3/4", "90"]
    press(window, "tempo_change", BAR)
    press(window, "meter_change", 2 * BAR)
    press(window, "no_change", 3 * BAR)
    assert changes(window) == [(1, "90")]
    press(window, "no_change", 0)
    assert changes(window) == [(1, "90")]
    assert "before the playhead" in window.places.status.text


def test_the_ruler_offers_them_and_goes_there(window, player):
    roll = window.places.roll
    roll.ruler_menu_requested.emit(Tick(BAR), roll.mapToGlobal(QPoint(200, 10)))
    (menu,) = roll.findChildren(QMenu)
    names = {action.objectName() for action in menu.actions()}
    assert {"tempo_change", "meter_change", "no_change", "loop_selection"} <= names
    assert player.last("Seek")[0].tick == BAR
    menu.close()
    QApplication.sendPostedEvents(menu, 0)


def test_selected_notes_are_looped_over_else_the_clip(window, player):
    notes = window.desk.clip.notes
    window.places.roll.set_selection({notes[2].id, notes[5].id})
    press(window, "loop_selection", 0)
    assert window.places.roll._stage.loop == (2 * BEAT, 6 * BEAT)
    assert window.actions_["loop"].isChecked()
    window.places.roll.set_selection(())
    press(window, "loop_selection", 0)
    assert window.places.roll._stage.loop == (0, 4 * BAR)
