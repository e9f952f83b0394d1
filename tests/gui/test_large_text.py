"""Text of double size in a window of 1100 by 700: nothing lies outside, nothing is cut off."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from engine.score.edits import change_track
from engine.tools.catalogue import TOOLS
from gui.assistant.form.rows import LockRow
from gui.look.appearance import LARGEST, STEP
from gui.look.controls import ElidedLabel
from gui.look.fonts import face_font
from gui.window import MainWindow
from tests.gui.conftest import wait_dressed

QUESTION = "Arietta did not end well last time. “Tune” can be brought back."
TROUBLE = "The track “Melody” has no notes; play or draw a melody, then press Continue again."


def shown(window: MainWindow, kind: type) -> Iterator[QWidget]:
    return (widget for widget in window.findChildren(kind) if widget.isVisible())


def cut_off(window: MainWindow) -> list[str]:
    """The labels and buttons that have less room than their text needs."""
    found = []
    for words in shown(window, QLabel):
        assert isinstance(words, QLabel)
        width, height = words.sizeHint().width(), words.sizeHint().height()
        if words.wordWrap():
            width, height = 0, words.heightForWidth(words.width())
        if isinstance(words, ElidedLabel):
            width = 0
        if words.width() < width or words.height() < height:
            found.append(words.text())
    for button in shown(window, QAbstractButton):
        assert isinstance(button, QAbstractButton)
        wanted = button.minimumSizeHint() if isinstance(button, LockRow) else button.sizeHint()
        if button.width() < wanted.width() or button.height() < wanted.height():
            found.append(button.text() or button.accessibleName())
    return found


def test_the_panels_grow_with_the_text_and_the_music_keeps_the_rest(window, qtbot):
    across = window.places.across
    places = window.places.tracks, window.places.middle, window.places.assistant
    tracks, music, assistant = map(across.indexOf, places)
    window.resize(1600, 900)
    QTest.qWait(20)
    before = across.sizes()
    steps = round((LARGEST - 1) / STEP)
    for size in (*["larger_text"] * steps, *["smaller_text"] * (steps // 2)):
        window.actions_[size].trigger()
    wait_dressed(qtbot, window)
    after, scale = across.sizes(), 1 + (steps - steps // 2) * STEP
    for panel in (tracks, assistant):
        assert after[panel] == pytest.approx(scale * before[panel], rel=0.1)
    assert after[music] < before[music] and sum(after) == sum(before)
    for _ in range(steps - steps // 2):
        window.actions_["smaller_text"].trigger()
    wait_dressed(qtbot, window)
    assert across.sizes() == pytest.approx(before, abs=8)


@pytest.fixture
def crowded(large: MainWindow, qtbot) -> Iterator[MainWindow]:
    """All that can ask for room at once: takes, a question, trouble, a mode, a long name."""
    document = large.desk._document
    assert large.desk.track is not None
    name = "A melody with a long, long name"
    document.edit("Rename", change_track(document.song, large.desk.track.id, name=name))
    with qtbot.waitSignal(large.asking.answered, timeout=20_000):
        large.actions_["continue"].trigger()
    large.auditioning.hear(0)
    large.places.bars.ask(QUESTION, {"Bring it back": lambda: None, "Throw it away": lambda: None})
    large.places.assistant.show_trouble(TROUBLE)
    large.instrument.switch(True)
    QTest.qWait(50)
    yield large
    large.instrument.switch(False)


def test_every_place_stays_in_the_window(crowded):
    places = crowded.places
    parts = [places.transport, places.bars, places.tracks, places.roll, places.tray]
    for part in (*parts, places.assistant, places.status):
        inside = part.mapTo(crowded, part.rect().bottomRight())
        assert crowded.rect().contains(inside), part
    assert places.transport.position.isVisible()


def test_no_text_is_cut_off(crowded):
    assert QUESTION in crowded.places.bars.texts
    assert cut_off(crowded) == []


def test_the_music_keeps_the_most_room(crowded):
    places = crowded.places
    assert places.roll.width() > max(places.tracks.width(), places.assistant.width())


def apart(one: QColor, other: QColor) -> int:
    """How different two colours are."""
    parts = ((c.red(), c.green(), c.blue()) for c in (one, other))
    return sum(abs(a - b) for a, b in zip(*parts, strict=True))


def test_a_card_still_shows_the_shape_of_its_take(crowded):
    card = crowded.places.tray.cards[1]
    theme, image = card._theme, card.grab().toImage()
    middle = range(image.height() * 2 // 5, image.height() * 3 // 4)
    colors = [image.pixelColor(x, y) for x in range(image.width()) for y in middle]
    ground = Counter(color.name() for color in colors).most_common(1)[0][0]
    voices = {theme.voice(theme.machine, note.velocity).name() for note in card.offer.notes}
    # Notes thinner than a pixel are mixed with what lies below.
    assert any(
        2 * apart(color, QColor(voice)) < apart(QColor(ground), QColor(voice))
        for color in map(QColor, {color.name() for color in colors})
        for voice in voices
    )


def test_a_name_that_is_too_long_ends_in_dots_and_is_whole_while_it_is_typed(crowded):
    row = next(iter(crowded.places.tracks.rows.values()))
    row.name.home(False)
    before = row.name.grab().toImage()
    row.rename()
    row.name.home(False)
    QApplication.sendPostedEvents()
    assert row.name.text() == "A melody with a long, long name"
    assert row.name.grab().toImage() != before


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_an_elided_text_tells_all_to_a_pointer_that_rests(qtbot):
    words = ElidedLabel("edited, not saved")
    qtbot.addWidget(words)
    words.resize(40, 20)
    words.show()
    QApplication.sendEvent(words, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5)))
    assert words.toolTip() == words.text()


def test_the_great_button_keeps_its_name_apart_from_its_key(large):
    button = large.places.assistant.button
    for tool in TOOLS:
        large.places.assistant.show_tool(tool)
        name, cap = button.layout_in(QRectF(button.rect()))
        width = QFontMetricsF(face_font("great")).horizontalAdvance(button.text())
        assert name.center().x() - width / 2 >= 0, tool
        assert name.center().x() + width / 2 <= cap.left(), tool
        assert QRectF(button.rect()).contains(cap)
