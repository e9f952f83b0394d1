"""Where the view stands: zoom, scroll, follow, and what happens meanwhile."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from engine.score.edits import add_notes, add_track, change_track, move_clip
from engine.score.song import Note, Song, new_song
from engine.score.time import Tick
from gui.piano_roll.coordinates import Coordinates
from tests.gui.piano_roll.conftest import note

Q = 960
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def rows(document) -> list[tuple[float, int, float, int]]:
    notes = document.song.clip(2).notes
    return [(n.start / Q, n.pitch, n.length / Q, n.velocity) for n in notes]


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
    value = roll._bars.across.value()
    assert value > 0
    roll._bars.across.triggerAction(roll._bars.across.SliderAction.SliderToMinimum)
    assert roll._stage.coordinates.x_of(0) >= 0
    assert roll._bars.across.value() < value


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


def test_the_middle_row_stays_when_the_roll_gets_lower(roll):
    def middle() -> float:
        view = roll._stage.coordinates
        return view.top + roll._stage.size[1] / view.row_height / 2

    before = middle()
    roll.resize(900, 460)
    assert middle() == pytest.approx(before)


def pitches_in_view(roll) -> tuple[int, int]:
    """The lowest and highest pitch whose row is in view whole."""
    view, height = roll._stage.coordinates, roll._stage.size[1]
    return view.pitch_at(height - view.row_height + 1), view.pitch_at(view.row_height - 1)


@pytest.mark.parametrize("lowest, highest", [(24, 36), (96, 108), (20, 110), (0, 127)])
def test_notes_that_are_to_be_heard_come_into_view(roll, lowest, highest):
    notes = [note(0, lowest), note(1, highest)]
    roll.reveal(notes, Tick(0))
    low, high = pitches_in_view(roll)
    assert low <= lowest
    assert high >= highest


def test_notes_in_view_move_nothing(roll):
    before = roll._stage.coordinates
    roll.reveal([note(0, 64), note(2, 67)], Tick(0))
    assert roll._stage.coordinates == before


def test_a_take_beyond_the_right_edge_comes_into_view_with_what_leads_to_it(roll):
    take = [note(20, 64), note(21, 66)]
    roll.set_ghosts(take)
    roll.reveal(take, Tick(16 * Q))
    view, width = roll._stage.coordinates, roll._stage.size[0]
    assert 0 < view.x_of(16 * Q) < view.x_of(20 * Q) < width * 0.7


def test_another_track_is_shown_at_the_bars_in_view(roll, document):
    song, track_id = add_track(document.song, "Bass")
    clip_id = song.track(track_id).clips[0].id
    low = [note(start, 30) for start in range(64)]
    song = add_notes(add_notes(song, clip_id, low), 2, [note(60, 64)])
    document.edit("Bass", song)
    roll._stage.look(Coordinates(30.0 * Q, 50, 100 / Q, 16.0))
    roll.set_clip(track_id, clip_id)
    assert roll._stage.coordinates.left == 30 * Q
    low, high = pitches_in_view(roll)
    assert low < 30 < high


def test_the_other_tracks_show_faintly_and_no_drums(roll, document):
    song, bass = add_track(document.song, "Bass")
    song = add_notes(song, song.track(bass).clips[0].id, [note(1, 40)])
    song, kit = add_track(song, "Kit", channel=9)
    song = add_notes(song, song.track(kit).clips[0].id, [note(0, 36)])
    document.edit("Tracks", song)
    stage = roll._stage
    assert stage.others(heard=True).pitches.tolist() == [40]
    known = stage.others(heard=True)
    document.edit("More", add_notes(song, 2, [note(3, 70)]))
    assert stage.others(heard=True) is known
    roll.show_others(False)
    assert len(stage.others(heard=True)) == 0


@pytest.mark.parametrize(
    ("muted", "soloed", "silent"),
    [(None, None, []), ("Bass", None, [40]), (None, "Lead", [40]), (None, "Bass", [72])],
)
def test_a_track_that_is_not_heard_lies_apart(roll, document, muted, soloed, silent):
    song = document.song
    for name, pitch in (("Bass", 40), ("Lead", 72)):
        song, track = add_track(song, name)
        song = add_notes(song, song.track(track).clips[0].id, [note(1, pitch)])
        song = change_track(song, track, muted=name == muted, soloed=name == soloed)
    document.edit("Tracks", song)
    heard = [pitch for pitch in (40, 72) if pitch not in silent]
    assert roll._stage.others(heard=False).pitches.tolist() == silent
    assert roll._stage.others(heard=True).pitches.tolist() == heard


def test_a_track_that_becomes_a_kit_shows_the_drums(roll, document):
    song, track_id = add_track(document.song, "Beat")
    document.edit("Add", song)
    roll.set_clip(track_id, song.track(track_id).clips[0].id)
    document.edit("Channel", change_track(document.song, track_id, channel=9))
    low, high = pitches_in_view(roll)
    assert low < 36 < 51 < high


def test_an_edit_of_notes_paints_no_keys(roll, hand, qtbot):
    with qtbot.assertNotEmitted(roll.stage.keys_changed):
        roll.insert_note()
        roll.stage.document.undo_stack.undo()


def test_a_clip_that_is_left_ends_the_gesture_on_it(roll, document, hand):
    song, track_id = add_track(document.song, "Bass")
    document.edit("Add", song)
    roll.set_tool("select")
    roll.set_selection({4})
    hand.press(hand.at(5 * Q, 72))
    hand.move(hand.at(6 * Q, 74))
    roll.set_clip(track_id, song.track(track_id).clips[0].id)
    assert roll.selection == frozenset()
    assert not roll._stage.gesture_runs


def test_transposed_notes_stay_in_view_and_the_bars_do_not_move(roll, document):
    document.edit("More", add_notes(document.song, 2, [note(40, 62), note(41, 70)]))
    roll._stage.look(Coordinates(38.0 * Q, 127 - 78, 100 / Q, 16.0))
    roll.select_all()
    for _ in range(2):
        roll.transpose(12)
    assert roll._stage.coordinates.left == 38 * Q
    low, high = pitches_in_view(roll)
    assert low <= 86
    assert high >= 94


def test_keys_zoom_around_what_is_selected_else_the_playhead(roll):
    stage = roll.stage
    roll.set_playhead(Tick(Q))
    x = stage.coordinates.x_of(Q)
    roll.view.zoom(1.4)
    assert stage.coordinates.tick_width == pytest.approx(1.4 * 100 / Q)
    assert stage.coordinates.x_of(Q) == pytest.approx(x)
    roll.set_selection({6})
    middle = stage.coordinates.x_of(3.5 * Q)
    roll.view.zoom(1.1)
    assert stage.coordinates.x_of(3.5 * Q) == pytest.approx(middle)
    roll.view.zoom_to_selection()
    assert stage.coordinates.left == pytest.approx(3 * Q)
    assert stage.coordinates.tick_at(stage.size[0]) == pytest.approx(4 * Q)


def test_keys_make_rows_higher_and_the_middle_stays(roll):
    stage = roll.stage
    middle = stage.coordinates.pitch_at(stage.size[1] / 2)
    roll.view.zoom_rows(1.2)
    assert stage.coordinates.row_height == pytest.approx(19.2)
    assert stage.coordinates.pitch_at(stage.size[1] / 2) == middle


def test_a_clip_that_is_moved_out_of_view_is_gone_after(document, roll):
    stage = roll.stage
    width = stage.coordinates.tick_width
    song, _ = move_clip(document.song, 2, Tick(40 * 4 * Q))
    document.edit("Move", song)
    assert 0 <= stage.coordinates.x_of(40 * 4 * Q) < stage.size[0] / 4
    assert stage.coordinates.tick_width == width
    document.undo_stack.undo()
    assert 0 <= stage.coordinates.x_of(0) < stage.size[0] / 4
    before = stage.coordinates
    document.edit("Move", move_clip(document.song, 2, Tick(Q))[0])
    assert stage.coordinates == before
