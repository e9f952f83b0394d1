"""A window that speaks Chinese: nothing English is left in it, and Chinese can be written in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QFont, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from engine.playback.events import PortsChanged
from engine.tools.catalogue import TOOLS
from gui.analysis.panel import PAGES
from gui.files.file_actions import Unsaved
from gui.look.fonts import FACES, NUMBERS, face_font
from gui.look.theme import CHINESE
from gui.services import Services
from gui.window import MainWindow

NAMES = re.compile(
    r"""Arietta|Tune|Melody|Clip|Keys|Speaker|ALSA|English|MIDI|DAW|WAV|PNG|SVG|SHA-256|CPU|GPU|CUDA
    |BPM|bpm|\bms\b|\.midi?\b|tick|tiny|Ctrl|Shift|Alt|Enter|Esc|Insert|Delete|Home|End|Tab|PgUp
    |PgDown|Ins|Del|\+Left|\+Right|afro\w+|blues|country|dance|funk|gospel|highlife|hiphop|jazz
    |latin|middle\w+|neworleans|pop|punk|reggae|rock|soul|Am7?""",
    re.VERBOSE,
)
"""What is called so in every language."""
ENGLISH = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture
def chinese(services: Services, request: pytest.FixtureRequest, qtbot: QtBot) -> MainWindow:
    """The window of somebody whose system speaks Chinese."""
    services.language.choose("zh_CN")
    return request.getfixturevalue("window")


def texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    yield from (widget.windowTitle(), widget.statusTip(), widget.whatsThis())
    match widget:
        case QLineEdit():
            yield from (widget.text(), widget.placeholderText())
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QTabBar():
            for tab in range(widget.count()):
                yield from (widget.tabText(tab), widget.tabToolTip(tab))
        case QMenu():
            widget.aboutToShow.emit()
            yield widget.title()
            for action in widget.actions():
                yield from of_action(action)
        case QListWidget():
            yield from (widget.item(row).text() for row in range(widget.count()))
        case QTreeWidget():
            items = (widget.topLevelItem(row) for row in range(widget.topLevelItemCount()))
            yield from (item.text(0) for item in items if item is not None)


def of_action(action: QAction) -> Iterator[str]:
    yield from (action.text(), action.toolTip(), action.statusTip())


def english_in(root: QWidget) -> set[str]:
    texts = {text for each in [root, *root.findChildren(QWidget)] for text in texts_of(each)}
    return {text for text in texts if ENGLISH.search(NAMES.sub("", text))}


def test_no_action_is_called_in_english(chinese):
    texts = {text for action in chinese.actions_ for text in of_action(action)}
    assert {text for text in texts if ENGLISH.search(NAMES.sub("", text))} == set()


def test_no_widget_speaks_english(chinese, qtbot, services):
    ports = PortsChanged(("Keys",), ("synth",), "ALSA", "synth", 3.0, "Speaker")
    services.bridge.player_said.emit(ports)
    for tool in TOOLS:
        chinese.places.assistant.show_tool(tool)
    with qtbot.waitSignal(chinese.asking.answered, timeout=20_000):
        chinese.actions_["continue"].trigger()
    chinese.actions_["take_1"].trigger()
    assert english_in(chinese) == set()


def test_no_page_of_the_analysis_speaks_english(chinese, qtbot):
    chinese.actions_["fold_analysis"].trigger()
    panel = chinese.places.analysis
    qtbot.waitUntil(lambda: panel.page is not None and panel.page.view is not None, timeout=20_000)
    for name in PAGES:
        panel.turn_to(name)
        qtbot.waitUntil(lambda: panel.page is not None and panel.page.isVisible())
        assert english_in(panel) == set()
    chinese.actions_["fold_analysis"].trigger()


def opened_beside(window: QWidget) -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]


@pytest.mark.parametrize("name", ["help", "palette", "welcome", "about", "manual"])
def test_no_page_that_opens_speaks_english(chinese, qtbot, name):
    chinese.actions_[name].trigger()
    qtbot.waitUntil(lambda: opened_beside(chinese) != [])
    for each in opened_beside(chinese):
        assert english_in(each) == set()
        each.close()


def test_a_new_song_has_chinese_names(chinese):
    chinese.files.ask_unsaved = lambda: Unsaved.DISCARD
    chinese.actions_["new"].trigger()
    song = chinese.places.roll.stage.song
    names = (song.name, song.tracks[0].name, song.tracks[0].clips[0].name)
    assert names == ("未命名", "旋律", "片段 1")


def test_names_and_paths_in_any_script_are_written_and_read(chinese, tmp_path: Path, services):
    path = tmp_path / "我的 曲子 🎵" / "春江花月夜.arietta"
    path.parent.mkdir()
    chinese.files.rename("春江花月夜 ♯1")
    assert chinese.files.save_to(path)
    chinese.files.ask_unsaved = lambda: Unsaved.DISCARD
    chinese.actions_["new"].trigger()
    assert chinese.files.open_path(path)
    assert services.document.song.name == "春江花月夜 ♯1"
    midi = path.with_suffix(".mid")
    assert chinese.files.export_midi_to(midi)
    assert chinese.files.import_path(midi)
    assert path.name in " ".join(str(recent) for recent in services.settings.recent_files())


@pytest.mark.parametrize("face", [*FACES, *NUMBERS])
def test_every_face_falls_back_on_those_that_have_chinese(qapp: QApplication, face: str):
    families = QFont(face_font(face)).families()
    assert families[1:] == list(CHINESE)


def fields(window: MainWindow) -> list[QLineEdit]:
    return [field for field in window.findChildren(QLineEdit) if field.isVisible()]


def test_a_letter_in_a_field_is_no_shortcut_also_while_signs_are_composed(chinese, player):
    chinese.actions_["palette"].trigger()
    for field in [*fields(chinese), chinese.places.transport.name]:
        field.setFocus()
        QApplication.sendEvent(field, QInputMethodEvent("zhong", []))
        for key, text in ((Qt.Key.Key_C, "c"), (Qt.Key.Key_Space, " "), (Qt.Key.Key_1, "1")):
            none = Qt.KeyboardModifier.NoModifier
            event = QKeyEvent(QEvent.Type.ShortcutOverride, key, none, text)
            event.ignore()
            QApplication.sendEvent(field, event)
            assert event.isAccepted(), (field.accessibleName(), text)
        done = QInputMethodEvent()
        done.setCommitString("中")
        QApplication.sendEvent(field, done)
        assert "中" in field.text() or field.validator() is not None
    assert not chinese.asking.busy
    assert not {"Play", "play"} & set(player.names())


def test_only_what_is_written_in_asks_for_an_input_method(chinese):
    """Elsewhere letters are keys, whatever input method is switched on."""
    asking = {
        type(each).__name__
        for each in chinese.findChildren(QWidget)
        if each.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        and not isinstance(each, QLineEdit)
    }
    assert asking == set()


def test_letters_that_play_go_by_the_place_of_the_key(chinese, player):
    """An input method or another layout writes other letters with the same keys."""
    chinese.actions_["instrument"].trigger()
    canvas = chinese.places.roll.focusProxy()
    assert canvas is not None
    canvas.setFocus()
    event = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, 30 + 8, 0, 0, "ф"
    )
    QApplication.sendEvent(canvas, event)
    assert chinese.instrument.keys._held == {"A": 60}
    chinese.places.transport.name.setFocus()
    QTest.keyClick(chinese.places.transport.name, Qt.Key.Key_S)
    assert set(chinese.instrument.keys._held) <= {"A"}
