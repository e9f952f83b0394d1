"""A picture for the trio's page: trios from nothing, and a bass under a held-out melody.

python -m models.evaluation.trio_rolls --data DIR --model models/clips-trio
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.representation.notes import GRID
from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import Library, LoadedModel
from engine.score.song import Note
from engine.score.time import DEFAULT_PPQ
from engine.tools.clips.generate import GenerateOptions
from engine.tools.clips.parts import BASS, DRUMS, MELODY
from engine.tools.clips.trio import Players, trio
from engine.tools.takes import Take
from models.evaluation.picture import roll, stacked, write_png
from models.evaluation.trio import excerpts, meters_of, played
from models.training.data.freedoom import cached_bands

SHOWN = (2, 11, 23)
"""Which held-out melodies are shown: fixed before anything was heard."""


def main() -> None:
    """Writes generated.png and under.png into the model's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--models", type=Path, default=Path("models"), help="who plays along")
    parser.add_argument("--cache", type=Path, default=Path("scratch"))
    options = parser.parse_args()
    library = Library(options.models)

    def load(tool: str, kind: str) -> LoadedModel:
        return library.load(library.for_tool(tool, kind), "cpu")

    model = Library(options.model.parent).load(options.model.name, "cpu")
    takes = trio(GenerateOptions(bars=8, variations=3, seed=1), Players.of(model, load)).takes
    write_png(stacked([_trio(take) for take in takes]), options.model / "generated.png")
    for take in takes:
        print(take.reason)
    pieces = cached_bands(options.data, options.cache / "bands.pickle")
    chosen = excerpts([piece for piece in pieces if not piece.drums], 32)
    coder = Autoencoder(model)
    shown = []
    for each in (chosen[number] for number in SHOWN):
        own = played(coder, each, each, 1)
        shown.append(roll(meters_of(), [*each.melody, *each.bass], own, 0))
    write_png(stacked(shown), options.model / "under.png")


def _trio(take: Take) -> np.ndarray:
    """Melody and bass in one roll, grey and in colour, the drums below."""
    parts = [_on_grid(take, part.channel) for part in (MELODY, BASS, DRUMS)]
    above = roll(meters_of(), parts[0], parts[1], 0)
    below = roll(meters_of(), parts[2], parts[2][:1], 0)
    width = max(above.shape[1], below.shape[1])
    pads = [((0, 0), (0, width - each.shape[1]), (0, 0)) for each in (above, below)]
    both = zip((above, below), pads, strict=True)
    return np.concatenate([np.pad(each, pad, mode="edge") for each, pad in both])


def _on_grid(take: Take, channel: int) -> Sequence[Note]:
    """The notes of a part, in grid ticks."""
    fine = DEFAULT_PPQ // GRID
    return [
        note.with_span(note.start // fine, max(note.start // fine + 1, note.end // fine))
        for note in take.notes
        if note.channel == channel
    ]


if __name__ == "__main__":
    main()
