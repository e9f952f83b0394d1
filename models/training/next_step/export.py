"""The trained next-step drum network to ONNX, with its card and a fixture of what torch makes.

python -m models.training.next_step.export
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from engine.representation.drum_past import FEATURES
from engine.representation.drums import NAME, VERSION
from models.training.drums.export import DATA
from models.training.next_step.network import TOLD, NextShape, NextStep
from models.training.shipping import (
    asked,
    export_graph,
    trained_from,
    write_curve,
    write_model_card,
)

MODEL = "continue-drums"
GRAPHS = {
    "step": (["features"], ["state", "alone", "pairs"]),
    "stroke": (["state", "told"], ["velocity", "offset"]),
}
"""Each graph's inputs and outputs."""


class StepGraph(nn.Module):
    """features (N, F) -> state (M, N, width), alone (N, 9), pairs (N, 9, 9)."""

    def __init__(self, model: NextStep) -> None:
        super().__init__()
        self.model = model

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The members' states, and the mean of their logits."""
        state = self.model.states(features)
        alone, pairs = self.model.chances(state)
        return state, alone.mean(0), pairs.mean(0)


class StrokeGraph(nn.Module):
    """state (M, N, width), told (N, 36) -> velocity (N, 32), offset (N, 49)."""

    def __init__(self, model: NextStep) -> None:
        super().__init__()
        self.model = model

    def forward(self, state: Tensor, told: Tensor) -> tuple[Tensor, Tensor]:
        """The mean of the members' logits."""
        velocity, offset = self.model.strokes(state, told)
        return velocity.mean(0), offset.mean(0)


def load_checkpoint(path: Path) -> tuple[NextStep, dict]:
    """The network of a checkpoint, ready to be used, and the checkpoint."""
    checkpoint = torch.load(path, weights_only=True, map_location="cpu")
    model = NextStep(NextShape(**checkpoint["shape"]))
    model.load_state_dict(checkpoint["model"])
    return model.eval().float(), checkpoint


def export(model: NextStep, folder: Path) -> list[Path]:
    """Writes both graphs into a folder. Returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    shape, steps = model.shape, {0: "steps"}
    state = torch.zeros(shape.members, 3, shape.width), {1: "steps"}
    return [
        export_graph(
            StepGraph(model),
            {"features": (torch.zeros(3, FEATURES), steps)},
            {"state": {1: "steps"}, "alone": steps, "pairs": steps},
            folder / "step.onnx",
        ),
        export_graph(
            StrokeGraph(model),
            {"state": state, "told": (torch.zeros(3, TOLD), steps)},
            {"velocity": steps, "offset": steps},
            folder / "stroke.onnx",
        ),
    ]


def tensors_of(paths: Sequence[Path]) -> dict[str, Any]:
    """What a card says of the graphs."""
    graphs = {
        path.stem: dict(
            zip(("file", "inputs", "outputs"), (path.name, *GRAPHS[path.stem]), strict=True)
        )
        for path in paths
    }
    return {"kind": "drums", "graphs": graphs}


def write_fixture(model: NextStep, path: Path) -> None:
    """Seeded features (4, F), what is told of strokes (4, 36), and what torch makes of them."""
    torch.manual_seed(0)
    features = (torch.rand(4, FEATURES) < 0.2).float()
    told = torch.rand(4, TOLD)
    with torch.no_grad():
        state, alone, pairs = StepGraph(model)(features)
        velocity, offset = StrokeGraph(model)(state, told)
    arrays = {
        "features": features, "told": told, "state": state, "alone": alone, "pairs": pairs,
        "velocity": velocity, "offset": offset,
    }  # fmt: skip
    np.savez_compressed(path, **{name: tensor.numpy() for name, tensor in arrays.items()})


def main() -> None:
    """Exports one checkpoint."""
    options = asked(MODEL, __doc__)
    model, checkpoint = load_checkpoint(options.checkpoint)
    paths = export(model, options.to)
    told = {
        "name": MODEL,
        "tools": ["continue", "infill"],
        "representation": {"name": NAME, "version": VERSION},
        "tensors": tensors_of(paths),
        "data": DATA,
        "trained": trained_from(checkpoint),
    }
    write_model_card(options.to, paths, told)
    write_fixture(model, options.fixture)
    write_curve(options.checkpoint, options.to)


if __name__ == "__main__":
    main()
