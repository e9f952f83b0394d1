"""What is dragged onto the window: where it would land is shown, where it lands it is."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from engine.score.edits import add_track, insert_song
from engine.score.project import Project, write_project
from engine.score.smf import midi_bytes, write_midi
from engine.score.song import Song
from engine.score.time import Tick
from gui.files.arriving import MOST_FILES, music_in, read_arrival
from gui.files.landing import Landing
from gui.window import MainWindow
from tests.gui.conftest import BEAT, melody

BAR = 4 * BEAT
COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


class OwnDrop(QDropEvent):
    """A drop of what was dragged inside the window."""

    def source(self) -> QWidget:
        return QApplication.activeWindow() or QWidget()


def mime_of(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(window: MainWindow, part: QWidget, point: QPoint, *paths: Path) -> str:
    """Drag files to a place and let go; what the mark said there, "" where they are refused."""
    mime, where = mime_of(*paths), part.mapTo(window, point)
    enter = QDragEnterEvent(where, COPY, mime, LEFT, NONE)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return ""
    QApplication.sendEvent(window, QDragMoveEvent(where, COPY, mime, LEFT, NONE))
    assert window.dropping.mark.isVisible()
    said = window.dropping.mark.text
    QApplication.sendEvent(window, QDropEvent(QPointF(where), COPY, mime, LEFT, NONE))
    assert window.dropping.mark.isHidden()
    return said


def onsets(song: Song, index: int = 0) -> list[tuple[float, int]]:
    return [(note.start / BAR, note.pitch) for note in song.tracks[index].notes]


@pytest.fixture
def tune(tmp_path) -> Path:
    """A file with one track of a bar: C D E F."""
    song = melody()
    clip = song.tracks[0].clips[0]
    short = replace(clip, notes=clip.notes[:4], length=Tick(BAR))
    path = tmp_path / "riff.mid"
    write_midi(song.with_clip(short), path)
    return path


@pytest.fixture
def band(tmp_path) -> Path:
    """A file with two tracks, the second on the drums."""
    song, track_id = add_track(melody(), "Kit", channel=9)
    song, _, _ = insert_song(song, track_id, melody(), Tick(0))
    path = tmp_path / "band.mid"
    write_midi(song, path)
    return path


def test_on_a_track_it_follows_the_last_bar(window, services, tune, qtbot):
    row = window.places.tracks.rows[1]
    said = drop(window, row, QPoint(20, 10), tune)
    assert "riff.mid after the last bar" in said
    document = services.document
    qtbot.waitUntil(lambda: document.undo_stack.count() == 1)
    assert onsets(document.song)[16:] == [(4, 60), (4.25, 62), (4.5, 64), (4.75, 65)]
    assert window.desk.clip.name == "riff"
    assert document.undo_stack.undoText() == "Put “riff” onto Melody"
    document.undo_stack.undo()
    assert document.song == melody()


def test_on_the_strip_it_lands_at_the_bar_that_is_pointed_at(window, services, tune, qtbot):
    strip = window.places.strip
    place = strip.bar_box(2).center()
    assert "at bar 3" in drop(window, strip, place, tune)
    qtbot.waitUntil(lambda: services.document.undo_stack.count() == 1)
    assert len(services.document.song.tracks[0].clips) == 1
    assert [start for start, _ in onsets(services.document.song)].count(2) == 2


def test_on_the_roll_it_lands_at_the_bar_that_is_pointed_at(window, services, tune, qtbot):
    roll = window.places.roll
    view = roll._stage.coordinates
    x = round(view.x_of(5 * BAR + 100))
    said = drop(window, roll, QPoint(x, 200) + QPoint(roll._canvas.x(), 0), tune)
    assert "at bar 6" in said
    qtbot.waitUntil(lambda: services.document.undo_stack.count() == 1)
    assert onsets(services.document.song)[-4:][0] == (5, 60)


def test_the_mark_lies_around_the_bar(window, tune):
    roll, mime = window.places.roll, mime_of(tune)
    where = roll.mapTo(window, roll.bar_box(1).center())
    QApplication.sendEvent(window, QDragEnterEvent(where, COPY, mime, LEFT, NONE))
    box = window.dropping.mark.box
    left = roll._canvas.mapTo(window, QPoint(round(roll._stage.coordinates.x_of(BAR)), 0)).x()
    assert abs(box.left() - left) <= 1
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert window.dropping.mark.isHidden()


def test_below_the_tracks_it_becomes_new_ones(window, services, band, tune, qtbot):
    panel = window.places.tracks
    place = panel.free_box().center()
    assert drop(window, panel, place, tune, band) == "2 files as new tracks"
    qtbot.waitUntil(lambda: services.document.undo_stack.count() == 1)
    song = services.document.song
    assert [track.name for track in song.tracks] == ["Melody", "Melody", "Melody", "Kit"]
    assert song.tracks[3].is_drums
    assert window.desk.track is song.tracks[1]
    midi_bytes(song)


@pytest.mark.parametrize(
    ("answer", "notes"),
    [("As new tracks", [16, 16, 16]), ("All onto “Melody”", [48]), ("Leave it", [16])],
)
def test_a_file_of_several_tracks_asks_what_to_do(window, services, band, qtbot, answer, notes):
    bars = window.places.bars
    drop(window, window.places.tracks.rows[1], QPoint(20, 10), band)
    qtbot.waitUntil(lambda: bool(bars.texts))
    assert bars.texts == ["“band” has 2 tracks"]
    assert services.document.song == melody()
    button = next(button for button in bars._bars[0].buttons if button.text() == answer)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [len(list(track.notes)) for track in services.document.song.tracks] == notes


def test_several_files_come_one_after_the_other(window, services, tune, qtbot):
    drop(window, window.places.tracks.rows[1], QPoint(20, 10), tune, tune)
    qtbot.waitUntil(lambda: services.document.undo_stack.count() == 1)
    assert [start for start, _ in onsets(services.document.song)][16::4] == [4, 5]


def test_a_project_lands_on_a_track_too(window, services, tmp_path, qtbot):
    path = tmp_path / "idea.arietta"
    write_project(Project(melody(), ()), path)
    drop(window, window.places.tracks.rows[1], QPoint(20, 10), path)
    qtbot.waitUntil(lambda: services.document.undo_stack.count() == 1)
    assert len(onsets(services.document.song)) == 32


def test_on_the_bar_on_top_it_opens(window, services, tune, qtbot):
    document, transport = services.document, window.places.transport
    assert drop(window, transport, transport.rect().center(), tune) == "Open riff.mid"
    qtbot.waitUntil(lambda: document.is_clean and "riff" in window.places.status.text)
    assert onsets(document.song) == [(0, 60), (0.25, 62), (0.5, 64), (0.75, 65)]


def test_in_an_empty_song_the_roll_opens_what_is_dropped(window, services, tune, qtbot):
    window.files.new()
    roll = window.places.roll
    assert drop(window, roll, roll.rect().center(), tune) == "Open riff.mid"
    qtbot.waitUntil(lambda: "riff" in window.places.status.text)
    assert services.document.is_clean


def test_of_many_files_the_first_opens_and_it_is_said(window, services, tune, qtbot):
    drop(window, window.places.transport, QPoint(5, 5), *[tune] * 200)
    qtbot.waitUntil(lambda: "first of 200" in window.places.status.text)
    assert services.document.song.name == "Tune"


def test_two_hundred_files_are_too_many_for_the_tracks(window, services, tune, qtbot):
    panel, song = window.places.tracks, services.document.song
    drop(window, panel, panel.free_box().center(), *[tune] * 200)
    qtbot.waitUntil(lambda: bool(window.places.bars.texts))
    assert str(MOST_FILES) in window.places.bars.texts[0]
    assert services.document.song is song


PATTERNS = b"MThd\x00\x00\x00\x06\x00\x02\x00\x01\x03\xc0" + b"MTrk\x00\x00\x00\x04\x00\xff\x2f\x00"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (PATTERNS, "type 2"),
        (b"MThd nonsense", "damaged"),
        (b"", "empty"),
        (midi_bytes(replace(melody(), tracks=())), "no notes"),
    ],
)
def test_a_broken_file_is_told_and_changes_nothing(
    window, services, tune, tmp_path, qtbot, data, said
):
    broken, song = tmp_path / "broken.mid", services.document.song
    broken.write_bytes(data)
    for paths in ((broken,), (tune, broken)):
        drop(window, window.places.tracks.rows[1], QPoint(20, 10), *paths)
        qtbot.waitUntil(lambda: bool(window.places.bars.texts))
        assert "broken.mid" in window.places.bars.texts[0]
        assert said in window.places.bars.texts[0]
        assert services.document.song is song
        qtbot.mouseClick(window.places.bars._bars[0].buttons[0], Qt.MouseButton.LeftButton)


def test_a_file_that_is_gone_meanwhile_is_told(window, services, tune, qtbot):
    drop(window, window.places.tracks.rows[1], QPoint(20, 10), tune)
    tune.unlink()
    qtbot.waitUntil(lambda: bool(window.places.bars.texts) or services.document.undo_stack.count())
    assert window.places.bars.texts or onsets(services.document.song)[16:]


def test_a_track_that_is_gone_meanwhile_leaves_new_tracks(window, services, tune, qtbot):
    window.dropping.put([tune], Landing("track", window.rect(), 999, 2))
    qtbot.waitUntil(lambda: services.document.undo_stack.count() == 1)
    assert len(services.document.song.tracks) == 2


def test_other_things_are_refused(window, tmp_path):
    (tmp_path / "poem.txt").write_text("la")
    assert drop(window, window.places.roll, QPoint(50, 50), tmp_path / "poem.txt") == ""
    assert window.dropping.mark.isHidden()


def own_drop(window: MainWindow, part: QWidget, point: QPoint, *paths: Path) -> bool:
    """Drop what was dragged inside the window; whether it is taken."""
    mime = mime_of(*paths)
    event = OwnDrop(QPointF(part.mapTo(window, point)), COPY, mime, LEFT, NONE)
    event.ignore()
    window.dropping.drop(event)
    return event.isAccepted()


def test_what_is_dragged_inside_the_window_never_opens_in_it(window, tune):
    assert not own_drop(window, window.places.transport, QPoint(5, 5), tune)
    assert not own_drop(window, window.places.tray, QPoint(50, 30), tune)


def test_a_take_that_comes_back_to_the_music_is_kept(offers, services, qtbot, tmp_path):
    roll = offers.places.roll

    def carry(paths: list[Path], _picture: QPixmap) -> None:
        assert own_drop(offers, roll, roll.rect().center(), *paths)

    offers.outgoing.carry, offers.outgoing.held = carry, lambda: True
    offers.outgoing.drag_takes(1, QPixmap())
    qtbot.waitUntil(lambda: services.document.undo_stack.count() == 1)
    assert offers.shelf.offer(1).kept


def test_a_take_can_become_a_track_of_its_own(offers, services, qtbot):
    panel = offers.places.tracks

    def carry(paths: list[Path], _picture: QPixmap) -> None:
        assert own_drop(offers, panel, panel.free_box().center(), *paths)

    offers.outgoing.carry, offers.outgoing.held = carry, lambda: True
    offers.outgoing.drag_takes(0, QPixmap())
    qtbot.waitUntil(lambda: services.document.undo_stack.count() == 1)
    song = services.document.song
    assert [n.pitch for n in song.tracks[1].notes] == [n.pitch for n in offers.shelf.offer(0).notes]
    assert not offers.shelf.offer(0).kept


def test_whoever_takes_drops_gets_a_clip_from_any_file(tune, band):
    assert music_in(mime_of(tune, band, Path("a.txt"))) == [tune, band]
    clip = read_arrival(band).clip()
    assert (clip.name, clip.start, clip.length, len(clip.notes)) == ("band", 0, 4 * BAR, 32)


def test_the_window_does_not_wait_for_the_disk(window, services, tune):
    began = time.perf_counter()
    services.disk.submit(lambda _job: time.sleep(0.5), key="slow")
    drop(window, window.places.tracks.rows[1], QPoint(20, 10), *[tune] * MOST_FILES)
    QApplication.sendPostedEvents()
    assert time.perf_counter() - began < 0.5


def test_a_file_copied_in_a_file_manager_is_pasted(window, services, tune, qtbot):
    QApplication.clipboard().setMimeData(mime_of(tune))
    window.desk.move(Tick(6 * BAR))
    window.actions_["paste"].trigger()
    qtbot.waitUntil(lambda: services.document.undo_stack.count() == 1)
    assert onsets(services.document.song)[16:] == [(6, 60), (6.25, 62), (6.5, 64), (6.75, 65)]
    assert len(window.places.roll.selection) == 4


def test_a_copied_file_that_is_broken_is_told(window, services, tmp_path, qtbot):
    (tmp_path / "bad.mid").write_bytes(PATTERNS)
    QApplication.clipboard().setMimeData(mime_of(tmp_path / "bad.mid"))
    window.actions_["paste"].trigger()
    qtbot.waitUntil(lambda: bool(window.places.bars.texts))
    assert "type 2" in window.places.bars.texts[0]
    assert services.document.undo_stack.count() == 0


def test_what_is_copied_as_a_file_comes_back_as_notes(window, services, qtbot):
    window.actions_["copy_midi"].trigger()
    qtbot.waitUntil(lambda: "clipboard" in window.places.status.text)
    window.desk.move(Tick(4 * BAR))
    window.actions_["paste"].trigger()
    assert [pitch for _, pitch in onsets(services.document.song)] == 2 * [
        note.pitch for note in melody().tracks[0].notes
    ]
