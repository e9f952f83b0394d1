"""What keys do to the selection."""

import pytest
from PySide6.QtCore import Qt

from engine.score.edits import shift
from engine.score.grids import grid_named
from engine.score.song import new_song
from engine.score.time import Tick
from engine.theory.keys import Key
from gui.document import Document
from gui.look.theme import DARK
from gui.piano_roll.roll import PianoRoll

Q = 960
K = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def rows(document) -> list[tuple[float, int, float, int]]:
    notes = document.song.clip(2).notes
    return [(n.start / Q, n.pitch, n.length / Q, n.velocity) for n in notes]


@pytest.mark.parametrize(
    ("key", "held", "expected"),
    [
        (K.Key_Up, NONE, (1, 63, 1, 80)),
        (K.Key_Down, NONE, (1, 61, 1, 80)),
        (K.Key_Up, SHIFT, (1, 74, 1, 80)),
        (K.Key_Down, SHIFT, (1, 50, 1, 80)),
        (K.Key_Left, NONE, (0.75, 62, 1, 80)),
        (K.Key_Right, NONE, (1.25, 62, 1, 80)),
        (K.Key_Left, SHIFT, (1, 62, 0.75, 80)),
        (K.Key_Right, SHIFT, (1, 62, 1.25, 80)),
        (K.Key_Up, CONTROL, (1, 62, 1, 85)),
        (K.Key_S, ALT, (1, 62, 0.5, 80)),
    ],
)
def test_keys_edit_the_selection(document, roll, hand, key, held, expected):
    roll.set_selection({4})
    hand.key(key, held)
    assert rows(document)[1] == expected
    assert document.undo_stack.count() == 1
    assert roll.selection == {4}


def test_keys_do_nothing_without_a_selection(document, roll, hand):
    for key in (K.Key_Up, K.Key_Left, K.Key_Delete, K.Key_Backspace):
        hand.key(key)
    assert document.undo_stack.count() == 0


def test_delete_and_undo(document, roll, hand):
    roll.set_selection({4, 5})
    hand.key(K.Key_Delete)
    assert [row[1] for row in rows(document)] == [60, 67]
    assert roll.selection == frozenset()
    document.undo_stack.undo()
    assert [row[1] for row in rows(document)] == [60, 62, 64, 67]


def test_all_can_be_done_by_keys_alone(document, roll, hand, heard):
    hand.key(K.Key_Right, ALT)
    assert roll.selection == {3}
    hand.key(K.Key_Right, ALT)
    assert roll.selection == {4}
    hand.key(K.Key_Left, ALT)
    assert roll.selection == {3}
    assert heard[:3] == [("on", 60, 80), ("off", 60), ("on", 62, 80)]
    hand.key(K.Key_A, CONTROL)
    assert roll.selection == {3, 4, 5, 6}
    hand.key(K.Key_Insert)
    assert rows(document)[-1] == (4, 67, 0.25, 100)
    hand.key(K.Key_Up)
    assert rows(document)[-1][1] == 68
    hand.key(K.Key_Escape)
    assert roll.selection == frozenset()


def test_the_first_note_by_key_comes_at_the_playhead(qtbot):
    document = Document(new_song())
    roll = PianoRoll(document, DARK)
    qtbot.addWidget(roll)
    roll.set_key(Key(2))
    roll.set_playhead(Tick(2 * Q + 100))
    roll.commands.insert_note()
    assert rows(document) == [(2, 62, 0.25, 100)]


def test_tools_by_key(roll, hand):
    for key, tool in ((K.Key_F2, "select"), (K.Key_F3, "knife"), (K.Key_F1, "pencil")):
        hand.key(key)
        assert roll.tool == tool


def test_quantise_takes_all_where_nothing_is_selected(document, roll):
    document.edit("Late", shift(document.song, {3, 4, 5, 6}, Tick(50)))
    roll.quantize(0.5)
    assert [n.start for n in document.song.clip(2).notes] == [25, Q + 25, 2 * Q + 25, 3 * Q + 25]
    roll.quantize()
    assert [n.start for n in document.song.clip(2).notes] == [0, Q, 2 * Q, 3 * Q]


def test_quantise_to_no_grid_says_so(roll, qtbot):
    roll.set_grid(grid_named("Off"))
    with qtbot.waitSignal(roll.message) as said:
        roll.quantize()
    assert "grid" in said.args[0]


def test_legato_closes_gaps(document, roll):
    roll.select_all()
    roll.staccato()
    assert [row[2] for row in rows(document)] == [0.5] * 4
    roll.legato()
    assert [row[2] for row in rows(document)] == [1, 1, 1, 0.5]


def test_a_screen_reader_hears_what_is_selected(roll):
    roll.set_selection({4})
    assert roll._canvas.accessibleDescription() == "D4, bar 1, beat 2, 1 beat, velocity 80"
    roll.select_all()
    assert roll._canvas.accessibleDescription().startswith("4 notes, C4–G4")


def test_a_passage_is_turned_and_stretched(document, roll):
    def rows() -> list[tuple[float, int, float]]:
        notes = document.song.clip(2).notes
        return [(note.start / Q, note.pitch, note.length / Q) for note in notes]

    roll.commands.reverse()
    assert rows() == [(0, 67, 1), (1, 64, 1), (2, 62, 1), (3, 60, 1)]
    roll.commands.mirror()
    assert rows() == [(0, 60, 1), (1, 63, 1), (2, 65, 1), (3, 67, 1)]
    roll.commands.stretch(1 / 2)
    assert rows() == [(0, 60, 0.5), (0.5, 63, 0.5), (1, 65, 0.5), (1.5, 67, 0.5)]
    assert document.undo_stack.undoText() == "Twice as fast"
    first = document.song.clip(2).notes[0].id
    roll.set_selection({first})
    roll.commands.stretch(2)
    assert rows()[0] == (0, 60, 1) and rows()[1] == (0.5, 63, 0.5)
    assert document.undo_stack.count() == 4
