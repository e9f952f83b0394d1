"""The figures of continue-drums' card, on performances made up for it."""

import numpy as np
import pytest

from engine.representation.drums import Cells
from models.evaluation.continue_drums import (
    CONTEXTS,
    Table,
    generation_row,
    on_grid,
    played_nats,
    repeated,
    windows,
)
from models.training.drums.performances import Take
from models.training.next_step.parts import bars_of_take, learnable, past_of

BARS = 16


def take(seed: int = 0, places: int = 16) -> Take:
    """One bar of random hits over and over, and the step on the last line."""
    rng = np.random.default_rng(seed)
    bar = rng.random((places, 9)) < 0.3
    hits = np.vstack([np.tile(bar, (BARS, 1)), np.zeros((1, 9), bool)])
    cells = Cells(hits, 0.5 * hits, 0.1 * hits, np.zeros(hits.shape))
    positions = np.append(np.tile(np.arange(places), BARS), 0) % 16
    return Take("t", cells, cells, positions, 110.0, 0, whole=True, common_time=places == 16)


def test_bars_are_told_by_positions_where_they_can_be() -> None:
    assert bars_of_take(take()) == [16] * BARS
    assert bars_of_take(take(places=12)) == [12] * BARS
    assert len(learnable([take(), take(places=12), take(places=20)])) == 2
    past = past_of(take(), take().straight, slice(2, 4), 5)
    assert past.bars.bars.tolist() == [5] * 16 + [6] * 16
    assert np.array_equal(past.told[0, -32:, :9] > 0, take().straight.hits[32:64])


def test_a_table_that_knows_the_bar_before_foretells_a_loop() -> None:
    takes = [take(seed) for seed in range(20)]
    nats = {kind: float(Table(takes, kind).nats(take(99)).mean()) for kind in CONTEXTS}
    assert nats["the last two bars"] < 0.2 < nats["prior"] < nats["Markov, 3 steps"]
    assert played_nats(takes, takes)["velocities_per_hit"] < 0.5


def test_rows_compare_what_is_made_with_what_was_played() -> None:
    seen = list(windows([take()]))
    assert len(seen) == 1
    row = generation_row(seen, repeated(1))
    assert row == generation_row(seen, lambda window: window.real)
    assert row["voices"] == row["turns"] == row["other_turns"] == 0
    assert row["next"] == row["from_prompt"] == 1
    assert row["hits"] == pytest.approx(take().straight.hits[:16].sum())
    assert row["pattern"] == 1
    silent = generation_row(seen, lambda window: on_grid(np.zeros_like(window.real.hits)))
    assert silent["voices"] == row["hits"] and silent["turns"] == 100
