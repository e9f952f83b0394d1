"""What a trained network is shipped as: ONNX graphs, with a card and the training's curve."""

import argparse
import hashlib
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

OPSET = 17

CARD = (
    "schema", "name", "version", "tools", "representation", "tensors", "sampling", "files", "data",
    "figures", "trained",
)  # fmt: skip
"""What a card says, in this order."""

SAMPLING = {"temperature": 1.0, "top_p": 0.95}
"""How answers are drawn, where a card says nothing else."""

Input = tuple[Tensor, dict[int, str]]
"""An example of an input, and the names of its axes that vary."""


def export_graph(
    graph: nn.Module,
    inputs: dict[str, Input],
    outputs: dict[str, dict[int, str]],
    path: Path,
    fold: bool = True,
) -> Path:
    """Writes a graph, fp32, with example inputs and the axes that vary. Returns its path. Without
    `fold` constants stay as small as they are, and are worked out where the graph is opened.
    """
    with torch.no_grad():
        torch.onnx.export(
            graph.eval(),
            tuple(example for example, _ in inputs.values()),
            str(path),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: axes for name, (_, axes) in inputs.items()} | outputs,
            opset_version=OPSET,
            do_constant_folding=fold,
            dynamo=False,
        )
    return path


def write_model_card(folder: Path, paths: Sequence[Path], told: Mapping[str, Any]) -> None:
    """A card of what is told and the files' hashes; figures that are there already stay."""
    path = folder / "card.json"
    figures = json.loads(path.read_text())["figures"] if path.exists() else {}
    files = [{"path": p.name, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()} for p in paths]
    usual = {"schema": 1, "version": "1.0.0", "sampling": SAMPLING}
    told = {**usual, "files": files, "figures": figures, **told}
    card = {key: told[key] for key in CARD}
    path.write_text(json.dumps(card, indent=2) + "\n")


def trained_from(checkpoint: Mapping[str, Any]) -> dict[str, Any]:
    """What a card says of a training."""
    git = ["git", "rev-parse", "HEAD"]
    commit = subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()
    return {
        "commit": commit,
        "seed": checkpoint["seed"],
        "minutes": round(checkpoint["minutes"], 1),
        "device": checkpoint["device"],
    }


def asked(name: str, about: str | None) -> argparse.Namespace:
    """What the command line asks of an export: the `checkpoint`, the folder to write `to`, and the
    `fixture`, a file of what torch makes of an example.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--checkpoint", type=Path, default=Path("scratch") / name / "best.pt")
    parser.add_argument("--to", type=Path, default=Path("models") / name)
    parser.add_argument("--fixture", type=Path, default=Path(f"tests/golden/model/{name}.npz"))
    return parser.parse_args()


def write_curve(checkpoint: Path, folder: Path) -> None:
    """The curve of a checkpoint's training, beside the graphs."""
    shutil.copyfile(checkpoint.parent / "curve.csv", folder / "curve.csv")
