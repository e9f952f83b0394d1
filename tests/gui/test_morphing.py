"""The morph pad: a ground decoded ahead between the musician's clips, and a puck that offers."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from engine.score.smf import write_midi
from engine.score.song import Note
from engine.score.time import Tick
from gui.assistant.morph.morph_pad import SIDE
from gui.window import MainWindow
from tests.gui.conftest import BEAT, melody
from tests.gui.test_dropping import COPY, LEFT, NONE, mime_of
from tests.gui.test_tools import band, services

__all__ = ["services"]
LAST = SIDE - 1


@pytest.fixture
def pad(window: MainWindow, qtbot):
    """The pad of a window whose song has two clips of a melody, all of it decoded."""
    document = window.desk._document
    document.replace(band())
    window.desk.choose_clip(document.song.tracks[0].clips[0].id)
    window.places.assistant.show_tool("interpolate")
    wait_for_ground(window, qtbot)
    return window.places.morph_pad


def wait_for_ground(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: len(window.morphing._cells) == SIDE * SIDE, timeout=120_000)


def sounds(notes, start=0) -> list[tuple[int, int, int, int]]:
    return [(note.start - start, note.length, note.pitch, note.velocity) for note in notes]


def test_corners_are_exactly_the_musicians_clips(pad, window):
    first, second = window.desk._document.song.tracks[0].clips
    for column, clip in ((0, first), (LAST, second)):
        pad.move_to(column, 1)
        pad.move_to(column, 0)
        offer = window.shelf.batch.offers[0]
        factor = window.shelf.batch.ppq // window.desk._document.song.ppq
        own = [n.with_span(n.start * factor, n.end * factor) for n in clip.notes]
        assert sounds(offer.notes, offer.start) == sounds(own, clip.start * factor)


def test_moving_about_changes_one_take_and_nothing_else(pad, window):
    before = window.desk._document.song
    for step in range(SIDE):
        pad.move_to(step, step)
    assert len(window.shelf.batches) == 1
    assert len(window.shelf.batch.offers) == 1
    assert window.desk._document.song is before
    assert window.auditioning.chosen == 0


def test_what_is_kept_or_starred_stays_when_the_puck_goes_on(pad, window):
    pad.move_to(3, 0)
    window.auditioning.star(0)
    starred = window.shelf.batch
    pad.move_to(5, 0)
    assert len(window.shelf.batches) == 2
    assert window.shelf[starred.id] == starred


def test_the_clip_under_the_puck_can_be_kept(pad, window):
    document = window.desk._document
    before = document.song
    pad.move_to(4, 2)
    window.auditioning.keep(0)
    assert len(list(document.song.tracks[0].notes)) > len(list(before.tracks[0].notes))
    document.undo_stack.undo()
    assert document.song == before


def test_arrows_move_the_puck_inside_the_square(pad, qtbot):
    pad.setFocus()
    for _ in range(SIDE + 3):
        qtbot.keyClick(pad, Qt.Key.Key_Right)
    qtbot.keyClick(pad, Qt.Key.Key_Down)
    qtbot.keyClick(pad, Qt.Key.Key_Up)
    qtbot.keyClick(pad, Qt.Key.Key_Up)
    assert pad.cell == (LAST, 0)
    assert "column 9 of 9, row 1 of 9" in pad.accessibleName()


def drag(pad, corner: int, *paths: Path) -> bool:
    """Drag files onto a corner and let go; whether they were taken."""
    x, y = ((8, pad.width() - 8)[corner % 2], (8, pad.height() - 8)[corner // 2])
    place, mime = QPoint(x, y), mime_of(*paths)
    enter = QDragEnterEvent(place, COPY, mime, LEFT, NONE)
    QApplication.sendEvent(pad, enter)
    if enter.isAccepted():
        QApplication.sendEvent(pad, QDragMoveEvent(place, COPY, mime, LEFT, NONE))
        QApplication.sendEvent(pad, QDropEvent(QPointF(place), COPY, mime, LEFT, NONE))
    return enter.isAccepted()


@pytest.fixture
def uneven(tmp_path: Path) -> tuple[Path, tuple[Note, ...]]:
    """A file with a melody of uneven onsets, lengths and velocities, and the notes in it."""
    song = melody()
    clip = song.tracks[0].clips[0]
    notes = tuple(
        replace(note, start=Tick(note.start + 7 * i), length=Tick(333 + i), velocity=50 + 3 * i)
        for i, note in enumerate(clip.notes[:8])
    )
    path = tmp_path / "other.mid"
    write_midi(song.with_clip(replace(clip, notes=notes)), path)
    return path, notes


def test_a_dropped_file_becomes_a_corner_to_the_tick(pad, window, qtbot, uneven):
    path, notes = uneven
    assert drag(pad, 3, path)
    qtbot.waitUntil(lambda: len(window.morphing._cells) < SIDE * SIDE, timeout=20_000)
    wait_for_ground(window, qtbot)
    assert "D other" in pad.accessibleName()
    pad.move_to(LAST, LAST)
    offer, factor = window.shelf.batch.offers[0], window.shelf.batch.ppq // BEAT
    own = [note.with_span(note.start * factor, note.end * factor) for note in notes]
    assert sounds(offer.notes, offer.start) == sounds(own)


def test_several_files_fill_the_corners_from_one_on(pad, window, qtbot, uneven, tmp_path: Path):
    path, _ = uneven
    second = tmp_path / "second.mid"
    second.write_bytes(path.read_bytes())
    assert drag(pad, 2, path, second)
    qtbot.waitUntil(lambda: "D second" in pad.accessibleName(), timeout=20_000)
    assert "C other" in pad.accessibleName()


def test_of_a_band_the_pad_takes_the_track_of_its_kind(pad, window, qtbot, tmp_path: Path):
    path = tmp_path / "band.mid"
    song = band()
    write_midi(replace(song, tracks=song.tracks[::-1]), path)
    drag(pad, 2, path)
    qtbot.waitUntil(lambda: "C band" in pad.accessibleName(), timeout=20_000)
    assert not window.morphing._corners[2].song.tracks[0].is_drums


def test_a_file_of_another_kind_is_refused(pad, tmp_path: Path):
    path = tmp_path / "text.txt"
    path.write_text("no music")
    assert not drag(pad, 2, path)


def test_a_file_that_is_none_is_named(pad, window, qtbot, tmp_path: Path):
    path = tmp_path / "broken.mid"
    path.write_bytes(b"no music")
    with qtbot.waitSignal(window.arriving.trouble) as told:
        drag(pad, 2, path)
    assert "broken.mid" in told.args[0]
    assert len(window.morphing._cells) == SIDE * SIDE


def test_another_kind_of_clip_is_refused_in_words(pad, window, qtbot):
    drums = window.desk._document.song.tracks[1].clips[0].id
    window.morphing.choose(2, drums)
    trouble = window.places.assistant.trouble
    qtbot.waitUntil(lambda: "drums" in trouble.text(), timeout=20_000)


def test_without_a_second_clip_there_is_no_ground(window, qtbot):
    window.places.assistant.show_tool("interpolate")
    qtbot.wait(400)
    assert not window.morphing._cells
    window.places.morph_pad.move_to(4, 4)
    assert not window.shelf.batches
