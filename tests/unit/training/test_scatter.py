"""What is counted of how drummers scatter around what a model says of them."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine.representation.clips import Bars
from engine.representation.habits import NEW
from engine.representation.scatter import EDGES, KNOTS, Scatter
from engine.runtime.autoencoder import Said
from engine.tools.clips.scatter import stroke_numbers
from models.evaluation.clips_drums import coherence
from models.evaluation.clips_scatter import Heard, agreement, of_the_place, scatter, strays
from models.training.habit_file import ship_habits

BARS = Bars((48,) * 16, (0,) * 16, (False,) * 16)
SHAPE = 256, 9


def take(seed: int, share: float = 0.0) -> Heard:
    """Every stroke is in doubt; toms stray twice as far as the others, loud strokes not at all."""
    rng = np.random.default_rng(seed)
    fresh = np.full(BARS.there.size, NEW)
    hits = stroke_numbers(BARS, share, rng, fresh) > 0
    loud = rng.random(SHAPE) < 0.5
    width = np.where(np.isin(np.arange(9), [4, 5, 6]), 0.06, 0.03)
    loudness = np.where(loud, 0.95, 0.45)
    said = Said(np.full(SHAPE, 0.1), loudness, np.zeros(SHAPE))
    far = rng.normal(0, 1, SHAPE)
    return Heard(BARS, said, hits, loudness + far * width * ~loud, far * width)


TAKES = [take(seed, 0.5) for seed in range(6)]


def test_strays_are_counted_by_drum_and_by_what_is_said() -> None:
    table = strays(TAKES, "loudness")
    soft, loud = (int(np.digitize(value, EDGES["loudness"])) for value in (0.45, 0.95))
    knot = int(np.flatnonzero(KNOTS == 1)[0])
    assert table[0, soft, knot] == pytest.approx(0.03, abs=0.006)
    assert table[5, soft, knot] == pytest.approx(0.06, abs=0.012)
    assert np.abs(table[:, loud]).max() == 0
    away = strays(TAKES, "away")
    assert (np.diff(away, axis=-1) >= 0).all()
    assert away[5, 4, knot] == pytest.approx(0.06, abs=0.012)


def test_bins_without_strokes_are_as_all_of_the_drum() -> None:
    table = strays(TAKES, "away")
    assert (table[2, 0] == table[2, -1]).all()
    assert np.ptp(table[2, 0]) > 0


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
def test_how_strokes_agree_from_bar_to_bar_is_found_again(share: float) -> None:
    takes = [take(seed, share) for seed in range(6)]
    assert of_the_place(takes) == pytest.approx(share, abs=0.06)
    assert agreement(takes, [t.hits for t in takes]) < share


def test_what_is_counted_is_shipped_and_read_again(tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text(json.dumps({"tensors": {}, "files": []}))
    arrays = scatter(TAKES)
    ship_habits(tmp_path, arrays, "scatter")
    ship_habits(tmp_path, arrays, "scatter")
    card = json.loads((tmp_path / "card.json").read_text())
    assert card["tensors"] == {"scatter": "scatter.npz"}
    assert [file["path"] for file in card["files"]] == ["scatter.npz"]
    read = Scatter.read(tmp_path / "scatter.npz")
    assert all((getattr(read, name) == array).all() for name, array in arrays.items())
    assert read.coherence[:, :2].max() < 0.1


def test_timing_goes_on_where_one_step_is_as_late_as_the_one_before() -> None:
    hits = np.random.default_rng(0).random((4, 64, 9)) < 0.3
    drift = np.repeat(np.random.default_rng(1).normal(size=(4, 8)), 8, axis=1)[..., None]
    usual = np.zeros((9, 16))
    assert coherence(hits, np.broadcast_to(drift, hits.shape), usual) > 0.7
    own = np.random.default_rng(2).normal(size=hits.shape)
    assert abs(coherence(hits, own, usual)) < 0.2
    assert coherence(hits, own, own[0, :16].T) != coherence(hits, own, usual)
