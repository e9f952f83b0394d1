"""Models as they may have been before they were rounded, and by how much a figure moves."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto

from engine.runtime.card import Card
from engine.runtime.library import Library, LoadedModel
from models.evaluation import precision_drawn
from models.evaluation.nudged import between, nudged, widen
from models.evaluation.precision_drawn import moved
from tests.project.tree import ROOT


def test_weights_are_drawn_from_those_that_round_to_the_shipped_ones() -> None:
    rng = np.random.default_rng(1)
    shipped = np.concatenate([rng.normal(size=500), [0.0, 1.0, -2.0, 6e-8]]).astype(np.float16)
    drawn = [between(shipped, rng) for _ in range(20)]
    assert all(np.array_equal(each.astype(np.float16), shipped) for each in drawn)
    assert not np.array_equal(drawn[0], drawn[1])
    apart = np.abs(np.array(drawn) - shipped.astype(np.float32)).max(axis=0)
    assert (apart > 0.7 * np.spacing(np.abs(shipped)).astype(np.float32) / 2).mean() > 0.9


@pytest.mark.parametrize("name", ["lstm", "continue-melody"])
def test_nothing_stays_rounded_and_what_comes_out_is_nearly_the_same(name: str) -> None:
    model = Library(ROOT / "models").load(name, "cpu")
    content = onnx.load(model.card.graphs["duration"].path)
    widen(content, np.random.default_rng(0))
    used = {name for node in content.graph.node for name in node.input}
    kinds = {each.data_type for each in content.graph.initializer if each.name in used}
    assert not kinds & {TensorProto.FLOAT16, TensorProto.INT8}
    assert "QuantizeLinear" not in {node.op_type for node in content.graph.node}
    state = np.random.default_rng(2).normal(size=(3, model.card.tensors["width"]))
    feeds = {"state": state.astype(np.float32), "choice": np.ones((3, 6), np.int64)}
    shipped, other, third = (
        each.graphs["duration"].run(None, feeds)[0]
        for each in (model, nudged(model, 1), nudged(model, 2))
    )
    assert 0 < np.abs(other - shipped).max() < 0.05 * shipped.std()
    assert not np.array_equal(other, third)


def test_a_figure_moves_by_the_mean_of_the_candidates(monkeypatch) -> None:
    monkeypatch.setattr(precision_drawn, "nudged", lambda model, seed: seed)
    shipped = {"row": np.array([1.0, 2.0, 3.0, np.nan]), "one": np.array([4.0])}

    def measure(model: LoadedModel | int) -> dict[str, np.ndarray]:
        if isinstance(model, LoadedModel):
            return shipped
        by = (0.1, 0.3)[model]
        return {"row": np.array([1.0, 2.0 + 3 * by, np.nan, 5.0]), "one": np.array([4 - by])}

    card = Card(Path(), "", "", (), "", {}, {}, {}, (), (), {}, {}, gpu=False)
    found = moved(measure, LoadedModel(card, {}, "cpu", ""), 2)
    assert found["row"] == pytest.approx([2, 1 / np.sqrt(3), 0.3, 0.3])
    assert found["one"] == pytest.approx([4, 0, -0.2, 0.3])
