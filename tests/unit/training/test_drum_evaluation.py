"""The figures of the drum models' cards, on performances made up for it."""

from dataclasses import replace

import numpy as np
import pytest

from engine.representation.clips import Bars
from engine.representation.drum_input import taps_of
from engine.representation.drums import Cells
from models.evaluation import clips_drums, drumify, groove
from models.evaluation.continue_drums import PRIOR
from models.training.drums.performances import Take, medians

STEPS = 320
BPM = 150.0
USUAL = np.zeros((9, 16))


def take(seed: int, lag: float = 0.0) -> Take:
    """Hits at random; each drummer has a lag."""
    generator = np.random.default_rng(seed)
    hits = generator.random((STEPS, 9)) < 0.2
    offsets = np.where(hits, lag + 0.02 * generator.standard_normal(hits.shape), 0)
    velocities = np.where(hits, generator.random(hits.shape).clip(0.1, 1), 0)
    cells = Cells(hits, velocities, offsets, np.zeros(hits.shape))
    positions = np.arange(STEPS) % 16
    return Take(f"take {seed}", cells, cells, positions, BPM, 0, whole=True, common_time=True)


TAKES = [take(seed, lag) for seed, lag in enumerate((-0.2, 0.0, 0.2, 0.1))]


def itself(each: Take) -> Cells:
    return each.straight


def test_a_perfect_drummer_has_no_error_and_no_divergence():
    assert groove.errors(TAKES, itself) == {"timing_ms": 0, "timing_mse": 0, "velocity_mae": 0}
    assert groove.divergences(TAKES, itself) == pytest.approx({"timing_kl": 0, "velocity_kl": 0})


def test_errors_are_in_milliseconds_and_squared_16ths():
    def late(each: Take) -> Cells:
        hits = each.straight.hits
        return replace(each.straight, offsets=each.straight.offsets + 0.1 * hits)

    errors = groove.errors(TAKES, late)
    assert errors["timing_ms"] == pytest.approx(0.1 * 15000 / BPM)
    assert errors["timing_mse"] == pytest.approx(0.01)
    assert groove.divergences(TAKES, late)["timing_kl"] > 0.5


def test_lags_of_their_own_make_performances_coherent_and_draws_from_a_table_do_not():
    table = groove.Table(TAKES)
    assert groove.coherence(TAKES, itself, table) > 0.8
    assert abs(groove.coherence(TAKES, table.drawn, table)) < 0.1


def test_the_medians_are_those_of_each_voice_and_position():
    offsets, velocities = medians((TAKES[2],))
    assert offsets.shape == velocities.shape == (9, 16)
    assert offsets == pytest.approx(np.full((9, 16), 0.2), abs=0.02)


def test_silence_finds_nothing_and_the_truth_everything():
    seen = list(drumify.windows(TAKES, loud=True))
    assert len(seen) == 4 * STEPS / 32
    truth = drumify.figures(seen, lambda window: window.cells)
    assert (truth["f1"], truth["accuracy"]) == (1, 1)
    silence = drumify.figures(seen, drumify.nothing)
    assert silence["f1"] == 0
    assert silence["accuracy"] == pytest.approx(0.8, abs=0.02)


def test_the_table_plays_only_where_a_tap_is():
    table = drumify.Table(TAKES)
    for window in list(drumify.windows(TAKES, loud=False))[:5]:
        made = table.kit(window)
        assert not made.hits[~taps_of(window.cells).hits].any()


def test_a_table_of_one_pattern_plays_it_as_it_was_played():
    hits = np.zeros((STEPS, 9), bool)
    hits[::8, 0] = hits[4::8, 1] = hits[::2, 2] = True
    cells = Cells(hits, 0.6 * hits, 0.1 * hits, np.zeros(hits.shape))
    drummer = [replace(take(0), straight=cells)] * 40
    bars = Bars((48,) * 4, (0,) * 4, (False,) * 4)
    made, loudness, away = clips_drums.tabled(drummer, bars, 5, PRIOR)
    assert (made == hits[: made.shape[1]]).mean() > 0.99
    right = made & hits[: made.shape[1]]
    assert loudness[right] == pytest.approx(0.6) and away[right] == pytest.approx(0.1)
    rows = clips_drums.rows((made, loudness, away), (made, loudness, away), USUAL)
    assert rows["steps_like_another_bar"] > 0.9 and rows["drum_pattern"] > 0.99


def test_the_drum_pattern_counts_what_lies_within_a_step_of_a_16th():
    hits = np.zeros((1, 32, 9), bool)
    hits[0, :4, 0] = True
    away = np.zeros(hits.shape)
    away[0, :4, 0] = 0, 0.2, -0.2, 0.34
    made, early = (hits, 0.5 * hits, away), (hits, 0.5 * hits, away - 0.2)
    rows = clips_drums.rows(made, early, USUAL)
    assert rows["drum_pattern"] == 0.75
    assert rows["velocity_kl"] == 0 < rows["timing_kl"]
