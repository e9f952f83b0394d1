"""Controllers as steps over time: read from messages, drawn, held, cleared, written back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.score.controllers import (
    BENDING,
    CONTROL,
    MODULATION,
    PEDAL,
    TOUCH,
    Controller,
    Point,
    Points,
    cleared,
    controller_of,
    controllers_in,
    drawn,
    held,
    points_of,
    speaking_channel,
    value_at,
    without_repeats,
)
from engine.score.edits import add_notes, set_points
from engine.score.song import Clip, MidiEvent, Note, Track, new_song
from engine.score.time import Tick

CLIP = 2
KINDS = st.sampled_from([PEDAL, BENDING, MODULATION, TOUCH, Controller(CONTROL, 119)])


def points(*pairs: tuple[int, int]) -> Points:
    return tuple(Point(Tick(tick), value) for tick, value in pairs)


@st.composite
def curves(draw) -> Points:
    ticks = draw(st.lists(st.integers(0, 60), unique=True, max_size=12))
    return points(*((tick, draw(st.integers(0, 127))) for tick in sorted(ticks)))


@given(KINDS, st.integers(0, 15), st.integers(0, 0x3FFF))
def test_a_value_comes_out_of_its_message_again(controller, channel, value):
    value = min(value, controller.highest)
    data = controller.message(channel, value)
    assert controller.value_in(data) == value
    assert controller_of(data) == controller
    assert data[0] & 0x0F == channel and all(byte < 0x80 for byte in data[1:])


def test_a_message_about_something_else_has_no_value():
    other = MODULATION.message(0, 5)
    assert PEDAL.value_in(other) is BENDING.value_in(other) is TOUCH.value_in(other) is None
    assert PEDAL.value_in(b"\xff\x01words") is None


@pytest.mark.parametrize("data", [b"\xb0\x00\x01", b"\xb0\x65\x00", b"\xb0\x7b\x00", b"\xc0\x05"])
def test_what_sets_something_up_is_no_curve(data):
    assert controller_of(data) is None
    assert controllers_in(Clip(1, events=(MidiEvent(Tick(0), data),))) == set()


@given(curves(), st.integers(0, 60), st.integers(1, 30), st.integers(0, 127))
def test_what_is_held_ends_as_it_was(curve, start, length, value):
    after = held(curve, Tick(start), Tick(start + length), value, before=9)
    for tick in range(100):
        inside = start <= tick < start + length
        expected = value if inside else value_at(curve, tick, 9)
        assert value_at(after, tick, 9) == expected
    assert without_repeats(after, 9) == after


@given(curves(), curves(), st.integers(0, 70))
def test_what_is_drawn_takes_the_place_of_what_was_there(curve, new, end):
    after = drawn(curve, new, Tick(end))
    if not new:
        assert after == curve
        return
    start, stop = new[0].tick, max(end, new[0].tick + 1)
    assert [p for p in after if p.tick < start] == [p for p in curve if p.tick < start]
    for tick in range(start, stop):
        assert value_at(after, tick, 0) == value_at(new, tick, 0)


@given(curves(), st.integers(0, 60), st.integers(0, 60))
def test_what_is_cleared_says_nothing_any_more(curve, start, length):
    after = cleared(curve, Tick(start), Tick(start + length))
    assert not [p for p in after if start <= p.tick < start + length]
    assert set(after) == {p for p in curve if not start <= p.tick < start + length}


def test_points_become_messages_among_the_others_and_nothing_else_changes():
    song = add_notes(new_song(), CLIP, [Note(-1, 60, 80, Tick(0), Tick(960))])
    others = (
        MidiEvent(Tick(0), b"\xff\x05la"),
        MidiEvent(Tick(5), MODULATION.message(0, 3)),
        MidiEvent(Tick(9), PEDAL.message(4, 127)),
    )
    song = song.with_clip(replace(song.clip(CLIP), events=others))
    curve = points((2, 127), (7, 0))
    after = set_points(song, CLIP, PEDAL, curve)
    clip = after.clip(CLIP)
    assert points_of(clip.events, PEDAL, 0) == curve
    assert [e for e in clip.events if e in others] == list(others)
    assert [e.tick for e in clip.events] == [0, 2, 5, 7, 9]
    assert clip.notes is song.clip(CLIP).notes
    assert set_points(after, CLIP, PEDAL, curve) is after
    assert set_points(after, CLIP, PEDAL, ()).clip(CLIP).events == others


def test_a_clip_is_spoken_to_on_the_channel_of_its_notes():
    on = [Note(i, 60, 80, Tick(i), Tick(1), channel=channel) for i, channel in enumerate((2, 5, 5))]
    told = (MidiEvent(Tick(0), PEDAL.message(7, 1)),)
    full, silent = Clip(1, notes=tuple(on)), Clip(2, events=told)
    assert speaking_channel(Track(1, channel=3, clips=(full, silent)), full) == 5
    assert speaking_channel(Track(1, channel=3, clips=(full, silent)), silent) == 5
    assert speaking_channel(Track(1, channel=3, clips=(silent,)), silent) == 7
    assert speaking_channel(Track(1, channel=3), Clip(9)) == 3
