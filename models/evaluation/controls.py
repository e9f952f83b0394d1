"""What it helps Continue to be told more: nats a note of held-out melodies, and what it writes.

python -m models.evaluation.controls --data DIR --checkpoint scratch/continue-melody/best.pt
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
import torch

from engine.representation.notes import FIELDS, GRID, ROW, STYLE_NAMES
from engine.runtime.library import Library, LoadedModel
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import TempoMap, Tick
from engine.theory.keys import find_key
from engine.tools.continue_options import ContinueOptions
from engine.tools.melody.continue_ import continue_melody
from engine.tools.melody.infill import infill_melody
from engine.tools.melody_options import MelodyOptions
from models.evaluation.generation import BARS, Excerpt, excerpts
from models.training.data.corpus import cached_corpus
from models.training.data.pieces import Piece
from models.training.melody.asking import told, unasked
from models.training.melody.batches import Batch, collate, gap_batches, unknown_conditions
from models.training.melody.data import HEAD_CHORD, ROW_CHORD, Melody, load_melodies
from models.training.melody.export import load_checkpoint
from models.training.melody.network import MelodyModel
from models.training.melody.task import field_nats

TELLING = ("nothing", "key", "style", "density", "register", "chords", "everything")
COLUMNS = {name: number for number, name in enumerate(ROW)}
LEAP = 8
"""Semitones from which on the step into the notes after a gap is counted as a leap."""


def main() -> None:
    """Prints all tables."""
    options = parse_options()
    torch.set_num_threads(1)
    model, _ = load_checkpoint(options.checkpoint)
    held_out = load_melodies(options.data, options.cache).validation[:: options.every]
    with torch.no_grad():
        nats_told(model, held_out)
        nats_between(model, held_out)
    pieces = cached_corpus(options.data, options.corpus).validation[:: options.every]
    shipped = Library(options.model.parent).load(options.model.name, "cpu")
    joins(shipped, pieces)
    figures_asked(shipped, excerpts(pieces)[:40])


def nats_told(model: MelodyModel, melodies: Sequence[Melody]) -> None:
    """What each thing that can be told takes off the nats; chords where they are known."""
    with_chords = [m for m in melodies if m.heads[:, HEAD_CHORD].any()]
    for name, some in (("all", melodies), ("with chords", with_chords)):
        found = {each: nats(model, telling(some, each)) for each in TELLING}
        cells = ", ".join(f"{each} {value:.3f}" for each, value in found.items())
        print(f"nats a note, {name} ({len(some)} melodies), told: {cells}", flush=True)


def telling(melodies: Sequence[Melody], what: str) -> Iterator[Batch]:
    """The melodies, each by itself, with one thing told, or nothing, or everything."""
    for melody in melodies:
        whole, bare = told(melody), unasked(melody)
        rows, heads = bare.rows.copy(), bare.heads
        for name in ("density", "register"):
            if what in (name, "everything"):
                column = COLUMNS[name]
                rows[:, column] = whole.rows[:, column]
        if what in ("chords", "everything"):
            rows[:, ROW_CHORD], heads = whole.rows[:, ROW_CHORD], whole.heads
        conditions = unknown_conditions(1)
        if what in ("key", "everything"):
            conditions[0, 0] = melody.key
        if what in ("style", "everything"):
            conditions[0, 1] = melody.style
        yield collate([replace(melody, rows=rows, heads=heads)], conditions)


def nats(model: MelodyModel, batches: Iterator[Batch]) -> float:
    """Nats a note, velocities apart."""
    total = notes = 0.0
    for batch in batches:
        found = field_nats(model(batch.rows, batch.conditions, batch.choices), batch)
        total += sum(float(found[field].sum()) for field in FIELDS[:-1])
        notes += batch.notes
    return total / notes


def nats_between(model: MelodyModel, melodies: Sequence[Melody]) -> None:
    """The notes in gaps, given both sides and given what comes before alone."""
    both, left = (nats(model, gap_batches(melodies, both_sides=b)) for b in (True, False))
    print(
        f"nats a note in gaps: {both:.3f} given both sides, {left:.3f} given the left", flush=True
    )


def joins(model: LoadedModel, pieces: Sequence[Piece], bars: int = 2) -> None:
    """How takes of two bars join the notes after them: infill's, Continue's, and the real ones."""
    found: dict[str, list[tuple[float, float, float]]] = {}
    for seed, piece in enumerate(pieces):
        song, start, end = _gap(piece, bars)
        starts = [note.start for note in piece.notes]
        if starts[0] >= start or starts[-1] < end:
            continue
        key = find_key(piece.notes)
        scale = key.scale if key else range(12)
        following = min((n for n in song.tracks[0].notes if n.start >= end), key=lambda n: n.start)
        for name, notes, seconds in _written(model, song, start, end, seed):
            step = abs(notes[-1].pitch - following.pitch)
            outside = fmean(note.pitch % 12 not in scale for note in notes)
            found.setdefault(name, []).append((step >= LEAP, outside, seconds))
    for name, rows in found.items():
        leaps, outside, seconds = np.mean(rows, axis=0)
        joined = f"{leaps:.1%} leap into what follows, {outside:.2%} of the notes are out of key"
        counted = f"{1000 * seconds:.0f} ms ({len(rows)} gaps of {bars} bars)"
        print(f"{name}: {joined}, {counted}", flush=True)


def _gap(piece: Piece, bars: int) -> tuple[Song, Tick, Tick]:
    """A piece as a song, and a range in its middle."""
    track = Track(1, clips=(Clip(2, notes=piece.notes, length=piece.notes[-1].end),))
    song = Song(tempos=TempoMap(GRID), meters=piece.meters, tracks=(track,), next_id=10**6)
    first = piece.meters.bar_at(piece.notes[len(piece.notes) // 2].start)
    return song, piece.meters.bar_start(first), piece.meters.bar_start(first + bars)


def _written(
    model: LoadedModel, song: Song, start: Tick, end: Tick, seed: int
) -> Iterator[tuple[str, tuple[Note, ...], float]]:
    """The real notes of a range, infill's and Continue's: by whom, which, in how many seconds."""
    notes = tuple(song.tracks[0].notes)
    yield "real", tuple(n for n in notes if start <= n.start < end), 0.0
    answer = infill_melody(song, 1, start, end, MelodyOptions(seed=seed), model)
    yield "infill", answer.takes[0].notes, answer.seconds
    before = tuple(n for n in notes if n.start < start)
    known = song.with_clip(replace(song.clip(2), notes=before))
    blind = continue_melody(known, 1, ContinueOptions(seed=seed, bars=2, variations=1), model)
    yield "continue", blind.takes[0].notes, blind.seconds


def figures_asked(model: LoadedModel, prompts: Sequence[Excerpt]) -> None:
    """What takes of eight bars are, whatever is asked of them."""
    wishes: list[dict[str, Any]] = [{}, *({"density": n} for n in (2, 4, 6, 8, 10))]
    wishes += [{"register": pitch} for pitch in (60, 66, 72, 78)]
    wishes += [{"style": style} for style in STYLE_NAMES]
    for wish in wishes:
        options = ContinueOptions(bars=BARS, variations=1, **wish)
        takes = [
            continue_melody(each.song(), 1, replace(options, seed=seed), model).takes[0].notes
            for seed, each in enumerate(prompts)
        ]
        dense = fmean(len(notes) / BARS for notes in takes)
        high = fmean(fmean(note.pitch for note in notes) for notes in takes)
        asked = wish or "nothing"
        print(f"asked {asked}: {dense:.2f} notes a bar around pitch {high:.1f}", flush=True)


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, default=Path("models/continue-melody"))
    parser.add_argument("--checkpoint", type=Path, default=Path("scratch/continue-melody/best.pt"))
    parser.add_argument("--cache", type=Path, default=Path("scratch/melodies.npz"))
    parser.add_argument("--corpus", type=Path, default=Path("scratch/corpus.pickle"))
    parser.add_argument("--every", type=int, default=3, help="one in so many held-out melodies")
    return parser.parse_args()


if __name__ == "__main__":
    main()
