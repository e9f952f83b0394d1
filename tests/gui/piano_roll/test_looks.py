"""How it looks, and that it can be seen at all."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from engine.score.edits import add_notes, add_track, change_track
from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.theory.keys import Key
from gui.document import Document
from gui.look.theme import DARK, LIGHT
from gui.piano_roll.bench import dense_song
from gui.piano_roll.keyboard import Keyboard
from gui.piano_roll.names import pitch_name, row_name
from gui.piano_roll.paint import FEW, Voice, _look
from gui.piano_roll.picture import roll_picture
from gui.piano_roll.roll import PianoRoll
from gui.piano_roll.velocity_lane import VelocityLane
from tests.gui.piano_roll.conftest import picture_of

Q = 960


def color_at(roll, tick: float, pitch: int) -> str:
    image = picture_of(roll)
    view = roll._stage.coordinates
    y = view.y_of(pitch) + view.row_height / 2
    return image.pixelColor(round(view.x_of(tick)), round(y)).name()


def test_what_a_take_would_replace_steps_back(document, roll):
    note = Note(-1, 70, 100, Tick(0), Tick(Q))
    document.edit("Add", add_notes(document.song, 2, [note]))
    before, lane = color_at(roll, 0.5 * Q, 70), roll._lane.grab().toImage()
    ids = frozenset(each.id for each in document.song.clip(2).notes if each.pitch == 70)
    roll.set_ghosts([Note(-1, 72, 100, Tick(0), Tick(Q))], instead_of=ids)
    assert QColor(color_at(roll, 0.5 * Q, 70)).lightness() < QColor(before).lightness() / 2
    roll.set_ghosts([])
    assert color_at(roll, 0.5 * Q, 70) == before
    assert roll._lane.grab().toImage() == lane


def test_the_louder_the_brighter_and_the_machine_in_its_voice(document, roll):
    soft, loud = (Note(-1, 70 + i, v, Tick(0), Tick(Q)) for i, v in enumerate((20, 120)))
    document.edit("Add", add_notes(document.song, 2, [soft, loud]))
    roll.set_ghosts([Note(-1, 72, 120, Tick(0), Tick(Q))])
    at = 0.8 * Q
    assert color_at(roll, at, 70) == DARK.voice(DARK.you, 20).name()
    assert color_at(roll, at, 71) == DARK.voice(DARK.you, 120).name()
    machine = picture_of(roll)
    assert color_at(roll, at, 72) not in {color_at(roll, at, 71), DARK.row.name()}
    roll.set_ghosts([])
    assert picture_of(roll) != machine


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("notes", [1, FEW + 1])
def test_a_muted_track_is_dimmer_than_one_that_is_heard(document, roll, theme, notes):
    roll.set_theme(theme)
    song, bass = add_track(document.song, "Bass")
    held = [Note(-1, 71, 100, Tick(i), Tick(Q)) for i in range(notes)]
    document.edit("Bass", add_notes(song, song.track(bass).clips[0].id, held))
    ground = QColor(color_at(roll, 5.1 * Q, 71)).lightness()
    strengths = []
    for muted in (False, True):
        document.edit("Mute", change_track(document.song, bass, muted=muted))
        strengths.append(abs(QColor(color_at(roll, 0.5 * Q, 71)).lightness() - ground))
    heard, silent = strengths
    assert 0 < silent < heard / 2


def test_the_tonic_is_tinted_and_the_scale_lighter(roll):
    roll.set_key(Key(9, minor=True))
    assert color_at(roll, 5.1 * Q, 69) == DARK.row_tonic.name()
    assert color_at(roll, 5.1 * Q, 71) == DARK.row_scale.name()
    assert color_at(roll, 5.1 * Q, 73) == DARK.row.name()


def test_themes_change_at_once(roll):
    dark = picture_of(roll)
    roll.set_theme(LIGHT)
    assert color_at(roll, 5.1 * Q, 60) == LIGHT.row_scale.name()
    roll.set_theme(DARK)
    assert picture_of(roll) == dark


def test_a_hint_invites_to_an_empty_clip(roll, document):
    full = picture_of(roll)
    roll.select_all()
    roll.delete_selected()
    empty = picture_of(roll)
    middle = empty.copy(empty.width() // 2 - 150, empty.height() // 2 - 12, 300, 24)
    colors = {middle.pixelColor(x, y).name() for x in range(300) for y in range(24)}
    assert DARK.text_2.name() in colors
    assert empty != full


def test_the_picture_is_sharp_on_a_fine_screen(document, qapp):
    one = roll_picture(document.song, {1}, QSize(300, 150), DARK)
    two = roll_picture(document.song, {1}, QSize(300, 150), DARK, Tick(2 * Q), ratio=2.0)
    assert one.size() == QSize(300, 150)
    assert two.size() == QSize(600, 300)
    colors = {two.pixelColor(x, y).name() for x in range(0, 600, 3) for y in range(0, 300, 3)}
    assert DARK.voice(DARK.you, 80).name() in colors
    assert QImage(two).devicePixelRatio() == 2.0
    assert roll_picture(Song(), {1}, QSize(300, 150), LIGHT).size() == QSize(300, 150)


def test_a_hundred_thousand_notes_can_be_seen_and_selected(qtbot):
    document = Document(dense_song(100_000))
    roll = PianoRoll(document, DARK)
    qtbot.addWidget(roll)
    roll.resize(900, 600)
    roll.show()
    near = picture_of(roll)
    roll.zoom_to_fit()
    far = picture_of(roll)
    roll.select_all()
    assert len(roll.selection) == 100_000
    chosen = picture_of(roll)
    assert len({near.cacheKey(), far.cacheKey(), chosen.cacheKey()}) == 3
    assert near != far != chosen


def test_drums_have_names_and_room_for_them(document, roll):
    narrow = roll._canvas.width()
    document.edit("Drums", change_track(document.song, 1, channel=9))
    QApplication.processEvents()
    assert roll._canvas.width() < narrow
    assert row_name(38, drums=True) == "Snare"
    assert row_name(20, drums=True) == "G♯0" or row_name(20, drums=True) == "A♭0"


@pytest.mark.parametrize(
    ("pitch", "key", "name"),
    [
        (60, None, "C4"),
        (70, None, "B♭4"),
        (68, Key(9, minor=True), "G♯4"),
        (66, Key(1), "G♭4"),
        (65, Key(6), "E♯4"),
        (71, Key(3, minor=True), "C♭5"),
        (0, None, "C-1"),
        (127, None, "G9"),
    ],
)
def test_names_are_spelt_in_the_key(pitch, key, name):
    assert pitch_name(pitch, key) == name


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_other_clips_of_the_track_are_the_musicians_too_a_step_back(theme):
    own, other, machine = (
        _look(theme, voice, 100, False)[0] for voice in (Voice.YOU, Voice.NEIGHBOUR, Voice.MACHINE)
    )
    assert abs(other.hue() - own.hue()) < abs(other.hue() - machine.hue())
    assert abs(other.lightness() - theme.row.lightness()) < abs(
        own.lightness() - theme.row.lightness()
    )


def test_octaves_are_named_in_letters_that_can_be_read_where_rows_are_low(roll):
    keyboard, stage = roll.findChild(Keyboard), roll._stage
    stage.look(replace(stage.coordinates, row_height=9.0))
    assert keyboard._name_height() >= 11
    named, view = keyboard.grab().toImage(), stage.coordinates
    stage.set_hovered(61)
    plain = keyboard.grab().toImage()
    middle = round(view.y_of(60) + view.row_height / 2)
    columns = range(round(keyboard.width() * 0.7), keyboard.width() - 4)
    inked = [
        y
        for y in range(middle - 10, middle + 11)
        if any(named.pixelColor(x, y) != plain.pixelColor(x, y) for x in columns)
    ]
    assert max(inked) - min(inked) >= 7


@pytest.mark.parametrize("channel", [0, 9], ids=["tones", "drums"])
def test_only_lit_keys_are_painted_over_the_picture_of_all(document, roll, monkeypatch, channel):
    document.edit("Channel", change_track(document.song, 1, channel=channel))
    keyboard, stage = roll.findChild(Keyboard), roll._stage
    stage.look(replace(stage.coordinates, top=60.0))
    keyboard.grab()
    rows, paint = [], Keyboard._paint_rows

    def painted(keyboard, painter, pitches, **how) -> None:
        rows.extend(pitches)
        paint(keyboard, painter, pitches, **how)

    def as_all_painted_now() -> QImage:
        with monkeypatch.context() as patch:
            patch.setattr(Keyboard, "_paint_rows", lambda k, p, rows, **_: paint(k, p, range(128)))
            return keyboard.grab().toImage()

    for lit, near, theme in (
        ({60, 61}, None, DARK),
        ({52}, 53, DARK),
        (set(), 54, DARK),
        ({52, 55, 120}, 55, LIGHT),
        (set(), None, LIGHT),
    ):
        stage.set_theme(theme)
        keyboard.grab()
        stage.set_lit(lit)
        stage.set_hovered(near)
        rows.clear()
        with monkeypatch.context() as patch:
            patch.setattr(Keyboard, "_paint_rows", painted)
            kept = keyboard.grab().toImage()
        assert set(rows) == (lit | {near}) - {None, 120}
        assert kept == as_all_painted_now()


def test_of_the_stems_only_those_that_are_there_are_drawn(document, roll, monkeypatch):
    heaps, paint = [], VelocityLane._paint_heap

    def painted(lane, painter, xs, velocities, voice, *, chosen) -> None:
        heaps.append((len(xs), chosen))
        paint(lane, painter, xs, velocities, voice, chosen=chosen)

    monkeypatch.setattr(VelocityLane, "_paint_heap", painted)
    ids = [note.id for note in document.song.clip(2).notes]
    for selected, drawn in (
        ([], [(4, False)]),
        (ids[:1], [(3, False), (1, True)]),
        (ids, [(4, True)]),
    ):
        roll.set_selection(selected)
        roll._lane._picture.forget()
        heaps.clear()
        roll._lane.grab()
        assert heaps == drawn
