"""Ruler and keyboard: seeking, looping, sounding."""

from PySide6.QtCore import QPoint, Qt

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
