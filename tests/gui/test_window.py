"""The window as a whole: folding, themes, files, drops, closing, letters that play."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from engine.score.smf import read_midi, write_midi
from engine.score.song import new_song
from engine.score.time import Tick
from engine.theory.keys import Key
from gui.files.file_actions import Unsaved
from gui.look.theme import DARK, LIGHT
from gui.messages import sentence
from gui.pitches import key_name, spelt
from tests.gui.conftest import BEAT, melody

FOLDS = {
    "F5": ("tracks", "fold_tracks"),
    "F6": ("strip_row", "fold_clips"),
    "F7": ("tray", "fold_takes"),
    "F8": ("assistant", "fold_assistant"),
}


@pytest.mark.parametrize("key", FOLDS)
def test_each_panel_folds_with_one_key_and_stays_folded(window, services, key):
    part, name = FOLDS[key]
    QTest.keyClick(window, getattr(Qt.Key, f"Key_{key}"))
    assert getattr(window.places, part).isHidden()
    assert not services.settings.flag(f"shown/{name}", True)
    QTest.keyClick(window, getattr(Qt.Key, f"Key_{key}"))
    assert not getattr(window.places, part).isHidden()


def test_the_theme_can_be_switched_and_is_remembered(window, services):
    before = services.settings.text("look/theme", "system")
    QTest.keyClick(window, Qt.Key.Key_F9)
    first = services.settings.text("look/theme")
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert before == "system"
    assert {first, services.settings.text("look/theme")} == {DARK.name, LIGHT.name}


def test_a_broken_file_leaves_the_song_and_says_why(window, services, tmp_path):
    song = services.document.song
    (tmp_path / "broken.mid").write_bytes(b"MThd nonsense")
    assert not window.files.open_path(tmp_path / "broken.mid")
    assert services.document.song is song
    assert any("broken.mid" in text for text in window.places.bars.texts)


def test_a_message_goes_when_it_is_answered(window, qtbot):
    window.places.bars.tell("The disk is full")
    window.places.bars.tell("The disk is full")
    assert window.places.bars.texts == ["The disk is full."]
    qtbot.mouseClick(window.places.bars._bars[0].buttons[0], Qt.MouseButton.LeftButton)
    assert window.places.bars.texts == []


def test_unsaved_work_is_asked_about(window, services):
    window.track_control.add()
    window.files.ask_unsaved = lambda: Unsaved.CANCEL
    assert not window.close()
    assert window.isVisible()
    window.files.ask_unsaved = lambda: Unsaved.DISCARD
    assert window.close()


def test_saving_and_opening_gives_the_same_song(window, services, tmp_path):
    window.track_control.add()
    song = services.document.song
    assert window.files.save_to(tmp_path / "tune.arietta")
    assert services.document.is_clean
    assert "saved" in window.places.transport.saved.text()
    assert window.files.open_path(tmp_path / "tune.arietta")
    assert services.document.song == song
    assert services.settings.recent_files() == [tmp_path / "tune.arietta"]


@pytest.mark.parametrize(("name", "shown"), [("Untitled", "evening"), ("Moon", "Moon")])
def test_a_song_without_a_name_shows_that_of_its_file(window, services, tmp_path, name, shown):
    services.document.replace(new_song(name))
    assert window.places.transport.name.text() == name
    assert window.files.save_to(tmp_path / "evening.arietta")
    assert window.places.transport.name.text() == shown
    assert window.windowTitle().startswith(shown)


def test_saving_where_one_may_not_is_explained(window, services, tmp_path):
    assert not window.files.save_to(tmp_path / "no such folder" / "tune.arietta")
    assert len(window.places.bars.texts) == 1


def test_importing_adds_tracks_as_one_step(window, services, tmp_path):
    path = tmp_path / "other.mid"
    write_midi(melody(), path)
    before = services.document.song
    assert window.files.import_path(path)
    song = services.document.song
    assert len(song.tracks) == 2
    ids = [note.id for track in song.tracks for note in track.notes]
    assert len(set(ids)) == 32
    services.document.undo_stack.undo()
    assert services.document.song is before


def test_exporting_midi_keeps_every_note(window, services, tmp_path):
    assert window.files.export_midi_to(tmp_path / "out.mid")
    back = read_midi(tmp_path / "out.mid")
    assert [n.pitch for n in back.tracks[0].notes] == [
        n.pitch for n in services.document.song.tracks[0].notes
    ]


def test_exporting_audio_writes_a_wav(window, tmp_path, qtbot):
    window.files.export_wav_to(tmp_path / "out.wav")
    qtbot.waitUntil(lambda: (tmp_path / "out.wav").exists(), timeout=30_000)
    assert (tmp_path / "out.wav").read_bytes()[:4] == b"RIFF"


def test_tempo_and_meter_are_typed(window, services, qtbot):
    transport = window.places.transport
    for field, text in ((transport.tempo, "96"), (transport.meter, "6/8")):
        field.setFocus()
        field.setText(text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    song = services.document.song
    assert round(song.tempos.tempo_at(Tick(0)).bpm, 3) == 96
    assert str(song.meters.meter_at(Tick(0))) == "6/8"
    assert services.document.undo_stack.count() == 2


@pytest.mark.parametrize("text", ["fast", "0", "-3", "1e9", "nan"])
def test_what_is_no_tempo_is_refused_with_a_word(window, services, text):
    window.transport_control.type_tempo(text)
    assert services.document.is_clean
    assert "tempo" in window.places.status.text.lower()


@pytest.mark.parametrize("text", ["4", "4/5", "0/4", "99/4", "4/4/4"])
def test_what_is_no_meter_is_refused_with_a_word(window, services, text):
    window.transport_control.type_meter(text)
    assert services.document.is_clean
    assert "meter" in window.places.status.text.lower()


def test_turning_the_tempo_is_one_step(window, services):
    for _ in range(5):
        window.transport_control.turn_tempo(1)
    assert services.document.undo_stack.count() == 1
    assert round(services.document.song.tempos.tempo_at(Tick(0)).bpm) == 125


def test_space_plays_and_stops(window, player):
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert player.names()[-1] == "Play"
    player.say(BEAT, playing=True)
    assert window.places.transport.position.text() == "1.2.000"
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert player.names()[-1] == "Stop"


def test_bars_are_stepped_by_keys(window, player):
    QTest.keyClick(window, Qt.Key.Key_D)
    QTest.keyClick(window, Qt.Key.Key_D)
    assert window.desk.tick == 8 * BEAT
    QTest.keyClick(window, Qt.Key.Key_A)
    assert window.desk.tick == 4 * BEAT


@pytest.fixture
def keyboard(window, qtbot) -> QWindow:
    """What the system tells of keys: the window that has the focus."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.places.roll.setFocus()
    return window.windowHandle()


def test_letters_play_only_in_their_mode_and_do_nothing_else_there(
    window, keyboard, services, player
):
    QTest.keyClick(keyboard, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.places.status.mode.isVisible()
    for key in (Qt.Key.Key_A, Qt.Key.Key_M, Qt.Key.Key_C, Qt.Key.Key_R, Qt.Key.Key_Q):
        QTest.keyClick(keyboard, key)
    sent = [values[0].data for name, values in player.asked if name == "Live"]
    assert [data[:2] for data in sent] == [bytes((0x90, 60)), bytes((0x80, 60))]
    assert services.document.is_clean
    assert not window.asking.busy
    assert "record" not in player.names()
    QTest.keyClick(keyboard, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not window.places.status.mode.isVisible()
    QTest.keyClick(keyboard, Qt.Key.Key_M)
    assert window.desk.track.muted


def test_held_letters_are_let_go_with_the_mode(window, keyboard, player):
    window.instrument.switch(True)
    QTest.keyPress(keyboard, Qt.Key.Key_D)
    window.instrument.switch(False)
    sent = [values[0].data for name, values in player.asked if name == "Live"]
    assert [data[0] & 0xF0 for data in sent] == [0x90, 0x80]


def test_octave_and_loudness_are_shown_as_they_change(window, keyboard, player):
    window.instrument.switch(True)
    QTest.keyClick(keyboard, Qt.Key.Key_X)
    QTest.keyClick(keyboard, Qt.Key.Key_V)
    assert "octave 5" in window.places.status.mode.text()
    QTest.keyClick(keyboard, Qt.Key.Key_A)
    assert player.last("Live")[0].data[1] == 72
    window.instrument.switch(False)


def test_letters_play_wherever_the_focus_goes_but_where_they_are_written(window, keyboard, player):
    window.instrument.switch(True)
    held = window.instrument.keys._held
    window.places.assistant.button.setFocus()
    QTest.keyPress(keyboard, Qt.Key.Key_A)
    window.places.tray.setFocus()
    QTest.keyRelease(keyboard, Qt.Key.Key_A)
    assert [name for name, _ in player.asked].count("Live") == 2 and not held
    window.places.transport.tempo.setFocus()
    QTest.keyClick(keyboard, Qt.Key.Key_A)
    assert [name for name, _ in player.asked].count("Live") == 2


def test_a_drawn_note_sounds_without_being_recorded(window, player):
    window.places.roll.auditioned.emit(64, 90)
    assert player.last("Live")[0].kept is False
    window.places.roll.released.emit(64)
    assert player.last("Live")[0].data[0] == 0x80


def test_the_key_that_was_found_is_shown(window, qtbot):
    qtbot.waitUntil(lambda: window.places.transport.key.text() == "C major")
    assert window.places.assistant.form.locks["key"].value.text() == "C major"


def test_a_new_song_begins_with_nothing_to_undo(window, services):
    window.track_control.add()
    window.files.new()
    assert services.document.song == new_song()
    assert services.document.is_clean
    assert window.desk.track is not None


def test_undo_says_what_it_undoes(window, services):
    window.track_control.mute(window.desk.track.id)
    assert window.actions_["undo"].text() == "Undo: Mute"
    window.actions_["undo"].trigger()
    assert not window.actions_["undo"].isEnabled()
    assert window.actions_["redo"].text() == "Redo: Mute"


def test_the_window_lives_with_a_song_without_tracks(window, services):
    from dataclasses import replace

    services.document.replace(replace(melody(), tracks=()))
    assert window.desk.track is None
    for name in ("continue", "record", "mute", "rename_track", "play", "quantize", "capture"):
        window.actions_[name].trigger()
    window.track_control.add()
    assert window.desk.track is not None


def test_notes_that_come_live_light_their_keys(window, services):
    from engine.playback.events import LiveNote

    services.bridge.player_said.emit(LiveNote(60, 80, True, 0.0))
    assert 60 in window.places.roll._stage.lit
    services.bridge.player_said.emit(LiveNote(60, 0, False, 0.1))
    assert 60 not in window.places.roll._stage.lit


def test_ports_are_offered_as_they_come(window, services, player):
    from engine.playback.events import PortsChanged

    outputs = ("synth", "Host in")
    event = PortsChanged(("Keystation 49",), outputs, "JACK", "synth", 11.0, "PulseAudio")
    services.bridge.player_said.emit(event)
    transport = window.places.transport
    assert transport.input.text == "Keystation 49"
    assert transport.output.caption.text() == "out · 11 ms"
    assert "JACK" in window.places.status.backend.text()
    transport.output.picked.emit("Host in")
    assert player.last("SelectOutput")[0].name == "Host in"
    assert not transport.output.caption.toolTip()


def test_where_no_sound_device_works_it_is_said_what_to_do(window, services):
    from engine.playback.events import PortsChanged

    services.bridge.player_said.emit(PortsChanged((), ("synth",), "JACK", "synth", 0.0, ""))
    caption = window.places.transport.output.caption
    assert caption.text() == "out · no sound device"
    assert "close the program that holds it" in caption.toolTip()


def test_errors_are_written_as_sentences():
    assert sentence("no sound found; plug one in") == "No sound found; plug one in."
    assert sentence("tune.mid could not be read") == "tune.mid could not be read."
    assert sentence("Is it?") == "Is it?"


def test_a_starred_take_is_not_let_go_of_unasked(offers, tmp_path):
    asked = []

    def ask() -> Unsaved:
        asked.append(True)
        return Unsaved.CANCEL

    offers.files.ask_unsaved = ask
    assert offers.files.may_leave()
    offers.auditioning.star(0)
    assert not offers.files.may_leave()
    assert offers.files.save_to(tmp_path / "tune.arietta")
    assert offers.files.may_leave()
    assert offers.files.open_path(tmp_path / "tune.arietta")
    assert offers.files.may_leave()
    offers.files.ask_unsaved = lambda: Unsaved.DISCARD
    assert len(asked) == 1


def test_recording_lets_go_of_the_take_that_sounds(offers):
    offers.auditioning.hear(0)
    offers.actions_["record"].trigger()
    assert offers.auditioning.sounding is None


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_right_button_offers_what_can_be_done_with_the_notes(window):
    roll = window.places.roll
    roll.menu_requested.emit(roll.mapToGlobal(roll.rect().center()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert {action.objectName() for action in menu.actions()} >= {"paste", "pencil", "ghosts"}
    menu.close()
    roll.select_all()
    roll.menu_requested.emit(roll.mapToGlobal(roll.rect().center()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert {action.objectName() for action in menu.actions()} >= {"cut", "quantize", "delete"}
    menu.close()


def test_the_grid_is_chosen_by_keys(window):
    window.roll_control.set_grid(window.places.grid, "1/8")
    names = []
    for action in ("grid_finer", "grid_finer", "grid_coarser", "grid_triplets", "grid_off"):
        window.actions_[action].trigger()
        names.append(window.places.roll.grid.name)
    assert names == ["1/16", "1/32", "1/16", "1/16 triplet", "Off"]
    window.actions_["grid_off"].trigger()
    assert window.places.roll.grid.name == "1/16 triplet"
    assert "1/16" in window.places.grid.text()


def test_the_menu_of_grids_marks_the_one_that_holds(window):
    button = window.places.grid
    window.roll_control.set_grid(button, "1/8 triplet")
    checked = [action.text() for action in button.menu().actions() if action.isChecked()]
    assert checked == ["1/8 triplet"]
    assert "1/8 triplet" in button.text()


def test_keys_are_written_as_musicians_do(window):
    assert key_name(Key(1, False)) == "D♭ major"
    assert key_name(Key(1, True)) == "C♯ minor"
    assert spelt("in C# major, range a sixth") == "in D♭ major, range a sixth"
    assert spelt("in C# minor") == "in C♯ minor"
    assert spelt("A BC# minor thing") == "A BC# minor thing"
