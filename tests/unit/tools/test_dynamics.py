"""New notes are as loud as the melody that they follow."""

import numpy as np
import pytest

from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.melody.dynamics import Dynamics, Expected


def melody(*velocities: int) -> list[Note]:
    return [Note(i, 60, v, Tick(24 * i), Tick(24)) for i, v in enumerate(velocities)]


def test_what_the_model_expects_is_the_mean_of_its_distribution():
    logits = np.full(32, -100.0, dtype=np.float32)
    logits[[10, 20]] = 0.0
    expected = Expected.of(logits)
    assert (expected.mean, expected.spread) == (pytest.approx(62), pytest.approx(20))


@pytest.mark.parametrize("level", [20, 64, 110])
def test_what_the_model_expects_sounds_on_the_melodys_level(level):
    dynamics = Dynamics.of(melody(level, level))
    assert not dynamics.played
    assert dynamics.velocity(25, Expected(102, 12)) == level
    assert (
        dynamics.velocity(28, Expected(102, 12)) > level > dynamics.velocity(22, Expected(102, 12))
    )


def test_a_lively_melody_keeps_the_models_own_spread_and_a_calm_one_narrows_it():
    lively, calm = Dynamics.of(melody(40, 80, 60, 100)), Dynamics.of(melody(70, 71, 69, 70))
    expected = Expected(82, 10)
    assert lively.velocity(25, expected) - lively.velocity(20, expected) == 20
    assert calm.velocity(25, expected) - calm.velocity(20, expected) == 7


def test_velocities_stay_within_midi():
    loud, soft = Dynamics.of(melody(127, 127)), Dynamics.of(melody(1, 1))
    assert loud.velocity(31, Expected(2, 30)) == 127
    assert soft.velocity(0, Expected(126, 30)) == 1


def test_the_end_of_the_melody_tells_the_level():
    assert Dynamics.of(melody(*[120] * 50, *[40] * 32)).level == 40
