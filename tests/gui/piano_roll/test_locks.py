"""The assistant's locks in the roll: rows, range and chords, seen and changed by hand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from engine.score.edits import set_meter
from engine.score.meter import Meter, MeterMap
from engine.score.time import Tick
from engine.theory.chords import laid_out, parse_chords
from engine.theory.keys import Key
from gui.piano_roll.locks import ShownLocks, cells, moved_range, rewritten
from tests.gui.piano_roll.conftest import QUARTER, Hand, picture_of

BAR = 4 * QUARTER
K = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def shown(roll, x: int, pitch: int) -> tuple[int, int, int]:
    """The colour in the middle of a row, with no note there."""
    picture = picture_of(roll)
    color = picture.pixelColor(Hand(roll).at(0, pitch) + QPoint(x, 0))
    return color.red(), color.green(), color.blue()


def written(text: str, until: float = 4, locks: ShownLocks | None = None) -> list[tuple]:
    """The cells as (bar, symbol, whether it comes again)."""
    locks = replace(locks or ShownLocks(), chords=text)
    found = cells(locks, MeterMap(), until * BAR)
    return [(cell.start / BAR, cell.symbol, cell.again) for cell in found]


# The cells


def test_chords_lie_bar_by_bar_and_come_again():
    assert written("Am F") == [(0, "Am", False), (1, "F", False), (2, "Am", True), (3, "F", True)]
    assert written("C:2 G:2 Am", 2) == [(0, "C", False), (0.5, "G", False), (1, "Am", False)]
    assert written("", 2) == [(0, "", False), (1, "", False)]


def test_they_begin_and_end_where_the_lock_does():
    locks = ShownLocks(start=Tick(BAR), end=Tick(2 * BAR + QUARTER))
    assert written("Am F", 9, locks) == [(1, "Am", False), (2, "F", False)]
    assert cells(replace(locks, chords="Am"), MeterMap(), 9 * BAR)[-1].end == 2 * BAR + QUARTER


@pytest.mark.parametrize("text", ["Am F C G", "C:2 G:2 Am", "Am:3 E7", "N.C. G7b9:1"])
def test_the_lane_lies_where_the_lock_holds(text):
    meters = MeterMap(QUARTER, (Meter(), Meter(Tick(2 * BAR), 3, 4), Meter(Tick(4 * BAR), 6, 8)))
    locks = ShownLocks(chords=text, start=Tick(QUARTER))
    held = laid_out(parse_chords(text), meters, Tick(QUARTER), Tick(9 * BAR))
    here = [(cell.start, cell.symbol) for cell in cells(locks, meters, 9 * BAR)]
    assert here == [(tick, chord.symbol) for tick, chord in held]


@pytest.mark.parametrize(
    ("before", "number", "typed", "after"),
    [
        ("Am F C G", 1, "Dm", "Am Dm C G"),
        ("Am F", 3, "G", "Am F Am G"),
        ("", 2, "G", "N.C. N.C. G"),
        ("Am F", 0, "C G", "C:2 G:2 F"),
        ("C:2 G:2 Am", 1, "Em", "C:2 Em:2 Am"),
        ("C:2 G:2 Am", 1, "", "C:4 Am"),
        ("Am F G", 1, "", "Am N.C. G"),
        ("Am F", 1, "", "Am"),
        ("Am", 0, "", ""),
        ("Am", 0, "C:3 G:1", "C:3 G:1"),
        ("Am", 0, "C F G", "C:2 F:1 G:1"),
    ],
)
def test_what_is_typed_into_a_cell_is_what_is_locked(before, number, typed, after):
    assert rewritten(before, number, typed, 2 if ":" in before else 4) == after
    assert not after or parse_chords(after)


def test_a_range_stays_a_range():
    assert moved_range((48, 72), 0, 1) == (48, 73)
    assert moved_range((48, 72), -1, 0) == (47, 72)
    assert moved_range((60, 60), 1, 0) == (60, 60)
    assert moved_range((60, 60), 0, -1) == (60, 60)
    assert moved_range((0, 127), -1, 1) == (0, 127)


# What is seen


def test_rows_of_a_locked_key_are_tinted_and_only_they(roll):
    plain = {pitch: shown(roll, 735, pitch) for pitch in (65, 66)}
    roll.set_locks(ShownLocks(key=Key(7)))
    tinted = {pitch: shown(roll, 735, pitch) for pitch in (65, 66, 67)}
    teal = roll._stage.theme.machine
    assert tinted[66] != plain[66]
    assert abs(tinted[66][1] - teal.green()) < abs(tinted[65][1] - teal.green())
    assert tinted[67][1] > tinted[66][1]
    roll.set_locks(ShownLocks())
    assert shown(roll, 735, 66) == plain[66]


def test_rows_outside_a_locked_range_are_dimmed(roll):
    before = {pitch: shown(roll, 735, pitch) for pitch in (59, 60, 72, 74)}
    roll.set_locks(ShownLocks(low=60, high=72))
    after = {pitch: shown(roll, 735, pitch) for pitch in before}
    assert after[60] == before[60]
    assert after[72] == before[72]
    assert after[74] != before[74]
    assert after[59] != before[59]


# The range


@pytest.fixture
def keyboard(roll):
    return roll._grid.itemAtPosition(2, 0).widget()


def dragged(keyboard, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(keyboard, LEFT, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(keyboard, start + QPoint(0, 1))
    hand = Hand(keyboard.window(), keyboard)
    hand.place = start
    hand.move(end)
    QTest.mouseRelease(keyboard, LEFT, Qt.KeyboardModifier.NoModifier, end)


@pytest.mark.parametrize(("edge", "to", "bounds"), [
    (72, 75, (60, 75)), (72, 50, (60, 60)), (59, 55, (56, 72)), (59, 90, (72, 72)),
])  # fmt: skip
def test_a_handle_on_the_keyboard_moves_its_end_of_the_range(
    roll, keyboard, heard, edge, to, bounds
):
    roll.set_locks(ShownLocks(low=60, high=72))
    said = []
    roll.range_dragged.connect(lambda low, high: said.append((low, high)))
    view = roll._stage.coordinates
    start, end = (QPoint(30, round(view.y_of(pitch))) for pitch in (edge, to))
    dragged(keyboard, start, end)
    assert said[-1] == bounds
    assert roll._stage.locks.shown.range == bounds
    assert heard == []


def test_without_a_lock_the_keyboard_only_sounds(roll, keyboard, heard):
    view = roll._stage.coordinates
    QTest.mouseClick(keyboard, LEFT, pos=QPoint(30, round(view.y_of(72))))
    assert heard[0][0] == "on"


def test_the_range_is_moved_by_key(roll, qtbot):
    roll.set_locks(ShownLocks(low=60, high=72))
    with qtbot.waitSignal(roll.range_dragged) as said:
        roll.move_range(0, 1)
    assert said.args == [60, 73]
    roll.set_locks(ShownLocks())
    with qtbot.waitSignal(roll.message) as told:
        roll.move_range(0, 1)
    assert "range" in told.args[0]


def test_what_is_shown_says_nothing_back(roll):
    said = []
    roll.range_dragged.connect(lambda *bounds: said.append(bounds))
    roll.chords_edited.connect(said.append)
    roll.set_locks(ShownLocks(Key(0), 40, 80, "Am F"))
    assert said == []


# The lane of chords


@pytest.fixture
def lane(roll):
    roll.show_chords(True)
    return roll._chords


@pytest.fixture
def chords(roll) -> list[str]:
    said: list[str] = []
    roll.chords_edited.connect(said.append)
    return said


def edit(lane) -> QLineEdit:
    return lane.findChild(QLineEdit)


def click(lane, bar: float) -> None:
    x = round(lane._stage.coordinates.x_of(bar * BAR) + 5)
    QTest.mouseClick(lane, LEFT, pos=QPoint(x, 8))


def test_a_click_and_letters_lock_a_chord(lane, chords):
    click(lane, 1)
    QTest.keyClicks(edit(lane), "Dm7")
    QTest.keyClick(edit(lane), K.Key_Return)
    assert chords == ["N.C. Dm7"]
    assert lane.chosen == 2
    assert lane.editing
    QTest.keyClicks(edit(lane), "G7 C")
    QTest.keyClick(edit(lane), K.Key_Return)
    assert chords[-1] == "N.C. Dm7 G7:2 C:2"


def test_by_key_alone(lane, chords, roll):
    roll.set_locks(ShownLocks(chords="Am F C G"))
    roll.write_chords()
    QTest.keyClick(lane, K.Key_Right)
    QTest.keyClick(lane, K.Key_D)
    QTest.keyClicks(edit(lane), "m")
    QTest.keyClick(edit(lane), K.Key_Return)
    assert chords == ["Am Dm C G"]
    QTest.keyClick(edit(lane), K.Key_Escape)
    QTest.keyClick(lane, K.Key_Delete)
    assert chords[-1] == "Am Dm N.C. G"
    QTest.keyClick(lane, K.Key_Left)
    assert lane.accessibleDescription() == "Dm"


def test_what_is_no_chord_is_told_and_can_be_mended(lane, chords, qtbot, roll):
    click(lane, 0)
    QTest.keyClicks(edit(lane), "H7")
    with qtbot.waitSignal(roll.message) as said:
        QTest.keyClick(edit(lane), K.Key_Return)
    assert "H7" in said.args[0]
    assert lane.editing
    assert chords == []
    QTest.keyClick(edit(lane), K.Key_Escape)
    assert not lane.editing


def test_leaving_keeps_what_is_typed(lane, chords, roll):
    click(lane, 0)
    QTest.keyClicks(edit(lane), "Em")
    roll._canvas.setFocus()
    assert chords == ["Em"]
    assert not lane.editing


def test_letters_of_the_lane_are_not_the_windows(lane):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    none = Qt.KeyboardModifier.NoModifier
    for key, text, own in ((K.Key_C, "c", True), (K.Key_Space, " ", False), (K.Key_R, "r", False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, none, text)
        event.ignore()
        lane.event(event)
        assert event.isAccepted() is own


def test_the_lane_unfolds_with_the_first_chords_and_stays_as_it_was_left(roll, qtbot):
    assert roll._chords.isHidden()
    with qtbot.waitSignal(roll.chords_shown):
        roll.set_locks(ShownLocks(chords="Am"))
    assert not roll._chords.isHidden()
    roll.show_chords(False)
    roll.set_locks(ShownLocks(chords="Am F"))
    assert roll._chords.isHidden()


def test_the_lane_is_drawn_from_its_first_chord_to_the_edge(roll, lane, document):
    document.edit("x", set_meter(document.song, Tick(0), 3, 4))
    roll.set_locks(ShownLocks(chords="Am F", start=Tick(3 * QUARTER)))
    empty, full = lane.grab().toImage(), lane.grab().toImage()
    assert empty == full
    x = round(roll._stage.coordinates.x_of(3 * QUARTER))
    assert full.pixelColor(x + 30, 4) != full.pixelColor(max(0, x - 30), 4)
