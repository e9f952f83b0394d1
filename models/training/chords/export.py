"""The trained chord network to ONNX, with its card and a fixture of what torch makes.

python -m models.training.chords.export
"""

from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.representation.harmony import FEATURES, NAME, VERSION
from models.training.chords.network import ChordShape, NextChord
from models.training.shipping import (
    asked,
    export_graph,
    trained_from,
    write_curve,
    write_model_card,
)

MODEL = "continue-chords"
DATA = (
    {
        "name": "POP909 and POP909-CL, chords and melodies",
        "licence": "MIT (the files, not the songs behind them)",
        "attribution": "Music X Lab, music-x-lab/POP909-Dataset d83e6ed; "
        "AndyWeasley2004/POP909-CL-Dataset be90943",
    },
    {
        "name": "OpenEWLD, melodies and chords of public-domain lead sheets",
        "licence": "MIT",
        "attribution": "00sapo/OpenEWLD ec03cbd",
    },
    {
        "name": "McGill Billboard, chord annotations",
        "licence": "CC0",
        "attribution": "John Ashley Burgoyne, Jonathan Wild and Ichiro Fujinaga, An Expert Ground "
        "Truth Set for Audio Chord Recognition and Music Analysis (2011); "
        "corpusmusic/billboardcorpus 26b7dcd",
    },
)


def load_checkpoint(path: Path) -> tuple[NextChord, dict]:
    """The network of a checkpoint, ready to be used, and the checkpoint."""
    checkpoint = torch.load(path, weights_only=True, map_location="cpu")
    model = NextChord(ChordShape(**checkpoint["shape"]))
    model.load_state_dict(checkpoint["model"])
    return model.eval().float(), checkpoint


def export(model: NextChord, folder: Path) -> Path:
    """Writes the graph into a folder. Returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    beats = {0: "beats"}
    return export_graph(
        model,
        {"features": (torch.zeros(3, FEATURES), beats)},
        {"change": beats, "symbols": beats},
        folder / "chord.onnx",
    )


def tensors_of(path: Path) -> dict[str, Any]:
    """What a card says of the graph."""
    graph = {"file": path.name, "inputs": ["features"], "outputs": ["change", "symbols"]}
    return {"kind": "chords", "graphs": {"chord": graph}}


def write_fixture(model: NextChord, path: Path) -> None:
    """Seeded features (4, F) and what torch makes of them."""
    torch.manual_seed(0)
    features = (torch.rand(4, FEATURES) < 0.1).float()
    with torch.no_grad():
        change, symbols = model(features)
    np.savez_compressed(
        path, features=features.numpy(), change=change.numpy(), symbols=symbols.numpy()
    )


def main() -> None:
    """Exports one checkpoint."""
    options = asked(MODEL, __doc__)
    model, checkpoint = load_checkpoint(options.checkpoint)
    path = export(model, options.to)
    told = {
        "name": MODEL,
        "tools": ["continue", "infill"],
        "representation": {"name": NAME, "version": VERSION},
        "tensors": tensors_of(path),
        "data": DATA,
        "trained": trained_from(checkpoint),
    }
    write_model_card(options.to, [path], told)
    write_fixture(model, options.fixture)
    write_curve(options.checkpoint, options.to)


if __name__ == "__main__":
    main()
