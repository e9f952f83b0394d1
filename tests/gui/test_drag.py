"""What is dragged out: a file that lies there and knows tempo, meter, key and name."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QWidget

from engine.score.edits import change_track, set_meter, set_tempo
from engine.score.excerpt import excerpt
from engine.score.smf import midi_bytes, parse_midi
from engine.score.song import MidiEvent, Note, Song
from engine.score.time import Tick
from gui.files.drag import files_mime, kept_file, lifted
from gui.files.pieces import key_signature
from tests.gui.conftest import BEAT, melody
from tests.gui.hands import dragged_away

BAR = 4 * BEAT


def piece() -> Song:
    song = set_tempo(melody(), Tick(0), 96)
    song = set_tempo(song, Tick(2 * BAR), 140)
    song = set_meter(song, Tick(2 * BAR), 3, 4)
    return change_track(song, song.tracks[0].id, program=73, channel=4)


def part(song: Song, start: int, end: int) -> Song:
    track = song.tracks[0]
    notes = [note for note in track.notes if start <= note.start < end]
    made = excerpt(song, track, "Answer", notes, Tick(start), Tick(end))
    return parse_midi(midi_bytes(made), "x")


def test_the_music_begins_at_the_beginning_of_the_file():
    back = part(piece(), BAR, 2 * BAR)
    notes = list(back.tracks[0].notes)
    assert [note.pitch for note in notes] == [67, 65, 64, 62]
    assert [note.start for note in notes] == [0, BEAT, 2 * BEAT, 3 * BEAT]
    assert back.tracks[0].end == BAR


def test_tempo_and_meter_of_the_place_hold_from_its_beginning():
    early, late = part(piece(), BAR, 3 * BAR), part(piece(), 2 * BAR, 3 * BAR)
    assert [round(t.bpm) for t in early.tempos.changes] == [96, 140]
    assert [t.tick for t in early.tempos.changes] == [0, BAR]
    assert [str(m) for m in early.meters.changes] == ["4/4", "3/4"]
    assert [round(t.bpm) for t in late.tempos.changes] == [140]
    assert [str(m) for m in late.meters.changes] == ["3/4"]


def test_name_program_and_channel_come_along():
    track = part(piece(), BAR, 2 * BAR).tracks[0]
    assert (track.name, track.program, track.channel) == ("Melody", 73, 4)


def test_controllers_come_along_and_move_with_the_music():
    song = piece()
    pedal = MidiEvent(Tick(BAR), bytes((0xB4, 64, 127)))
    made = excerpt(song, song.tracks[0], "x", [], Tick(BAR), Tick(2 * BAR), [pedal])
    assert made.tracks[0].clips[0].events == (MidiEvent(Tick(0), pedal.data),)


def test_signatures_are_those_of_the_circle_of_fifths():
    assert key_signature(9, True).sharps == 0
    assert key_signature(0, False).sharps == 0
    assert key_signature(7, False).sharps == 1
    assert key_signature(5, False).sharps == -1
    assert key_signature(4, True).sharps == 1
    assert key_signature(0, True).sharps == -3
    assert all(-7 <= key_signature(t, m).sharps <= 7 for t in range(12) for m in (True, False))


def test_the_same_music_is_the_same_file_and_other_music_never_overwrites_it(tmp_path):
    first = kept_file(tmp_path, melody())
    assert kept_file(tmp_path, melody()) == first
    other = kept_file(tmp_path, set_tempo(melody(), Tick(0), 77))
    assert other != first
    assert first.is_file()
    assert other.name == first.name == "Tune.mid"


def test_a_wild_name_makes_a_tame_file(tmp_path):
    path = kept_file(tmp_path, replace(melody(), name="../../a/b: *?\n" + "x" * 300))
    assert path.is_relative_to(tmp_path)
    assert path.suffix == ".mid"
    assert len(path.name) < 100


def test_a_drop_receives_the_files_address(tmp_path, qapp):
    path = kept_file(tmp_path, melody())
    mime = files_mime([path])
    assert [url.toLocalFile() for url in mime.urls()] == [str(path)]


def test_a_note_id_is_new_in_the_file():
    song = piece()
    made = excerpt(song, song.tracks[0], "x", song.tracks[0].notes, Tick(0), Tick(BAR))
    ids = [note.id for note in made.tracks[0].notes]
    assert len(set(ids)) == len(ids)
    assert max(ids) < made.next_id
    assert isinstance(next(made.tracks[0].notes), Note)


class Sheet(QWidget):
    """A widget of one colour on a screen with so many pixels to each."""

    def __init__(self, ratio: float) -> None:
        super().__init__()
        self._ratio = ratio
        self.resize(80, 40)
        child = QWidget(self)
        child.setStyleSheet("background: #ff8800")
        child.resize(80, 40)

    def devicePixelRatioF(self) -> float:
        return self._ratio


def see_through(picture: QPixmap) -> list[int]:
    """How opaque the corners and the middle are."""
    image = picture.toImage()
    right, low = image.width() - 1, image.height() - 1
    corners = [(0, 0), (right, 0), (0, low), (right, low)]
    return [image.pixelColor(*at).alpha() for at in (*corners, (right // 2, low // 2))]


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_what_is_lifted_has_round_corners_and_every_pixel_of_the_screen(qtbot, ratio):
    sheet = Sheet(ratio)
    qtbot.addWidget(sheet)
    picture = lifted(sheet, QRect(10, 10, 60, 20), 8)
    assert (picture.width(), picture.height()) == (round(60 * ratio), round(20 * ratio))
    assert picture.devicePixelRatio() == ratio
    assert see_through(picture) == [0, 0, 0, 0, 255]
    middle = picture.toImage().pixelColor(picture.width() // 2, picture.height() // 2)
    assert middle == QColor("#ff8800")


def test_a_card_and_a_clip_are_dragged_without_what_lies_behind_them(offers):
    pictures = []
    card, strip = offers.places.tray.cards[0], offers.places.strip
    card.drag_wanted.disconnect()
    strip.drag_wanted.disconnect()
    card.drag_wanted.connect(lambda _index, picture: pictures.append(picture))
    strip.drag_wanted.connect(lambda _clip, picture: pictures.append(picture))
    dragged_away(card, QPoint(20, card.height() // 2))
    dragged_away(strip, strip.clip_box(offers.desk.clip).center().toPoint())
    assert [see_through(picture) for picture in pictures] == [[0, 0, 0, 0, 255]] * 2
