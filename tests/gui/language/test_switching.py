"""Another language while the program runs: the window speaks it, and nothing else has changed."""

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.playback.events import PortsChanged
from engine.score.edits import add_notes
from engine.score.song import Note
from engine.score.time import Tick
from gui.assistant.form.locks import KeyLock
from gui.files.file_actions import Unsaved
from gui.language.catalogue import Catalogue
from gui.window import MainWindow

BEAT = 960


@pytest.fixture
def switch(window: MainWindow, qtbot: QtBot) -> Callable[[str], None]:
    """Switches to a language and waits for the window in it."""

    def to(code: str) -> None:
        before = window.places
        window.actions_[f"language_{code}"].trigger()
        qtbot.waitUntil(lambda: window.places is not before, timeout=60_000)
        window.files.ask_unsaved = lambda: Unsaved.DISCARD
        qtbot.wait(50)

    return to


def titles(window: MainWindow) -> list[str]:
    return [title for title, _ in window.actions_.menus]


def test_the_window_speaks_the_language_at_once_and_goes_back(window, switch):
    english = titles(window)
    switch("zh_CN")
    assert titles(window)[0] == "文件"
    assert window.actions_["continue"].text() == "续写"
    assert window.places.assistant.button.text() == "续写"
    switch("en")
    assert titles(window) == english


def test_the_choice_is_marked_and_remembered(window, services, switch):
    switch("zh_CN")
    marks = {name: window.actions_[name].isChecked() for name in window.language_choice.names}
    assert marks == {
        "language_system": False, "language_en": False, "language_zh_CN": True,
    }  # fmt: skip
    assert services.settings.text("look/language") == "zh_CN"


def test_song_and_undo_live_on(window, services, switch):
    document = services.document
    note = Note(0, 72, 80, Tick(0), Tick(BEAT))
    before = document.song
    document.edit("Draw", add_notes(before, document.song.tracks[0].clips[0].id, [note]))
    after = document.song
    switch("zh_CN")
    assert document.song is after
    window.actions_["undo"].trigger()
    assert document.song is before
    window.actions_["redo"].trigger()
    assert document.song is after


def test_steps_that_can_be_undone_are_called_in_the_new_language(window, services, switch):
    track = window.desk.track
    window.actions_["add_track"].trigger()
    window.track_control.set_channel(track.id, 4)
    stack = services.document.undo_stack
    names = [stack.text(index) for index in range(stack.count())]
    assert names == ["Add a track", "Channel 5"]
    switch("zh_CN")
    assert [stack.text(index) for index in range(stack.count())] == ["添加轨道", "通道 5"]
    assert window.actions_["undo"].text().endswith("通道 5")
    switch("en")
    assert [stack.text(index) for index in range(stack.count())] == names


def test_takes_live_on_and_can_be_heard_and_kept(offers, services, switch, player):
    takes = offers.shelf.batches
    offers.actions_["take_2"].trigger()
    switch("zh_CN")
    assert offers.shelf.batches == takes
    assert len(offers.places.tray.cards) == len(takes[0].offers)
    assert (offers.auditioning.chosen, offers.auditioning.sounding) == (1, 1)
    offers.actions_["return"].trigger()
    assert offers.shelf.batches[0].offers[1].kept
    offers.actions_["undo"].trigger()
    assert not offers.shelf.batches[0].offers[1].kept


def test_what_the_hands_had_set_stays(window, switch, qtbot):
    roll, stage = window.places.roll, window.places.roll.stage
    roll.set_selection({note.id for note in stage.notes.as_notes()[:3]})
    window.actions_["select"].trigger()
    stage.look(replace(stage.coordinates, tick_width=0.2, left=960.0, top=50.0))
    window.transport_control.loop_over(Tick(BEAT), Tick(3 * BEAT))
    window.actions_["infill"].setEnabled(True)
    window.places.assistant.show_tool("infill")
    form = window.places.assistant.form
    assert isinstance(form.locks["key"], KeyLock)
    form.locks["key"].choose("D major")
    form.sliders["variations"].set_value(3)
    window.actions_["metronome"].trigger()
    size, options = window.geometry(), form.options()
    shown = stage.coordinates, stage.selection, stage.tool, stage.loop, stage.grid
    switch("zh_CN")
    qtbot.wait(150)
    new = window.places.roll.stage
    assert (new.coordinates, new.selection, new.tool, new.loop, new.grid) == shown
    assert window.places.assistant.tool == "infill"
    assert window.places.assistant.form.options() == options
    assert window.actions_["metronome"].isChecked()
    assert window.actions_["loop"].isChecked()
    assert window.geometry() == size


def test_playback_goes_on_and_is_followed(window, services, player, switch):
    player.say(2 * BEAT, playing=True)
    asked = len(player.asked)
    switch("zh_CN")
    disturbing = {"stop", "play", "seek", "load", "start", "Stop", "Play", "Seek", "Panic"}
    assert not disturbing & set(player.names()[asked:])
    assert window.desk.playing
    player.say(3 * BEAT, playing=True)
    assert window.places.roll.stage.playhead == 3 * BEAT
    player.say(3 * BEAT, playing=False)
    assert not window.desk.playing


def test_what_is_plugged_in_is_known_still(window, services, switch):
    ports = PortsChanged(("Keys",), ("synth",), "ALSA", "synth", 3.0, "Speaker")
    services.bridge.player_said.emit(ports)
    switch("zh_CN")
    texts = [label.text() for label in window.places.transport.findChildren(QLabel)]
    assert "Keys" in " ".join(texts) or window.transport_control.ports == ports


def test_a_recording_is_not_torn(window, player, switch, qtbot, services):
    player.say(BEAT, playing=True, recording=True)
    before = window.places
    window.actions_["language_zh_CN"].trigger()
    qtbot.wait(500)
    assert window.places is before
    player.say(BEAT, playing=False)
    qtbot.waitUntil(lambda: window.places is not before, timeout=10_000)


def test_the_letters_play_on(window, switch):
    window.actions_["instrument"].trigger()
    assert window.instrument.keys.on
    window.instrument.keys.octave = 6
    switch("zh_CN")
    assert window.instrument.keys.on
    assert window.instrument.keys.octave == 6
    assert window.actions_["instrument"].isChecked()


def test_words_of_former_choices_are_not_kept(services, switch):
    for code in ("zh_CN", "en", "zh_CN", "en", "zh_CN"):
        switch(code)
    kept = [each for each in services.language.children() if isinstance(each, Catalogue)]
    assert len(kept) == 1


def test_a_new_window_hears_edits_once_and_the_old_one_is_gone(window, services, switch, qtbot):
    old = weakref.ref(window.places.roll)
    children = len(window.children())
    for code in ("zh_CN", "en", "zh_CN"):
        switch(code)
    assert len(window.children()) <= children + 2
    gc.collect()
    assert old() is None or not any(w is old() for w in window.findChildren(QWidget))
    heard = []
    window.desk.chosen.connect(lambda: heard.append(1))
    window.actions_["add_track"].trigger()
    assert heard == [1]
    assert len(services.document.song.tracks) == 2


def test_the_keys_work_in_the_new_window(window, services, player, switch):
    switch("zh_CN")
    canvas = window.places.roll.focusProxy()
    assert canvas is not None
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert any(name.lower() == "play" for name in player.names())
    count = len(window.places.roll.stage.notes)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 30))
    assert len(window.places.roll.stage.notes) == count + 1


def test_the_first_page_speaks_another_language_at_a_press(window, qtbot):
    window.actions_["welcome"].trigger()
    first, before = window.first_start.page, window.places
    assert first is not None
    qtbot.waitUntil(first.isVisible)
    button = next(b for b in first.findChildren(QPushButton) if b.text() == "简体中文")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.places is not before, timeout=10_000)
    page = window.first_start.page
    assert page is not None
    assert page is not first
    assert page.windowTitle() == "欢迎"
    assert "English" in {b.text() for b in page.findChildren(QPushButton)}
