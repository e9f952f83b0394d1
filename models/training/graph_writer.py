"""Writing an ONNX graph operation by operation, for a network whose every operation counts."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

OPSET, IR_VERSION = 17, 8
RUNTIMES = "com.microsoft"
"""The domain of the operations that onnxruntime adds to ONNX's."""

RUNTIMES_OWN = {
    "BiasGelu", "FusedMatMul", "Gelu", "MatMulIntegerToFloat", "RotaryEmbedding",
    "SkipLayerNormalization",
}  # fmt: skip
"""Those that are used here. What CUDA lacks of them, the CPU does beside it."""

KINDS = {np.float32: TensorProto.FLOAT, np.int64: TensorProto.INT64}

Tensors = Mapping[str, tuple[type, Sequence[int | str]]]
"""Names of tensors, with the kind of their numbers and their axes: sizes, or names where they vary.
"""


def values(tensor: Tensor) -> np.ndarray:
    """A tensor's numbers."""
    return tensor.detach().cpu().float().numpy()


class GraphWriter:
    """A graph while it is written. Tensors are known by their names; "" is none."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[tuple[Any, ...], onnx.TensorProto] = {}

    def constant(self, value: Any, dtype: type = np.int64) -> str:
        """A tensor that is known; equal ones are kept once."""
        array = np.array(value, dtype, order="C")
        key = dtype, array.shape, array.tobytes()
        if key not in self._constants:
            name = f"constant_{len(self._constants)}"
            self._constants[key] = numpy_helper.from_array(array, name)
        return self._constants[key].name

    def numbers(self, value: Any) -> str:
        """A constant of 32-bit floating point numbers."""
        return self.constant(value, np.float32)

    def add(self, operation: str, *inputs: str, out: str = "", **attributes: Any) -> str:
        """The output of one more operation, called `out` where that is told."""
        return self.several(operation, [out], *inputs, **attributes)[0]

    def several(
        self, operation: str, outs: Sequence[str | None], *inputs: str, **attributes: Any
    ) -> list[str]:
        """The outputs of one more operation: "" gets a name, None is not asked for."""
        number = len(self._nodes)
        names = [
            "" if out is None else out or f"{operation}_{number}_{place}"
            for place, out in enumerate(outs)
        ]
        domain = RUNTIMES if operation in RUNTIMES_OWN else ""
        node = helper.make_node(operation, inputs, names, domain=domain, **attributes)
        self._nodes.append(node)
        return names

    def normed(self, state: str, norm: nn.LayerNorm) -> str:
        """A normed state."""
        return self.add("LayerNormalization", state, *self._weights(norm), epsilon=norm.eps)

    def added(
        self, state: str, more: str, norm: nn.LayerNorm, bias: str = "", out: str = ""
    ) -> tuple[str, str]:
        """A state with more of it and a bias: as it is, called `out`, and normed."""
        inputs = [state, more, *self._weights(norm), *([bias] if bias else [])]
        outs = ["", None, None, out]
        operation = "SkipLayerNormalization"
        normed, _, _, total = self.several(operation, outs, *inputs, epsilon=norm.eps)
        return total, normed

    def _weights(self, norm: nn.LayerNorm) -> tuple[str, str]:
        return self.numbers(values(norm.weight)), self.numbers(values(norm.bias))

    def save(self, path: Path, inputs: Tensors, outputs: Tensors) -> Path:
        """Writes the graph, checked, into a file. Returns its path."""
        told, given = (
            [helper.make_tensor_value_info(name, KINDS[kind], axes) for name, (kind, axes) in each]
            for each in (inputs.items(), outputs.items())
        )
        constants = list(self._constants.values())
        graph = helper.make_graph(self._nodes, path.stem, told, given, constants)
        domains = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIMES, 1)]
        model = helper.make_model(graph, opset_imports=domains, ir_version=IR_VERSION)
        onnx.checker.check_model(model)
        path.write_bytes(model.SerializeToString())
        return path
