"""What was counted of music and is kept beside a network: a file of arrays, named in its card."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

FILE = "habits.npz"


def ship_habits(folder: Path, arrays: Mapping[str, np.ndarray]) -> None:
    """Writes the file beside a model, and its name and hash into the card."""
    np.savez_compressed(folder / FILE, allow_pickle=False, **dict(arrays))
    path = folder / "card.json"
    card = json.loads(path.read_text())
    card["tensors"]["habits"] = FILE
    digest = hashlib.sha256((folder / FILE).read_bytes()).hexdigest()
    others = [file for file in card["files"] if file["path"] != FILE]
    card["files"] = [*others, {"path": FILE, "sha256": digest}]
    path.write_text(json.dumps(card, indent=2) + "\n")
