"""Published network shapes with random weights in 8 bits, as graphs that the runtime opens.

LSTMs of Magenta's: what they answer means nothing, how long it takes does.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

OPSET, IR_VERSION = 17, 8


class Shape:
    """A graph of LSTMs and products, while it is put together."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._rng = np.random.default_rng(0)

    def decoder(self, symbols: int, sizes: Sequence[int]) -> list[str]:
        """A step: "x" (1, B, symbols) through LSTMs to "logits" (1, B, symbols). Their states,
        whose names are returned, go in, and out with "new_" before them.
        """
        x, inputs, states = "x", symbols, []
        for number, size in enumerate(sizes):
            names = [f"h_{number}", f"c_{number}"]
            states += names
            outs = [f"y_{number}", *(f"new_{name}" for name in names)]
            self._lstm([x, *names], outs, inputs, size, directions=1)
            x, inputs = self._add("Squeeze", [f"y_{number}", self._constant([1])]), size
        self._add("MatMul", [x, self._random(inputs, symbols)], "logits")
        return states

    def encoder(self, symbols: int, size: int, latent: int) -> None:
        """A whole clip, "x" (T, B, symbols), through an LSTM of two directions to "latent"."""
        self._lstm(["x"], ["y", "last", "cell"], symbols, size, directions=2)
        last = self._add("Transpose", ["last"], perm=[1, 0, 2])
        last = self._add("Reshape", [last, self._constant([-1, 2 * size])])
        self._add("MatMul", [last, self._random(2 * size, latent)], "latent")

    def save(self, path: Path, inputs: dict[str, int], outputs: Sequence[str]) -> Path:
        """Writes the graph in 8 bits; `inputs` have three axes, of which the last is told."""
        given = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ("steps", "batch", size))
            for name, size in inputs.items()
        ]
        made = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs]
        graph = helper.make_graph(self._nodes, path.stem, given, made, self._weights)
        opset = [helper.make_opsetid("", OPSET)]
        model = helper.make_model(graph, opset_imports=opset, ir_version=IR_VERSION)
        helper.set_model_props(model, {"onnx.quant.pre_process": "onnxruntime.quant"})
        wide = path.with_suffix(".32.onnx")
        wide.write_bytes(model.SerializeToString())
        quantize_dynamic(wide, path, weight_type=QuantType.QInt8, per_channel=True)
        return path

    def _lstm(
        self, inputs: list[str], outs: list[str], width: int, size: int, directions: int
    ) -> None:
        x, *states = inputs
        weights = [self._random(directions, 4 * size, each) for each in (width, size)]
        told = [x, *weights, "", "", *states]
        direction = "forward" if directions == 1 else "bidirectional"
        node = helper.make_node("LSTM", told, outs, hidden_size=size, direction=direction)
        self._nodes.append(node)

    def _add(self, operation: str, inputs: list[str], out: str = "", **attributes: Any) -> str:
        out = out or f"{operation}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operation, inputs, [out], **attributes))
        return out

    def _random(self, *sizes: int) -> str:
        return self._kept(self._rng.normal(0, 0.05, sizes).astype(np.float32))

    def _constant(self, values: list[int]) -> str:
        return self._kept(np.array(values))

    def _kept(self, values: np.ndarray) -> str:
        name = f"weight_{len(self._weights)}"
        self._weights.append(numpy_helper.from_array(values, name))
        return name
