"""rs200-rock-corpus: rock songs in Roman numerals (de Clercq and Temperley 2011), which no model
learnt from. Songs that mcgill-billboard has too are left out.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import numpy as np

from engine.representation.harmony import NONE, symbol
from engine.theory.keys import LETTERS
from models.training.chords.billboard import beats_in_bar, spread
from models.training.chords.songs import ChordSong, kind_of

FOLDER = "source/data/rs200_harmony_exp/"
BY = "_tdc.txt"
"""The annotations of de Clercq; Temperley's are of the same songs."""

NUMERAL = re.compile(r"([b#]?)([IViv]+)(o|x|h|a|\+|d)?([0-9s+#b]*)$")
DEGREES = {"i": 0, "ii": 2, "iii": 4, "iv": 5, "v": 7, "vi": 9, "vii": 11}
MAJOR_SEVENTHS = (0, 3, 5, 8)
"""Semitones from the tonic to the roots of major chords whose seventh in the key is major."""

INVERSIONS = {"6": "", "64": "", "65": "7", "43": "7", "42": "7"}


def read_rock(data: Path) -> Iterator[ChordSong]:
    """Each song that is not in mcgill-billboard, with its chords and without a melody."""
    known = titles(data)
    with ZipFile(data / "rs200-rock-corpus" / "rs200.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.startswith(FOLDER) and name.endswith(BY):
                title = name.removeprefix(FOLDER).removesuffix(BY)
                text = archive.read(name).decode()
                lengths, symbols = bars_of_numerals(text)
                if plain(title) not in known and "Warning" not in text and lengths:
                    yield ChordSong(title, "rock", tuple(lengths), np.array(symbols))


def titles(data: Path) -> set[str]:
    """The titles in mcgill-billboard, as `plain` writes them."""
    with ZipFile(data / "mcgill-billboard" / "mcgill-billboard-salami.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith("salami_chords.txt")]
        heads = [archive.read(name).decode().partition("\n")[0] for name in names]
    return {plain(head.partition(":")[2]) for head in heads}


def plain(title: str) -> str:
    """Letters and digits alone, without what stands in brackets."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\(.*?\)", "", title.lower()))


def bars_of_numerals(text: str) -> tuple[list[int], list[int]]:
    """The beats of each bar, and the symbol on each beat. A bar without chords keeps the last."""
    lengths: list[int] = []
    symbols: list[int] = []
    beats, tonic = 4, 0
    for bar in text.partition("%")[0].split("|")[:-1]:
        found: list[int] = []
        for word in bar.split():
            if word.startswith("["):
                mark = word.strip("[]")
                if "/" in mark:
                    beats = beats_in_bar(mark)
                elif mark[0] in LETTERS:
                    tonic = LETTERS[mark[0]] + mark.count("#") - mark[1:].count("b")
            elif word == "R":
                found.append(NONE)
            elif word == ".":
                found.append(found[-1] if found else symbols[-1] if symbols else NONE)
            elif (chord := symbol_of(word, tonic)) is not None:
                found.append(chord)
        found = found or [symbols[-1] if symbols else NONE]
        symbols += spread(found, beats)
        lengths.append(beats)
    return lengths, symbols


def symbol_of(word: str, tonic: int) -> int | None:
    """The symbol of a numeral such as bVII, V7/ii or iih42; None of what is none."""
    numeral, *applied = word.split("/")
    for degree in reversed(applied):
        match = NUMERAL.match(degree)
        if match is None:
            return None
        tonic += semitones(match)
    match = NUMERAL.match(numeral)
    if match is None:
        return None
    return symbol(tonic + semitones(match), kind_of(tones_of(match)))


def semitones(match: re.Match[str]) -> int:
    """From the tonic to a numeral's root."""
    return DEGREES[match[2].lower()] + {"b": -1, "#": 1}.get(match[1], 0)


def tones_of(match: re.Match[str]) -> list[int]:
    """Semitones above the root: thirds and fifths by the numeral's case and sign, a seventh where
    the figures name one or more; sixths and ninths alone add none.
    """
    minor, sign, figures = match[2].islower(), match[3] or "", match[4]
    third, fifth, above = (3 if minor else 4), 7, 10
    if sign in ("o", "x", "h"):
        third, fifth = 3, 6
        above = 9 if sign == "x" else 10
    elif sign in ("a", "+"):
        third, fifth = 4, 8
    elif not minor and sign != "d" and semitones(match) in MAJOR_SEVENTHS:
        above = 11
    if "s4" in figures:
        third = 5
    figures = INVERSIONS.get(figures, figures)
    sevenths = any(figure in figures for figure in ("7", "11", "13")) or sign in ("x", "h")
    return [0, third, fifth, *([above] if sevenths else [])]
