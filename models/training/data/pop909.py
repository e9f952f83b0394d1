"""POP909: the MELODY track of pop songs in MIDI, with true bars and played velocities."""

import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import mido

from engine.representation.asked import tone_set
from engine.representation.notes import GRID, to_grid
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from models.training.data.pieces import Piece, monophonic

TWINS = {18: 17, 103: 101, 805: 262, 666: 492}
"""Songs that nearly repeat another: they go where that one goes."""


def read_pop909(data: Path) -> Iterator[Piece]:
    """Every song's melody, named by its number."""
    with ZipFile(data / "pop909-aligned-roles" / "pop909-aligned-roles.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".mid"):
                midi = mido.MidiFile(file=io.BytesIO(archive.read(name)))
                notes = midi_notes(next(t for t in midi.tracks if t.name == "MELODY"))
                grid = monophonic(to_grid(notes, midi.ticks_per_beat))
                stem = Path(name).stem
                chords = block_chords(next(t for t in midi.tracks if t.name == "CHORDS"), midi)
                yield Piece(stem, "pop909", grid, midi_meters(midi), played=True, chords=chords)


def is_validation(name: str) -> bool:
    """Whether a song is held out: those whose number ends with 1, and their twins."""
    number = int(name)
    return TWINS.get(number, number) % 10 == 1


def midi_notes(track: mido.MidiTrack, channel: int | None = None) -> list[Note]:
    """The notes of a track, in the file's ticks; of one channel where one is given."""
    notes: list[Note] = []
    sounding: dict[int, tuple[int, int]] = {}
    tick = 0
    for message in track:
        tick += message.time
        if message.type not in ("note_on", "note_off"):
            continue
        if channel is not None and message.channel != channel:
            continue
        if message.note in sounding:
            start, velocity = sounding.pop(message.note)
            length = Tick(max(1, tick - start))
            notes.append(Note(len(notes), message.note, velocity, Tick(start), length))
        if message.type == "note_on" and message.velocity:
            sounding[message.note] = (tick, message.velocity)
    return notes


def block_chords(track: mido.MidiTrack, midi: mido.MidiFile) -> tuple[tuple[int, int], ...]:
    """The chords of a track that strikes the tones of each together, as Piece has them."""
    chords: dict[int, int] = {}
    for note in sorted(to_grid(midi_notes(track), midi.ticks_per_beat), key=lambda n: n.start):
        chords[note.start] = chords.get(note.start, 0) | tone_set([note.pitch % 12])
        chords.setdefault(note.end, 0)
    return tuple(sorted(chords.items()))


def midi_meters(midi: mido.MidiFile) -> MeterMap:
    """The meters of a file on the grid."""
    changes: dict[int, Meter] = {0: Meter()}
    for track in midi.tracks:
        tick = 0
        for message in track:
            tick += message.time
            if message.type == "time_signature":
                at = Tick(round(tick * GRID / midi.ticks_per_beat))
                changes[at] = Meter(at, message.numerator, message.denominator)
    return MeterMap(GRID, tuple(changes[tick] for tick in sorted(changes)))
