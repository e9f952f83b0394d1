"""What weights of 16 bits cost: how figures of two sets of graphs are held together."""

import numpy as np
import pytest

from models.evaluation.clips_paths import told as told_way
from models.evaluation.precision_drums import differences, flat, summed, told

DISTANCES = np.array([[0.0, 0.2, 0.4, 0.5, 0.7, 0.8, 0.9], [0.0, 0.1, 0.2, 0.15, 0.4, 0.5, 0.9]])


def test_a_way_is_told_by_its_jumps_and_by_what_lies_between_its_ends() -> None:
    row = told_way(DISTANCES, np.abs(np.diff(DISTANCES, axis=1)))
    assert row["falling_steps"] == pytest.approx(1 / 12)
    assert row["largest_jump"] == pytest.approx(0.25 / 0.15)
    figures = flat(row)
    assert "distance_to_a 0" not in figures
    assert [figures[f"distance_to_a {n}"] for n in (1, 5)] == pytest.approx([0.15, 0.65])
    assert "distance_to_a 6" not in figures
    assert figures["from_step_to_step 6"] == pytest.approx(0.25)


def mean(made: tuple[np.ndarray, ...]) -> dict[str, float]:
    return {"mean": float(made[0].mean())}


def test_what_both_graphs_make_alike_differs_by_nothing_whoever_is_drawn_again() -> None:
    clips = np.random.default_rng(0).random(50)
    assert [each["mean"] for each in differences([(clips,), (clips,)], mean)] == [0] * 100


def test_one_clip_of_fifty_that_differs_is_a_matter_of_chance() -> None:
    clips = np.random.default_rng(0).random(50)
    other = clips + (np.arange(50) == 3)
    rows = dict(
        told("drawn", mean((other,)), mean((clips,)), differences([(other,), (clips,)], mean))
    )
    summary = summed(rows)
    assert rows["drawn, mean"]["error"] == pytest.approx(1 / 50, rel=0.3)
    assert (summary["figures"], summary["within"], summary["two_errors"]) == (1, 0, 0)
    assert summary["beyond"]["drawn, mean"]["errors"] == pytest.approx(1, rel=0.3)


def test_a_loss_of_all_clips_is_none() -> None:
    clips = np.random.default_rng(0).random(50)
    lost = 0.98 * clips
    rows = dict(
        told("drawn", mean((lost,)), mean((clips,)), differences([(lost,), (clips,)], mean))
    )
    assert summed(rows)["two_errors"] == 1
    assert summed(rows)["beyond"]["drawn, mean"]["share"] == pytest.approx(0.02)
