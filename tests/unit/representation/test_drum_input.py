"""What a drum network is told: features of a step, taps of a kit, manners."""

import numpy as np
import pytest

from engine.representation.drum_input import (
    MANNER,
    REACH,
    SCORE,
    STYLES,
    TAPS,
    TEMPO_REACH,
    Manner,
    Told,
    feature_count,
    features,
    fine_tempo,
    manner_features,
    manner_of,
    pattern,
    score_channels,
    tap_channels,
    taps_of,
)
from engine.representation.drums import Cells

BPM = 110.0


def cells(steps: int, *hits: tuple[int, int, float, float]) -> Cells:
    """Hits as (step, voice, velocity, offset)."""
    made = Cells(np.zeros((steps, 9), bool), *(np.zeros((steps, 9), np.float32) for _ in range(3)))
    for step, voice, velocity, offset in hits:
        made.hits[step, voice] = True
        made.velocities[step, voice] = velocity
        made.offsets[step, voice] = offset
    return made


def told(kit: Cells, *asked: int) -> Told:
    positions = np.arange(len(kit)) % 16
    return Told(score_channels(kit), positions, Manner(BPM), np.array(asked))


@pytest.mark.parametrize("channels", [SCORE, TAPS])
def test_there_are_as_many_features_as_are_counted(channels: tuple[str, ...]):
    empty = np.zeros((40, len(channels)), np.float32)
    each = features(Told(empty, np.arange(40) % 16, Manner(BPM), np.array([0, 39])))
    assert each.shape == (2, feature_count(len(channels)))
    assert each.dtype == np.float32


def test_a_step_is_told_of_its_neighbours_where_they_are():
    kit = cells(64, (20, 0, 1, 0), (36, 1, 1, 0), (37, 2, 1, 0))
    around = features(told(kit, 20))[0][: (2 * REACH + 1) * len(SCORE)].reshape(-1, len(SCORE))
    assert np.argwhere(around).tolist() == [[REACH, 0], [2 * REACH, 1]]


def test_a_step_is_told_of_its_position_and_of_nothing_beyond_the_ends():
    kit = cells(20, (0, 0, 1, 0))
    first, last = features(told(kit, 0, 19))
    begin = (2 * REACH + 1) * len(SCORE)
    assert first[: REACH * len(SCORE)].sum() == 0
    assert last[:begin].sum() == 0
    position = slice(begin, begin + 16)
    assert (first[position].argmax(), last[position].argmax()) == (0, 3)


def test_the_pattern_is_the_mean_of_every_bar():
    kit = cells(32, (0, 0, 1, 0), (16, 0, 1, 0), (4, 1, 1, 0))
    mean = pattern(score_channels(kit), np.arange(32) % 16)
    assert (mean[0, 0], mean[4, 1], mean[8, 0]) == (1, 0.5, 0)


def test_taps_are_the_loudest_of_each_step():
    kit = cells(8, (3, 0, 0.4, 0.1), (3, 2, 0.7, -0.2))
    taps = taps_of(kit)
    assert np.flatnonzero(taps.hits).tolist() == [3]
    assert (taps.velocities[3], taps.offsets[3]) == pytest.approx((0.7, -0.2))


def test_velocities_of_taps_are_hidden_where_they_are_not_known():
    kit = cells(8, (3, 0, 0.4, 0.1))
    assert tap_channels(taps_of(kit, loud=True))[3] == pytest.approx([1, 0.4, 1, 0.4])
    assert tap_channels(taps_of(kit, loud=False))[3] == pytest.approx([1, 0, 0, 0.4])


def test_the_manner_is_measured_and_nothing_is_measured_of_silence():
    kit = cells(8, (0, 0, 0.4, 0.1), (0, 1, 0.4, 0.3), (4, 1, 0.4, 0.2))
    manner = manner_of(kit, BPM, 2)
    found = manner.density, manner.lag, manner.looseness
    assert found == pytest.approx((1.5, 0.2, (0.02 / 3) ** 0.5))
    assert manner_of(cells(8), BPM, 2) == Manner(BPM, 2)


def test_what_is_unknown_of_a_manner_is_told_as_unknown():
    unknown = manner_features(Manner(BPM))
    known = manner_features(Manner(BPM, 16, 1.5, 0.0, 0.1))
    assert len(unknown) == len(known) == MANNER
    after = 8 + len(STYLES)
    assert not unknown[:after].any()
    assert known[[2, 4, 6]].tolist() == [1, 1, 1]
    assert known[8:after].argmax() == STYLES.index("rock")


@pytest.mark.parametrize("bpm", [20, 38, 60, 110, 111, 300, 1000])
def test_a_tempo_lies_between_two_of_the_fine_steps(bpm: float):
    told = fine_tempo(np.log2(bpm / BPM))
    steps = np.linspace(-TEMPO_REACH, TEMPO_REACH, len(told))
    assert told.sum() == pytest.approx(1)
    assert np.count_nonzero(told) <= 2
    inside = np.clip(np.log2(bpm / BPM), -TEMPO_REACH, TEMPO_REACH)
    assert told @ steps == pytest.approx(inside, abs=1e-6)
