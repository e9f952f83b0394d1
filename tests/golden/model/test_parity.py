"""The shipped graphs give the logits that torch gave when they were exported."""

from pathlib import Path

import numpy as np
import pytest

from engine.representation.notes import FIELDS
from engine.runtime.decode import Decoder
from engine.runtime.errors import ModelError
from engine.runtime.library import Library, LoadedModel
from engine.runtime.network import Network

TOLERANCE = 1e-4
MODELS = Path(__file__).parents[3] / "models"


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return Library(MODELS).load("continue-melody", "cpu")


@pytest.fixture(scope="module")
def torchs() -> dict[str, np.ndarray]:
    """What torch was given and what it gave, see models/training/export.py."""
    with np.load(Path(__file__).parent / "logits.npz") as file:
        return dict(file)


@pytest.mark.parametrize("at_once", [1, 4, 9], ids=lambda steps: f"{steps} rows at once")
def test_logits_are_torchs(model: LoadedModel, torchs: dict[str, np.ndarray], at_once: int) -> None:
    decoder = Decoder(model, torchs["conditions"][0].tolist())
    rows = torchs["rows"]
    starts = range(0, rows.shape[1], at_once)
    bars = [decoder.read(rows[:, start : start + at_once]) for start in starts]
    assert np.abs(np.concatenate(bars, axis=1) - torchs["logits_bars"]).max() < TOLERANCE
    for field in FIELDS[1:]:
        logits = decoder.decide(field, torchs[f"choice_{field}"])
        assert np.abs(logits - torchs[f"logits_{field}"]).max() < TOLERANCE, field


def test_takes_side_by_side_do_not_touch_each_other(
    model: LoadedModel, torchs: dict[str, np.ndarray]
) -> None:
    decoder = Decoder(model, torchs["conditions"][0].tolist())
    rows = torchs["rows"]
    decoder.read(rows[:, :-1])
    decoder.spread(3)
    different = np.repeat(rows[:, -1:], 3, axis=0)
    different[0, 0, 2] += 1
    decoder.read(different)
    decoder.keep([1, 2])
    for field in FIELDS[1:]:
        logits = decoder.decide(field, np.repeat(torchs[f"choice_{field}"], 2, axis=0))
        assert np.abs(logits - torchs[f"logits_{field}"]).max() < TOLERANCE, field


@pytest.mark.parametrize(("name", "graph"), [("groove", "cells"), ("drumify", "kit")])
def test_drum_networks_give_torchs_logits(name: str, graph: str) -> None:
    with np.load(Path(__file__).parent / f"{name}.npz") as file:
        torchs = dict(file)
    model = Library(MODELS).load(name, "cpu")
    told = model.card.graphs[graph]
    feeds = {each: torchs[each] for each in told.inputs}
    logits = model.graphs[graph].run(told.outputs, feeds)
    for output, found in zip(told.outputs, logits, strict=True):
        away = np.abs(found - torchs[output]) / (1 + np.abs(torchs[output]))
        assert away.max() < TOLERANCE, output


@pytest.mark.parametrize(("name", "graph"), [("groove", "cells"), ("drumify", "kit")])
def test_a_network_whose_answers_are_no_numbers_is_refused_by_its_folder(name: str, graph: str):
    with np.load(Path(__file__).parent / f"{name}.npz") as file:
        torchs = dict(file)
    model = Library(MODELS).load(name, "cpu")
    feeds = {each: torchs[each] * np.nan for each in model.card.graphs[graph].inputs}
    with pytest.raises(ModelError, match=name):
        Network(model, graph).run(feeds)
