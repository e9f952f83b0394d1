"""The document: edits are undo steps, gestures merge, and files come and go whole."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QUndoStack

from engine.score.song import Song, new_song
from gui.document import Document


@pytest.fixture
def document(qapp) -> Document:
    return Document(new_song("Tune"))


def renamed(song: Song, name: str) -> Song:
    return replace(song, name=name)


def test_an_edit_can_be_undone_and_redone(document, qtbot):
    first = document.song
    seen = []
    document.changed.connect(lambda before, after: seen.append((before, after)))
    second = renamed(first, "Other")
    document.edit("Rename", second)
    assert document.song is second
    document.undo_stack.undo()
    assert document.song is first
    document.undo_stack.redo()
    assert document.song is second
    assert seen == [(first, second), (second, first), (first, second)]
    assert document.undo_stack.undoText() == "Rename"


def test_the_same_song_is_no_step(document):
    document.edit("Nothing", document.song)
    assert document.undo_stack.count() == 0


def test_edits_of_one_gesture_are_one_step(document):
    first = document.song
    gesture = document.new_gesture()
    for name in ("a", "b", "c"):
        document.edit("Name", renamed(document.song, name), gesture)
    assert document.undo_stack.count() == 1
    assert document.song.name == "c"
    document.undo_stack.undo()
    assert document.song is first
    document.undo_stack.redo()
    assert document.song.name == "c"


def test_gestures_and_plain_edits_stay_apart(document):
    one, two = document.new_gesture(), document.new_gesture()
    assert one != two
    for gesture in (one, two, None, None):
        document.edit("Name", renamed(document.song, f"{gesture}"), gesture)
    assert document.undo_stack.count() == 4


def test_a_gesture_that_ends_where_it_began_leaves_no_step(document):
    first = document.song
    gesture = document.new_gesture()
    document.edit("Name", renamed(first, "x"), gesture)
    document.edit("Name", first, gesture)
    assert document.song is first
    assert document.undo_stack.count() == 0


def test_undo_goes_back_without_limit(document):
    first = document.song
    for i in range(2000):
        document.edit("Name", renamed(document.song, str(i)))
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert document.song is first


def test_another_piece_has_nothing_to_undo(document, qtbot):
    document.edit("Name", renamed(document.song, "x"))
    other = new_song("Other")
    with qtbot.waitSignals([document.changed, document.opened, document.path_changed]):
        document.replace(other)
    assert document.song is other
    assert isinstance(document.undo_stack, QUndoStack)
    assert not document.undo_stack.canUndo()
    assert document.is_clean


def test_without_a_path_save_says_so(document):
    with pytest.raises(ValueError, match="save_as"):
        document.save()
