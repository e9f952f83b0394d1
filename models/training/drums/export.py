"""A trained drum network to ONNX, with its card and a fixture of what torch makes of a rhythm.

python -m models.training.drums.export --data DIR --model groove
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.representation.drum_input import STYLES
from models.training.drums.exported import Exported
from models.training.drums.groove_export import exported_groove
from models.training.drums.kit_export import exported_kit
from models.training.drums.performances import Takes, load_takes
from models.training.shipping import (
    SAMPLING,
    export_graph,
    trained_from,
    write_curve,
    write_model_card,
)

DATA = (
    {
        "name": "Groove MIDI Dataset 1.0.0",
        "licence": "CC BY 4.0",
        "attribution": "Jon Gillick, Adam Roberts, Jesse Engel, Douglas Eck and David Bamman, "
        "Learning to Groove with Inverse Sequence Transformations (2019)",
    },
)

EXPORTED: dict[str, Callable[[Mapping[str, Any], Takes], Exported]] = {
    "groove": exported_groove,
    "drumify": exported_kit,
}
FIXTURES = Path("tests/golden/model")


def write_graph(exported: Exported, folder: Path) -> Path:
    """Writes the graph into a folder. Returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {0: "rows"}
    inputs = {name: (example, rows) for name, example in exported.inputs.items()}
    outputs = dict.fromkeys(exported.outputs, rows)
    path = folder / f"{exported.name}.onnx"
    return export_graph(exported.graph, inputs, outputs, path, fold=False)


def write_fixture(exported: Exported, path: Path) -> None:
    """The example that the graph was made with, and torch's answers to it, a few kilobytes."""
    with torch.no_grad():
        answers = exported.graph.eval()(*exported.inputs.values())
    arrays = {**exported.inputs, **dict(zip(exported.outputs, answers, strict=True))}
    np.savez_compressed(path, **{name: tensor.numpy() for name, tensor in arrays.items()})


def main() -> None:
    """Exports one checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", choices=EXPORTED, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch/drums.pickle"))
    parser.add_argument("--checkpoint", type=Path, help="default: scratch/MODEL/best.pt")
    parser.add_argument("--to", type=Path, help="default: models/MODEL")
    parser.add_argument("--fixture", type=Path, help="default: tests/golden/model/MODEL.npz")
    options = parser.parse_args()
    name = options.model
    folder = options.to or Path("models") / name
    source = options.checkpoint or Path("scratch") / name / "best.pt"
    checkpoint = torch.load(source, weights_only=True, map_location="cpu")
    exported = EXPORTED[name](checkpoint, load_takes(options.data, options.cache))
    path = write_graph(exported, folder)
    graph = {"file": path.name, "inputs": list(exported.inputs), "outputs": exported.outputs}
    representation, version = exported.representation
    told = {
        "name": name,
        "tools": [name],
        "representation": {"name": representation, "version": version},
        "tensors": {
            "channels": exported.channels,
            "styles": STYLES,
            "graphs": {exported.name: graph},
        },
        "sampling": {**SAMPLING, **exported.sampling},
        "data": DATA,
        "trained": trained_from(checkpoint),
    }
    write_model_card(folder, [path], told)
    write_fixture(exported, options.fixture or FIXTURES / f"{name}.npz")
    write_curve(source, folder)


if __name__ == "__main__":
    main()
