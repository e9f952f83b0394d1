"""freedoom-midi: game music for a band, programmed, with bass and drums."""

import io
import pickle
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import mido

from engine.representation.notes import grid_meters, to_grid
from engine.score.song import DRUM_CHANNEL, Note
from models.training.data.bands import Band, bass_line, read_pop909_bands
from models.training.data.pieces import monophonic
from models.training.data.pop909 import midi_meters, midi_notes

BASSES = range(32, 40)
"""General MIDI's basses."""

HIGHEST_MEAN = 50
"""A part whose pitches lie higher on average is no bass."""

FEWEST = 64
"""Notes of a bass."""


def read_freedoom(data: Path) -> Iterator[Band]:
    """Every piece with a bass and drums, named by its file; one in ten is held out."""
    with ZipFile(data / "freedoom-midi" / "freedoom-midi.zip") as archive:
        names = [name for name in sorted(archive.namelist()) if name.endswith(".mid")]
        for number, name in enumerate(names):
            midi = mido.MidiFile(file=io.BytesIO(archive.read(name)), clip=True)
            band = _band(Path(name).stem, midi, number % 10 == 1)
            if band is not None:
                yield band


def cached_bands(data: Path, cache: Path) -> list[Band]:
    """POP909's and these, kept in a cache file: delete it where the data or a reader changes."""
    if not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        part = cache.with_suffix(".part")
        part.write_bytes(pickle.dumps([*read_pop909_bands(data), *read_freedoom(data)]))
        part.replace(cache)
    return pickle.loads(cache.read_bytes())


def _band(name: str, midi: mido.MidiFile, held_out: bool) -> Band | None:
    parts, programs = _parts(midi)
    basses = [
        notes
        for channel, notes in parts.items()
        if programs.get(channel) in BASSES and _mean(notes) < HIGHEST_MEAN
    ]
    bass = max(basses, key=len, default=[])
    drums = parts.pop(DRUM_CHANNEL, [])
    if len(bass) < FEWEST or not drums:
        return None
    others = [note for notes in parts.values() if notes not in basses for note in notes]
    pitched = [note for notes in parts.values() for note in notes]
    meters = grid_meters(midi_meters(midi))
    melody = monophonic(others)
    return Band(
        name, "freedoom", bass_line(bass), melody, tuple(pitched), tuple(drums), meters, held_out
    )


def _parts(midi: mido.MidiFile) -> tuple[dict[int, list[Note]], dict[int, int]]:
    """The notes on the grid and the first program of each channel."""
    parts: dict[int, list[Note]] = defaultdict(list)
    programs: dict[int, int] = {}
    for track in midi.tracks:
        for message in track:
            if message.type == "program_change":
                programs.setdefault(message.channel, message.program)
        for channel in {message.channel for message in track if message.type == "note_on"}:
            parts[channel] += to_grid(midi_notes(track, channel), midi.ticks_per_beat)
    return {channel: notes for channel, notes in parts.items() if notes}, programs


def _mean(notes: list[Note]) -> float:
    return sum(note.pitch for note in notes) / len(notes)
