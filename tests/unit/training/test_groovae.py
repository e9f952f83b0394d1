"""What GrooVAE, the baseline of groove and drumify, is told, and what is made of its answer."""

import numpy as np
import pytest

from engine.representation.drums import Cells
from models.training.drums.groovae_windows import (
    OUT,
    STEPS,
    TOLD,
    kit_of,
    performed,
    target,
    told_of,
    two_bars,
)


def cells(steps: int) -> Cells:
    """Hits at random, and the step of the bar line after them."""
    rng = np.random.default_rng(steps)
    hits = rng.random((steps + 1, 9)) < 0.2
    hits[-1] = False
    velocities, offsets = (np.where(hits, rng.random(hits.shape), 0) for _ in range(2))
    return Cells(hits, velocities, offsets - 0.5 * hits, np.zeros(hits.shape))


@pytest.mark.parametrize("steps", [1, 16, 32, 33, 80, 128])
def test_what_is_told_comes_back_as_it_was_played(steps):
    whole = cells(steps)
    windows = [target(part) for part in two_bars(whole)]
    assert {window.shape for window in windows} == {(STEPS, OUT)}
    again = performed(np.stack(windows), whole)
    assert (again.hits == whole.hits).all()
    assert again.velocities == pytest.approx(whole.velocities)
    assert again.offsets == pytest.approx(whole.offsets, abs=1e-6)


def test_a_score_tells_its_hits_alone_and_taps_their_velocity_where_they_have_one():
    window = cells(32).at(slice(0, 32))
    assert told_of("humanise", window, True).shape == (STEPS, TOLD["humanise"])
    assert {*np.unique(told_of("humanise", window, True)).tolist()} == {0.0, 1.0}
    loud, silent = (told_of("tap", window, loud) for loud in (True, False))
    assert loud[:, 1].any() and not silent[:, 1:3].any()
    assert (loud[:, 0] == silent[:, 0]).all() and (loud[:, 3] == silent[:, 3]).all()


def test_a_kit_has_as_many_steps_as_are_asked():
    made = target(cells(20))
    assert (kit_of(made, 20).hits == (made[:20, :9] > 0)).all()
    assert np.abs(kit_of(made, 20).offsets).max() <= 0.5
