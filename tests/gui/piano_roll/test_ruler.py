"""Ruler and keyboard: seeking, looping, sounding."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication

from engine.score.edits import set_meter, set_tempo
from engine.score.time import Tick
from gui.look.kept import KeptPicture
from gui.look.theme import LIGHT
from gui.piano_roll.ruler import Ruler

Q = 960
K = Qt.Key


def test_a_click_in_the_ruler_seeks(roll, hand_on, qtbot):
    hand = hand_on("_ruler")
    for y in (3, roll._ruler.height() - 3):
        with qtbot.waitSignal(roll.seek_requested) as sought:
            hand.click(QPoint(hand.at(2.1 * Q, 0).x(), y))
        assert sought.args == [2 * Q]


def test_a_drag_in_the_upper_half_loops(roll, hand_on, qtbot):
    hand = hand_on("_ruler")
    start, end = (QPoint(hand.at(tick * Q, 0).x(), 3) for tick in (1.1, 3.9))
    with (
        qtbot.waitSignal(roll.loop_requested) as asked,
        qtbot.assertNotEmitted(roll.seek_requested),
    ):
        hand.drag(end, start)
    assert asked.args == [Q, 4 * Q]
    assert roll._stage.loop == (Q, 4 * Q)


def test_a_drag_in_the_lower_half_scrubs(roll, hand_on):
    sought = []
    roll.seek_requested.connect(sought.append)
    hand, y = hand_on("_ruler"), roll._ruler.height() - 3
    hand.drag(QPoint(hand.at(Q, 0).x(), y), QPoint(hand.at(3 * Q, 0).x(), y))
    assert sought[0] == Q
    assert sought[-1] == 3 * Q
    assert sought == sorted(sought)


def test_escape_breaks_off_a_loop(roll, hand_on, hand, qtbot):
    on_ruler = hand_on("_ruler")
    with qtbot.assertNotEmitted(roll.loop_requested):
        on_ruler.press(QPoint(100, 3))
        on_ruler.move(QPoint(300, 3))
        hand.key(K.Key_Escape)
        on_ruler.release()
    assert roll._stage.loop is None


def test_the_keys_sound_as_the_pointer_slides(roll, hand_on, heard):
    from gui.piano_roll.keyboard import Keyboard

    keyboard = roll.findChild(Keyboard)
    roll._keyboard = keyboard
    hand = hand_on("_keyboard")
    hand.drag(QPoint(20, hand.at(0, 64).y()), QPoint(20, hand.at(0, 62).y()))
    assert [event[:2] for event in heard] == [
        ("on", 64),
        ("off", 64),
        ("on", 63),
        ("off", 63),
        ("on", 62),
        ("off", 62),
    ]


def test_an_end_of_the_loop_is_taken_and_the_other_stays(roll, hand_on, qtbot):
    roll.set_loop((Tick(Q), Tick(3 * Q)))
    hand = hand_on("_ruler")
    for start, end, loop in ((3, 5, [Q, 5 * Q]), (1, 2, [2 * Q, 5 * Q])):
        with qtbot.waitSignal(roll.loop_requested) as asked:
            hand.drag(*(QPoint(hand.at(tick * Q, 0).x(), 3) for tick in (start, end)))
        assert asked.args == loop


def test_the_loop_is_dragged_as_a_whole_and_with_shift_drawn_anew(roll, hand_on, qtbot):
    hand = hand_on("_ruler")
    shift = Qt.KeyboardModifier.ShiftModifier
    for start, end, modifiers, loop in (
        (2, 4.1, Qt.KeyboardModifier.NoModifier, [3 * Q, 5 * Q]),
        (2, 0.5, Qt.KeyboardModifier.NoModifier, [0, 2 * Q]),
        (1.5, 2, shift, [3 * Q // 2, 2 * Q]),
    ):
        roll.set_loop((Tick(Q), Tick(3 * Q)))
        with qtbot.waitSignal(roll.loop_requested) as asked:
            places = (QPoint(hand.at(tick * Q, 0).x(), 3) for tick in (start, end))
            hand.drag(*places, modifiers=modifiers)
        assert asked.args == loop


def test_the_pointer_says_what_a_press_would_do(roll, hand_on):
    roll.set_loop((Tick(Q), Tick(3 * Q)))
    hand, ruler = hand_on("_ruler"), roll._ruler
    bottom, shapes = ruler.height() - 3, []
    for tick, y in ((1, 3), (2, 3), (2, bottom), (4, 3)):
        hand._send(
            QPoint(hand.at(tick * Q, 0).x(), y),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
        shapes.append(ruler.cursor().shape())
    wanted = Qt.CursorShape
    assert shapes == [
        wanted.SizeHorCursor, wanted.OpenHandCursor, wanted.PointingHandCursor, wanted.CrossCursor
    ]  # fmt: skip


def test_the_right_button_asks_for_a_menu_at_a_line_of_the_grid(roll, hand_on, qtbot):
    place = QPoint(hand_on("_ruler").at(2.1 * Q, 0).x(), 5)
    reason = QContextMenuEvent.Reason.Mouse
    with qtbot.waitSignal(roll.ruler_menu_requested) as asked:
        event = QContextMenuEvent(reason, place, roll._ruler.mapToGlobal(place))
        QApplication.sendEvent(roll._ruler, event)
    assert asked.args[0] == 2 * Q


def test_changes_of_tempo_and_meter_are_written_on_the_ruler(document, roll):
    before = roll._ruler.grab().toImage()
    song = set_tempo(set_meter(document.song, Tick(4 * Q), 3, 4), Tick(4 * Q), 90)
    document.edit("Change", set_tempo(song, Tick(5 * Q), 91))
    assert roll._ruler._changes() == [(4 * Q, "♩ 90 3/4"), (5 * Q, "♩ 91")]
    assert roll._ruler.grab().toImage() != before


class Painted(QObject):
    """Which pixels of what it watches are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.region = QRegion()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def anew(part: Ruler) -> QImage:
    """A part as it looks when nothing of it is kept."""
    part._picture = KeptPicture(part, part._paint_picture)
    return part.grab().toImage()


def test_where_the_playhead_moves_the_ruler_paints_two_places(roll, qtbot):
    ruler, watch = roll._ruler, Painted()
    ruler.installEventFilter(watch)
    before = ruler.grab().toImage()
    QApplication.processEvents()
    watch.region = QRegion()
    roll.set_playhead(Tick(3 * Q))
    qtbot.waitUntil(lambda: not watch.region.isEmpty())
    places = [round(roll._stage.coordinates.x_of(tick)) for tick in (0, 3 * Q)]
    for x in range(ruler.width()):
        near = any(abs(x - place) < 8 for place in places)
        assert near or not watch.region.contains(QPoint(x, ruler.height() - 4))
    after = ruler.grab().toImage()
    changed = {
        x for x in range(ruler.width()) for y in range(ruler.height())
        if before.pixel(x, y) != after.pixel(x, y)
    }  # fmt: skip
    assert {*places} < changed
    assert all(watch.region.contains(QPoint(x, ruler.height() - 4)) for x in changed)


def test_what_the_ruler_keeps_looks_as_if_painted_anew(roll, document, hand_on):
    ruler, stage = roll._ruler, roll._stage
    hand = hand_on("_ruler")
    changes = (
        lambda: stage.look(stage.coordinates.scrolled(37, 0)),
        lambda: stage.look(stage.coordinates.zoomed_in_time(90, 1.7, Q)),
        lambda: stage.set_loop((Tick(Q), Tick(3 * Q))),
        lambda: document.edit("Meter", set_meter(document.song, Tick(4 * Q), 3, 4)),
        lambda: document.edit("Tempo", set_tempo(document.song, Tick(2 * Q), 133)),
        lambda: roll.set_theme(LIGHT),
        lambda: [hand.press(QPoint(300, 3)), hand.move(QPoint(420, 3))],
        lambda: ruler.cancel(),
    )
    for change in changes:
        before = ruler.grab().toImage()
        change()
        kept = ruler.grab().toImage()
        assert kept == anew(ruler)
        assert kept != before
