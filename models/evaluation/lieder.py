"""openscore-lieder: art songs of the 19th century, voice and piano, which no model learnt from and
by which none was chosen.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from engine.score.song import Note
from models.training.data.bands import Band, lowest_notes
from models.training.data.corpus import FEWEST_NOTES
from models.training.data.openewld import measures_of, midi_pitch, score_of
from models.training.data.pieces import Measure, Piece, laid_out, unrolled

UNTOLD = "openewld"
"""The style that the songs are filed under: what is told of a melody is left out here."""

Written = tuple[Fraction, Fraction, int, bool]
"""A note of a bar: offset, length, pitch, whether it is tied to the next."""


def read_lieder(data: Path, count: int) -> Iterator[Piece]:
    """The first part of songs, the voice, repeats written out; as many as are asked for, evenly."""
    for name, score in scores(data, count):
        notes, meters, _ = laid_out(unrolled(measures_of(score)))
        if len(notes) >= FEWEST_NOTES:
            yield Piece(name, UNTOLD, notes, meters)


def read_accompanied(data: Path, count: int) -> Iterator[Band]:
    """The same songs with their piano, where they have one: its lowest notes are the bass, and all
    of them tell the chords.
    """
    for name, score in scores(data, count):
        parts = score.findall("part")
        bars = measures_of(score)
        notes, meters, _ = laid_out(unrolled(bars))
        if len(notes) < FEWEST_NOTES or len(parts) < 2:
            continue
        piano = piano_notes(parts[-1], bars)
        if bass := lowest_notes(piano):
            yield Band(name, "lieder", bass, notes, tuple(piano), (), meters, held_out=True)


def scores(data: Path, count: int) -> Iterator[tuple[str, Element]]:
    """So many songs, evenly, by name."""
    with ZipFile(data / "openscore-lieder" / "openscore-lieder-mxl.zip") as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".mxl"))
        for index in range(min(count, len(names))):
            name = names[index * len(names) // count]
            yield name, score_of(archive.read(name))


def piano_notes(part: Element, bars: Sequence[Measure]) -> list[Note]:
    """All notes of a part, laid out as the bars of the voice are. Each voice, and in it the lowest
    notes of chords, the second lowest and so on, is a line of its own, so that none cuts another.
    """
    lines: dict[tuple[str, int], dict[int, list[Written]]] = defaultdict(dict)
    divisions = 1
    for number, (measure, _) in enumerate(zip(part.iter("measure"), bars, strict=False)):
        divisions = int(measure.findtext("attributes/divisions", str(divisions)))
        for line, notes in lines_of(measure, divisions).items():
            lines[line][number] = notes
    found: list[Note] = []
    for line in lines.values():
        own = [replace(bar, notes=tuple(line.get(n, ()))) for n, bar in enumerate(bars)]
        found += laid_out(unrolled(own)).notes
    return sorted(found, key=lambda note: (note.start, note.pitch))


def lines_of(measure: Element, divisions: int) -> dict[tuple[str, int], list[Written]]:
    """The notes of a bar by voice and place in their chord, from below."""
    chords: dict[tuple[str, Fraction], list[Written]] = defaultdict(list)
    now = onset = Fraction(0)
    for element in measure:
        length = Fraction(int(element.findtext("duration", "0")), divisions)
        if element.tag == "backup":
            now -= length
        elif element.tag == "forward":
            now += length
        elif element.tag == "note" and element.find("grace") is None:
            if element.find("chord") is None:
                onset, now = now, now + length
            pitch = element.find("pitch")
            if pitch is not None:
                tied = any(tie.get("type") == "start" for tie in element.iter("tie"))
                voice = element.findtext("voice", "1")
                chords[voice, onset].append((onset, length, midi_pitch(pitch), tied))
    lines: dict[tuple[str, int], list[Written]] = defaultdict(list)
    for (voice, _), notes in sorted(chords.items()):
        for place, note in enumerate(sorted(notes, key=lambda written: written[2])):
            lines[voice, place].append(note)
    return lines
