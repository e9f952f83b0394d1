"""What leaves the window: dragged, saved or copied, each a file that knows where it comes from."""

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtTest import QTest

from engine.score.edits import add_events, add_track, set_meter, set_tempo
from engine.score.smf import parse_midi, read_midi
from engine.score.song import MidiEvent, Song
from engine.score.time import Tick
from gui.files.drag import GNOME_FILES, kept_file, make_room
from gui.files.pieces import notes_piece, together, track_piece
from gui.window import MainWindow
from tests.gui.conftest import BEAT, melody
from tests.gui.hands import dragged_away

BAR = 4 * BEAT
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def carried(window: MainWindow, qtbot) -> Callable[[], list[Path]]:
    """The files of the drag that is under way, once it has begun."""
    hauls: list[list[Path]] = []
    window.outgoing.carry = lambda paths, _picture: hauls.append(list(paths))
    window.outgoing.held = lambda: True

    def wait() -> list[Path]:
        qtbot.waitUntil(lambda: bool(hauls))
        return hauls.pop()

    return wait


def starts(song: Song) -> list[tuple[int, int]]:
    return [(n.start, n.pitch) for track in song.tracks for n in track.notes]


def test_a_take_is_dragged_as_the_notes_it_shows(offers, carried):
    dragged_away(offers.places.tray.cards[2], QPoint(20, 40))
    (path,) = carried()
    back, wanted = read_midi(path), offers.shelf.offer(2)
    assert [(n.pitch, n.start, n.velocity) for n in back.tracks[0].notes] == [
        (n.pitch, n.start - wanted.start, n.velocity) for n in wanted.notes
    ]
    assert "take 3" in path.name
    assert back.keys


def test_several_takes_are_picked_and_dragged_as_a_file_each(offers, carried):
    cards = offers.places.tray.cards
    QTest.mouseClick(cards[0], LEFT, CTRL)
    QTest.mouseClick(cards[2], LEFT, SHIFT)
    QTest.mouseClick(cards[1], LEFT, CTRL)
    assert offers.places.tray.picked == {0, 2}
    dragged_away(cards[2], QPoint(20, 40))
    paths = carried()
    assert [path.stem[-6:] for path in paths] == ["take 1", "take 3"]
    assert offers.auditioning.sounding is None


def test_several_takes_as_one_file_have_a_track_each(offers, carried):
    offers.actions_["takes_together"].trigger()
    for index in (0, 1, 3):
        offers.places.tray.pick(index)
    dragged_away(offers.places.tray.cards[1], QPoint(20, 40))
    (path,) = carried()
    song = read_midi(path)
    assert [track.name[-6:] for track in song.tracks] == ["take 1", "take 2", "take 4"]
    for track, index in zip(song.tracks, (0, 1, 3), strict=True):
        notes = offers.shelf.offer(index).notes
        assert [n.pitch for n in track.notes] == [n.pitch for n in notes]


def test_a_card_that_is_not_picked_goes_alone(offers, carried):
    offers.places.tray.pick(0)
    dragged_away(offers.places.tray.cards[1], QPoint(20, 40))
    assert [path.stem[-6:] for path in carried()] == ["take 2"]


def test_picks_are_let_go_of_by_a_click_and_by_escape(offers):
    tray = offers.places.tray
    tray.focus(1)
    offers.actions_["pick_take"].trigger()
    assert tray.meant() == (1,)
    QTest.mouseClick(tray.cards[0], LEFT)
    assert tray.picked == frozenset()
    tray.pick(3)
    offers.actions_["escape"].trigger()
    assert tray.picked == frozenset()


def test_a_clip_is_dragged_whole(window, carried):
    strip = window.places.strip
    dragged_away(strip, strip.clip_box(window.desk.clip).center().toPoint())
    back = read_midi(carried()[0])
    assert len(list(back.tracks[0].notes)) == 16
    assert back.tracks[0].end == 4 * BAR


def test_the_song_is_dragged_by_the_handle_beside_its_name(window, services, carried):
    document = services.document
    song, _ = add_track(set_tempo(document.song, Tick(BAR), 90), "Bass")
    document.edit("x", song)
    dragged_away(window.places.transport.grip, QPoint(3, 3))
    (path,) = carried()
    back = read_midi(path)
    assert path.name == "Tune.mid"
    assert [track.name for track in back.tracks] == ["Melody", "Bass"]
    assert [round(t.bpm) for t in back.tempos.changes] == [120, 90]
    assert back.keys


def test_a_track_is_dragged_off_the_list_in_its_bars(window, services, carried):
    song = set_meter(services.document.song, Tick(2 * BAR), 3, 4)
    services.document.edit("x", song)
    row = next(iter(window.places.tracks.rows.values()))
    dragged_away(row, QPoint(40, 8), QPoint(row.width(), 0))
    (path,) = carried()
    back = read_midi(path)
    assert starts(back) == starts(song)
    assert [str(meter) for meter in back.meters.changes] == ["4/4", "3/4"]
    assert window.places.tracks.rows.keys() == {1}


def test_the_selection_is_dragged_by_its_handle_with_its_place_in_the_bar(window, carried):
    roll, grip = window.places.roll, window.places.notes_grip
    assert not grip.isVisible()
    ids = [note.id for note in window.desk.clip.notes]
    roll.set_selection(ids[5:7])
    assert grip.isVisible()
    dragged_away(grip, QPoint(3, 3))
    assert starts(read_midi(carried()[0])) == [(BEAT, 65), (2 * BEAT, 64)]


def test_the_selection_is_dragged_with_ctrl_and_shift_and_nothing_is_edited(
    window, services, carried
):
    roll = window.places.roll
    canvas, view = roll._canvas, roll._stage.coordinates
    note = window.desk.clip.notes[1]
    place = QPoint(round(view.x_of(note.start + BEAT // 2)), round(view.y_of(note.pitch) + 5))
    dragged_away(canvas, place, held=CTRL | SHIFT)
    assert starts(read_midi(carried()[0])) == [(BEAT, note.pitch)]
    assert roll.selection == {note.id}
    assert not roll._stage.gesture_runs
    assert services.document.undo_stack.count() == 0


def test_a_drag_that_was_let_go_of_meanwhile_does_not_begin(window, qtbot):
    begun = []
    window.outgoing.carry = lambda paths, _picture: begun.append(paths)
    window.outgoing.held = lambda: bool(begun.append("asked"))
    window.outgoing.drag(window.outgoing.song(), QPixmap())
    qtbot.waitUntil(lambda: bool(begun))
    assert begun == ["asked"]


def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_dragged(window, services, qtbot):
    services.drags.parent.mkdir(exist_ok=True)
    if services.drags.is_dir():
        services.drags.rmdir()
    services.drags.write_text("in the way")
    window.outgoing.drag(window.outgoing.song(), QPixmap())
    qtbot.waitUntil(lambda: bool(window.places.bars.texts))
    assert "could not be made" in window.places.bars.texts[0]


def test_a_full_disk_is_told_and_leaves_nothing_half_done(window, tmp_path, qtbot, monkeypatch):
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    window.outgoing.choose = lambda _stem: tmp_path / "chosen.mid"
    window.actions_["save_track"].trigger()
    qtbot.waitUntil(lambda: bool(window.places.bars.texts))
    assert "the disk is full" in window.places.bars.texts[0]
    assert not (tmp_path / "chosen.mid").exists()
    assert list(tmp_path.glob(".*part")) == []


@pytest.mark.parametrize("name", ["save_selection", "save_take", "save_clip", "save_track"])
def test_each_piece_is_saved_where_it_is_asked_for(offers, tmp_path, qtbot, name):
    asked = []

    def choose(stem: str) -> Path:
        asked.append(stem)
        return tmp_path / "chosen.mid"

    offers.outgoing.choose = choose
    offers.places.roll.select_all()
    offers.places.tray.pick(1)
    offers.actions_[name].trigger()
    qtbot.waitUntil(lambda: "chosen.mid" in offers.places.status.text)
    assert starts(read_midi(tmp_path / "chosen.mid"))
    assert asked[0].startswith("Tune - ")


def test_several_takes_are_saved_beside_each_other_and_overwrite_nothing(offers, tmp_path, qtbot):
    (tmp_path / "chosen 1.mid").write_text("mine")
    offers.outgoing.choose = lambda _stem: tmp_path / "chosen.mid"
    offers.places.tray.pick(0)
    offers.places.tray.pick(3, row=True)
    offers.actions_["save_take"].trigger()
    qtbot.waitUntil(lambda: (tmp_path / "chosen 5.mid").is_file())
    assert (tmp_path / "chosen 1.mid").read_text() == "mine"
    assert not (tmp_path / "chosen.mid").exists()


def test_without_a_selection_there_is_nothing_to_save(window, services):
    window.outgoing.choose = lambda stem: pytest.fail(f"asked for {stem}")
    for name in ("save_selection", "save_take"):
        window.actions_[name].trigger()
        assert "nothing" in window.places.status.text


def test_the_clipboard_holds_a_file_and_its_bytes(window, services, qtbot):
    window.places.roll.set_selection([window.desk.clip.notes[4].id])
    window.actions_["copy_midi"].trigger()
    qtbot.waitUntil(lambda: "clipboard" in window.places.status.text)
    mime = QGuiApplication.clipboard().mimeData()
    path = Path(mime.urls()[0].toLocalFile())
    assert starts(read_midi(path)) == [(0, 67)]
    assert bytes(mime.data("audio/midi").data()) == path.read_bytes()
    assert bytes(mime.data(GNOME_FILES).data()).startswith(b"copy\nfile:///")
    assert services.document.undo_stack.count() == 0


def test_what_is_copied_is_what_the_hands_are_on(offers, qtbot):
    def copied() -> str:
        offers.places.status.say("")
        offers.actions_["copy_midi"].trigger()
        qtbot.waitUntil(lambda: "clipboard" in offers.places.status.text)
        return Path(QGuiApplication.clipboard().mimeData().urls()[0].toLocalFile()).stem

    offers.places.roll.setFocus()
    assert copied() == "Tune - Clip 1"
    offers.places.tray.focus(1)
    assert copied() == "Tune - take 2"
    offers.places.roll.select_all()
    assert "bar 1" in copied()


def test_a_file_that_was_just_taken_stays_and_old_ones_go_only_for_want_of_room(
    tmp_path, monkeypatch
):
    old = kept_file(tmp_path, melody())
    new = kept_file(tmp_path, replace(melody(), name="New"))
    os.utime(old, (1, 1))
    make_room(tmp_path)
    assert old.is_file()
    monkeypatch.setattr("gui.files.drag.ROOM", 10)
    make_room(tmp_path)
    assert not old.exists()
    assert not old.parent.exists()
    assert new.is_file()


def test_controllers_go_along_with_a_whole_passage_only():
    song = melody()
    clip_id = song.tracks[0].clips[0].id
    pedal = MidiEvent(Tick(BEAT + 10), bytes((0xB0, 64, 127)))
    song = add_events(song, clip_id, [pedal, MidiEvent(Tick(9 * BEAT), bytes((0xB0, 64, 0)))])
    clip = song.clip(clip_id)
    whole, part = (notes_piece(song, clip_id, clip.notes[:4:step]) for step in (1, 2))
    assert whole.tracks[0].clips[0].events == (pedal,)
    assert part.tracks[0].clips[0].events == ()


def test_pieces_of_different_fineness_go_together():
    fine, coarse = melody(), parse_midi(midi_of(480), "x")
    both = together("Both", [fine, coarse])
    assert both.ppq == 960
    assert starts(replace(both, tracks=both.tracks[1:])) == [(0, 50), (960, 52)]
    assert [track.name for track in both.tracks] == ["Tune", "Coarse"]


def test_a_muted_track_is_heard_in_its_file():
    song = melody()
    muted = song.with_track(replace(song.tracks[0], muted=True))
    assert not track_piece(muted, 1).tracks[0].muted


def midi_of(ppq: int) -> bytes:
    """A file with two quarters, D3 and E3."""
    from engine.score.edits import add_notes
    from engine.score.meter import MeterMap
    from engine.score.smf import midi_bytes
    from engine.score.song import Note, new_song
    from engine.score.time import TempoMap

    song = replace(new_song("Coarse"), tempos=TempoMap(ppq), meters=MeterMap(ppq))
    notes = [Note(0, 50 + 2 * i, 80, Tick(i * ppq), Tick(ppq)) for i in range(2)]
    return midi_bytes(add_notes(song, 2, notes))
