"""What was counted of music and is kept beside a network: a file of arrays, named in its card."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np


def ship_habits(folder: Path, arrays: Mapping[str, np.ndarray], name: str = "habits") -> None:
    """Writes the file beside a model, and by this name it and its hash into the card."""
    file_name = f"{name}.npz"
    np.savez_compressed(folder / file_name, allow_pickle=False, **dict(arrays))
    path = folder / "card.json"
    card = json.loads(path.read_text())
    card["tensors"][name] = file_name
    digest = hashlib.sha256((folder / file_name).read_bytes()).hexdigest()
    others = [file for file in card["files"] if file["path"] != file_name]
    card["files"] = [*others, {"path": file_name, "sha256": digest}]
    path.write_text(json.dumps(card, indent=2) + "\n")
