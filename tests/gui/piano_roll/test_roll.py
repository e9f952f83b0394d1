"""The roll as a whole: keys, clipboard, ruler, keyboard, view, looks."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from engine.score.edits import add_notes, add_track, change_track, shift
from engine.score.grids import grid_named
from engine.score.meter import MeterMap
from engine.score.smf import midi_bytes, parse_midi
from engine.score.song import Note, Song, new_song
from engine.score.time import TempoMap, Tick
from engine.theory.keys import Key
from gui.document import Document
from gui.piano_roll.bench import dense_song
from gui.piano_roll.clipboard import NOTES_TYPE
from gui.piano_roll.names import pitch_name, row_name
from gui.piano_roll.picture import roll_picture
from gui.piano_roll.roll import PianoRoll
from gui.theme import DARK, LIGHT

Q = 960
K = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def rows(document) -> list[tuple[float, int, float, int]]:
    notes = document.song.clip(2).notes
    return [(n.start / Q, n.pitch, n.length / Q, n.velocity) for n in notes]


# Keys


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
        (K.Key_Up, ALT, (1, 62, 1, 85)),
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
    roll._commands.insert_note()
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


# The clipboard


def test_copy_and_paste_at_the_playhead(document, roll):
    roll.set_selection({4, 5})
    roll.copy()
    roll.set_playhead(Tick(6 * Q + 10))
    roll.paste()
    assert rows(document)[-2:] == [(6, 62, 1, 80), (7, 64, 1, 80)]
    assert roll.selection == {7, 8}
    assert document.undo_stack.count() == 1


def test_cut_and_paste_elsewhere(document, roll):
    roll.set_selection({3})
    roll.cut()
    assert [row[1] for row in rows(document)] == [62, 64, 67]
    roll.paste(Tick(9 * Q))
    assert rows(document)[-1] == (9, 60, 1, 80)


def test_other_programs_get_a_midi_file(document, roll):
    roll.select_all()
    roll.copy()
    mime = QGuiApplication.clipboard().mimeData()
    for name in ("audio/midi", "audio/x-midi"):
        song = parse_midi(bytes(mime.data(name).data()), "clipboard")
        found = [(n.start / song.ppq, n.pitch) for t in song.tracks for n in t.notes]
        assert found == [(0, 60), (1, 62), (2, 64), (3, 67)]


def test_a_midi_file_from_elsewhere_is_pasted_in_our_ticks(document, roll):
    from PySide6.QtCore import QMimeData

    other = add_notes(
        Song(
            tempos=TempoMap(480),
            meters=MeterMap(480),
            tracks=new_song().tracks,
            next_id=3,
        ),
        2,
        [Note(-1, 50, 70, Tick(480), Tick(240))],
    )
    mime = QMimeData()
    mime.setData("audio/midi", midi_bytes(other))
    QGuiApplication.clipboard().setMimeData(mime)
    roll.paste(Tick(8 * Q))
    assert rows(document)[-1] == (8, 50, 0.5, 70)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (NOTES_TYPE, b"{"),
        (NOTES_TYPE, b'{"ppq": 0, "notes": []}'),
        (NOTES_TYPE, b'{"ppq": 960, "notes": [[1, 2]]}'),
        ("audio/midi", b"RIFF nonsense"),
        ("text/plain", b"hello"),
    ],
)
def test_what_cannot_be_pasted_is_said(document, roll, qtbot, name, data):
    from PySide6.QtCore import QMimeData

    mime = QMimeData()
    mime.setData(name, data)
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(roll.message) as said:
        roll.paste()
    assert "clipboard" in said.args[0]
    assert document.undo_stack.count() == 0


def test_duplicate_goes_on_where_the_selection_ends(document, roll):
    roll.select_all()
    roll.duplicate()
    assert [row[:2] for row in rows(document)[4:]] == [(4, 60), (5, 62), (6, 64), (7, 67)]
    assert roll.selection == {7, 8, 9, 10}


# Ruler and keyboard


def test_a_click_in_the_ruler_seeks(roll, hand_on, qtbot):
    hand = hand_on("_ruler")
    for y in (3, roll._ruler.height() - 3):
        with qtbot.waitSignal(roll.seek_requested) as sought:
            hand.click(QPoint(hand.at(2.1 * Q, 0).x(), y))
        assert sought.args == [2 * Q]


def test_a_drag_in_the_upper_half_loops(roll, hand_on, qtbot):
    hand = hand_on("_ruler")
    start, end = (QPoint(hand.at(tick * Q, 0).x(), 3) for tick in (1.1, 3.9))
    with (
        qtbot.waitSignal(roll.loop_requested) as asked,
        qtbot.assertNotEmitted(roll.seek_requested),
    ):
        hand.drag(end, start)
    assert asked.args == [Q, 4 * Q]
    assert roll._stage.loop == (Q, 4 * Q)


def test_a_drag_in_the_lower_half_scrubs(roll, hand_on):
    sought = []
    roll.seek_requested.connect(sought.append)
    hand, y = hand_on("_ruler"), roll._ruler.height() - 3
    hand.drag(QPoint(hand.at(Q, 0).x(), y), QPoint(hand.at(3 * Q, 0).x(), y))
    assert sought[0] == Q
    assert sought[-1] == 3 * Q
    assert sought == sorted(sought)


def test_escape_breaks_off_a_loop(roll, hand_on, hand, qtbot):
    on_ruler = hand_on("_ruler")
    with qtbot.assertNotEmitted(roll.loop_requested):
        on_ruler.press(QPoint(100, 3))
        on_ruler.move(QPoint(300, 3))
        hand.key(K.Key_Escape)
        on_ruler.release()
    assert roll._stage.loop is None


def test_the_keys_sound_as_the_pointer_slides(roll, hand_on, heard):
    from gui.piano_roll.keyboard import Keyboard

    keyboard = roll.findChild(Keyboard)
    roll._keyboard = keyboard
    hand = hand_on("_keyboard")
    hand.drag(QPoint(20, hand.at(0, 64).y()), QPoint(20, hand.at(0, 62).y()))
    assert [event[:2] for event in heard] == [
        ("on", 64),
        ("off", 64),
        ("on", 63),
        ("off", 63),
        ("on", 62),
        ("off", 62),
    ]


# The view


def wheel(roll, place: QPoint, amount: int, held=NONE) -> None:
    local = QPointF(place)
    event = QWheelEvent(
        local,
        roll._canvas.mapToGlobal(local),
        QPoint(),
        QPoint(0, amount),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(roll._canvas, event)


def test_ctrl_and_the_wheel_zoom_at_the_pointer(roll, hand):
    place = hand.at(2 * Q, 64)
    before = roll._stage.coordinates
    wheel(roll, place, 120, CONTROL)
    after = roll._stage.coordinates
    assert after.tick_width > before.tick_width
    assert after.x_of(2 * Q) == pytest.approx(place.x(), abs=1)
    wheel(roll, place, 120, CONTROL | SHIFT)
    higher = roll._stage.coordinates
    assert higher.row_height > after.row_height
    assert higher.pitch_at(place.y()) == 64


def test_the_wheel_scrolls(roll):
    before = roll._stage.coordinates
    wheel(roll, QPoint(100, 100), -120)
    assert roll._stage.coordinates.top > before.top
    wheel(roll, QPoint(100, 100), -120, SHIFT)
    assert roll._stage.coordinates.left > before.left


def test_the_page_turns_when_the_playhead_leaves_it(roll, hand):
    width = roll._stage.size[0]
    roll.set_playhead(Tick(7 * Q))
    assert roll._stage.coordinates.left == 0
    roll.set_playhead(Tick(9 * Q))
    x = roll._stage.coordinates.x_of(9 * Q)
    assert 0 < x < width / 4
    roll.set_follow(False)
    left = roll._stage.coordinates.left
    roll.set_playhead(Tick(0))
    assert roll._stage.coordinates.left == left


def test_the_page_stays_while_the_hand_drags(roll, hand):
    hand.press(hand.at(1.5 * Q, 62))
    hand.move(hand.at(2.5 * Q, 62))
    left = roll._stage.coordinates.left
    roll.set_playhead(Tick(12 * Q))
    assert roll._stage.coordinates.left == left
    hand.release()


def test_a_drag_beyond_the_edge_scrolls_on(document, roll, hand, qtbot):
    hand.press(hand.at(1.5 * Q, 62))
    hand.move(QPoint(roll._canvas.width() + 60, hand.at(0, 62).y()))
    qtbot.waitUntil(lambda: roll._stage.coordinates.left > 4 * Q, timeout=5000)
    hand.release()
    assert max(row[0] for row in rows(document)) > 8


def test_scroll_bars_follow_and_lead(roll):
    roll._stage.look(roll._stage.coordinates.scrolled(400, 0))
    value = roll._across.value()
    assert value > 0
    roll._across.triggerAction(roll._across.SliderAction.SliderToMinimum)
    assert roll._stage.coordinates.x_of(0) >= 0
    assert roll._across.value() < value


def test_another_piece_is_shown_from_its_beginning(document, roll):
    other = add_notes(new_song(), 2, [Note(-1, 40, 80, Tick(0), Tick(Q))])
    roll._stage.look(roll._stage.coordinates.scrolled(900, 0))
    document.replace(other)
    view = roll._stage.coordinates
    assert view.x_of(0) >= 0
    assert 0 < view.y_of(40) < roll._stage.size[1]
    assert roll.selection == frozenset()


def test_another_clip_can_be_shown_and_its_track_removed(document, roll):
    from engine.score.edits import remove_track

    song, track_id = add_track(document.song, "Bass")
    document.edit("Add track", song)
    clip_id = song.track(track_id).clips[0].id
    roll.set_clip(track_id, clip_id)
    assert (roll.track_id, roll.clip_id) == (track_id, clip_id)
    document.edit("Remove track", remove_track(song, track_id))
    assert (roll.track_id, roll.clip_id) == (1, 2)


def test_a_song_without_tracks_can_be_shown(roll, document, hand):
    document.replace(Song())
    hand.click(hand.at(1000, 60))
    roll.paste()
    roll.select_all()
    roll.zoom_to_fit()
    roll.grab()
    assert roll.clip_id == -1
    assert document.undo_stack.count() == 0


# Looks


def color_at(roll, tick: float, pitch: int) -> str:
    image = roll._canvas.grab().toImage()
    view = roll._stage.coordinates
    y = view.y_of(pitch) + view.row_height / 2
    return image.pixelColor(round(view.x_of(tick)), round(y)).name()


def test_the_louder_the_brighter_and_the_machine_in_its_voice(document, roll):
    soft, loud = (Note(-1, 70 + i, v, Tick(0), Tick(Q)) for i, v in enumerate((20, 120)))
    document.edit("Add", add_notes(document.song, 2, [soft, loud]))
    roll.set_ghosts([Note(-1, 72, 120, Tick(0), Tick(Q))])
    at = 0.8 * Q
    assert color_at(roll, at, 70) == DARK.voice(DARK.you, 20).name()
    assert color_at(roll, at, 71) == DARK.voice(DARK.you, 120).name()
    machine = roll._canvas.grab().toImage()
    assert color_at(roll, at, 72) not in {color_at(roll, at, 71), DARK.row.name()}
    roll.set_ghosts([])
    assert roll._canvas.grab().toImage() != machine


def test_the_tonic_is_tinted_and_the_scale_lighter(roll):
    roll.set_key(Key(9, minor=True))
    assert color_at(roll, 5.1 * Q, 69) == DARK.row_tonic.name()
    assert color_at(roll, 5.1 * Q, 71) == DARK.row_scale.name()
    assert color_at(roll, 5.1 * Q, 73) == DARK.row.name()


def test_themes_change_at_once(roll):
    dark = roll.grab().toImage()
    roll.set_theme(LIGHT)
    assert color_at(roll, 5.1 * Q, 60) == LIGHT.row_scale.name()
    roll.set_theme(DARK)
    assert roll.grab().toImage() == dark


def test_a_hint_invites_to_an_empty_clip(roll, document):
    full = roll._canvas.grab().toImage()
    roll.select_all()
    roll.delete_selected()
    empty = roll._canvas.grab().toImage()
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
    near = roll.grab().toImage()
    roll.zoom_to_fit()
    far = roll.grab().toImage()
    roll.select_all()
    assert len(roll.selection) == 100_000
    chosen = roll.grab().toImage()
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


# What happens meanwhile


def test_the_view_stays_when_ticks_become_finer(document, roll):
    from engine.score.edits import rescaled

    roll._stage.look(roll._stage.coordinates.scrolled(150, 0))
    roll.set_playhead(Tick(3 * Q))
    before = roll._stage.coordinates
    document.edit("Finer", rescaled(document.song, 3))
    after = roll._stage.coordinates
    assert after.x_of(3 * 3 * Q) == pytest.approx(before.x_of(3 * Q))
    assert after.x_of(roll._stage.playhead) == pytest.approx(before.x_of(3 * Q))
    document.undo_stack.undo()
    assert roll._stage.coordinates.x_of(3 * Q) == pytest.approx(before.x_of(3 * Q))


def test_another_piece_in_the_middle_of_a_gesture_breaks_it_off(document, roll, hand):
    roll.select_all()
    hand.press(hand.at(1.5 * Q, 62))
    hand.move(hand.at(2.5 * Q, 65))
    document.replace(add_notes(new_song(), 2, [Note(-1, 40, 80, Tick(0), Tick(Q))]))
    song = document.song
    hand.release()
    assert document.song is song
    assert not len(roll._stage.preview.notes)
    assert roll.selection == frozenset()


def test_undo_in_the_middle_of_a_gesture_does_no_harm(document, roll, hand):
    hand.click(hand.at(5 * Q, 70))
    hand.press(hand.at(5.1 * Q, 70))
    hand.move(hand.at(6.1 * Q, 72))
    document.undo_stack.undo()
    hand.release()
    assert [row[1] for row in rows(document)] == [60, 62, 64, 67]


def test_a_double_click_draws_with_the_select_tool(document, roll, hand):
    from PySide6.QtTest import QTest

    roll.set_tool("select")
    place = hand.at(5 * Q, 70)
    QTest.mouseDClick(roll._canvas, Qt.MouseButton.LeftButton, NONE, place)
    QTest.mouseRelease(roll._canvas, Qt.MouseButton.LeftButton, NONE, place)
    assert rows(document)[-1][:2] == (5, 70)
    assert document.undo_stack.count() == 1


def test_two_quick_clicks_draw_two_notes(document, roll, hand):
    from PySide6.QtTest import QTest

    hand.click(hand.at(5 * Q, 70))
    place = hand.at(6 * Q, 71)
    QTest.mouseDClick(roll._canvas, Qt.MouseButton.LeftButton, NONE, place)
    QTest.mouseRelease(roll._canvas, Qt.MouseButton.LeftButton, NONE, place)
    assert [row[:2] for row in rows(document)[4:]] == [(5, 70), (6, 71)]


def test_the_right_button_asks_for_a_menu_with_the_select_tool(roll, hand, qtbot):
    from PySide6.QtGui import QContextMenuEvent

    roll.set_tool("select")
    place = hand.at(1.5 * Q, 62)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, place)
    with qtbot.waitSignal(roll.menu_requested):
        QApplication.sendEvent(roll._canvas, event)
    assert roll.selection == {4}


def test_a_screen_reader_hears_what_is_selected(roll):
    roll.set_selection({4})
    assert roll._canvas.accessibleDescription() == "D4, bar 1, beat 2, velocity 80"
    roll.select_all()
    assert roll._canvas.accessibleDescription().startswith("4 notes selected")
