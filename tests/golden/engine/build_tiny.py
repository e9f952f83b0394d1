"""Builds tiny/: a model of a few kilobytes with every graph that Continue asks for.

Run `python tests/golden/engine/build_tiny.py` from the repository's root after a change here, and
commit what it writes. Its weights are random; its memory is a running sum, so that what it says
depends on all that it has read.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = Path(__file__).parent / "tiny"
WIDTH, HEADS, HEAD_SIZE, COLUMNS = 8, 2, 2, 24
SIZES = {"bars": 34, "position": 288, "pitch": 128, "duration": 384, "velocity": 32}
CHOICES = {"position": 7, "pitch": 11, "duration": 6, "velocity": 7}

random = np.random.default_rng(1685)


class Build:
    """Nodes and constants of one graph, collected."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: np.ndarray) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def add(self, operation: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        output = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, list(inputs), [output], **attributes))
        return output

    def floats(self, name: str) -> str:
        return self.add("Cast", name, to=TensorProto.FLOAT)

    def linear(self, name: str, shape: tuple[int, int], scale: float, output: str = "") -> str:
        """A matrix product with small random weights, kept as bytes."""
        weights = self.constant(random.integers(-127, 128, shape, dtype=np.int8))
        scaled = self.add(
            "Mul", self.floats(weights), self.constant(np.array(scale / 127, dtype=np.float32))
        )
        return self.add("MatMul", name, scaled, output=output)

    def save(self, name: str, inputs: list, outputs: list) -> None:
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.constants)
        opset = [helper.make_opsetid("", 17)]
        model = helper.make_model(graph, opset_imports=opset, ir_version=8)
        onnx.checker.check_model(model, full_check=True)
        (FOLDER / f"{name}.onnx").write_bytes(model.SerializeToString())


def tensor(name: str, kind: int, *shape: int | str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, list(shape))


def trunk() -> None:
    g = Build()
    ints = np.int64
    rows = g.add("Sin", g.linear(g.floats("rows"), (COLUMNS, WIDTH), 3.0))
    told = g.add(
        "Unsqueeze", g.linear(g.floats("conditions"), (2, WIDTH), 0.2), g.constant(np.array([1]))
    )
    seen = g.add("Add", rows, told)
    split = g.constant(np.array([0, 0, 0, 2, HEADS, HEAD_SIZE], dtype=ints))
    new = g.add("Reshape", g.add("Unsqueeze", seen, g.constant(np.array([0]))), split)
    new = g.add("Transpose", new, perm=[0, 3, 1, 4, 2, 5])
    new = g.add("Identity", new, output="new_past")
    before = g.add("ReduceSum", "past", g.constant(np.array([4], dtype=ints)))
    sums = g.add("Add", before, g.add("CumSum", new, g.constant(np.array(4, dtype=ints))))
    recent = g.add("Transpose", sums, perm=[2, 4, 0, 1, 3, 5])
    flat = g.add("Reshape", recent, g.constant(np.array([0, 0, WIDTH], dtype=ints)))
    g.add("Tanh", g.add("Add", seen, g.linear(flat, (WIDTH, WIDTH), 0.3)), output="state")
    g.linear("state", (WIDTH, SIZES["bars"]), 2.0, output="logits")
    g.save(
        "trunk",
        [
            tensor("rows", TensorProto.INT64, "B", "T", COLUMNS),
            tensor("conditions", TensorProto.INT64, "B", 2),
            tensor("past", TensorProto.FLOAT, 1, 2, "B", HEADS, "P", HEAD_SIZE),
        ],
        [
            tensor("state", TensorProto.FLOAT, "B", "T", WIDTH),
            tensor("logits", TensorProto.FLOAT, "B", "T", SIZES["bars"]),
            tensor("new_past", TensorProto.FLOAT, 1, 2, "B", HEADS, "T", HEAD_SIZE),
        ],
    )


def head(field: str) -> None:
    g = Build()
    asked = g.add("Sin", g.linear(g.floats("choice"), (CHOICES[field], WIDTH), 1.0))
    state = g.add("Add", "state", asked)
    inputs = [
        tensor("state", TensorProto.FLOAT, "B", WIDTH),
        tensor("choice", TensorProto.INT64, "B", CHOICES[field]),
    ]
    if field == "pitch":
        memory = g.add("ReduceSum", "past", g.constant(np.array([0, 1, 3, 4])), keepdims=0)
        state = g.add("Add", state, g.linear(memory, (HEAD_SIZE, WIDTH), 0.1))
        inputs.append(tensor("past", TensorProto.FLOAT, 1, 2, "B", HEADS, "P", HEAD_SIZE))
    g.add("Tanh", state, output="next_state")
    g.linear("next_state", (WIDTH, SIZES[field]), 2.0, output="logits")
    g.save(
        field,
        inputs,
        [
            tensor("next_state", TensorProto.FLOAT, "B", WIDTH),
            tensor("logits", TensorProto.FLOAT, "B", SIZES[field]),
        ],
    )


def card() -> None:
    graphs: dict[str, dict[str, Any]] = {
        "trunk": {
            "inputs": ["rows", "conditions", "past"],
            "outputs": ["state", "logits", "new_past"],
        }
    }
    for field in CHOICES:
        inputs = ["state", "choice", "past"] if field == "pitch" else ["state", "choice"]
        graphs[field] = {"inputs": inputs, "outputs": ["next_state", "logits"]}
    for name, graph in graphs.items():
        graph["file"] = f"{name}.onnx"
    files = [
        {
            "path": f"{name}.onnx",
            "sha256": hashlib.sha256((FOLDER / f"{name}.onnx").read_bytes()).hexdigest(),
        }
        for name in graphs
    ]
    content = {
        "schema": 1,
        "name": "tiny",
        "version": "1.0.0",
        "tools": ["continue", "infill", "score"],
        "representation": {"name": "melody-events", "version": 3},
        "tensors": {
            "width": WIDTH,
            "memory": [1, 2, "batch", HEADS, "notes", HEAD_SIZE],
            "context": 512,
            "fields": list(SIZES),
            "graphs": graphs,
        },
        "sampling": {"temperature": 1.0, "top_p": 0.95},
        "files": files,
        "data": [],
        "figures": {},
        "trained": {},
    }
    (FOLDER / "card.json").write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    trunk()
    for each in CHOICES:
        head(each)
    card()
