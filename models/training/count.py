"""The models that are counted, not trained: "markov" and "markov-chords", with their cards.

python -m models.training.train --model markov --data DIR
"""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from engine.representation import harmony
from engine.representation.contexts import IN_KEY
from engine.representation.notes import FIELDS, NAME, ROW, VERSION
from models.training.chords import tables as chord_tables
from models.training.chords.data import load_songs
from models.training.chords.export import DATA as CHORD_DATA
from models.training.melody import tables
from models.training.melody.data import CONTEXT, load_melodies
from models.training.melody.export import DATA
from models.training.shipping import trained_from, write_model_card

FAMILY = "markov"
FEWEST = 3
"""What followed something in fewer pieces than these is left out of the tables."""

WIDTH = 3 * len(ROW) + 1 + len(FIELDS)


def count_melodies(data: Path, cache: Path) -> None:
    """Writes models/markov: a file of tables for each field."""
    training = load_melodies(data, cache / "melodies.npz").training
    chains, sung = tables.counted(training, FEWEST), tables.sung(training)
    folder = Path("models") / FAMILY
    paths, graphs = [], {}
    for field in FIELDS:
        arrays = chains[field].arrays(field)
        if field == "pitch":
            arrays |= chains[IN_KEY].arrays(IN_KEY) | sung.arrays()
        name = "trunk" if field == FIELDS[0] else field
        paths.append(_written(folder / f"{name}.npz", field, arrays))
        inputs, outputs = ["state", "choice"], ["next_state", "logits"]
        if field == FIELDS[0]:
            inputs, outputs = (
                ["rows", "conditions", "held", "past"],
                ["state", "logits", "new_past"],
            )
        graphs[name] = {"file": f"{name}.npz", "inputs": inputs, "outputs": outputs}
    tensors = {
        "family": FAMILY,
        "width": WIDTH,
        "memory": ["batch", "notes", len(ROW)],
        "context": CONTEXT,
        "fields": FIELDS,
        "graphs": graphs,
    }
    told = {"tools": ["continue", "score"], "data": DATA, "tensors": tensors}
    _write_card(paths, {**told, "representation": {"name": NAME, "version": VERSION}})


def count_chords(data: Path, cache: Path) -> None:
    """Writes models/markov-chords."""
    chain = chord_tables.counted(load_songs(data, cache / "chords.pickle").training, FEWEST)
    path = _written(Path("models/markov-chords/chord.npz"), "chord", chain.arrays())
    graph = {
        "file": path.name,
        "inputs": ["chords", "place", "age", "melody"],
        "outputs": ["change", "symbols"],
    }
    tensors = {"kind": "chords", "family": FAMILY, "graphs": {"chord": graph}}
    told = {"tools": ["continue", "infill"], "data": CHORD_DATA, "tensors": tensors}
    spoken = {"name": harmony.NAME, "version": harmony.VERSION}
    _write_card([path], {**told, "representation": spoken})


def _written(path: Path, decides: str, arrays: Mapping[str, np.ndarray]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, decides=np.array(decides), **arrays)
    return path


def _write_card(paths: list[Path], told: Mapping[str, Any]) -> None:
    folder = paths[0].parent
    checkpoint = {"seed": 0, "minutes": time.process_time() / 60, "device": "cpu"}
    card = {"name": folder.name, "trained": trained_from(checkpoint), **told}
    write_model_card(folder, paths, card)
