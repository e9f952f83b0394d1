"""The document: edits are undo steps, gestures merge, and files come and go whole."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QUndoStack

from engine.errors import AriettaError
from engine.score.edits import add_notes
from engine.score.song import Note, Song, new_song
from engine.score.time import Tick
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


def tune(song: Song) -> list[tuple[int, int, int, int]]:
    return [(n.start, n.length, n.pitch, n.velocity) for t in song.tracks for n in t.notes]


@pytest.fixture
def written(document) -> Song:
    notes = [Note(-1, 60 + i, 80, Tick(i * 480), Tick(240)) for i in range(5)]
    document.edit("Draw", add_notes(document.song, 2, notes))
    return document.song


def test_save_and_open_bring_all_back(document, written, tmp_path):
    path = tmp_path / "tune.arietta"
    document.takes = ({"seed": 7},)
    assert not document.is_clean
    document.save_as(path)
    assert document.is_clean
    assert document.path == path
    document.edit("Name", renamed(written, "Later"))
    assert not document.is_clean
    document.save()
    assert document.is_clean
    other = Document()
    other.open(path)
    assert other.song == document.song
    assert other.takes == ({"seed": 7},)
    assert other.path == path


def test_undo_back_to_what_was_saved_is_clean(document, written, tmp_path):
    document.save_as(tmp_path / "tune.arietta")
    document.edit("Name", renamed(written, "Later"))
    document.undo_stack.undo()
    assert document.is_clean


def test_a_midi_file_opens_without_becoming_the_project(document, written, tmp_path):
    path = tmp_path / "tune.mid"
    document.export_midi(path)
    assert document.path is None
    assert not document.is_clean
    other = Document()
    other.open(path)
    assert tune(other.song) == tune(written)
    assert other.path is None


@pytest.mark.parametrize("name", ["broken.arietta", "broken.mid", "missing.arietta"])
def test_what_cannot_be_read_changes_nothing(document, written, tmp_path, name):
    path = tmp_path / name
    if name.startswith("broken"):
        path.write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(AriettaError, match=name):
        document.open(path)
    assert document.song is written
    assert document.undo_stack.canUndo()


def test_what_cannot_be_written_keeps_the_old_path(document, written, tmp_path):
    path = tmp_path / "tune.arietta"
    document.save_as(path)
    with pytest.raises(AriettaError):
        document.save_as(tmp_path / "no folder" / "tune.arietta")
    assert document.path == path
