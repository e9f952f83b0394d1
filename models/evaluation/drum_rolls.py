"""Pictures for the pages of groove and drumify: two held-out bars, the drummer's and the model's.

python -m models.evaluation.drum_rolls --data DIR --model groove
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.representation.drums import Cells
from engine.runtime.library import Library
from models.evaluation import drumify, groove
from models.evaluation.picture import (
    ANSWER,
    BAR_LINE,
    GROUND,
    MIDDLE,
    PROMPT,
    stacked,
    write_png,
)
from models.training.drums.performances import Take, load_takes

CHOSEN = "drummer1/session3/13_rock_115_beat_4-4"
"""Which held-out performance is shown, and from which step on: fixed before anything was seen."""

FIRST = 64
STEPS = 32
CELL = 26
ROW = 18
FROM_TOP = (7, 8, 3, 2, 6, 5, 4, 1, 0)
"""The voices from the top: cymbals, hi-hats, toms, snare, kick."""


def bars(cells: Cells, colour: tuple[int, int, int], cell: int = CELL) -> np.ndarray:
    """Bars of 4/4, (height, width, 3) bytes: each hit a stroke at its place, as high as it is loud;
    a step is `cell` pixels wide.
    """
    picture = np.empty((len(FROM_TOP) * ROW, (len(cells) + 1) * cell, 3), np.uint8)
    picture[:] = GROUND
    for step in range(len(cells) + 1):
        picture[:, step * cell + cell // 2] = MIDDLE if step % 16 == 0 else BAR_LINE
    for row, voice in enumerate(FROM_TOP):
        bottom = (row + 1) * ROW - 1
        for step in np.flatnonzero(cells.hits[:, voice]):
            x = round((step + 0.5 + cells.offsets[step, voice]) * cell)
            height = max(2, round(cells.velocities[step, voice] * (ROW - 2)))
            picture[bottom - height : bottom, max(0, x - 2) : x + 2] = colour
    return picture


def grooves(take: Take, folder: Path) -> list[Cells]:
    """The drummer, the central estimate, and two that were drawn."""
    model = Library(folder).load("groove", "cpu")
    systems = [groove.shipped(model, seed) for seed in (None, 0, 1)]
    return [take.straight, *(system(take) for system in systems)]


def kits(take: Take, folder: Path) -> list[Cells]:
    """The drummer, and the kit for the drummer's taps with velocities and without."""
    system = drumify.shipped(Library(folder).load("drumify", "cpu"))
    made = [take.straight]
    for loud in (True, False):
        windows = list(drumify.windows([take], loud))
        parts = [system(window) for window in windows]
        joined = (np.concatenate(each) for each in zip(*map(_arrays, parts), strict=True))
        made.append(Cells(*joined))
    return made


def _arrays(cells: Cells) -> Sequence[np.ndarray]:
    return cells.hits, cells.velocities, cells.offsets, cells.leans


def main() -> None:
    """Writes one picture: the drummer in grey on top."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch/drums.pickle"))
    parser.add_argument("--model", choices=("groove", "drumify"), required=True)
    options = parser.parse_args()
    takes = load_takes(options.data, options.cache).validation
    take = next(each for each in takes if each.name == CHOSEN)
    folder = Path("models")
    real, *made = (grooves if options.model == "groove" else kits)(take, folder)
    window = slice(FIRST, FIRST + STEPS)
    pictures = [bars(real.at(window), PROMPT), *(bars(m.at(window), ANSWER) for m in made)]
    write_png(stacked(pictures), folder / options.model / "played.png")


if __name__ == "__main__":
    main()
