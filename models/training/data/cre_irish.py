"""cre-irish: Irish dance tunes in monophonic MIDI. Pick-ups stand at tick 0 in the files; the
accents that the notation program put on each first beat say where the bar lines are.
"""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import mido

from engine.representation.notes import GRID, to_grid
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from models.training.data.pieces import Piece, monophonic
from models.training.data.pop909 import midi_meters, midi_notes

FIRST_BEAT = 105
"""The velocity of a bar's first note."""


def read_cre_irish(data: Path) -> Iterator[Piece]:
    """Every tune, bar lines put right, named by its file."""
    with ZipFile(data / "cre-irish" / "cre-irish-midi.zip") as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith(".mid"):
                continue
            midi = mido.MidiFile(file=io.BytesIO(archive.read(name)), clip=True)
            notes = [note for track in midi.tracks for note in midi_notes(track, channel=0)]
            melody = monophonic(to_grid(notes, midi.ticks_per_beat))
            if melody:
                meters = midi_meters(midi)
                shift = pick_up_shift(melody, meters)
                moved = tuple(replace(n, start=Tick(n.start + shift)) for n in melody)
                yield Piece(Path(name).stem, "cre-irish", moved, _moved(meters, shift))


def pick_up_shift(notes: tuple[Note, ...], meters: MeterMap) -> int:
    """How far to move a tune to the right so that its accents stand on bar lines, in ticks."""
    bar = meters.changes[0].bar_ticks(GRID)
    end = meters.changes[1].tick if len(meters.changes) > 1 else notes[-1].end
    accents = [n.start for n in notes[1:] if n.velocity == FIRST_BEAT and n.start < end]
    if not accents:
        return 0
    return -Counter(start % bar for start in accents).most_common(1)[0][0] % bar


def _moved(meters: MeterMap, shift: int) -> MeterMap:
    first, *rest = meters.changes
    return MeterMap(GRID, (first, *(replace(c, tick=Tick(c.tick + shift)) for c in rest)))
