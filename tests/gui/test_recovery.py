"""After a crash: at most the last gesture is lost, and a recording is kept while it runs."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from engine.playback.events import Captured, Recorded
from engine.score.autosave import Autosave
from engine.score.project import Project, parse_project
from engine.score.song import MidiEvent, Note, new_song
from engine.score.time import Tick
from gui.look.theme import DARK
from gui.playing.recording import with_recording
from tests.gui.conftest import BEAT, melody


def kept(services) -> Project | None:
    """What another start would find if this one ended now."""
    journal: Path = services.autosave._journal
    try:
        content = journal.read_bytes()
    except FileNotFoundError:
        return None
    return parse_project(content, str(journal))


def free(crashed: Autosave) -> None:
    """What the system does when a process ends."""
    assert crashed._lock is not None
    crashed._lock.close()


def test_each_edit_is_kept_soon(window, services, qtbot):
    window.track_control.add()
    qtbot.waitUntil(lambda: kept(services) is not None)
    project = kept(services)
    assert project is not None
    assert project.song == services.document.song


def test_a_stream_of_edits_ends_with_the_last_one_kept(window, services, qtbot):
    for _ in range(5):
        window.track_control.add()
    qtbot.waitUntil(
        lambda: (project := kept(services)) is not None and len(project.song.tracks) == 6,
        timeout=5000,
    )


def test_an_untouched_song_is_not_kept(window, services, qtbot, tmp_path):
    assert window.files.save_to(tmp_path / "tune.arietta")
    qtbot.wait(200)
    assert kept(services) is None


def test_saving_makes_the_safe_copy_needless(window, services, qtbot, tmp_path):
    window.track_control.add()
    qtbot.waitUntil(lambda: kept(services) is not None)
    assert window.files.save_to(tmp_path / "tune.arietta")
    qtbot.waitUntil(lambda: kept(services) is None)


def test_a_clean_end_leaves_nothing(window, services, qtbot):
    window.track_control.add()
    qtbot.waitUntil(lambda: kept(services) is not None)
    assert window.close()
    assert kept(services) is None


def test_what_a_crash_left_is_offered_and_comes_back(window, services, qtbot, tmp_path):
    crashed = Autosave(tmp_path / "autosave")
    crashed.keep(Project(melody()), tmp_path / "tune.arietta")
    free(crashed)
    window.files.new()
    window.recovery_offer.ask()
    bar = window.places.bars._bars[0]
    assert "Tune" in bar.text
    qtbot.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
    assert services.document.song == melody()
    assert not services.document.is_clean
    assert not crashed._journal.exists()
    assert kept(services) is not None


def test_what_is_not_wanted_is_thrown_away(window, services, qtbot, tmp_path):
    crashed = Autosave(tmp_path / "autosave")
    crashed.keep(Project(melody()))
    free(crashed)
    window.recovery_offer.ask()
    qtbot.mouseClick(window.places.bars._bars[0].buttons[1], Qt.MouseButton.LeftButton)
    assert not crashed._journal.exists()
    assert services.document.song != new_song()


def offered(window, tmp_path: Path) -> list[QPushButton]:
    """What a crash left is offered while the roll has the focus: the answers."""
    crashed = Autosave(tmp_path / "autosave")
    crashed.keep(Project(melody()))
    free(crashed)
    window.places.roll.setFocus()
    window.files.new()
    window.recovery_offer.ask()
    return list(window.places.bars._bars[0].buttons)


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def tab() -> QWidget:
    """Press Tab where the focus is; what has it then."""
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    return focused()


def test_tab_leads_from_the_roll_to_the_answers_and_back(window, tmp_path):
    bring, throw = offered(window, tmp_path)
    tools = window.places.assistant.choice
    assert [tab(), tab()] == [bring, throw]
    assert tab().parentWidget() is tools
    assert tab() is window.places.assistant.button
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_Backtab)
    assert focused() is window.places.roll._canvas


def test_a_second_question_comes_after_the_first(window, tmp_path):
    first = offered(window, tmp_path)
    window.places.bars.tell("The disk is full")
    QApplication.sendPostedEvents()
    (second,) = window.places.bars._bars[1].buttons
    assert [tab(), tab(), tab()] == [*first, second]


def test_an_answer_shows_that_it_has_the_focus(window, tmp_path):
    bring, _ = offered(window, tmp_path)
    before = bring.grab().toImage()
    tab()
    after = bring.grab().toImage()
    ring = {after.pixelColor(after.width() // 2, y).name() for y in (0, 1)}
    assert ring == {DARK.machine.name()}
    assert before.pixelColor(before.width() // 2, 0).name() != DARK.machine.name()
    assert before.size() == after.size()


def test_enter_brings_it_back_and_the_roll_has_the_focus_again(window, services, tmp_path):
    bring, _ = offered(window, tmp_path)
    QTest.keyClick(tab(), Qt.Key.Key_Return)
    assert services.document.song == melody()
    assert not bring.isVisible()
    assert focused() is window.places.roll._canvas


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_give_the_answer_and_nothing_else(window, player, key):
    given = []
    window.places.bars.ask("Really?", {"No": lambda: given.append("no"), "Yes": lambda: None})
    answer, asked = tab(), player.names()
    QTest.keyClick(answer, key)
    assert (given, window.places.bars.texts) == (["no"], [])
    assert player.names() == asked


def played(*pitches: int, start: int = 0) -> tuple[Note, ...]:
    return tuple(
        Note(i, pitch, 90, Tick(start + i * BEAT), Tick(BEAT)) for i, pitch in enumerate(pitches)
    )


def test_recording_is_asked_of_the_player_at_the_playhead(window, player):
    window.actions_["record"].trigger()
    assert player.last("record") == (window.desk.track.id, 0, 1, True)
    window.actions_["count_in"].trigger()
    window.actions_["overdub"].trigger()
    player.say(0, playing=True, recording=True)
    assert window.actions_["record"].isChecked()
    window.actions_["record"].trigger()
    assert player.names()[-1] == "Stop"
    player.say(BEAT, playing=False)
    assert not window.actions_["record"].isChecked()
    window.actions_["record"].trigger()
    assert player.last("record")[2:] == (0, False)


def test_a_running_recording_is_shown_and_kept_but_is_no_edit_yet(window, services, qtbot):
    before = services.document.song
    track = window.desk.track.id
    news = Recorded(track, played(70, 71), (), Tick(0), Tick(2 * BEAT))
    services.bridge.player_said.emit(news)
    assert services.document.song is before
    qtbot.waitUntil(
        lambda: (
            (project := kept(services)) is not None
            and len(list(project.song.tracks[0].notes)) == 18
        )
    )


def test_the_end_of_a_recording_is_one_edit(window, services):
    track = window.desk.track.id
    pedal = (MidiEvent(Tick(BEAT), bytes((0xB0, 64, 127))),)
    news = Recorded(track, played(70, 71), pedal, Tick(0), Tick(2 * BEAT), final=True)
    services.bridge.player_said.emit(news)
    stack = services.document.undo_stack
    assert (stack.count(), stack.undoText()) == (1, "Record")
    assert pedal[0] in window.desk.clip.events
    assert len(window.desk.clip.notes) == 18


def test_replacing_takes_the_place_of_what_was_there(window, services):
    track = window.desk.track.id
    news = Recorded(track, played(70, 71), (), Tick(0), Tick(2 * BEAT), True, True)
    services.bridge.player_said.emit(news)
    notes = window.desk.clip.notes
    assert [n.pitch for n in notes if n.start < 2 * BEAT] == [70, 71]
    assert len(notes) == 16


def test_a_recording_for_a_track_that_is_gone_gets_its_own():
    news = Recorded(999, played(70), (), Tick(0), Tick(BEAT), final=True)
    song = with_recording(melody(), news)
    assert len(song.tracks) == 2
    assert [n.pitch for n in song.tracks[1].notes] == [70]


def test_an_empty_recording_is_no_edit(window, services):
    news = Recorded(window.desk.track.id, (), (), Tick(0), Tick(BEAT), final=True)
    services.bridge.player_said.emit(news)
    assert services.document.is_clean


def test_what_was_just_played_can_be_taken_back(window, services, player):
    window.actions_["capture"].trigger()
    assert player.names()[-1] == "capture"
    services.bridge.player_said.emit(Captured(played(72, start=16 * BEAT), ()))
    assert len(window.desk.clip.notes) == 17
    assert services.document.undo_stack.count() == 1
    services.bridge.player_said.emit(Captured((), ()))
    assert services.document.undo_stack.count() == 1
