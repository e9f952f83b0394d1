"""Groove's trained network to ONNX, with its card and a fixture of what torch makes of a rhythm.

python -m models.training.drums.export --data DIR
"""

import argparse
import shutil
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from engine.representation.drum_input import STYLES, feature_count
from engine.representation.drums import NAME, VERSION
from models.training.drums.copula import measured
from models.training.drums.network import DrumChances, DrumModel, DrumShape
from models.training.drums.performances import load_takes
from models.training.export import export_graph, trained_from, write_model_card

DATA = (
    {
        "name": "Groove MIDI Dataset 1.0.0",
        "licence": "CC BY 4.0",
        "attribution": "Jon Gillick, Adam Roberts, Jesse Engel, Douglas Eck and David Bamman, "
        "Learning to Groove with Inverse Sequence Transformations (2019)",
    },
)


class CellsGraph(nn.Module):
    """features (N, F) -> hits, velocities, offsets, lag, looseness."""

    def __init__(self, model: DrumModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, features: Tensor) -> tuple[Tensor, ...]:
        """As DrumModel."""
        return tuple(self.model(features))


def load_checkpoint(path: Path) -> tuple[DrumModel, dict]:
    """The network of a checkpoint, ready to be used, and the checkpoint."""
    checkpoint = torch.load(path, weights_only=True, map_location="cpu")
    model = DrumModel(DrumShape(**checkpoint["shape"]))
    model.load_state_dict(checkpoint["model"])
    return model.eval().float(), checkpoint


def export(model: DrumModel, folder: Path) -> Path:
    """Writes the graph into a folder. Returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    steps = {0: "steps"}
    example = torch.zeros(3, feature_count(model.shape.channels))
    inputs = {"features": (example, steps)}
    outputs = dict.fromkeys(DrumChances._fields, steps)
    return export_graph(CellsGraph(model), inputs, outputs, folder / "cells.onnx")


def write_fixture(model: DrumModel, path: Path) -> None:
    """Features (4, F) of a seeded rhythm and torch's logits of them, a few kilobytes."""
    torch.manual_seed(0)
    features = (torch.rand(4, feature_count(model.shape.channels)) < 0.2).float()
    with torch.no_grad():
        chances = model(features)
    np.savez_compressed(
        path, features=features.numpy(), **{n: t.numpy() for n, t in chances._asdict().items()}
    )


def main() -> None:
    """Exports one checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch/drums.pickle"))
    parser.add_argument("--checkpoint", type=Path, default=Path("scratch/groove/best.pt"))
    options = parser.parse_args()
    model, checkpoint = load_checkpoint(options.checkpoint)
    folder = Path("models/groove")
    path = export(model, folder)
    takes = load_takes(options.data, options.cache).validation
    graph = {"file": path.name, "inputs": ["features"], "outputs": list(DrumChances._fields)}
    told = {
        "name": "groove",
        "tools": ["groove"],
        "representation": {"name": NAME, "version": VERSION},
        "tensors": {
            "channels": "score",
            "styles": STYLES,
            "graphs": {"cells": graph},
        },
        "sampling": {"temperature": 1.0, "top_p": 0.95, "coherence": measured(model, takes)},
        "data": DATA,
        "trained": trained_from(checkpoint),
    }
    write_model_card(folder, [path], told)
    write_fixture(model, Path("tests/golden/model/groove.npz"))
    shutil.copyfile(options.checkpoint.parent / "curve.csv", folder / "curve.csv")


if __name__ == "__main__":
    main()
