"""The limit of a decoding step counts what a step multiplies by, and is a time."""

from pathlib import Path

import onnx
from onnx import TensorProto, helper

from tests.bench.limit import seconds_of_products, weights_in


def test_matrices_that_are_multiplied_by_count_and_nothing_else(tmp_path: Path) -> None:
    def tensor(name: str, *shape: int) -> onnx.TensorProto:
        size = shape[0] * (shape[1] if len(shape) > 1 else 1)
        return helper.make_tensor(name, TensorProto.FLOAT, shape, [0.5] * size)

    weights = [tensor("table", 9, 3), tensor("weight", 3, 4), tensor("bias", 4)]
    nodes = [
        helper.make_node("Gather", ["table", "row"], ["x"]),
        helper.make_node("MatMul", ["x", "weight"], ["y"]),
        helper.make_node("Add", ["y", "bias"], ["z"]),
    ]
    inputs = [helper.make_tensor_value_info("row", TensorProto.INT64, [1])]
    outputs = [helper.make_tensor_value_info("z", TensorProto.FLOAT, [1, 4])]
    graph = helper.make_graph(nodes, "small", inputs, outputs, weights)
    onnx.save(helper.make_model(graph), tmp_path / "small.onnx")
    assert weights_in(str(tmp_path / "small.onnx")) == 4 * 3 * 4


def test_more_weights_take_longer() -> None:
    assert 0 < seconds_of_products(1 << 20) < seconds_of_products(1 << 25)
