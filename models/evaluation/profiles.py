"""What real music looks like in the window's plots: engine/theory/profiles.json.

python -m models.evaluation.profiles --data DIR

Pop, folk and drummers are those of real_music.py; of each piece the first sixteen bars. From how
many nats on a note is a surprise is measured by the model that serves `score`, on a sample of the
same melodies.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.representation.notes import GRID, grid_meters, to_grid
from engine.runtime.library import Library, models_folder
from engine.score.meter import MeterMap
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import Tempo, TempoMap, Tick
from engine.theory.course import density
from engine.theory.keys import Key, find_key
from engine.theory.likeness import form
from engine.theory.portrait import drum_measures
from engine.theory.profiles import FIGURES
from engine.theory.shares import interval_shares, struck
from engine.theory.strokes import GROUPS, Strokes, strokes
from engine.tools.hearing.score import score_melody
from models.evaluation.real_music import BARS, is_common_time, one_line, summary
from models.training.data.corpus import cached_corpus
from models.training.data.groove_midi import read_groove
from models.training.data.pieces import Piece

DIGITS = 3
SAMPLE = 8
"""Each so-manieth melody is read by the model."""

UNUSUAL, SURPRISING = 80, 95
"""Percentiles of the nats of real notes."""


@dataclass(frozen=True)
class Excerpt:
    """The first bars of a piece; `key` is None for drums, `struck_by` their strokes."""

    notes: tuple[Note, ...]
    meters: MeterMap
    key: Key | None
    struck_by: Strokes | None = None


def main() -> None:
    """Measures, prints and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--corpus", type=Path, default=Path("scratch/corpus.pickle"))
    options = parser.parse_args()
    pieces = cached_corpus(options.data, options.corpus).validation
    kinds = {
        "pop": profile([melody(piece) for piece in pieces if piece.style == "pop909"]),
        "folk": profile([melody(piece) for piece in pieces if piece.style != "pop909"]),
        "drummers": profile(list(drummers(options.data))),
    }
    unusual, surprising = np.percentile(list(nats(pieces[::SAMPLE])), [UNUSUAL, SURPRISING])
    content = {
        "made by": "python -m models.evaluation.profiles",
        "bands": "means, 10th and 90th percentiles over the pieces",
        "levels": {"unusual": round(unusual, 2), "surprising": round(surprising, 2)},
        "kinds": kinds,
    }
    text = json.dumps(content, indent=1)
    FIGURES.write_text(re.sub(r"\[\s+([-\d.,\s]+?)\s+\]", one_line, text) + "\n")
    print(content["levels"], {name: kind["pieces"] for name, kind in kinds.items()})


def melody(piece: Piece) -> Excerpt:
    """The first bars of a melody, in its key."""
    notes = beginning(piece.notes, piece.meters)
    return Excerpt(notes, piece.meters, find_key(notes))


def drummers(data: Path) -> Iterator[Excerpt]:
    """The first bars of each held-out performance in 4/4, with strokes measured as played."""
    for played in read_groove(data):
        if played.held_out and played.whole and is_common_time(played.meters):
            first = beginning(played.notes, played.meters)
            tempos = TempoMap(played.meters.ppq, (Tempo.from_bpm(Tick(0), played.bpm),))
            hit = strokes(first, played.meters, tempos, drums=True)
            notes = tuple(to_grid(first, played.meters.ppq))
            yield Excerpt(notes, grid_meters(played.meters), None, hit)


def beginning(notes: Sequence[Note], meters: MeterMap) -> tuple[Note, ...]:
    """The notes of the first BARS bars, from the bar of the first note."""
    end = meters.bar_start(meters.bar_at(notes[0].start) + BARS)
    return tuple(note for note in notes if note.start < end)


def profile(excerpts: Sequence[Excerpt]) -> dict[str, object]:
    """A kind of music, as engine.theory.profiles reads it."""
    forms = [form(each.notes, each.meters).likeness for each in excerpts]
    whole = [matrix for matrix in forms if len(matrix) == BARS]
    tables: dict[str, list[np.ndarray]] = {}
    for each in excerpts:
        mode = "kit" if each.key is None else "minor" if each.key.minor else "major"
        tables.setdefault(mode, []).append(struck(each.notes, each.key))
    found: dict[str, object] = {
        "pieces": len(excerpts),
        "likeness": np.mean(whole, axis=0).round(2).tolist(),
        "struck": {mode: band(rows) for mode, rows in tables.items()},
        "density": band([np.array([mean_density(each)]) for each in excerpts]),
    }
    clouds = [each.struck_by for each in excerpts if each.struck_by is not None]
    if clouds:
        found["strokes"] = cloud(clouds)
        found["measures"] = summary(drum_measures(each.notes, each.meters) for each in excerpts)
    else:
        found["intervals"] = band([interval_shares(each.notes) for each in excerpts])
    return found


def mean_density(excerpt: Excerpt) -> float:
    """Notes a bar."""
    return float(density(excerpt.notes, excerpt.meters).values.mean())


def band(rows: Iterable[np.ndarray]) -> list[list[float]]:
    """Means, 10th and 90th percentiles of each column."""
    table = np.stack(list(rows))
    low, high = np.percentile(table, [10, 90], axis=0)
    return [each.round(DIGITS).tolist() for each in (table.mean(axis=0), low, high)]


def cloud(found: Sequence[Strokes]) -> dict[str, list[float]]:
    """Mean and spread of timing and of velocity for each group of drums."""
    groups = np.concatenate([each.groups for each in found])
    table = {}
    for number, name in enumerate(GROUPS):
        values = []
        for parts in ([each.offsets for each in found], [each.velocities for each in found]):
            chosen = np.concatenate(parts)[groups == number]
            values += [round(float(chosen.mean()), 1), round(float(chosen.std()), 1)]
        table[name] = values
    return table


def nats(pieces: Iterable[Piece]) -> Iterator[float]:
    """The nats of every note of the pieces' first bars, one after the other."""
    library = Library(models_folder())
    model = library.load(library.for_tool("score"), "cpu")
    for piece in pieces:
        clip = Clip(2, notes=beginning(piece.notes, piece.meters))
        track = Track(1, clips=(clip,))
        song = Song(tempos=TempoMap(GRID), meters=piece.meters, tracks=(track,))
        yield from (note.nats for note in score_melody(song, 1, model).notes)


if __name__ == "__main__":
    main()
