"""Pictures for continue-chords' page: bars of held-out songs, and what Infill puts in their place.

python -m models.evaluation.infill_chord_rolls --data DIR
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.runtime.library import Library
from engine.score.song import Note, Song
from engine.tools.chords.infill import infill_chords
from engine.tools.melody_options import MelodyOptions
from models.evaluation.continue_rolls import SONGS, TAKES, song_of
from models.evaluation.picture import roll, stacked, write_png

FIRST, BEGIN, END, LAST = 8, 12, 14, 18
"""Bars [BEGIN, END) of those from FIRST to before LAST are written anew."""


def picture(song: Song, folder: Path) -> np.ndarray:
    """What was there on top, takes below that were told the melody."""
    lines = [song.meters.bar_start(bar) for bar in (FIRST, BEGIN, END, LAST)]
    first, begin, end, last = lines
    model = Library(folder).load("continue-chords", "cpu")
    options = MelodyOptions(variations=TAKES, seed=0)
    takes = infill_chords(song, 1, begin, end, options, model).takes
    print(song.name, *(take.reason for take in takes), sep="\n  ")
    own = [note for note in song.tracks[0].notes if first <= note.start < last]
    around = [note for note in own if not begin <= note.start < end]
    there = [note for note in own if begin <= note.start < end]
    answers: list[Sequence[Note]] = [there, *(take.notes for take in takes)]
    return stacked([roll(song.meters, around, answer, BEGIN) for answer in answers])


def main() -> None:
    """Writes them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    folder = Path("models")
    for name, role in ((SONGS[0], "CHORDS"), (SONGS[1], "PIANO")):
        found = picture(song_of(options.data, name, role), folder)
        write_png(found, folder / "continue-chords" / f"gap-{name}.png")


if __name__ == "__main__":
    main()
