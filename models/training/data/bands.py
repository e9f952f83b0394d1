"""Music with a bass: POP909's piano, whose lowest notes are one, and what a band's piece is."""

import io
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipFile

import mido

from engine.representation.notes import GRID, to_grid
from engine.score.meter import MeterMap
from engine.score.song import Note
from models.training.data.pieces import monophonic
from models.training.data.pop909 import is_validation, midi_meters, midi_notes

HIGHEST = 55
"""No note of a piano's bass lies as high."""

ABOVE = 8
"""So far above the lowest note nearby, a note belongs to the chords."""

NEARBY = 2 * GRID
"""A half note, in grid ticks."""

MIDDLE = 38
"""Octaves are added to bring a bass's mean pitch near this one."""


@dataclass(frozen=True)
class Band:
    """A piece on the grid: a bass and a melody, one note at a time; all that is `pitched`; drums,
    where there are any.
    """

    name: str
    style: str
    bass: tuple[Note, ...]
    melody: tuple[Note, ...]
    pitched: tuple[Note, ...]
    drums: tuple[Note, ...]
    meters: MeterMap
    held_out: bool


def read_pop909_bands(data: Path) -> Iterator[Band]:
    """Every song, with the lowest notes of its piano for a bass, and without drums."""
    with ZipFile(data / "pop909-aligned-roles" / "pop909-aligned-roles.zip") as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith(".mid"):
                continue
            midi = mido.MidiFile(file=io.BytesIO(archive.read(name)))
            parts = {
                track.name: to_grid(midi_notes(track), midi.ticks_per_beat) for track in midi.tracks
            }
            bass = lowest_notes(parts["PIANO"])
            if bass:
                yield Band(
                    Path(name).stem, "pop909", bass, monophonic(parts["MELODY"]),
                    tuple(parts["CHORDS"]), (), midi_meters(midi), is_validation(Path(name).stem),
                )  # fmt: skip


def lowest_notes(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The bass in the notes of a piano: of each onset the lowest note, where it is not far above
    the lowest one within a half note.
    """
    low: dict[int, Note] = {}
    for note in notes:
        if note.pitch < low.get(note.start, note).pitch or note.start not in low:
            low[note.start] = note
    line = [low[start] for start in sorted(low)]
    starts = [note.start for note in line]
    kept = []
    for note in line:
        first = bisect_left(starts, note.start - NEARBY + 1)
        last = bisect_right(starts, note.start + NEARBY - 1)
        floor = min(other.pitch for other in line[first:last])
        if note.pitch < HIGHEST and note.pitch <= floor + ABOVE:
            kept.append(note)
    return bass_line(kept)


def bass_line(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Notes one at a time, the lowest of each onset, by octaves in a bass's register."""
    flipped = monophonic([replace(note, pitch=127 - note.pitch) for note in notes])
    line = [replace(note, pitch=127 - note.pitch) for note in flipped]
    if not line:
        return ()
    mean = sum(note.pitch for note in line) / len(line)
    shift = 12 * round((MIDDLE - mean) / 12)
    return tuple(replace(note, pitch=max(0, note.pitch + shift)) for note in line)
