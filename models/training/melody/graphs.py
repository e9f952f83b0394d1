"""The trained network of Continue as ONNX graphs: its trunk, and one for each further field."""

from pathlib import Path

import numpy as np

from engine.representation.notes import FIELDS, HEAD_INPUTS, ROW, SIZES
from models.training.graph_writer import Tensors
from models.training.melody.attention import Layer
from models.training.melody.network import ONSET_TIME, TIME, MelodyModel
from models.training.melody.network_writer import NetworkWriter, Ranges
from models.training.melody.shape import Shape

HIDDEN = -1e4
"""What is added to the scores of notes that are not seen."""

FAR = 2**40


def export_graphs(model: MelodyModel, folder: Path, ranges: Ranges) -> list[Path]:
    """Writes the five graphs into a folder. Returns their paths, the trunk's first."""
    model = model.eval().cpu().float()
    folder.mkdir(parents=True, exist_ok=True)
    heads = [_write_head(model, field, ranges, folder / f"{field}.onnx") for field in FIELDS[1:]]
    return [_Trunk(model, ranges).write(folder / "trunk.onnx"), *heads]


def memory_names(shape: Shape, prefix: str = "") -> list[str]:
    """What the graphs call the tensors of the memory, in order."""
    layers = range(shape.memories // 2)
    return [f"{prefix}{part}_{layer}" for layer in layers for part in ("keys", "values")]


def memory_inputs(shape: Shape) -> Tensors:
    """Held and the memory, as the graphs are given them."""
    room = np.float32, ("batch", shape.heads, "notes", shape.head_size)
    return {"held": (np.int64, (1,)), **dict.fromkeys(memory_names(shape), room)}


class _Trunk(NetworkWriter):
    """rows, conditions, held, memory -> state, logits, what to remember of these rows."""

    def __init__(self, model: MelodyModel, ranges: Ranges) -> None:
        super().__init__(model.shape, ranges)
        self._model = model
        time = self.add("Gather", "rows", self.constant(TIME), axis=2)
        batch_steps = self.add("Shape", time)
        room, steps = (
            self.add("Shape", name, start=axis, end=axis + 1)
            for name, axis in (("keys_0", 2), ("rows", 1))
        )
        self._sizes = self.add("Concat", room, steps, axis=0)
        room, steps = (self.add("Gather", self._sizes, self.constant(n)) for n in (0, 1))
        index = self.add("Add", self._counted(steps), "held")
        asking = self.add("Unsqueeze", index, self.constant([1]))
        self._places = self.add("Reshape", self._counted(self.add("Size", time)), batch_steps)
        self._turn = self.angles(asking, self.add("Unsqueeze", time, self.constant([2])))
        filled = self.add("Less", self._counted(room), "held")
        past = self.add("Where", filled, self.constant(0), self.constant(FAR))
        seen = self.add("LessOrEqual", self.add("Concat", past, index, axis=0), asking)
        self._hidden = self.add("Where", seen, self.numbers(0), self.numbers(HIDDEN))

    def write(self, path: Path) -> Path:
        """Into a file."""
        model, shape = self._model, self.shape
        layers, last = model.trunk.layers, model.trunk.onset_layer
        conditions = self.embedded(model.conditions, "conditions", keep=True)
        state = self.add("Add", self.embedded(model.rows, "rows"), conditions)
        normed = self.normed(state, layers[0].norm)
        norms = [*(layer.norm for layer in layers[1:]), model.bars.norm]
        for number, (layer, norm) in enumerate(zip(layers, norms, strict=True)):
            heads = self._attention(number, normed, layer)
            answer = self.answered(heads, layer.attention)
            state, normed = self.added(state, answer, layer.widening[0])
            wide, bias = self.widened(normed, layer.widening)
            out = "state" if layer is layers[-1] else ""
            state, normed = self.added(state, wide, norm, bias, out=out)
        self.decided(normed, "rows", model.bars, "bars")
        both = self.key_value(last.attention)
        both = self.product(self.normed(state, last.norm), last.attention.key_value, *both)
        keys, values = self._parted(both, 1, 1)
        self.in_heads(self.turned(keys, self._places, self._turn), f"new_keys_{len(layers)}")
        self.in_heads(values, f"new_values_{len(layers)}")
        steps = np.float32, ("batch", "steps", shape.width)
        outputs = {
            "state": steps, "logits": (np.float32, ("batch", "steps", SIZES["bars"])),
            **dict.fromkeys(
                memory_names(shape, "new_"),
                (np.float32, ("batch", shape.heads, "steps", shape.head_size)),
            ),
        }  # fmt: skip
        inputs = {
            "rows": (np.int64, ("batch", "steps", len(ROW))),
            "conditions": (np.int64, ("batch", 2)),
            **dict(list(memory_inputs(shape).items())[:-2]),
        }
        return self.save(path, inputs, outputs)

    def _attention(self, number: int, normed: str, layer: Layer) -> str:
        """The heads of a layer side by side, over the memory and the new rows."""
        weights = self.query(layer.attention), *self.key_value(layer.attention)
        both = self.product(normed, layer.attention.query, *weights)
        turning, new_values = self._parted(both, 2, 1)
        turned = self.in_heads(self.turned(turning, self._places, self._turn))
        half = self.constant(2 * [self.shape.heads])
        query, new_keys = self.several("Split", ["", f"new_keys_{number}"], turned, half, axis=1)
        new_values = self.in_heads(new_values, f"new_values_{number}")
        scores = [
            self.add("FusedMatMul", query, keys, transB=1) for keys in (f"keys_{number}", new_keys)
        ]
        scored = self.add("Add", self.add("Concat", *scores, axis=-1), self._hidden)
        weighed = self.add("Softmax", scored, axis=-1)
        parts = self.several("Split", ["", ""], weighed, self._sizes, axis=-1)
        heads = [
            self.add("MatMul", part, values)
            for part, values in zip(parts, (f"values_{number}", new_values), strict=True)
        ]
        side = self.add("Transpose", self.add("Add", *heads), perm=[0, 2, 1, 3])
        return self.add("Reshape", side, self.constant([0, 0, self.shape.width]))

    def _parted(self, x: str, *widths: int) -> list[str]:
        """Parts of so many widths of x (B, T, ...)."""
        sizes = self.constant([self.shape.width * each for each in widths])
        return self.several("Split", ["" for _ in widths], x, sizes, axis=-1)

    def _counted(self, count: str) -> str:
        """0, 1, ... below a count."""
        return self.add("Range", self.constant(0), count, self.constant(1))


def _write_head(model: MelodyModel, field: str, ranges: Ranges, path: Path) -> Path:
    """state, choice -> next_state, logits; "pitch" looks back at held, keys and values too."""
    shape, head = model.shape, model.heads[field]
    graph = NetworkWriter(shape, ranges)
    choice = graph.embedded(head.choice, "choice")
    inputs: Tensors = {
        "state": (np.float32, ("batch", shape.width)),
        "choice": (np.int64, ("batch", len(HEAD_INPUTS[field]))),
    }
    if field == "pitch":
        memory = memory_inputs(shape)
        names = "held", *memory_names(shape)[-2:]
        inputs = {**inputs, **{name: memory[name] for name in names}}
        state, normed = _looked_back(graph, choice, names, model)
    else:
        state, normed = graph.added("state", choice, head.widening[0])
    wide, bias = graph.widened(normed, head.widening)
    _, normed = graph.added(state, wide, head.decision.norm, bias, out="next_state")
    graph.decided(normed, "choice", head.decision, field)
    outputs = {
        "next_state": (np.float32, ("batch", shape.width)),
        "logits": (np.float32, ("batch", SIZES[field])),
    }
    return graph.save(path, inputs, outputs)


def _looked_back(
    graph: NetworkWriter, choice: str, names: tuple[str, ...], model: MelodyModel
) -> tuple[str, str]:
    """The state that has looked back from the onset that was decided, and the same normed."""
    held, keys, values = names
    layer, size = model.trunk.onset_layer, model.shape.head_size
    state, normed = graph.added("state", choice, layer.norm)
    onset = graph.add("Gather", "choice", graph.constant([ONSET_TIME]), axis=1)
    query = graph.product(normed, layer.attention.query, graph.query(layer.attention))
    query = graph.add("Unsqueeze", query, graph.constant([0]))
    query = graph.turned(query, graph.constant([0]), graph.angles(held, onset))
    query = graph.add("Reshape", query, graph.constant([-1, model.shape.heads, 1, size]))
    room = graph.add("Gather", graph.add("Shape", keys), graph.constant(2))
    notes = graph.add("Range", graph.constant(0), room, graph.constant(1))
    seen = graph.add("Less", notes, held)
    hidden = graph.add("Where", seen, graph.numbers(0), graph.numbers(HIDDEN))
    scores = graph.add("FusedMatMul", query, keys, transB=1)
    weights = graph.add("Softmax", graph.add("Add", scores, hidden), axis=-1)
    heads = graph.add("MatMul", weights, values)
    side = graph.add("Reshape", heads, graph.constant([-1, model.shape.width]))
    state, normed = graph.added(state, graph.answered(side, layer.attention), layer.widening[0])
    wide, bias = graph.widened(normed, layer.widening)
    return graph.added(state, wide, model.heads["pitch"].widening[0], bias)
