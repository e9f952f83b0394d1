"""OpenEWLD: the melodies of lead sheets in compressed MusicXML, repeats written out."""

import io
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from engine.representation.asked import tone_set
from engine.theory.chords import CHANGES, QUALITIES
from models.training.data.pieces import Measure, Piece, laid_out, unrolled

KINDS = {
    "major": "", "minor": "m", "diminished": "dim", "augmented": "aug", "dominant": "7",
    "major-seventh": "maj7", "minor-seventh": "m7", "diminished-seventh": "dim7",
    "half-diminished": "m7b5", "augmented-seventh": "aug7", "minor-major": "mMaj7",
    "major-sixth": "6", "minor-sixth": "m6", "dominant-ninth": "9", "major-ninth": "maj9",
    "minor-ninth": "m9", "dominant-11th": "11", "minor-11th": "m11", "dominant-13th": "13",
    "minor-13th": "m13", "suspended-fourth": "sus4", "suspended-second": "sus2",
}  # fmt: skip
"""The qualities of MusicXML's kinds of chords; any other kind is not known here."""

DEGREES = {("5", "-1"): "b5", ("5", "1"): "#5", ("9", "-1"): "b9", ("9", "1"): "#9"}
"""MusicXML's changed degrees as changes of a quality; the others are left out."""

STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def read_openewld(data: Path) -> Iterator[Piece]:
    """The first part of every song, named by its folder."""
    with ZipFile(data / "openewld" / "openewld.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".mxl"):
                measures = unrolled(measures_of(score_of(archive.read(name))))
                notes, meters, chords = laid_out(measures)
                if notes:
                    yield Piece(str(Path(name).parent), "openewld", notes, meters, chords=chords)


def score_of(compressed: bytes) -> Element:
    """The score inside a compressed file."""
    with ZipFile(io.BytesIO(compressed)) as inner:
        names = [n for n in inner.namelist() if n.endswith(".xml") and "META-INF" not in n]
        return ElementTree.fromstring(inner.read(names[0]))


def measures_of(score: Element) -> list[Measure]:
    """The bars of the first part as they are written."""
    part = score.find("part")
    assert part is not None
    divisions, meter, endings = 1, (4, 4), frozenset[int]()
    measures = []
    for element in part.iter("measure"):
        divisions = int(element.findtext("attributes/divisions", str(divisions)))
        beats = element.findtext("attributes/time/beats")
        if beats is not None:
            beat_type = element.findtext("attributes/time/beat-type", "4")
            meter = (sum(map(int, beats.split("+"))), int(beat_type))
        for ending in element.iter("ending"):
            if ending.get("type") == "start":
                numbers = (ending.get("number") or "1").replace(" ", "").split(",")
                endings = frozenset(int(number) for number in numbers if number.isdigit())
        notes, length = _notes(element, divisions)
        directions = {repeat.get("direction") for repeat in element.iter("repeat")}
        measures.append(
            Measure(
                tuple(notes),
                length,
                meter,
                "forward" in directions,
                "backward" in directions,
                endings,
                tuple((at, _tones(chord)) for at, chord in harmonies_of(element, divisions)),
            )
        )
        if any(e.get("type") in ("stop", "discontinue") for e in element.iter("ending")):
            endings = frozenset()
    return measures


def _notes(
    measure: Element, divisions: int
) -> tuple[list[tuple[Fraction, Fraction, int, bool]], Fraction]:
    """The first voice's notes of a bar, the top one of each chord, and the bar's length."""
    notes: list[tuple[Fraction, Fraction, int, bool]] = []
    now = end = Fraction(0)
    voice = measure.findtext("note/voice", "1")
    for element in measure:
        length = Fraction(int(element.findtext("duration", "0")), divisions)
        if element.tag == "backup":
            now -= length
        elif element.tag == "forward":
            now += length
        elif element.tag == "note" and element.find("grace") is None:
            if element.find("chord") is None:
                now += length
            pitch = element.find("pitch")
            if pitch is not None and element.findtext("voice", "1") == voice:
                tied = any(tie.get("type") == "start" for tie in element.iter("tie"))
                notes.append((now - length, length, midi_pitch(pitch), tied))
        end = max(end, now)
    return notes, end


def harmonies_of(measure: Element, divisions: int) -> Iterator[tuple[Fraction, Element]]:
    """The chord symbols of a bar, each with its place in quarters, in the order of the file."""
    now = Fraction(0)
    for element in measure:
        length = Fraction(int(element.findtext("duration", "0")), divisions)
        if element.tag == "backup":
            now -= length
        elif element.tag == "forward" or (
            element.tag == "note"
            and element.find("chord") is None
            and element.find("grace") is None
        ):
            now += length
        elif element.tag == "harmony":
            yield now + Fraction(int(element.findtext("offset", "0")), divisions), element


def _tones(harmony: Element) -> int:
    """The tone set of a chord symbol, 0 of a kind that is not known."""
    quality = KINDS.get(harmony.findtext("kind", ""))
    if quality is None:
        return 0
    tones = set(QUALITIES[quality])
    for degree in harmony.iter("degree"):
        value, alter = (degree.findtext(f"degree-{part}", "0") for part in ("value", "alter"))
        if change := DEGREES.get((value, alter)):
            goes, comes = CHANGES[change]
            tones = tones - {goes} | {comes}
    root = STEPS[harmony.findtext("root/root-step", "C")]
    root += int(float(harmony.findtext("root/root-alter", "0")))
    return tone_set((root + tone) % 12 for tone in tones)


def midi_pitch(pitch: Element) -> int:
    """MIDI's number of a written pitch."""
    step = STEPS[pitch.findtext("step", "C")] + int(float(pitch.findtext("alter", "0")))
    return step + 12 * (int(pitch.findtext("octave", "4")) + 1)
