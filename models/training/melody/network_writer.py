"""The parts of the network of Continue in ONNX operations, as few of them as can be.

A step of decoding multiplies a few vectors, so that each operation around the products costs about
as much as one. What is written is network.py, said in another way: norms are taken where states are
added, queries, keys and values are made and turned together, and a recalled symbol is added to its
logit by its number. Rotary positions are alike for every two heads: the first of them turns with
the note's index, the second with musical time, and numbers that turn together are neighbours.

Products whose inputs have known ranges are made of whole numbers: inputs in 8 bits over a range
that never changes, so that a take is the same alone and among others, weights in 7 by column, so
that the sum of two products fits 16 bits, as processors without VNNI need: 2 * 255 * 63 < 32768.
Tables are kept in 16 bits, and widened when a graph is opened.
"""

from collections.abc import Mapping

import numpy as np
from torch import nn

from engine.representation.notes import SIZES
from models.training.graph_writer import GraphWriter, values
from models.training.melody.attention import Attention, Widening
from models.training.melody.network import Decision, Embedding
from models.training.melody.shape import Shape

FAR = 2**40
TONES = 64
"""The twelve tones of a chord are told by two tables of so many rows."""

INPUTS, WEIGHTS = 255, 63
"""The largest whole numbers that inputs, from 0 on, and weights, of either sign, become."""

Ranges = Mapping[nn.Module, tuple[float, float]]
"""Between what the inputs of a product lie."""


class NetworkWriter(GraphWriter):
    """A graph of parts of the network. States are (..., W), heads of attention (B, H, T, D)."""

    def __init__(self, shape: Shape, ranges: Ranges) -> None:
        """Products that are not among the ranges are written in 32 bits."""
        super().__init__()
        self.shape = shape
        self._ranges = ranges
        heads, size = shape.heads, shape.head_size
        order = np.arange(heads).reshape(2, -1).T.ravel()
        neighbours = np.arange(size).reshape(2, -1).T.ravel()
        self._plain = (order[:, None] * size + np.arange(size)).ravel()
        self._turned = (order[:, None] * size + neighbours).ravel()
        rates, still = np.arange(size // 2) / (size // 2), np.zeros(size // 2)
        self._by_index = np.concatenate([1000.0**-rates, still])
        self._by_time = np.concatenate([still, 1.5 * 2000.0**-rates])

    def embedded(self, columns: Embedding, told: str, keep: bool = False) -> str:
        """The sum (..., W) of what the columns of `told` (..., n) stand for; (..., 1, W) with
        `keep`.
        """
        picked, starts = list(columns.columns), columns.starts.tolist()
        table, chord = values(columns.table.weight), columns.chord
        if chord is not None:
            bits = np.arange(TONES)[:, None] >> np.arange(6) & 1
            low, high = (bits @ tones for tones in np.split(values(columns.tones.weight).T, 2))
            picked, starts = [*picked, chord, chord], [*starts, len(table), len(table) + TONES]
            table = np.concatenate([table, low, high])
        told = self.add("Gather", told, self.constant(picked), axis=-1)
        if chord is not None:
            others = len(picked) - 2
            told = self.add("Div", told, self.constant([1] * others + [1, TONES]))
            told = self.add("Mod", told, self.constant([FAR] * others + [TONES, TONES]))
        told = self.add("Add", told, self.constant(starts))
        table = self.add("Cast", self.constant(table, np.float16), to=1)
        found = self.add("Gather", table, told)
        return self.add("ReduceSum", found, self.constant([-2]), keepdims=int(keep))

    def product(
        self, x: str, linear: nn.Linear, *weights: np.ndarray, bias: np.ndarray | None = None
    ) -> str:
        """The product of x and matrices (inputs, outputs), the outputs side by side, and a bias.
        The inputs have the range of those of `linear`, whose own matrix is meant where none is
        given.
        """
        matrix = np.concatenate(weights or [values(linear.weight).T], axis=1)
        told = [] if bias is None else [self.numbers(bias)]
        if linear not in self._ranges:
            product = self.add("MatMul", x, self.numbers(matrix))
            return self.add("Add", product, *told) if told else product
        low, high = self._ranges[linear]
        step = self.numbers((high - low) / INPUTS)
        zero = self.constant(round(-low / (high - low) * INPUTS), np.uint8)
        steps = np.maximum(np.abs(matrix).max(axis=0), 1e-9) / WEIGHTS
        whole = self.constant(np.rint(matrix / steps), np.int8)
        x = self.add("QuantizeLinear", x, step, zero)
        if told:
            told.insert(0, "")
        scales = self.numbers(steps)
        return self.add("MatMulIntegerToFloat", x, whole, step, scales, zero, *told)

    def widened(self, normed: str, widening: Widening) -> tuple[str, str]:
        """A normed state widened and back, and the bias that is still to be added."""
        wide, back = widening[1], widening[3]
        x = self.add("BiasGelu", self.product(normed, wide), self.numbers(values(wide.bias)))
        return self.product(x, back), self.numbers(values(back.bias))

    def angles(self, index: str, time: str) -> tuple[str, str]:
        """Cosines and sines (N, D) by which N notes are turned. Their indices and times are whole
        numbers with a last axis of 1, which broadcast together.
        """
        told = [self.add("Cast", each, to=1) for each in (index, time)]
        rates = [self.numbers(each) for each in (self._by_index, self._by_time)]
        parts = [self.add("Mul", x, rate) for x, rate in zip(told, rates, strict=True)]
        flat = self.constant([-1, self.shape.head_size])
        angle = self.add("Reshape", self.add("Add", *parts), flat)
        return self.add("Cos", angle), self.add("Sin", angle)

    def turned(self, x: str, places: str, turn: tuple[str, str]) -> str:
        """Heads side by side (B, T, any number of them times D), turned by the angles at `places`
        (B, T), or (1,) where they begin.
        """
        return self.add("RotaryEmbedding", x, places, *turn, interleaved=1)

    def query(self, attention: Attention) -> np.ndarray:
        """The matrix of queries, in the order in which they are turned."""
        scaled = values(attention.query.weight) * self.shape.head_size**-0.5
        return scaled[self._turned].T

    def key_value(self, attention: Attention) -> tuple[np.ndarray, np.ndarray]:
        """The matrices of keys, in the order in which they are turned, and of values."""
        key, value = np.split(values(attention.key_value.weight), 2)
        return key[self._turned].T, value[self._plain].T

    def answered(self, heads: str, attention: Attention) -> str:
        """What an attention answers, of its heads side by side."""
        return self.product(heads, attention.out, values(attention.out.weight)[:, self._plain].T)

    def in_heads(self, x: str, out: str = "") -> str:
        """(B, heads, T, D) of heads side by side (B, T, heads times D)."""
        split = self.constant([0, 0, -1, self.shape.head_size])
        return self.add("Transpose", self.add("Reshape", x, split), perm=[0, 2, 1, 3], out=out)

    def decided(self, normed: str, told: str, decision: Decision, field: str) -> None:
        """The "logits" of a field, of a normed state and the columns that were told. "Nothing", of
        what was recalled, has a logit of its own in between, which is dropped.
        """
        size, none = SIZES[field], np.zeros((1, self.shape.width))
        logits, trust = decision.logits, decision.trust
        assert trust is not None
        weight = np.concatenate([values(logits.weight), none, values(trust.weight)])
        bias = np.concatenate([values(logits.bias), [0], values(trust.bias)])
        x = self.product(normed, logits, weight.T, bias=bias)
        sizes = self.constant([size + 1, 2])
        x, trusted = self.several("Split", ["", ""], x, sizes, axis=-1)
        symbols = self.add("Gather", told, self.constant(decision.recalled), axis=-1)
        x = self.add("ScatterElements", x, symbols, trusted, axis=-1, reduction="add")
        ends = [self.constant([end]) for end in (0, size, -1)]
        self.add("Slice", x, *ends, out="logits")
