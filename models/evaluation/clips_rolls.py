"""Pictures for the pages of the autoencoders: clips from nothing, and ways from clip to clip.

python -m models.evaluation.clips_rolls --data DIR --model models/clips-melody
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.representation.notes import GRID
from engine.runtime.autoencoder import Autoencoder, Said
from engine.runtime.library import Library
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.clips.generate import GenerateOptions, generate
from engine.tools.clips.music import Sheet
from models.evaluation import clips_paths
from models.evaluation.clips import HeldOut, common_time
from models.evaluation.clips_data import Excerpt
from models.evaluation.picture import roll, stacked, write_png

BARS, STEPS = 2, 5
PAIRS = (3, 8, 20)
"""Which pairs of held-out clips are shown: fixed before anything was heard."""

METERS = MeterMap(GRID, (Meter(Tick(0), 4, 4),))


def main() -> None:
    """Writes generated.png and path.png into the model's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch"))
    options = parser.parse_args()
    model = Library(options.model.parent).load(options.model.name, "cpu")
    takes = generate(GenerateOptions(bars=16, variations=4, seed=1), model).takes
    made = [[_on_grid(note) for note in take.notes] for take in takes]
    shown = [roll(METERS, notes[:1], notes[1:], 0) for notes in made]
    write_png(stacked(shown), options.model / "generated.png")
    coder = Autoencoder(model)
    held_out, bars = HeldOut(coder.kind, options), common_time(BARS)
    like = [each for each in held_out.excerpts(BARS) if each.bars == bars]
    pairs = clips_paths.pairs(like, max(PAIRS) + 1)
    ways = [_way(coder, *pairs[number]) for number in PAIRS]
    write_png(stacked(ways), options.model / "path.png")


def _on_grid(note: Note) -> Note:
    """A generated note in grid ticks."""
    fine = GenerateOptions().meters.ppq // GRID
    start = note.start // fine
    return note.with_span(start, max(start + 1, note.end // fine))


def _way(coder: Autoencoder, first: Excerpt, last: Excerpt) -> np.ndarray:
    """The clips from one to another, one after the other: the first in grey."""
    between = clips_paths.path(coder, first, last, STEPS)
    clips = [_notes(first.symbols), *(_notes(each) for each in between), _notes(last.symbols)]
    length = METERS.bar_start(BARS)
    placed = [
        [note.with_span(note.start + length * turn, note.end + length * turn) for note in notes]
        for turn, notes in enumerate(clips)
    ]
    return roll(METERS, placed[0], [note for notes in placed[1:] for note in notes], BARS)


def _notes(symbols: np.ndarray) -> Sequence[Note]:
    said = Said(symbols, np.full(symbols.shape, 0.6), np.zeros(symbols.shape))
    notes = Sheet.of(METERS, 0, BARS).written(symbols, said)
    return [replace(note, id=number) for number, note in enumerate(notes)]


if __name__ == "__main__":
    main()
