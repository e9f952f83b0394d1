"""What the roll says of notes: of those selected, and of one that is drawn, moved, stretched."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.score.edits import change_track
from engine.theory.keys import Key
from gui.piano_roll import cursors
from gui.piano_roll.keyboard import Keyboard

Q = 960
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def keyboard(roll) -> Keyboard:
    return roll.findChild(Keyboard)


def on(keyboard: Keyboard, pitch: int) -> QPoint:
    """The middle of a key."""
    coordinates = keyboard._stage.coordinates
    return QPoint(20, round(coordinates.y_of(pitch) + coordinates.row_height / 2))


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        ((), ""),
        ((4,), "D4, bar 1, beat 2, 1 beat, velocity 80"),
        ((3, 6), "2 notes, C4–G4, velocity 80"),
    ],
)
def test_a_selection_is_told(roll, ids, words):
    roll.set_selection(ids)
    assert roll.selection_words == words


def test_what_is_told_follows_the_edit(roll):
    roll.set_selection((3, 4))
    roll.louder(2)
    roll.set_selection((3, 5))
    assert roll.selection_words == "2 notes, C4–E4, velocity 80–90"
    roll.set_selection((3,))
    roll.transpose(1)
    assert roll.selection_words.startswith("C♯4, bar 1")


def test_drums_have_names_and_no_range(document, roll):
    document.edit("Kit", change_track(document.song, 1, channel=9))
    roll.set_selection((3,))
    assert roll.selection_words.startswith("Bongo high, bar 1")
    roll.set_selection((3, 4))
    assert roll.selection_words == "2 notes, velocity 80"


def test_a_moved_note_says_where_it_would_be(roll, hand):
    hand.press(hand.at(0.5 * Q, 60))
    hand.move(hand.at(4.5 * Q, 62))
    assert roll._stage.preview.label == "D4 · 2.1.000"
    hand.release()
    assert roll._stage.preview.label == ""


def test_a_stretched_note_says_how_long_it_would_be(roll, hand):
    end = hand.at(1 * Q, 60) - QPoint(2, 0)
    hand.press(end)
    hand.move(hand.at(2.5 * Q, 60) - QPoint(2, 0))
    assert roll._stage.preview.label == "2.5 beats"
    hand.release()


def test_a_note_says_how_long_it_is_drawn(roll, hand):
    hand.press(hand.at(4 * Q, 70))
    assert roll._stage.preview.label == ""
    hand.move(hand.at(5 * Q, 70))
    assert roll._stage.preview.label == "1 beat"
    hand.release()


def test_shift_and_a_click_on_a_key_selects_its_notes_without_a_sound(roll, keyboard, heard):
    QTest.mouseClick(keyboard, Qt.MouseButton.LeftButton, SHIFT, on(keyboard, 60))
    QTest.mouseClick(keyboard, Qt.MouseButton.LeftButton, SHIFT, on(keyboard, 64))
    assert roll.selection == {3, 5}
    QTest.mouseClick(keyboard, Qt.MouseButton.LeftButton, SHIFT, on(keyboard, 60))
    assert roll.selection == {5}
    assert heard == []


def test_all_notes_of_the_same_pitch_are_selected(roll):
    roll.set_selection((4,))
    roll.duplicate()
    roll.set_selection((4,))
    roll.select_same_pitch()
    assert len(roll.selection) == 2
    assert {note.pitch for note in roll._stage.selected_notes()} == {62}


def test_the_key_under_the_pointer_is_spelt_anew_where_another_key_is_found(qtbot, roll, keyboard):
    roll._stage.set_hovered(68)
    before = keyboard.grab().toImage()
    with qtbot.waitSignal(roll._stage.keys_changed):
        roll.set_key(Key(1, minor=True))
    assert keyboard.grab().toImage() != before


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("tool", ["pencil", "knife"])
def test_tools_are_as_large_as_the_screen_shows_them(roll, tool, ratio):
    pixmap = cursors._drawn(tool, ratio).pixmap()
    assert pixmap.width() == round(cursors.SIZE * ratio)
    assert pixmap.devicePixelRatio() == ratio
