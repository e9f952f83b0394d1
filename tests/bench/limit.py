"""What bounds a step of decoding: how fast one core multiplies its weights by a vector.

A step reads every weight once, whatever the number of takes that are written side by side. The rate
is that of products in 32 bits, whatever the weights are kept in; in 8 bits a quarter of the bytes
is read. It is measured in a process of its own, in which the products have one thread:
`python -m tests.bench.limit BYTES`.
"""

import os
import subprocess
import sys
import time
from math import prod

import numpy as np
import onnx

from engine.runtime.library import LoadedModel

SIDE = 512
ROUNDS = 60
PRODUCTS = ("MatMul", "Gemm", "MatMulIntegerToFloat")
WIDTH = 4


def seconds_of_a_step(model: LoadedModel) -> float:
    """The least that one step of all of a model's graphs could take here in 32 bits."""
    size = sum(weights_in(str(graph.path)) for graph in model.card.graphs.values())
    command = [sys.executable, "-m", "tests.bench.limit", str(size)]
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    printed = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
    return float(printed)


def weights_in(path: str) -> int:
    """The bytes of the matrices that a graph multiplies by, had they 32 bits a number."""
    graph = onnx.load(path).graph
    matrices = {each.name: each for each in graph.initializer if len(each.dims) == 2}
    used = {name for node in graph.node if node.op_type in PRODUCTS for name in node.input}
    return sum(WIDTH * prod(matrices[name].dims) for name in used & {*matrices})


def seconds_of_products(size: int) -> float:
    """The least time in which a vector is multiplied by matrices of so many bytes, of 32 bits."""
    rng = np.random.default_rng(0)
    matrices = rng.random((max(1, size // (WIDTH * SIDE**2)), SIDE, SIDE), np.float32)
    vector, taken = rng.random(SIDE, np.float32), []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for matrix in matrices:
            np.dot(matrix, vector)
        taken.append(time.perf_counter() - began)
    return min(taken) * size / matrices.nbytes


if __name__ == "__main__":
    print(seconds_of_products(int(sys.argv[1])))
