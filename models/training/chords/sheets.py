"""Chords with a melody over them: POP909's CHORDS and MELODY tracks, OpenEWLD's lead sheets."""

import io
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import mido
import numpy as np

from engine.representation.chord_reading import lowest, read_chords
from engine.representation.harmony import NONE, beats_in, beats_of, symbol, weights
from engine.representation.notes import to_grid
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.theory.keys import LETTERS
from models.training.chords.songs import ChordSong, kind_of
from models.training.data.openewld import harmonies_of, measures_of, score_of
from models.training.data.pop909 import is_validation, midi_meters, midi_notes

TONES_OF = {
    "major": (0, 4, 7), "minor": (0, 3, 7), "dominant": (0, 4, 7, 10),
    "major-seventh": (0, 4, 7, 11),
    "minor-seventh": (0, 3, 7, 10), "diminished": (0, 3, 6), "diminished-seventh": (0, 3, 6, 9),
    "augmented": (0, 4, 8), "half-diminished": (0, 3, 6, 10), "suspended-fourth": (0, 5, 7),
    "suspended-second": (0, 2, 7), "power": (0, 7), "major-sixth": (0, 4, 7),
    "minor-sixth": (0, 3, 7),
    "dominant-ninth": (0, 4, 7, 10), "major-ninth": (0, 4, 7, 11), "minor-ninth": (0, 3, 7, 10),
    "augmented-seventh": (0, 4, 8, 10), "dominant-13th": (0, 4, 7, 10),
    "dominant-11th": (0, 4, 7, 10), "minor-11th": (0, 3, 7, 10), "major-minor": (0, 3, 7),
}  # fmt: skip
"""MusicXML's kinds, their tones above the root, sixths and ninths left out."""


def read_pop909_chords(data: Path) -> Iterator[ChordSong]:
    """Every song, its chords read from the notes of the CHORDS track."""
    with ZipFile(data / "pop909-aligned-roles" / "pop909-aligned-roles.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".mid"):
                midi = mido.MidiFile(file=io.BytesIO(archive.read(name)))
                parts = {
                    track.name: to_grid(midi_notes(track), midi.ticks_per_beat)
                    for track in midi.tracks
                }
                name = Path(name).stem
                meters, held_out = midi_meters(midi), is_validation(name)
                yield song_of(
                    name, "pop909", parts["CHORDS"], parts["MELODY"], meters, held_out=held_out
                )


def song_of(
    name: str,
    source: str,
    chords: Sequence[Note],
    melody: Sequence[Note],
    meters: MeterMap,
    *,
    held_out: bool,
) -> ChordSong:
    """A song whose chords are read from notes on the grid, from their first bar to their last."""
    first, last = chords[0], max(chords, key=lambda note: note.end)
    beats = beats_in(meters, meters.bar_at(first.start), meters.bar_at(last.end) + 1)
    symbols = read_chords(weights(chords, beats), lowest(chords, beats), beats)
    sung = weights(melody, beats)
    lengths = np.diff(beats.bars.lines).tolist()
    return ChordSong(name, source, tuple(lengths), symbols, sung, held_out)


def read_sheets(data: Path) -> Iterator[ChordSong]:
    """Every lead sheet as it is written, repeats once; one in ten is held out."""
    with ZipFile(data / "openewld" / "openewld.zip") as archive:
        names = [name for name in sorted(archive.namelist()) if name.endswith(".mxl")]
        for number, name in enumerate(names):
            song = _sheet(str(Path(name).parent), score_of(archive.read(name)), number % 10 == 1)
            if song is not None:
                yield song


def _sheet(name: str, score: Element, held_out: bool) -> ChordSong | None:
    part = score.find("part")
    assert part is not None
    lengths: list[int] = []
    symbols: list[int] = []
    melody: list[np.ndarray] = []
    divisions = 1
    for element, measure in zip(part.iter("measure"), measures_of(score), strict=True):
        divisions = int(element.findtext("attributes/divisions", str(divisions)))
        meter = Meter(numerator=measure.meter[0], denominator=measure.meter[1])
        count, units = beats_of(meter)
        beat = Fraction(4 * units, meter.denominator)
        if measure.length < count * beat:
            continue
        changes = sorted((at, _symbol(chord)) for at, chord in harmonies_of(element, divisions))
        lengths.append(count)
        for number in range(count):
            symbols.append(symbols[-1] if symbols else NONE)
            while changes and changes[0][0] < (number + Fraction(1, 2)) * beat:
                symbols[-1] = changes.pop(0)[1]
            melody.append(_sung(measure.notes, number * beat, (number + 1) * beat))
    if not lengths:
        return None
    return ChordSong(
        name, "openewld", tuple(lengths), np.array(symbols), np.array(melody), held_out
    )


def _sung(
    notes: Sequence[tuple[Fraction, Fraction, int, bool]], begin: Fraction, end: Fraction
) -> np.ndarray:
    """How long each pitch class sounds in a beat, as a share of it."""
    found = np.zeros(12, np.float32)
    for offset, length, pitch, _ in notes:
        shared = min(offset + length, end) - max(offset, begin)
        found[pitch % 12] += max(0.0, float(shared / (end - begin)))
    return found


def _symbol(harmony: Element) -> int:
    kind = harmony.findtext("kind", "")
    step = harmony.findtext("root/root-step")
    if step is None or kind == "none":
        return NONE
    root = LETTERS[step] + int(float(harmony.findtext("root/root-alter", "0")))
    return symbol(root, kind_of(TONES_OF.get(kind, TONES_OF["major"])))
