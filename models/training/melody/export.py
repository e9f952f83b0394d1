"""A trained network to ONNX: the trunk, and a small graph for each further field, with their card.

python -m models.training.melody.export --checkpoint scratch/continue-melody/best.pt --data DIR
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from engine.representation.asked import Asked, density_index, register_index, tone_set
from engine.representation.future import future_rows
from engine.representation.notes import (
    FIELDS,
    GRID,
    NAME,
    VERSION,
    encode,
    key_index,
)
from engine.representation.places import start_rows
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.keys import Key
from models.training.growth import grown
from models.training.melody.attention import remembered
from models.training.melody.data import CONTEXT, load_melodies
from models.training.melody.graphs import export_graphs, memory_names
from models.training.melody.network import MelodyModel
from models.training.melody.ranges import input_ranges
from models.training.melody.shape import Shape
from models.training.shipping import trained_from, write_curve, write_model_card

DATA = (
    {
        "name": "POP909 and POP909-CL, melodies",
        "licence": "MIT (the files, not the songs behind them)",
        "attribution": "Music X Lab, music-x-lab/POP909-Dataset d83e6ed; "
        "AndyWeasley2004/POP909-CL-Dataset be90943",
    },
    {
        "name": "OpenEWLD, melodies of public-domain lead sheets",
        "licence": "MIT",
        "attribution": "00sapo/OpenEWLD ec03cbd",
    },
    {
        "name": "cre-irish, Ceol Rince na hEireann",
        "licence": "CC BY 4.0 / Unlicense",
        "attribution": "collected by Breandan Breathnach; encoded in the Polifonia project, "
        "polifonia-project/folk_ngram_analysis 9d8ccf9",
    },
    {
        "name": "pd-abc: Aird 1782, Ryan 1883, O'Neill 1903",
        "licence": "out of copyright by age; encodings as the corpus note says",
        "attribution": "transcribed by Jack Campin, Ray Davies, John Chambers, J. B. Walsh and "
        "others; music21 corpus, cuthbertLab/music21 3146cb0",
    },
)


def write_card(folder: Path, paths: Sequence[Path], shape: Shape, trained: dict) -> None:
    """The card beside the graphs; figures that are there already stay."""
    graphs = {}
    for path in paths:
        trunk = path.stem == "trunk"
        inputs = ["state", "choice"]
        if trunk:
            inputs = ["rows", "conditions", "held", *memory_names(shape)[:-2]]
        elif path.stem == "pitch":
            inputs += ["held", *memory_names(shape)[-2:]]
        outputs = ["state", "logits", *memory_names(shape, "new_")]
        outputs = outputs if trunk else ["next_state", "logits"]
        graphs[path.stem] = {"file": path.name, "inputs": inputs, "outputs": outputs}
    card = {
        "name": "continue-melody",
        "tools": ["continue", "infill", "score"],
        "representation": {"name": NAME, "version": VERSION},
        "tensors": {
            "width": shape.width,
            "memory": shape.memory,
            "context": CONTEXT,
            "fields": FIELDS,
            "graphs": graphs,
        },
        "data": DATA,
        "trained": trained,
    }
    write_model_card(folder, paths, card)


def write_fixture(model: MelodyModel, path: Path) -> None:
    """A short melody's rows and choices with the network's own logits, which the graphs must give.

    rows (1, 12, C), three of the future first, conditions (1, 2), one `choice_` (1, n) for each
    later field after the last row, `logits_bars` (1, 12, 34) and the last row's `logits_` (1, size)
    of the others. Everything is asked that can be.
    """
    grid = MeterMap(GRID, (Meter(Tick(0), 3, 4), Meter(Tick(144), 6, 8)))
    pitches, starts = (67, 72, 72, 74, 76, 72, 79, 77), (60, 72, 96, 120, 144, 180, 192, 216)
    notes = [
        Note(i, pitch, 64 + 4 * i, Tick(start), Tick(12))
        for i, (pitch, start) in enumerate(zip(pitches, starts, strict=True))
    ]
    rows, places = start_rows(encode(notes, grid), grid)
    asked = Asked(density_index(4), register_index(74), ((0, tone_set((0, 4, 7))),))
    told = places.asking(asked)
    rows = np.concatenate([future_rows(rows[-3:]), rows[:-1], told.rows()])
    conditions = torch.tensor([[key_index(Key(0)), 1]])
    arrays = {"rows": rows[None], "conditions": conditions.numpy()}
    with torch.no_grad():
        reading = model.read(torch.from_numpy(rows)[None], conditions)
        arrays["logits_bars"] = reading.logits.numpy()
        state, chosen = reading.state[:, -1:], (1, 24, 76, 11)
        held = torch.tensor([len(rows)])
        seen = remembered(reading.memory[-2:], held) if len(reading.memory) > 1 else None
        for count, field in enumerate(FIELDS[1:], start=1):
            choice = torch.tensor(told.head_inputs(field, [chosen[:count]]))[None]
            state, logits = model.decide(field, state, choice, held[None], seen)
            arrays[f"choice_{field}"] = choice[0].numpy()
            arrays[f"logits_{field}"] = logits[:, 0].numpy()
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


def load_checkpoint(path: Path) -> tuple[MelodyModel, dict]:
    """The network of a checkpoint, ready to be used, and the checkpoint."""
    checkpoint = torch.load(path, weights_only=True, map_location="cpu")
    model = MelodyModel(Shape(**checkpoint["shape"]))
    model.load_state_dict(grown(checkpoint["model"], model.state_dict()))
    return model.eval(), checkpoint


def main() -> None:
    """Exports one checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--cache", type=Path, default=Path("scratch/melodies.npz"))
    parser.add_argument("--to", type=Path, default=Path("models/continue-melody"))
    parser.add_argument("--fixture", type=Path, default=Path("tests/golden/model/logits.npz"))
    parser.add_argument("--bits", type=int, choices=(8, 32), default=8, help="32 to compare with")
    options = parser.parse_args()
    model, checkpoint = load_checkpoint(options.checkpoint)
    torch.set_num_threads(1)
    known = load_melodies(options.data, options.cache).training if options.bits == 8 else []
    ranges = input_ranges(model, known)
    paths = export_graphs(model, options.to, ranges)
    write_card(options.to, paths, model.shape, trained_from(checkpoint))
    if options.bits == 8:
        write_fixture(model, options.fixture)
    write_curve(options.checkpoint, options.to)


if __name__ == "__main__":
    main()
