"""The shipped graphs give what torch gave when they were exported."""

from pathlib import Path

import numpy as np
import pytest

from engine.representation.notes import FIELDS
from engine.runtime.decode import Decoder
from engine.runtime.errors import ModelError
from engine.runtime.library import Library, LoadedModel
from engine.runtime.network import Network
from engine.runtime.sampling import log_probabilities

TOLERANCE = 1e-4
NEARLY = 0.05
"""Chances of a network whose products are made in 8 bits may be away by so much in all."""

MODELS = Path(__file__).parents[3] / "models"


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return Library(MODELS).load("continue-melody", "cpu")


@pytest.fixture(scope="module")
def torchs() -> dict[str, np.ndarray]:
    """What torch was given and what it gave, see models/training/melody/export.py."""
    with np.load(Path(__file__).parent / "logits.npz") as file:
        return dict(file)


def away(logits: np.ndarray, torchs: np.ndarray) -> float:
    """By how much chances differ at most: half the sum of the differences, of the worst row."""
    chances = [np.exp(log_probabilities(each)) for each in (logits, torchs)]
    return float(np.abs(chances[0] - chances[1]).sum(axis=-1).max() / 2)


@pytest.mark.parametrize("at_once", [1, 4, 9], ids=lambda steps: f"{steps} rows at once")
def test_chances_are_torchs(
    model: LoadedModel, torchs: dict[str, np.ndarray], at_once: int
) -> None:
    decoder = Decoder(model, torchs["conditions"][0].tolist())
    rows = torchs["rows"]
    starts = range(0, rows.shape[1], at_once)
    bars = [decoder.read(rows[:, start : start + at_once]) for start in starts]
    assert away(np.concatenate(bars, axis=1), torchs["logits_bars"]) < NEARLY
    for field in FIELDS[1:]:
        logits = decoder.decide(field, torchs[f"choice_{field}"])
        assert away(logits, torchs[f"logits_{field}"]) < NEARLY, field


@pytest.mark.parametrize("at_once", [1, 4, 12], ids=lambda steps: f"{steps} rows at once")
def test_the_lstm_gives_torchs_logits(at_once: int) -> None:
    with np.load(Path(__file__).parent / "lstm.npz") as file:
        torchs = dict(file)
    decoder = Decoder(Library(MODELS).load("lstm", "cpu"), torchs["conditions"][0].tolist())
    starts = range(0, torchs["rows"].shape[1], at_once)
    bars = [decoder.read(torchs["rows"][:, start : start + at_once]) for start in starts]
    assert np.abs(np.concatenate(bars, axis=1) - torchs["logits_bars"]).max() < TOLERANCE
    decoder.spread(3)
    for field in FIELDS[1:]:
        logits = decoder.decide(field, np.repeat(torchs[f"choice_{field}"], 3, axis=0))
        assert np.abs(logits - torchs[f"logits_{field}"]).max() < TOLERANCE, field


def test_a_take_is_the_same_alone_and_among_others(
    model: LoadedModel, torchs: dict[str, np.ndarray]
) -> None:
    alone = Decoder(model, torchs["conditions"][0].tolist())
    among = Decoder(model, torchs["conditions"][0].tolist())
    rows = torchs["rows"]
    for decoder in (alone, among):
        decoder.read(rows[:, :-1])
    among.spread(5)
    different = np.repeat(rows[:, -1:], 5, axis=0)
    different[0, 0, 2] += 1
    among.read(different)
    among.keep([2, 0, 4])
    alone.read(rows[:, -1:])
    for field in FIELDS[1:]:
        told = torchs[f"choice_{field}"]
        logits = among.decide(field, np.repeat(told, 3, axis=0))
        assert np.array_equal(logits[0], alone.decide(field, told)[0]), field
        assert np.array_equal(logits[0], logits[2]), field


@pytest.mark.parametrize(("name", "graph"), [("groove", "cells"), ("drumify", "kit")])
def test_drum_networks_give_torchs_logits(name: str, graph: str) -> None:
    with np.load(Path(__file__).parent / f"{name}.npz") as file:
        torchs = dict(file)
    model = Library(MODELS).load(name, "cpu")
    told = model.card.graphs[graph]
    feeds = {each: torchs[each] for each in told.inputs}
    logits = model.graphs[graph].run(told.outputs, feeds)
    for output, found in zip(told.outputs, logits, strict=True):
        apart = np.abs(found - torchs[output]) / (1 + np.abs(torchs[output]))
        assert apart.max() < TOLERANCE, output


@pytest.mark.parametrize(("name", "graph"), [("groove", "cells"), ("drumify", "kit")])
def test_a_network_whose_answers_are_no_numbers_is_refused_by_its_folder(name: str, graph: str):
    with np.load(Path(__file__).parent / f"{name}.npz") as file:
        torchs = dict(file)
    model = Library(MODELS).load(name, "cpu")
    feeds = {each: torchs[each] * np.nan for each in model.card.graphs[graph].inputs}
    with pytest.raises(ModelError, match=name):
        Network(model, graph).run(feeds)
