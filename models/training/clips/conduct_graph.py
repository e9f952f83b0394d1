"""One quarter of the conductor in ONNX operations, as few of them as can be: it is asked quarter
after quarter, and what it multiplies is small, so that each operation costs about as much as one.

What is written is Conductor and Flow of network.py and flow.py, said in another way. What all
couplings are told of the context is one product. Two couplings in a row that split the numbers
alike hand them on as they are: weights are put in the order in which the numbers come. The end
slopes of a spline, which are 1, are among what the network says, and the bin that holds a number is
picked by differences of "at least its lower end". A spline is undone in the unit square of its bin.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.training.clips.flow import BINS, LEAST, ONE, REACH, Coupling
from models.training.clips.layers import Layer
from models.training.clips.network import Conductor
from models.training.clips.shape import ClipShape
from models.training.graph_writer import GraphWriter, values

INPUTS = ("noise", "before", "quarter", "time", "meter", "frames")

SPAN = 2 * REACH
SHARE = 1 - LEAST * BINS
"""How much of the span its bins share by what is told; each has LEAST of it in any case."""


def conduct_tensors(shape: ClipShape) -> tuple[list[str], list[str]]:
    """The names of the graph's inputs and outputs. The memory is both: as it was, and as it is
    with this quarter.
    """
    layers = range(shape.conductor_layers)
    memory = [f"{part}_{layer}" for layer in layers for part in ("keys", "values")]
    heard = ["listened"] if shape.listening else []
    return [*INPUTS, *heard, *memory], ["next", *(f"new_{name}" for name in memory)]


class Half(NamedTuple):
    """One half of the numbers of a latent: its name, and which numbers they are, in order."""

    name: str
    numbers: tuple[int, ...]


class ConductWriter(GraphWriter):
    """noise and the latent before (B, D), quarter (1,) in its bar, time (1,), meter and frame (B,),
    for a bass what it listened to (B, W), and the memory (B, H, S, W / H) -> the next latent (B, D)
    and the memory with this quarter.
    """

    def __init__(self, conductor: Conductor, shape: ClipShape) -> None:
        super().__init__()
        self._conductor, self._shape = conductor, shape
        self._heads, self._size = conductor.layers[0].heads, conductor.layers[0].size

    def write(self, path: Path) -> Path:
        """Into a file."""
        self._undone(self._context())
        shape, width = self._shape, self._shape.conductor_width
        latent, one = (np.float32, ("batch", shape.latent)), (np.int64, (1,))
        each, heard = (np.int64, ("batch",)), (np.float32, ("batch", width))
        held, with_this = (
            (np.float32, ("batch", self._heads, axis, self._size)) for axis in ("held", "with_this")
        )
        kinds = latent, latent, one, one, each, each, *([heard] if shape.listening else [])
        inputs, outputs = conduct_tensors(shape)
        told = dict.fromkeys(inputs, held) | dict(zip(inputs, kinds, strict=False))
        return self.save(path, told, dict.fromkeys(outputs, with_this) | {"next": latent})

    def _context(self) -> str:
        """What is known of the quarter (B, W), normed."""
        conductor = self._conductor
        place, layers = conductor.place, list(conductor.layers)
        first, later = (self.numbers(values(x)) for x in (conductor.first, conductor.enter.bias))
        entered = self.add("MatMul", "before", self.numbers(values(conductor.enter.weight).T))
        begun = self.add("Greater", "time", self.constant([0]))
        parts = [self.add("Where", begun, later, first)]
        tables = (place.quarter, "quarter"), (place.meter, "meter"), (conductor.frame, "frames")
        parts += [self.add("Gather", self.numbers(values(t.weight)), at) for t, at in tables]
        if place.listened is not None:
            weight = self.numbers(values(place.listened.weight).T)
            parts.append(self.add("MatMul", "listened", weight))
        x = entered
        for part in parts:
            x = self.add("Add", x, part)
        turn, normed = self._turn(layers[0]), self.normed(x, layers[0].norm)
        norms = [*(layer.norm for layer in layers), conductor.norm]
        for number, (layer, (_, norm)) in enumerate(zip(layers, pairwise(norms), strict=True)):
            widening = layer.widening
            x, normed = self.added(x, self._found(number, layer, normed, turn), widening[0])
            wide = self.add("MatMul", normed, self.numbers(values(widening[1].weight).T))
            wide = self.add("BiasGelu", wide, self.numbers(values(widening[1].bias)))
            back = self.add("MatMul", wide, self.numbers(values(widening[3].weight).T))
            x, normed = self.added(x, back, norm, self.numbers(values(widening[3].bias)))
        return normed

    def _turn(self, layer: Layer) -> tuple[str, str]:
        """The cosines and sines of the time, (1, D / 2)."""
        time = self.add("Cast", "time", to=1)
        angle = self.add("Mul", time, self.numbers(values(layer.rates)[None]))
        return self.add("Cos", angle), self.add("Sin", angle)

    def _found(self, number: int, layer: Layer, normed: str, turn: tuple[str, str]) -> str:
        """What a layer finds in the memory, (B, W); the memory goes on with this quarter."""
        heads, size = self._heads, self._size
        parts = self.add("MatMul", normed, self.numbers(values(layer.project.weight).T))
        parts = self.add("Reshape", parts, self.constant([-1, 3 * heads, 1, size]))
        sizes = self.constant([2 * heads, heads])
        turning, value = self.several("Split", ["", ""], parts, sizes, axis=1)
        turned = self.add("RotaryEmbedding", turning, self.constant([0]), *turn)
        sizes = self.constant([heads, heads])
        query, key = self.several("Split", ["", ""], turned, sizes, axis=1)
        keys, held = (
            self.add("Concat", f"{part}_{number}", new, axis=2, out=f"new_{part}_{number}")
            for part, new in (("keys", key), ("values", value))
        )
        scores = self.add("FusedMatMul", query, keys, transB=1, alpha=float(size**-0.5))
        found = self.add("MatMul", self.add("Softmax", scores, axis=-1), held)
        found = self.add("Reshape", found, self.constant([-1, heads * size]))
        return self.add("MatMul", found, self.numbers(values(layer.out.weight).T))

    def _undone(self, context: str) -> None:
        """The latent that the noise stands for in a context (B, W): "next"."""
        flow, latent = self._conductor.flow, self._shape.latent
        couplings = list(flow.couplings)[::-1]
        every = [*(coupling.inner[0] for coupling in couplings), flow.centre]
        contexts = [values(linear.weight)[:, -self._shape.conductor_width :] for linear in every]
        biases = np.concatenate([values(linear.bias) for linear in every])
        told = self.add("MatMul", context, self.numbers(np.concatenate(contexts).T))
        told = self.add("Add", told, self.numbers(biases))
        sizes = [len(weights) for weights in contexts[:-1]] + [latent, latent]
        *each, shift, scale = self.several(
            "Split", ["" for _ in sizes], told, self.constant(sizes), axis=-1
        )
        whole = Half("noise", tuple(range(latent)))
        halves = (whole, whole)
        for coupling, inner in zip(couplings, each, strict=True):
            halves = self._coupled(coupling, inner, *self._parted(coupling, halves))
        x = self._taken(self._together(halves), range(latent)).name
        x = self.add("Mul", x, self.add("Exp", scale))
        self.add("Add", x, shift, out="next")

    def _parted(self, coupling: Coupling, halves: tuple[Half, Half]) -> tuple[Half, Half]:
        """The numbers that a coupling keeps, and those that it changes: the halves themselves where
        they are the same sets, else picked from all.
        """
        kept, changed = (part.tolist() for part in coupling.order.chunk(2))
        for one, other in (halves, halves[::-1]):
            if set(one.numbers) == set(kept):
                return one, other
        whole = self._together(halves)
        return self._taken(whole, kept), self._taken(whole, changed)

    def _together(self, halves: tuple[Half, Half]) -> Half:
        one, other = halves
        if one is other:
            return one
        name = self.add("Concat", one.name, other.name, axis=-1)
        return Half(name, one.numbers + other.numbers)

    def _taken(self, whole: Half, numbers: Sequence[int]) -> Half:
        places = self.constant([whole.numbers.index(number) for number in numbers])
        return Half(self.add("Gather", whole.name, places, axis=-1), tuple(numbers))

    def _coupled(
        self, coupling: Coupling, context: str, kept: Half, changed: Half
    ) -> tuple[Half, Half]:
        """The halves before a coupling, from those after it and what is told of the context."""
        order = coupling.order.tolist()
        half = len(order) // 2
        columns = [order[:half].index(number) for number in kept.numbers]
        rows = [order[half:].index(number) for number in changed.numbers]
        inner = values(coupling.inner[0].weight)[:, columns].T
        told = self.add("Gelu", self.add("Gemm", kept.name, self.numbers(inner), context))
        weight, bias = _said(values(coupling.outer.weight), values(coupling.outer.bias), rows)
        told = self.add("Gemm", told, self.numbers(weight), self.numbers(bias))
        told = self.add("Reshape", told, self.constant([-1, half, 4, BINS]))
        straight = self._straightened(changed.name, told)
        return kept, Half(straight, changed.numbers)

    def _straightened(self, y: str, told: str) -> str:
        """What went through splines to give numbers (B, n); (B, n, 4, BINS) are told of them."""
        y = self.add("Unsqueeze", y, self.constant([2, 3]))
        within = self.add("Clip", y, self.numbers(-REACH), self.numbers(REACH))
        left, bottom, width, height, first, second = self._bin(within, told)
        up = self.add("Div", self.add("Sub", within, bottom), height)
        narrow = self.add("Div", width, height)
        first, second = (self.add("Mul", slope, narrow) for slope in (first, second))
        bow = self.add("Sub", self.add("Add", first, second), self.numbers(1))
        b = self.add("Sub", first, self.add("Mul", bow, up))
        under = self.add("Mul", b, self.add("Sub", b, self.add("Add", up, up)))
        under = self.add("Relu", self.add("Add", under, up))
        part = self.add("Div", up, self.add("Add", b, self.add("Sqrt", under)))
        x = self.add("Add", self.add("Mul", part, width), left)
        near = self.add("Equal", within, y)
        x = self.add("Where", near, x, y)
        return self.add("Squeeze", x, self.constant([2, 3]))

    def _bin(self, within: str, told: str) -> list[str]:
        """The bins that hold numbers (B, n, 1, 1): left, bottom, width, height and half of the
        slopes at both ends, in their own shape. The shares of all bins are 1 together, by which
        what each has in any case is told too.
        """
        shares, slopes = self.several("Split", ["", ""], told, self.constant([2, 2]), axis=2)
        shares, slopes = self.add("Softmax", shares, axis=-1), self.add("Softplus", slopes)
        before = SPAN * SHARE * np.triu(np.ones((BINS, BINS)), 1)
        least = SPAN * LEAST * np.arange(BINS) - REACH
        starts = self.add("MatMul", shares, self.numbers(before + least))
        lower = self.add("Gather", starts, self.constant([1]), axis=2)
        reached = self.add("Cast", self.add("GreaterOrEqual", within, lower), to=1)
        here = self.add("MatMul", reached, self.numbers(np.eye(BINS) - np.eye(BINS, k=-1)))
        every = self.add("Concat", starts, shares, slopes, axis=2)
        found = self.add("FusedMatMul", every, here, transB=1)
        factors = [1, 1, SPAN * SHARE, SPAN * SHARE, (1 - LEAST) / 2, (1 - LEAST) / 2]
        more = [0, 0, SPAN * LEAST, SPAN * LEAST, LEAST / 2, LEAST / 2]
        found = self.add("Mul", found, self.numbers(np.array(factors)[:, None]))
        found = self.add("Add", found, self.numbers(np.array(more)[:, None]))
        return self.several("Split", [""] * 6, found, self.constant([1] * 6), axis=2)


def _said(
    weight: np.ndarray, bias: np.ndarray, rows: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    """What a coupling's network says of the numbers in these rows, (hidden, n * 4 * BINS) and its
    bias: shares across and up, and the slopes before and after each bin, of which the outermost
    come to 1.
    """
    both = np.concatenate([weight, bias[:, None]], axis=1)
    both = both.reshape(-1, 3 * BINS - 1, both.shape[1])[list(rows)]
    shares, slopes = both[:, : 2 * BINS], both[:, 2 * BINS :]
    slopes = slopes + np.eye(1, both.shape[2], both.shape[2] - 1) * ONE
    end = np.zeros_like(slopes[:, :1])
    end[..., -1] = ONE
    said = np.concatenate([shares, end, slopes, slopes, end], axis=1).reshape(-1, both.shape[2])
    return said[:, :-1].T, said[:, -1]
