"""Taps as bars with their neighbours."""

import numpy as np
import pytest

from engine.representation.drum_input import STYLES, Manner, Taps
from engine.representation.tapped_bars import AROUND, CHANNELS, CONDITIONS, SLOTS, tapped_bars

BPM = 110.0
TAP, VELOCITY, ACCENT, OFFSET = range(len(CHANNELS))


def taps(steps: int, *hits: tuple[int, float, float], loud: bool = True) -> Taps:
    """Taps as (step, velocity, offset)."""
    made = Taps(np.zeros(steps, bool), np.zeros(steps), np.zeros(steps), loud)
    for step, velocity, offset in hits:
        made.hits[step], made.velocities[step], made.offsets[step] = True, velocity, offset
    return made


def test_a_bar_is_told_with_the_one_before_and_the_one_after():
    bars = tapped_bars(
        taps(48, (3, 0.5, 0), (20, 0.5, 0), (47, 0.5, 0)), np.arange(48) % 16, Manner(BPM)
    )
    assert bars.channels.shape == (3, len(CHANNELS), AROUND)
    heard = [np.flatnonzero(each[TAP]).tolist() for each in bars.channels]
    assert heard == [
        [SLOTS + 3, 2 * SLOTS + 4],
        [3, SLOTS + 4, 3 * SLOTS - 1],
        [4, 2 * SLOTS - 1],
    ]
    assert bars.present.reshape(3, 3, SLOTS).all(axis=2).tolist() == [
        [False, True, True],
        [True, True, True],
        [True, True, False],
    ]


def test_a_step_lies_in_its_bar_at_its_slot():
    positions = np.array([*range(12), *range(12), 0])
    bars = tapped_bars(taps(25, (3, 0.5, 0), (14, 0.5, 0)), positions, Manner(BPM))
    assert (bars.bars[14], bars.slots[14]) == (1, 2)
    assert bars.present[1].reshape(3, SLOTS).sum(axis=1).tolist() == [12, 12, 1]


def test_bars_without_a_tap_are_left_out():
    bars = tapped_bars(taps(49, (2, 0.5, 0), (35, 0.5, 0)), np.arange(49) % 16, Manner(BPM))
    assert len(bars.channels) == len(bars.present) == len(bars.conditions) == 2
    assert [bars.bars[step] for step in (2, 20, 35, 48)] == [0, -1, 1, -1]
    assert np.flatnonzero(bars.channels[1, TAP]).tolist() == [SLOTS + 3]


def test_a_bar_longer_than_its_slots_goes_on_in_a_second_one():
    positions = np.array([*range(16), *range(4), 0])
    bars = tapped_bars(taps(21, (18, 0.5, 0)), positions, Manner(BPM))
    assert (bars.bars[18], bars.slots[18]) == (0, 2)


def test_velocities_accents_and_offsets_are_those_of_the_taps():
    rhythm = taps(16, (0, 0.9, 0.1), (4, 0.5, -0.2))
    channels = tapped_bars(rhythm, np.arange(16), Manner(BPM)).channels[0, :, SLOTS : 2 * SLOTS]
    assert channels[:, 0] == pytest.approx([1, 0.9, 0.2, 0.4])
    assert channels[:, 4] == pytest.approx([1, 0.5, -0.2, -0.8])
    assert not channels[:, 1].any()


def test_velocities_are_hidden_where_they_are_not_known():
    bars = tapped_bars(taps(16, (0, 0.9, 0.1), loud=False), np.arange(16), Manner(BPM))
    assert bars.channels[0, :, SLOTS] == pytest.approx([1, 0, 0, 0.4])
    assert bars.conditions[0, 0] == 0


def test_tempo_and_style_hold_for_every_bar():
    rhythm, positions = taps(32, (0, 0.9, 0), (16, 0.9, 0)), np.arange(32) % 16
    plain = tapped_bars(rhythm, positions, Manner(2 * BPM)).conditions
    assert plain.shape == (2, CONDITIONS)
    assert (plain[:, 0] == 1).all()
    assert plain[:, 1] == pytest.approx(1)
    assert not plain[:, 2:].any()
    rock = tapped_bars(rhythm, positions, Manner(BPM, STYLES.index("rock"))).conditions
    assert rock[1, 2:].argmax() == STYLES.index("rock")
