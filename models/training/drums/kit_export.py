"""The trained kit network to ONNX, with its card and a fixture of what torch makes of a rhythm.

python -m models.training.drums.kit_export --data DIR
"""

import argparse
import shutil
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from engine.representation.drum_input import STYLES
from engine.representation.tapped_bars import (
    AROUND,
    CHANNELS,
    CONDITIONS,
    NAME,
    SLOTS,
    VERSION,
    channels_of,
)
from models.training.drums.export import DATA
from models.training.drums.kit import KitChances, KitModel, KitShape
from models.training.drums.kit_validation import KINDS, KitValidation
from models.training.drums.levels import best_level
from models.training.drums.performances import load_takes
from models.training.drums.recall import Known
from models.training.export import export_graph, trained_from, write_model_card

INPUTS = ("channels", "present", "conditions")
FOLDER = Path("models/drumify")
FIXTURE = Path("tests/golden/model/drumify.npz")


class KitGraph(nn.Module):
    """channels (B, 4, 48), present (B, 48), conditions (B, C) -> hits, velocities."""

    def __init__(self, model: KitModel) -> None:
        super().__init__()
        self.recall = model.recall
        with torch.no_grad():
            for name, numbers in model.prototypes.known()._asdict().items():
                self.register_buffer(name, numbers)

    def forward(self, channels: Tensor, present: Tensor, conditions: Tensor) -> tuple[Tensor, ...]:
        """As KitModel."""
        known = Known(*(self.get_buffer(name) for name in Known._fields))
        return tuple(self.recall(channels, present, conditions, known))


def load_checkpoint(path: Path) -> tuple[KitModel, dict]:
    """The network of a checkpoint, ready to be used, and the checkpoint."""
    checkpoint = torch.load(path, weights_only=True, map_location="cpu")
    model = KitModel(KitShape(**checkpoint["shape"]))
    model.load_state_dict(checkpoint["model"])
    return model.eval().float(), checkpoint


def export(model: KitModel, folder: Path) -> Path:
    """Writes the graph into a folder. Returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    bars = {0: "bars"}
    inputs = {name: (example, bars) for name, example in zip(INPUTS, _rhythm(), strict=True)}
    outputs = dict.fromkeys(KitChances._fields, bars)
    return export_graph(KitGraph(model), inputs, outputs, folder / "kit.onnx", fold=False)


def _rhythm() -> tuple[Tensor, ...]:
    """A seeded rhythm of three bars, one of them without velocities."""
    rng = np.random.default_rng(0)
    tap = rng.random((3, AROUND)) < 0.5
    conditions = np.zeros((3, CONDITIONS), np.float32)
    conditions[:2, 0], conditions[:, 1], conditions[0, 5] = 1, (-0.3, 0, 0.4), 1
    velocity = tap * rng.random(tap.shape) * conditions[:, :1]
    present = np.ones((3, 3, SLOTS), np.float32)
    present[0, 0] = present[1, 2] = 0
    tap, velocity = tap * present.reshape(3, -1), velocity * present.reshape(3, -1)
    channels = channels_of(tap, velocity, tap * rng.normal(0, 0.4, tap.shape))
    assert channels.shape[1] == len(CHANNELS)
    return tuple(map(torch.from_numpy, (channels, present.reshape(3, -1), conditions)))


def write_fixture(model: KitModel, path: Path) -> None:
    """A rhythm and torch's logits of it."""
    told = _rhythm()
    with torch.no_grad():
        chances = model(*told)
    arrays = dict(zip(INPUTS, told, strict=True)) | chances._asdict()
    np.savez_compressed(path, **{name: tensor.numpy() for name, tensor in arrays.items()})


def main() -> None:
    """Exports one checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch/drums.pickle"))
    parser.add_argument("--checkpoint", type=Path, default=Path("scratch/drumify/best.pt"))
    options = parser.parse_args()
    model, checkpoint = load_checkpoint(options.checkpoint)
    path = export(model, FOLDER)
    validation = KitValidation(load_takes(options.data, options.cache).validation)
    answers = {name: validation.answers(model, loud) for name, loud in KINDS.items()}
    levels = {name: best_level(each.logits, each.truth) for name, each in answers.items()}
    graph = {"file": path.name, "inputs": INPUTS, "outputs": list(KitChances._fields)}
    told = {
        "name": "drumify",
        "tools": ["drumify"],
        "representation": {"name": NAME, "version": VERSION},
        "tensors": {"channels": CHANNELS, "styles": STYLES, "graphs": {"kit": graph}},
        "sampling": {"temperature": 1.0, "top_p": 0.95, "levels": levels},
        "data": DATA,
        "trained": trained_from(checkpoint),
    }
    write_model_card(FOLDER, [path], told)
    write_fixture(model, FIXTURE)
    shutil.copyfile(options.checkpoint.parent / "curve.csv", FOLDER / "curve.csv")


if __name__ == "__main__":
    main()
