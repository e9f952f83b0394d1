"""The page of the first start: once, live, and gone without a trace when it is left."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from engine.playback.events import PortsChanged
from engine.playback.messages import Live
from engine.score.song import new_song
from gui.application.welcome import Welcome
from gui.document import Document
from gui.look.appearance import Appearance
from gui.window import MainWindow

NOTHING = PortsChanged((), (), "no MIDI", "", 0.0)
READY = PortsChanged(("Keystation 49",), (), "ALSA", "Built-in synth", 0.0, "PulseAudio")


@pytest.fixture
def newcomer(qapp, qtbot, services, request):
    """A window that is opened for the first time, with an empty song or the one that is given."""
    services.settings.put("welcome/seen", False)
    song = getattr(request, "param", None)
    services = replace(services, document=Document(new_song() if song is None else song))
    window = MainWindow(services, Appearance(qapp, services.settings))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.first_start.page is not None and page(window).isVisible())
    yield window
    window.close()


def page(window: MainWindow) -> Welcome:
    assert window.first_start.page is not None
    return window.first_start.page


def words(window: MainWindow) -> str:
    return " ".join(label.text() for label in page(window).findChildren(QLabel))


def press(window: MainWindow, text: str, qtbot) -> None:
    buttons = page(window).findChildren(QPushButton)
    button = next(button for button in buttons if text in button.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_says_what_was_found_as_it_is_plugged_in(newcomer, services):
    services.bridge.player_said.emit(NOTHING)
    assert "No sound output" in words(newcomer)
    assert "plug one in" in words(newcomer)
    services.bridge.player_said.emit(READY)
    assert "PulseAudio" in words(newcomer)
    assert "Keystation 49" in words(newcomer)


def test_no_text_is_cut_off(newcomer, services, qtbot):
    for ports in (NOTHING, READY):
        services.bridge.player_said.emit(ports)
        qtbot.wait(50)
        for label in page(newcomer).findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_a_test_note_sounds_and_ends(newcomer, services, player, qtbot):
    services.bridge.player_said.emit(READY)
    press(newcomer, "test note", qtbot)
    qtbot.waitUntil(lambda: len(live(player)) == 2, timeout=5_000)
    on, off = live(player)
    assert (on[0] & 0xF0, off[0] & 0xF0) == (0x90, 0x80)
    assert on[1] == off[1]


def test_a_note_that_sounds_ends_with_the_page(newcomer, services, player, qtbot):
    services.bridge.player_said.emit(READY)
    press(newcomer, "test note", qtbot)
    newcomer.first_start.page.reject()
    assert [data[0] & 0xF0 for data in live(player)] == [0x90, 0x80]


def test_an_example_opens(newcomer, services, qtbot):
    press(newcomer, "Waltz", qtbot)
    assert newcomer.first_start.page is None
    assert any(any(track.notes) for track in newcomer.desk._document.song.tracks)


@pytest.mark.parametrize("leave", ["Begin", "escape"])
def test_it_comes_once(newcomer, services, qtbot, leave):
    if leave == "escape":
        qtbot.keyClick(newcomer.first_start.page, Qt.Key.Key_Escape)
    else:
        press(newcomer, leave, qtbot)
    assert newcomer.first_start.page is None
    assert services.settings.flag("welcome/seen", False)
    newcomer.first_start.greet(newcomer.desk._document)
    assert newcomer.first_start.page is None


def test_it_comes_again_when_asked(window, qtbot):
    assert window.first_start.page is None
    window.actions_["welcome"].trigger()
    window.actions_["welcome"].trigger()
    qtbot.waitUntil(page(window).isVisible)
    assert len(window.findChildren(Welcome)) == 1
    page(window).reject()
    assert window.first_start.page is None


def test_it_never_stands_in_the_way_of_music(window, services):
    services.settings.put("welcome/seen", False)
    window.first_start.greet(window.desk._document)
    assert window.first_start.page is None
    assert not services.settings.flag("welcome/seen", False)


def live(player) -> list[bytes]:
    return [values[0].data for name, values in player.asked if name == Live.__name__]


def test_the_program_can_be_quit_from_it(newcomer, qtbot):
    page(newcomer).activateWindow()
    qtbot.waitUntil(page(newcomer).isActiveWindow)
    qtbot.keyClick(page(newcomer), Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not newcomer.isVisible())
