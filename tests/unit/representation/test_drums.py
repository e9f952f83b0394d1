"""Drum notes to cells and back: any meter, triplets, the loudest of a cell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.representation.drums import (
    PITCHES,
    VOICES,
    bars_of,
    decode,
    encode,
    steps_of,
    voice_of,
)
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick

PPQ = 480
FOUR = MeterMap(PPQ, (Meter(),))


def hit(start: int, pitch: int = 38, velocity: int = 100) -> Note:
    return Note(start, pitch, velocity, Tick(start), Tick(60), 9)


def test_every_voice_is_written_with_a_pitch_that_is_read_as_that_voice():
    assert [voice_of(pitch) for pitch in PITCHES] == list(range(len(VOICES)))


@pytest.mark.parametrize(
    ("pitch", "voice"), [(22, 2), (26, 3), (40, 1), (37, 1), (58, 4), (44, 2), (53, 8), (57, 7)]
)
def test_rims_edges_and_pedals_are_heard_as_the_drum_they_belong_to(pitch: int, voice: int):
    assert voice_of(pitch) == voice


def test_percussion_outside_the_kit_has_a_voice_too():
    assert {voice_of(pitch) for pitch in range(128)} == set(range(len(VOICES)))


def test_a_bar_of_four_four_has_sixteen_steps_and_the_bar_line_after_it_one():
    steps = steps_of(FOUR, 0, 1)
    assert steps.ticks.tolist() == [120 * step for step in range(17)]
    assert steps.positions.tolist() == [*range(16), 0]


@pytest.mark.parametrize(
    ("meter", "count"), [((6, 8), 12), ((5, 8), 10), ((3, 4), 12), ((5, 4), 20), ((7, 16), 7)]
)
def test_bars_of_other_meters_have_as_many_steps_as_16ths(meter: tuple[int, int], count: int):
    steps = steps_of(MeterMap(PPQ, (Meter(Tick(0), *meter),)), 0, 3)
    assert len(steps.ticks) == 3 * count + 1
    assert (steps.positions == 0).sum() >= 4


def test_a_bar_that_is_no_whole_number_of_16ths_ends_with_a_short_step():
    steps = steps_of(MeterMap(PPQ, (Meter(Tick(0), 5, 32),)), 0, 2)
    assert steps.ticks.tolist() == [0, 120, 240, 300, 420, 540, 600]


def test_there_are_no_steps_without_a_bar():
    with pytest.raises(ValueError, match="needs a bar"):
        steps_of(FOUR, 3, 3)


def test_of_two_hits_of_a_drum_in_one_step_the_loudest_counts():
    cells = encode([hit(118, velocity=40), hit(126, velocity=90)], steps_of(FOUR, 0, 1))
    assert np.argwhere(cells.hits).tolist() == [[1, 1]]
    assert cells.offsets[1, 1] == pytest.approx(6 / 120)
    assert cells.velocities[1, 1] == pytest.approx(90 / 127)


def test_a_hit_just_before_the_bar_line_belongs_to_the_bar_that_it_begins():
    cells = encode([hit(1915)], steps_of(FOUR, 0, 1))
    assert np.argwhere(cells.hits).tolist() == [[16, 1]]
    assert cells.offsets[16, 1] == pytest.approx(-5 / 120)


def test_a_beat_of_triplets_is_measured_from_thirds_and_a_straight_one_from_16ths():
    triplets = [hit(0), hit(162), hit(318)]
    straight = [hit(480), hit(600), hit(722), hit(840)]
    cells = encode([*triplets, *straight], steps_of(FOUR, 0, 1))
    places = np.flatnonzero(cells.hits.any(axis=1)).tolist()
    assert places == [0, 1, 3, 4, 5, 6, 7]
    leans = cells.leans[places, 1]
    assert leans == pytest.approx([0, 1 / 3, -1 / 3, 0, 0, 0, 0])
    assert cells.offsets[places, 1] == pytest.approx([0, 2 / 120, -2 / 120, 0, 0, 2 / 120, 0])


@given(
    st.lists(
        st.tuples(st.integers(0, 8 * 1920 - 1), st.sampled_from(PITCHES), st.integers(1, 127)),
        min_size=1,
        max_size=60,
    ),
    st.booleans(),
    st.sampled_from([(4, 4), (6, 8), (5, 8), (7, 32)]),
)
def test_cells_give_the_loudest_hits_back_to_the_tick(
    hits: list[tuple[int, int, int]], triplets: bool, meter: tuple[int, int]
):
    meters = MeterMap(PPQ, (Meter(Tick(0), *meter),))
    notes = [hit(*each) for each in sorted(hits)]
    steps = steps_of(meters, *bars_of(notes, meters))
    cells = encode(notes, steps, triplets)
    played = {(n.start, n.pitch, n.velocity) for n in notes}
    back = decode(cells, steps, 60)
    assert {(n.start, n.pitch, n.velocity) for n in back} <= played
    assert len(back) == cells.hits.sum()
    assert (np.abs(cells.offsets) <= 1).all()
    assert not cells.velocities[~cells.hits].any()
    assert not cells.offsets[~cells.hits].any()
    assert [n.id for n in back] == list(range(len(back)))
