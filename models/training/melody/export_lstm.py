"""The baseline of Continue to ONNX, so that anyone can measure against it: a trunk that reads notes
one way, and a small graph for each further field, weights in 16 bits, with their card.

python -m models.training.melody.export_lstm --checkpoint scratch/lstm/best.pt
"""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from engine.representation.notes import FIELDS, HEAD_INPUTS, NAME, ROW, VERSION
from models.training.clips.export import halve
from models.training.melody.data import CONTEXT
from models.training.melody.export import DATA, load_checkpoint, write_fixture
from models.training.melody.lstm import AttentiveLSTM
from models.training.melody.network import MelodyModel
from models.training.melody.shape import LSTM_SIZE, Shape
from models.training.shipping import (
    Input,
    asked,
    export_graph,
    trained_from,
    write_curve,
    write_model_card,
)

FAMILY = "lstm"
TRUNK = ("rows", "conditions", "past"), ("state", "logits", "new_past")
HEAD = ("state", "choice"), ("next_state", "logits")


class TrunkGraph(nn.Module):
    """rows (B, T, C), conditions (B, 2), past (2, B, 2, P, 128), all of which counts, P may be 0 ->
    state (B, T, W), logits (B, T, 34), new_past.
    """

    def __init__(self, model: MelodyModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, rows: Tensor, conditions: Tensor, past: Tensor) -> tuple[Tensor, ...]:
        """As MelodyModel.read, in operations that ONNX has."""
        trunk = self.model.trunk
        assert isinstance(trunk, AttentiveLSTM)
        x = self.model.rows(rows) + self.model.conditions(conditions)[:, None]
        nothing = torch.zeros_like(x[None, :, None, :1, :1]).expand(2, -1, 2, -1, LSTM_SIZE)
        before = torch.cat([nothing, past], dim=3)[..., -1, :].transpose(1, 2)
        output, last = trunk.lstm(x, (before[0].contiguous(), before[1].contiguous()))
        hidden, cell = (
            each.transpose(0, 1)[:, :, None].expand(-1, -1, output.shape[1], -1) for each in last
        )
        both = torch.stack([hidden[:, 0], output], dim=1)
        state = attended(trunk, output, past[0, :, 1])
        return state, self.model.bars(state, rows), torch.stack([both, cell])


def attended(trunk: AttentiveLSTM, output: Tensor, old: Tensor) -> Tensor:
    """As AttentiveLSTM attends: outputs (B, T, 128) after those of the past (B, P, 128)."""
    reach = trunk.REACH
    place = torch.arange(output.shape[1], device=output.device)[:, None] + old.shape[1]
    window = place + torch.arange(reach, device=output.device)
    before = torch.zeros_like(output[:, :1]).expand(-1, reach - 1, -1)
    heard = torch.cat([before, old, output], dim=1)
    compared = trunk.memory(heard)[:, window] + trunk.query(output)[:, :, None]
    scores = trunk.score(torch.tanh(compared)).squeeze(-1)
    weights = scores.masked_fill(window < reach - 1, -torch.inf).softmax(dim=-1)
    context = (weights[..., None] * heard[:, window]).sum(dim=2)
    return trunk.out(torch.cat([output, context], dim=-1))


class HeadGraph(nn.Module):
    """state (B, W), choice (B, n) -> next_state (B, W), logits (B, size)."""

    def __init__(self, model: MelodyModel, field: str) -> None:
        super().__init__()
        self.head = model.heads[field]

    def forward(self, state: Tensor, choice: Tensor) -> tuple[Tensor, ...]:
        """As Head."""
        return self.head.decided(self.head.entered(state, choice), choice)


def export_graphs(model: MelodyModel, folder: Path) -> list[Path]:
    """Writes the five graphs into a folder. Returns their paths, the trunk's first. The weights of
    `model` are rounded to what is written.
    """
    for parameter in model.parameters():
        parameter.data = parameter.data.half().float()
    steps = {0: "batch", 1: "steps"}
    whole = torch.zeros(2, 3, len(ROW), dtype=torch.int64)
    past: Input = torch.zeros(2, 2, 2, 4, LSTM_SIZE), {1: "batch", 3: "notes"}
    inputs = {
        "rows": (whole, steps),
        "conditions": (whole[:, 0, :2], {0: "batch"}),
        "past": past,
    }
    axes = dict(zip(TRUNK[1], (steps, steps, {1: "batch", 3: "steps"}), strict=True))
    folder.mkdir(parents=True, exist_ok=True)
    paths = [export_graph(TrunkGraph(model), inputs, axes, folder / "trunk.onnx")]
    batch = {0: "batch"}
    for field in FIELDS[1:]:
        choice = torch.zeros(2, len(HEAD_INPUTS[field]), dtype=torch.int64)
        inputs = {"state": (torch.zeros(2, model.shape.width), batch), "choice": (choice, batch)}
        graph = HeadGraph(model, field)
        paths.append(
            export_graph(graph, inputs, dict.fromkeys(HEAD[1], batch), folder / f"{field}.onnx")
        )
    return [halve(path) for path in paths]


def write_card(paths: Sequence[Path], shape: Shape, trained: dict) -> None:
    """The card beside the graphs."""
    graphs = {}
    for path in paths:
        inputs, outputs = TRUNK if path.stem == "trunk" else HEAD
        graphs[path.stem] = {"file": path.name, "inputs": inputs, "outputs": outputs}
    tensors = {
        "family": FAMILY, "width": shape.width, "memory": shape.memory, "context": CONTEXT,
        "fields": FIELDS, "graphs": graphs,
    }  # fmt: skip
    folder = paths[0].parent
    card = {
        "name": folder.name,
        "tools": ["continue", "score"],
        "representation": {"name": NAME, "version": VERSION},
        "tensors": tensors,
        "data": DATA,
        "trained": trained,
    }
    write_model_card(folder, paths, card)


def main() -> None:
    """Exports one checkpoint."""
    options = asked("lstm", __doc__)
    model, checkpoint = load_checkpoint(options.checkpoint)
    paths = export_graphs(model, options.to)
    write_card(paths, model.shape, trained_from(checkpoint))
    write_fixture(model, options.fixture)
    write_curve(options.checkpoint, options.to)


if __name__ == "__main__":
    main()
