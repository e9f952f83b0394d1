"""Pictures for the pages of continue-drums and continue-chords: held-out prompts, the real bars,
and takes.

python -m models.evaluation.continue_rolls --data DIR --model continue-drums
"""

import argparse
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import mido
import numpy as np

from engine.representation.drums import Cells
from engine.representation.notes import GRID, to_grid
from engine.runtime.library import Library
from engine.runtime.next_step import NextStepNetwork
from engine.score.song import Clip, Note, Song, Track, in_order
from engine.score.time import TempoMap, Tick
from engine.tools.chords.continue_ import continue_chords
from engine.tools.continue_options import ContinueOptions
from models.evaluation.continue_drums import BAR, PROMPT, Window, continued, windows
from models.evaluation.drum_rolls import bars
from models.evaluation.picture import ANSWER, roll, stacked, write_png
from models.evaluation.picture import PROMPT as GREY
from models.training.data.pop909 import midi_meters, midi_notes
from models.training.drums.performances import load_takes
from models.training.next_step.parts import learnable

DRUMS = (3, 17, 40)
"""Which held-out windows are shown, and songs: fixed before anything was heard."""

SONGS = ("031", "161")
SHOWN = 2
"""So many bars of a drum prompt are shown."""

TAKES = 2
CELL = 11
FIRST_BAR, CUT = 8, 16
"""A song's bars [FIRST_BAR, CUT) are the prompt, as many after them are new."""


def drum_picture(window: Window, network: NextStepNetwork) -> np.ndarray:
    """The real bars in grey after the prompt's last ones, takes below."""
    prompt = window.prompt.at(slice((PROMPT - SHOWN) * BAR, None))
    made = [continued(network, window, seed, 1.0, 0.95) for seed in range(TAKES)]
    rows = [(window.real, GREY), *((cells, ANSWER) for cells in made)]
    return stacked([_beside(prompt, cells, colour) for cells, colour in rows])


def _beside(prompt: Cells, cells: Cells, colour: tuple[int, int, int]) -> np.ndarray:
    return np.concatenate([bars(prompt, GREY, CELL), bars(cells, colour, CELL)], axis=1)


def song_of(data: Path, name: str, role: str) -> Song:
    """A song of POP909 on the grid: what a role plays, and the melody."""
    with ZipFile(data / "pop909-aligned-roles" / "pop909-aligned-roles.zip") as archive:
        midi = mido.MidiFile(file=io.BytesIO(archive.read(f"{name}.mid")))
    parts = {t.name: to_grid(midi_notes(t), midi.ticks_per_beat) for t in midi.tracks}
    meters = midi_meters(midi)
    tracks = [
        Track(number, each, clips=(Clip(number + 10, notes=in_order(parts[each])),))
        for number, each in enumerate((role, "MELODY"), start=1)
    ]
    return Song(name, TempoMap(GRID), meters, tracks=tuple(tracks), next_id=100_000)


def until(song: Song, end: Tick) -> Song:
    """The song with its first track cut off."""
    clip = song.tracks[0].clips[0]
    kept = (note for note in clip.notes if note.start < end)
    return song.with_clip(
        replace(clip, notes=tuple(n.with_span(n.start, min(n.end, end)) for n in kept))
    )


def chord_picture(song: Song, folder: Path) -> np.ndarray:
    """The real bars on top, takes below that were told the melody."""
    meters = song.meters
    begin, cut, end = (meters.bar_start(bar) for bar in (FIRST_BAR, CUT, 2 * CUT - FIRST_BAR))
    model = Library(folder).load("continue-chords", "cpu")
    options = ContinueOptions(bars=CUT - FIRST_BAR, variations=TAKES, seed=0)
    takes = continue_chords(until(song, cut), 1, options, model).takes
    print(song.name, *(take.reason for take in takes), sep="\n  ")
    own = list(song.tracks[0].notes)
    prompt = [n for n in own if begin <= n.start < cut]
    real = [n for n in own if cut <= n.start < end]
    answers: list[Sequence[Note]] = [real, *(take.notes for take in takes)]
    return stacked([roll(meters, prompt, answer, CUT) for answer in answers])


def main() -> None:
    """Writes the pictures of one model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch/drums.pickle"))
    parser.add_argument("--model", choices=("continue-drums", "continue-chords"), required=True)
    options = parser.parse_args()
    folder = Path("models")
    pictures = {}
    if options.model == "continue-drums":
        takes = learnable(load_takes(options.data, options.cache).validation)
        seen = list(windows([take for take in takes if take.common_time]))
        network = NextStepNetwork(Library(folder).load("continue-drums", "cpu"))
        for index in DRUMS:
            print(index, seen[index].take.name, seen[index].number)
            pictures[f"takes-{index}"] = drum_picture(seen[index], network)
    else:
        for name, role in ((SONGS[0], "CHORDS"), (SONGS[1], "PIANO")):
            pictures[f"takes-{name}"] = chord_picture(song_of(options.data, name, role), folder)
    for name, picture in pictures.items():
        write_png(picture, folder / options.model / f"{name}.png")


if __name__ == "__main__":
    main()
