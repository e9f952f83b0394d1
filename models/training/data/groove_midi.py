"""groove-midi-dataset: drummers' performances in MIDI, played to a click."""

import csv
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import mido

from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from models.training.data.pop909 import midi_notes

MISALIGNED = "drummer7/session3/149_soul_105_fill_4-4"

ASIDE = 8
"""One in so many performances of the training part can be put aside, as a test part."""


@dataclass(frozen=True)
class Performance:
    """What a drummer played: `notes` and `meters` in ticks of `meters.ppq`."""

    name: str
    style: str
    bpm: float
    whole: bool
    held_out: bool
    notes: tuple[Note, ...]
    meters: MeterMap

    @property
    def aside(self) -> bool:
        """Whether it is one of the training part that can be put aside."""
        return not self.held_out and is_put_aside(self.name)


def read_groove(data: Path) -> Iterator[Performance]:
    """Every performance, its misaligned one left out. `whole` says that it is more than a fill."""
    with ZipFile(data / "groove-midi-dataset" / "groove.zip") as archive:
        with archive.open("info.csv") as table:
            rows = list(csv.DictReader(io.TextIOWrapper(table, encoding="utf-8")))
        for row in rows:
            name = row["midi_filename"].removesuffix(".mid")
            if name == MISALIGNED:
                continue
            midi = mido.MidiFile(file=io.BytesIO(archive.read(row["midi_filename"])), clip=True)
            numerator, denominator = map(int, row["time_signature"].split("-"))
            yield Performance(
                name=name,
                style=row["style"].split("/")[0],
                bpm=float(row["bpm"]),
                whole=row["beat_type"] == "beat",
                held_out=row["split"] == "validation",
                notes=tuple(sorted_notes(midi)),
                meters=MeterMap(midi.ticks_per_beat, (Meter(Tick(0), numerator, denominator),)),
            )


def is_put_aside(name: str) -> bool:
    """Whether a performance of the training part is one of those that can be put aside: by its name
    alone, so that they are spread over drummers, evenings and styles as the validation part is.
    """
    return zlib.crc32(name.encode()) % ASIDE == 0


def sorted_notes(midi: mido.MidiFile) -> list[Note]:
    """The notes of all tracks by onset."""
    notes = [note for track in midi.tracks for note in midi_notes(track)]
    return sorted(notes, key=lambda note: (note.start, note.pitch))
