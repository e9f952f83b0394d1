"""What real music comes to on the measures that `score` prints: engine/theory/real_music.json.

python -m models.evaluation.real_music --data DIR

Pop and folk are the held-out melodies of the corpus, of each the first sixteen bars. The tonal
distance of pop is that between a song's melody and its other tracks there. Drummers are the
held-out performances of groove-midi-dataset in 4/4, as they were played.
"""

import argparse
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

import mido
import numpy as np

from engine.representation.notes import grid_meters, to_grid
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.theory.metrics import melody_metrics
from engine.theory.musegan import drum_pattern, five
from engine.theory.real import FIGURES
from models.training.data.corpus import cached_corpus
from models.training.data.groove_midi import read_groove
from models.training.data.pieces import Piece
from models.training.data.pop909 import midi_notes

BARS = 16
DIGITS = 4
LEFT_OUT = ("notes", "longest_repeat_of_prompt")
"""Measures that say how long a piece is, or nothing without a prompt."""

Measures = Mapping[str, float]


def main() -> None:
    """Measures, prints and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--corpus", type=Path, default=Path("scratch/corpus.pickle"))
    options = parser.parse_args()
    pieces = cached_corpus(options.data, options.corpus).validation
    pop = [piece for piece in pieces if piece.style == "pop909"]
    folk = [piece for piece in pieces if piece.style != "pop909"]
    played = list(drummers(options.data))
    songs = dict(other_tracks(options.data, {piece.name for piece in pop}))
    kinds = {
        "pop": summary(measures(piece, songs[piece.name]) for piece in pop),
        "folk": summary(measures(piece, []) for piece in folk),
        "drummers": summary(played),
    }
    content = {
        "made by": "python -m models.evaluation.real_music",
        "pieces": {"pop": len(pop), "folk": len(folk), "drummers": len(played)},
        "figures": "mean, 10th and 90th percentile over the pieces",
        "kinds": kinds,
    }
    text = json.dumps(content, indent=2)
    FIGURES.write_text(re.sub(r"\[\s+([-\d.,\s]+?)\s+\]", one_line, text) + "\n")
    print(FIGURES.read_text())


def one_line(found: re.Match[str]) -> str:
    """A list of numbers on one line."""
    return f"[{' '.join(found[1].split())}]"


def measures(piece: Piece, others: Sequence[Sequence[Note]]) -> Measures:
    """All measures of a melody's first bars."""
    first = piece.meters.bar_at(piece.notes[0].start)
    end = piece.meters.bar_start(first + BARS)
    notes = [note for note in piece.notes if note.start < end]
    beside = [[note for note in other if note.start < end] for other in others]
    found = melody_metrics(notes, piece.meters) | five(notes, piece.meters, beside)
    return {name: value for name, value in found.items() if name not in LEFT_OUT}


def other_tracks(data: Path, names: set[str]) -> Iterator[tuple[str, list[Sequence[Note]]]]:
    """The tracks of POP909's songs beside the melody, on the grid, by the song's name."""
    with ZipFile(data / "pop909-aligned-roles" / "pop909-aligned-roles.zip") as archive:
        for name in sorted(names):
            midi = mido.MidiFile(file=io.BytesIO(archive.read(f"{name}.mid")))
            tracks = [midi_notes(track) for track in midi.tracks if track.name != "MELODY"]
            yield name, [to_grid(notes, midi.ticks_per_beat) for notes in tracks if notes]


def drummers(data: Path) -> Iterator[Measures]:
    """The measure of drums in each held-out performance in 4/4."""
    for played in read_groove(data):
        if played.held_out and played.whole and is_common_time(played.meters):
            notes = to_grid(played.notes, played.meters.ppq)
            yield {"drum_pattern": drum_pattern(notes, grid_meters(played.meters))}


def is_common_time(meters: MeterMap) -> bool:
    """Whether all is in 4/4."""
    return all((meter.numerator, meter.denominator) == (4, 4) for meter in meters.changes)


def summary(found: Iterable[Measures]) -> dict[str, list[float]]:
    """[mean, 10th percentile, 90th percentile] of each measure, over those that have it."""
    pieces = list(found)
    table: dict[str, list[float]] = {}
    for name in pieces[0]:
        values = np.array([piece[name] for piece in pieces if name in piece])
        low, high = np.percentile(values, [10, 90])
        table[name] = [round(float(value), DIGITS) for value in (values.mean(), low, high)]
    return table


if __name__ == "__main__":
    main()
