"""Every gesture of the mouse: press, move, release, and the song that comes of it."""

import pytest
from PySide6.QtCore import QPoint, Qt

from engine.score.edits import add_notes, shift
from engine.score.grids import grid_named
from engine.score.song import Note
from engine.score.time import Tick

Q = 960
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
RIGHT = Qt.MouseButton.RightButton
MIDDLE = Qt.MouseButton.MiddleButton


def rows(document) -> list[tuple[float, int, float, int]]:
    """The notes as (start in quarters, pitch, length in quarters, velocity)."""
    notes = document.song.clip(2).notes
    return [(n.start / Q, n.pitch, n.length / Q, n.velocity) for n in notes]


TUNE = [(0, 60, 1, 80), (1, 62, 1, 80), (2, 64, 1, 80), (3, 67, 1, 80)]


def one_step(document, text: str) -> None:
    """The gesture was one undo step; undo and redo lead back and forth."""
    after = document.song
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == text
    document.undo_stack.undo()
    assert rows(document) == TUNE
    document.undo_stack.redo()
    assert document.song is after


# The pencil


def test_a_click_draws_a_note_of_one_step(document, roll, hand, heard):
    hand.click(hand.at(4.3 * Q, 70))
    assert rows(document) == [*TUNE, (4.25, 70, 0.25, 100)]
    assert roll.selection == {7}
    assert heard == [("on", 70, 100), ("off", 70)]
    one_step(document, "Draw note")


def test_a_drag_draws_as_long_as_it_goes(document, roll, hand):
    hand.drag(hand.at(4.05 * Q, 70), hand.at(5.55 * Q, 70))
    assert rows(document)[-1] == (4, 70, 1.5, 100)


def test_a_drag_up_finds_the_pitch_by_ear_once_for_each(document, roll, hand, heard):
    hand.press(hand.at(4 * Q, 70))
    hand.move(hand.at(4 * Q, 72))
    hand.move(hand.at(4 * Q, 72) + QPoint(1, 1))
    hand.release()
    pitches = [event[1] for event in heard if event[0] == "on"]
    assert pitches[0] == 70
    assert pitches[-1] == 72
    assert len(pitches) == len(set(pitches))
    assert rows(document)[-1][:2] == (4, 72)


def test_alt_draws_off_the_grid(document, roll, hand):
    place = hand.at(4.33 * Q, 70)
    hand.click(place, modifiers=ALT)
    start = document.song.clip(2).notes[-1].start
    assert start == int(roll._stage.coordinates.tick_at(place.x()))
    assert start % 240


@pytest.mark.parametrize(
    ("name", "start"),
    [("1/8 triplet", 4 + 1 / 3), ("1/4", 4), ("1/32", 4.375), ("1/16 triplet", 4 + 1 / 3)],
)
def test_drawing_snaps_to_the_grid_chosen(document, roll, hand, name, start):
    roll.set_grid(grid_named(name))
    hand.click(hand.at(4.4 * Q, 70))
    assert rows(document)[-1][0] == pytest.approx(start)
    assert document.song.clip(2).notes[-1].length == grid_named(name).ticks(Q)


def test_the_next_note_is_as_long_as_the_one_before(document, roll, hand):
    hand.drag(hand.at(4 * Q, 70), hand.at(6 * Q, 70))
    hand.click(hand.at(7 * Q, 72))
    assert rows(document)[-1] == (7, 72, 2, 100)


def test_a_note_beyond_the_end_makes_the_clip_grow_by_bars(document, roll, hand):
    roll._stage.look(roll._stage.coordinates.scrolled(1400, 0))
    hand.click(hand.at(17.1 * Q, 70))
    clip = document.song.clip(2)
    assert clip.notes[-1].start == 17 * Q
    assert clip.end == 20 * Q


# Moving


def test_a_drag_by_the_body_moves_by_steps(document, roll, hand, heard):
    hand.drag(hand.at(1.5 * Q, 62), hand.at(2.1 * Q, 65))
    assert rows(document) == [(0, 60, 1, 80), (1.5, 65, 1, 80), (2, 64, 1, 80), (3, 67, 1, 80)]
    assert heard[0] == ("on", 62, 80)
    assert heard[-2:] == [("on", 65, 80), ("off", 65)]
    one_step(document, "Move")


def test_up_and_down_does_not_pull_onto_the_grid(document, roll, hand):
    document.edit("Late", shift(document.song, {4}, Tick(37)))
    hand.drag(hand.at(1.5 * Q, 62), hand.at(1.5 * Q, 65))
    moved = document.song.clip(2).notes[1]
    assert (moved.start, moved.pitch) == (Q + 37, 65)


def test_a_late_note_lands_on_the_grid(document, roll, hand):
    document.edit("Late", shift(document.song, {4}, Tick(37)))
    hand.drag(hand.at(1.5 * Q, 62), hand.at(2.5 * Q, 62))
    assert 2 * Q in [n.start for n in document.song.clip(2).notes if n.id == 4]


def test_the_selection_moves_along_and_stays_in_the_roll(document, roll, hand):
    roll.select_all()
    hand.drag(hand.at(1.5 * Q, 62), hand.at(0.5 * Q, 63))
    assert rows(document) == [(0, 61, 1, 80), (1, 63, 1, 80), (2, 65, 1, 80), (3, 68, 1, 80)]
    assert roll.selection == {3, 4, 5, 6}


def test_alt_moves_freely(document, roll, hand):
    start = hand.at(1.5 * Q, 62)
    hand.drag(start, start + QPoint(13, 0), modifiers=ALT)
    assert document.song.clip(2).notes[1].start == Q + round(13 * 9.6)


def test_shift_copies(document, roll, hand):
    hand.drag(hand.at(1.5 * Q, 62), hand.at(5.5 * Q, 65), modifiers=SHIFT)
    assert rows(document) == [*TUNE, (5, 65, 1, 80)]
    assert roll.selection == {7}
    one_step(document, "Copy")


def test_a_move_that_ends_where_it_began_is_no_step(document, roll, hand):
    start = hand.at(1.5 * Q, 62)
    hand.press(start)
    hand.move(start + QPoint(60, 30))
    hand.move(start)
    hand.release()
    assert document.undo_stack.count() == 0
    assert rows(document) == TUNE


# Resizing


def test_the_end_can_be_dragged_without_selecting(document, roll, hand):
    roll.set_tool("select")
    hand.drag(hand.at(2 * Q, 62) - QPoint(3, 0), hand.at(2.5 * Q, 62))
    assert rows(document)[1] == (1, 62, 1.5, 80)
    assert roll.selection == frozenset()
    one_step(document, "Change length")


def test_the_start_can_be_dragged(document, roll, hand):
    hand.drag(hand.at(1 * Q, 62) + QPoint(3, 0), hand.at(1.5 * Q, 62))
    assert rows(document)[1] == (1.5, 62, 0.5, 80)


def test_a_note_keeps_one_step(document, roll, hand):
    hand.drag(hand.at(2 * Q, 62) - QPoint(3, 0), hand.at(0.2 * Q, 62))
    assert rows(document)[1] == (1, 62, 0.25, 80)


def test_resizing_takes_the_selection_along(document, roll, hand):
    roll.set_selection({3, 4})
    hand.drag(hand.at(2 * Q, 62) - QPoint(3, 0), hand.at(1.5 * Q, 62))
    assert [row[2] for row in rows(document)] == [0.5, 0.5, 1, 1]


def test_alt_resizes_freely(document, roll, hand):
    end = hand.at(2 * Q, 62) - QPoint(3, 0)
    hand.drag(end, end + QPoint(7, 0), modifiers=ALT)
    assert document.song.clip(2).notes[1].length == Q + round(7 * 9.6)


# Selecting


def test_a_click_selects_one(roll, hand):
    roll.select_all()
    hand.click(hand.at(1.5 * Q, 62))
    assert roll.selection == {4}


def test_shift_adds_and_takes_away(roll, hand):
    hand.click(hand.at(1.5 * Q, 62))
    hand.click(hand.at(2.5 * Q, 64), modifiers=SHIFT)
    assert roll.selection == {4, 5}
    hand.click(hand.at(1.5 * Q, 62), modifiers=SHIFT)
    assert roll.selection == {5}


def test_the_band_selects_what_it_touches(document, roll, hand):
    roll.set_tool("select")
    hand.drag(hand.at(1.2 * Q, 70), hand.at(2.2 * Q, 61))
    assert roll.selection == {4, 5}
    assert document.undo_stack.count() == 0


def test_shift_and_the_band_add(roll, hand):
    roll.set_tool("select")
    roll.set_selection({6})
    hand.drag(hand.at(0.2 * Q, 70), hand.at(0.4 * Q, 55), modifiers=SHIFT)
    assert roll.selection == {3, 6}


def test_a_click_beside_selects_nothing(roll, hand):
    roll.set_tool("select")
    roll.select_all()
    hand.click(hand.at(6 * Q, 70))
    assert roll.selection == frozenset()


def test_selection_survives_undo_where_notes_do(document, roll, hand):
    hand.click(hand.at(5 * Q, 70))
    roll.select_all()
    document.undo_stack.undo()
    assert roll.selection == {3, 4, 5, 6}


# Erasing, cutting


def test_the_right_button_rubs_out(document, roll, hand):
    hand.drag(hand.at(0.5 * Q, 60), hand.at(1.5 * Q, 62), button=RIGHT)
    assert rows(document) == TUNE[2:]
    one_step(document, "Erase")


def test_the_knife_cuts_at_the_grid(document, roll, hand):
    roll.set_tool("knife")
    hand.click(hand.at(1.52 * Q, 62))
    assert rows(document) == [
        (0, 60, 1, 80),
        (1, 62, 0.5, 80),
        (1.5, 62, 0.5, 80),
        (2, 64, 1, 80),
        (3, 67, 1, 80),
    ]
    one_step(document, "Cut in two")


def test_the_knife_cuts_through_a_chord(document, roll, hand):
    chord = [Note(-1, pitch, 80, Tick(8 * Q), Tick(Q)) for pitch in (60, 64, 67)]
    document.edit("Chord", add_notes(document.song, 2, chord))
    roll._stage.look(roll._stage.coordinates.scrolled(400, 0))
    roll.set_tool("knife")
    hand.drag(hand.at(8.5 * Q, 63), hand.at(8.5 * Q, 68))
    starts = [(n.start / Q, n.pitch) for n in document.song.clip(2).notes if n.start >= 8 * Q]
    assert starts == [(8, 60), (8, 64), (8, 67), (8.5, 64), (8.5, 67)]


# Velocity


def test_ctrl_and_a_drag_on_a_note_make_it_louder(document, roll, hand):
    start = hand.at(1.5 * Q, 62)
    hand.drag(start, start - QPoint(0, 40), modifiers=CONTROL)
    assert rows(document)[1] == (1, 62, 1, 100)
    one_step(document, "Velocity")


def test_a_stem_is_set_by_painting(document, roll, hand_on):
    hand = hand_on("_lane")
    hand.click(QPoint(hand.at(1 * Q, 0).x(), 8))
    assert [row[3] for row in rows(document)] == [80, 127, 80, 80]
    one_step(document, "Velocity")


def test_painting_across_draws_a_line(document, roll, hand_on):
    hand = hand_on("_lane")
    bottom = roll._lane.height() - 8
    hand.drag(QPoint(hand.at(0, 0).x(), bottom), QPoint(hand.at(3 * Q, 0).x(), 8))
    velocities = [row[3] for row in rows(document)]
    assert velocities[0] == 1
    assert velocities[-1] == 127
    assert velocities == sorted(velocities)
    assert 35 < velocities[1] < 50
    one_step(document, "Velocity")


def test_a_stem_of_the_selection_takes_the_others_along(document, roll, hand_on):
    roll.set_selection({3, 4})
    hand = hand_on("_lane")
    usable = roll._lane.height() - 16
    start = QPoint(hand.at(0, 0).x(), 40)
    hand.drag(start, start - QPoint(0, round(usable * 20 / 127)))
    velocities = [row[3] for row in rows(document)]
    assert velocities[0] == velocities[1] == pytest.approx(100, abs=1)
    assert velocities[2:] == [80, 80]


# Breaking off, panning


@pytest.mark.parametrize(
    ("tool", "start", "end", "button"),
    [
        ("pencil", (5, 70), (6, 72), Qt.MouseButton.LeftButton),
        ("pencil", (1.5, 62), (2.5, 65), Qt.MouseButton.LeftButton),
        ("pencil", (1.97, 62), (2.5, 62), Qt.MouseButton.LeftButton),
        ("select", (0.5, 70), (6, 55), Qt.MouseButton.LeftButton),
        ("knife", (1.5, 62), (1.6, 64), Qt.MouseButton.LeftButton),
        ("pencil", (0.5, 60), (1.5, 62), Qt.MouseButton.RightButton),
    ],
)
def test_escape_leaves_all_as_it_was(document, roll, hand, heard, tool, start, end, button):
    roll.set_tool(tool)
    roll.set_selection({6})
    song, place = document.song, hand.at(end[0] * Q, end[1])
    hand.press(hand.at(start[0] * Q, start[1]), button)
    hand.move(place, button)
    hand.key(Qt.Key.Key_Escape)
    assert roll._stage.preview.band is None
    assert not len(roll._stage.preview.notes)
    hand.release(button)
    assert document.song is song
    assert document.undo_stack.count() == 0
    assert roll.selection == {6}
    sounding = [event[1] for event in heard if event[0] == "on"]
    assert sounding == [event[1] for event in heard if event[0] == "off"]


def test_a_gesture_previews_without_touching_the_song(document, roll, hand):
    song = document.song
    hand.press(hand.at(1.5 * Q, 62))
    hand.move(hand.at(2.5 * Q, 65))
    assert document.song is song
    preview = roll._stage.preview
    assert preview.hidden == {4}
    assert (preview.notes.starts[0], preview.notes.pitches[0]) == (2 * Q, 65)
    hand.release()
    assert document.song is not song


def test_the_middle_button_pans(roll, hand):
    before = roll._stage.coordinates
    start = hand.at(5 * Q, 70)
    hand.drag(start, start - QPoint(120, 32), button=MIDDLE)
    after = roll._stage.coordinates
    assert after.left - before.left == pytest.approx(120 * 9.6)
    assert after.top - before.top == pytest.approx(2)


def test_another_button_does_not_disturb_a_gesture(document, roll, hand):
    hand.press(hand.at(1.5 * Q, 62))
    hand.press(hand.at(1.5 * Q, 62), RIGHT)
    hand.move(hand.at(2.5 * Q, 62))
    hand.release(RIGHT)
    hand.release()
    assert (2, 62, 1, 80) in rows(document)


def test_the_knife_shows_where_it_would_cut(document, roll, hand):
    roll.set_tool("knife")
    hand._send(hand.at(1.52 * Q, 62), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
    assert roll._stage.preview.cut == (1.5 * Q, 62, 62)
    hand._send(hand.at(1.52 * Q, 70), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
    assert roll._stage.preview.cut is None
    hand._send(hand.at(1.52 * Q, 62), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
    roll.set_tool("select")
    assert roll._stage.preview.cut is None
    assert document.undo_stack.count() == 0
