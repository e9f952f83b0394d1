"""A shipped model as it may have been before its weights were rounded: 32-bit weights drawn evenly
from those that round to the ones that ship. The weights that were trained are one such draw.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
from onnx import ModelProto, NodeProto, TensorProto, numpy_helper

from engine.runtime.library import LoadedModel
from engine.runtime.session import Session

PRODUCT = "MatMulIntegerToFloat"


def nudged(model: LoadedModel, seed: int) -> LoadedModel:
    """The model with such weights. Products of whole numbers become products of 32 bits, their
    inputs not rounded either; what ships in 32 bits stays.
    """
    graphs = {}
    with tempfile.TemporaryDirectory() as folder:
        for index, (name, graph) in enumerate(model.card.graphs.items()):
            content = onnx.load(graph.path)
            widen(content, np.random.default_rng([seed, index]))
            onnx.save(content, path := Path(folder) / graph.path.name)
            graphs[name] = Session(path)
    return replace(model, graphs=graphs)


def widen(content: ModelProto, rng: np.random.Generator) -> None:
    """Draws the weights of a graph anew where they are rounded."""
    graph = content.graph
    known = {each.name: each for each in graph.initializer}
    for tensor in graph.initializer:
        if tensor.data_type == TensorProto.FLOAT16:
            weights = between(numpy_helper.to_array(tensor), rng)
            tensor.CopyFrom(numpy_helper.from_array(weights, tensor.name))
    quantised = {node.output[0]: node for node in graph.node if node.op_type == "QuantizeLinear"}
    nodes: list[NodeProto] = []
    for node in graph.node:
        if node.op_type == PRODUCT:
            weights, scale = (numpy_helper.to_array(known[node.input[at]]) for at in (1, 3))
            wide = (weights + rng.uniform(-0.5, 0.5, weights.shape)) * scale
            name = f"{node.output[0]}_weights"
            graph.initializer.append(numpy_helper.from_array(wide.astype(np.float32), name))
            nodes += _product(node, quantised[node.input[0]].input[0], name)
        elif node.output[0] not in quantised:
            nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)


def between(weights: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """32-bit numbers, each drawn evenly from those that round to a 16-bit one."""
    exact = weights.astype(np.float64)
    low, high = (
        (exact + np.nextafter(weights, np.float16(end)).astype(np.float64)) / 2
        for end in (-np.inf, np.inf)
    )
    return rng.uniform(low, high).astype(np.float32)


def _product(node: NodeProto, inner: str, weights: str) -> Iterator[NodeProto]:
    """What a product of whole numbers is in 32 bits, its addend included."""
    added = node.input[6] if len(node.input) > 6 else ""
    within = f"{node.output[0]}_alone" if added else node.output[0]
    yield onnx.helper.make_node("MatMul", [inner, weights], [within])
    if added:
        yield onnx.helper.make_node("Add", [within, added], [node.output[0]])
