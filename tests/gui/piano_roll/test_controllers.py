"""Lanes below the notes: one is chosen, drawn in by hand and by key, and taken back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.score.controllers import (
    BENDING,
    MODULATION,
    PEDAL,
    VOLUME,
    Controller,
    Point,
    points_of,
    value_at,
)
from engine.score.edits import insert_clip, set_points
from engine.score.time import Tick
from gui.document import Document
from gui.piano_roll.controller_lane import in_view, steps
from tests.gui.piano_roll.conftest import CLIP, LEFT, QUARTER, TRACK, Hand

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
RIGHT = Qt.MouseButton.RightButton
STEP = QUARTER // 4


@pytest.fixture
def hand(roll) -> Hand:
    return Hand(roll, roll._curve)


def at(roll, quarter: float, share: float) -> QPoint:
    """The pixel of the lane at a quarter and a share of its height."""
    x = roll.stage.coordinates.x_of(quarter * QUARTER)
    return QPoint(round(x), round(roll._curve.height_of(share)))


def told(document: Document, controller: Controller) -> list[tuple[int, int]]:
    return [(p.tick, p.value) for p in points_of(document.song.clip(CLIP).events, controller, 0)]


def test_the_lane_of_velocities_is_there_first(roll):
    assert roll._lane.isVisible() and not roll._curve.isVisible()


def test_a_name_shows_its_lane_and_the_key_goes_through_them(roll, document):
    document.edit("", set_points(document.song, CLIP, MODULATION, (Point(Tick(0), 9),)))
    names = {button.text(): button for button in roll._lane_names._buttons}
    assert list(names) == ["velocity", "pedal", "mod"]
    names["pedal"].click()
    assert roll._curve.isVisible() and not roll._lane.isVisible()
    assert roll.stage.lane.controller == PEDAL
    roll.next_lane()
    assert roll.stage.lane.controller == MODULATION
    roll.next_lane()
    assert roll.stage.lane.controller is None and roll._lane.isVisible()


def test_the_menu_offers_every_lane_and_marks_the_one_that_shows(roll):
    roll.stage.lane.choose(BENDING)
    actions = roll._lane_names.menu().actions()
    assert [action.text() for action in actions if action.isChecked()] == ["Pitch bend"]
    next(action for action in actions if action.text() == "Volume").trigger()
    assert roll.stage.lane.controller == VOLUME
    assert "volume" in [button.text() for button in roll._lane_names._buttons]


def test_the_pedal_goes_down_from_here_to_there_on_the_grid(roll, document, hand):
    roll.stage.lane.choose(PEDAL)
    hand.drag(at(roll, 1.05, 0.5), at(roll, 2.9, 0.9))
    assert told(document, PEDAL) == [(QUARTER, 127), (3 * QUARTER, 0)]
    hand.drag(at(roll, 1.55, 0.5), at(roll, 1.9, 0.5), RIGHT)
    assert told(document, PEDAL) == [
        (QUARTER, 127), (QUARTER + 2 * STEP, 0), (2 * QUARTER, 127), (3 * QUARTER, 0)
    ]  # fmt: skip
    assert document.undo_stack.undoText() == "Sustain pedal"
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert told(document, PEDAL) == []


def test_a_pedal_at_the_end_is_up_before_the_clip_ends(roll, document, hand):
    roll.stage.lane.choose(PEDAL)
    last = document.song.clip(CLIP).end
    roll.stage.look(replace(roll.stage.coordinates, left=last - 4 * QUARTER))
    hand.drag(at(roll, 15.05, 0.5), at(roll, 17, 0.5))
    assert told(document, PEDAL) == [(15 * QUARTER, 127), (last - 1, 0)]


def test_a_click_sets_a_value_from_the_line_of_the_grid_on(roll, document, hand):
    roll.stage.lane.choose(MODULATION)
    hand.click(at(roll, 1.1, 1.0))
    assert told(document, MODULATION) == [(QUARTER, 127)]
    hand.click(at(roll, 2.1, 0.0), modifiers=ALT)
    (_, (tick, value)) = told(document, MODULATION)
    assert value == 0 and tick == pytest.approx(2.1 * QUARTER, abs=10)


def test_a_drag_draws_what_the_hand_draws(roll, document, hand):
    roll.stage.lane.choose(MODULATION)
    hand.drag(at(roll, 1, 0.0), at(roll, 3, 1.0))
    ticks, values = zip(*told(document, MODULATION), strict=True)
    assert ticks[0] == QUARTER and ticks[-1] == pytest.approx(3 * QUARTER, abs=30)
    assert values[0] == 0 and values[-1] == 127
    assert list(values) == sorted(values) and len(values) > 50
    assert document.undo_stack.count() == 1


def test_with_shift_it_is_a_straight_line(roll, document, hand):
    roll.stage.lane.choose(BENDING)
    hand.press(at(roll, 3, 1.0), modifiers=SHIFT)
    for place in (at(roll, 2, 0.2), at(roll, 1, 0.0)):
        hand.move(place, modifiers=SHIFT)
    hand.release(modifiers=SHIFT)
    curve = points_of(document.song.clip(CLIP).events, BENDING, 0)
    assert curve[0] == (QUARTER, 0) and curve[-1] == (3 * QUARTER, 0x3FFF)
    for tick in range(QUARTER, 3 * QUARTER, 97):
        line = 0x3FFF * (tick - QUARTER) / (2 * QUARTER)
        assert value_at(curve, tick, 0) == pytest.approx(line, abs=0x3FFF / 60)


def test_a_bend_finds_its_middle(roll, document, hand):
    roll.stage.lane.choose(BENDING)
    hand.click(at(roll, 1.1, 1.0))
    hand.click(at(roll, 2.1, 0.52))
    assert told(document, BENDING)[-1] == (2 * QUARTER, 0x2000)


def test_the_right_button_clears_and_the_value_before_stays(roll, document, hand):
    roll.stage.lane.choose(MODULATION)
    curve = tuple(Point(Tick(i * STEP), 10 + i) for i in range(8))
    document.edit("", set_points(document.song, CLIP, MODULATION, curve))
    hand.drag(at(roll, 0.55, 0.5), at(roll, 1.1, 0.5), RIGHT)
    assert told(document, MODULATION) == [*curve[:2], *curve[5:]]


def test_escape_leaves_all_as_it_was_and_shows_it(roll, document, hand):
    roll.stage.lane.choose(MODULATION)
    before = roll._curve.grab().toImage()
    hand.press(at(roll, 1, 0.2))
    hand.move(at(roll, 2, 0.9))
    assert roll._curve.grab().toImage() != before
    assert roll.escape()
    hand.release()
    assert document.undo_stack.count() == 0
    assert roll._curve.grab().toImage() == before


def test_by_key_alone(roll, document):
    stage, lane = roll.stage, roll._curve
    stage.lane.choose(MODULATION)
    stage.seek_requested.connect(stage.set_playhead)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(lane, key)
    assert told(document, MODULATION) == [(2 * STEP, 16)]
    assert lane.accessibleName() == "Modulation: 16"
    QTest.keyClick(lane, Qt.Key.Key_Right)
    QTest.keyClick(lane, Qt.Key.Key_Down)
    assert told(document, MODULATION) == [(2 * STEP, 16), (3 * STEP, 8)]
    QTest.keyClick(lane, Qt.Key.Key_Delete)
    assert told(document, MODULATION) == [(2 * STEP, 16)]
    stage.lane.choose(PEDAL)
    QTest.keyClick(lane, Qt.Key.Key_Up)
    assert told(document, PEDAL) == [(3 * STEP, 127), (4 * STEP, 0)]
    assert lane.accessibleName() == "Sustain pedal: down"


def test_what_an_earlier_clip_leaves_behind_holds_here(roll, document):
    song = set_points(document.song, CLIP, MODULATION, (Point(Tick(0), 77),))
    song, later = insert_clip(song, TRACK, replace(song.clip(CLIP), events=()), Tick(8 * 3840))
    document.edit("", song)
    stage = roll.stage
    for lane, value in ((MODULATION, 77), (VOLUME, song.track(TRACK).volume), (BENDING, 0x2000)):
        stage.lane.choose(lane)
        roll.set_clip(TRACK, later)
        assert stage.lane.told(stage.track, stage.clip) == ((), value)


def test_the_curve_is_drawn_as_high_as_its_values(roll, document):
    roll.stage.lane.choose(MODULATION)
    curve = (Point(Tick(QUARTER), 127), Point(Tick(2 * QUARTER), 0))
    document.edit("", set_points(document.song, CLIP, MODULATION, curve))
    image = roll._curve.grab().toImage()
    empty, full = (image.pixelColor(at(roll, where, 0.5)) for where in (0.7, 1.5))
    assert full != empty and image.pixelColor(at(roll, 2.7, 0.5)) == empty


def test_a_crowd_of_steps_is_drawn_one_to_a_pixel():
    import numpy as np

    xs = np.array([-50.0, -9.0, 3.0, 3.0, 3.0, 8.0, 200.0])
    seen = in_view(xs, 100)
    assert seen.tolist() == [1, 4, 5]
    line = steps(xs[seen], np.array([5.0, 6.0, 7.0]), 100.0)
    assert line == [[-9, 3, 5], [3, 8, 6], [8, 100, 7]]


def test_another_button_does_not_disturb(roll, document, hand):
    roll.stage.lane.choose(MODULATION)
    hand.press(at(roll, 1, 0.2))
    QTest.mouseRelease(roll._curve, RIGHT, Qt.KeyboardModifier.NoModifier, hand.place)
    assert roll.stage.gesture_runs
    hand.release(LEFT)
    assert not roll.stage.gesture_runs and document.undo_stack.count() == 1
