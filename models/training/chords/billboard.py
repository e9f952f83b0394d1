"""mcgill-billboard: the chords of pop songs of 1958 to 1991, a symbol where each beat or bar is."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

import numpy as np

from engine.representation.harmony import NONE, symbol
from engine.theory.keys import LETTERS
from models.training.chords.songs import ChordSong, kind_of

SHORT = {
    "maj": (0, 4, 7), "min": (0, 3, 7), "dim": (0, 3, 6), "aug": (0, 4, 8), "maj7": (0, 4, 7, 11),
    "min7": (0, 3, 7, 10), "7": (0, 4, 7, 10), "dim7": (0, 3, 6, 9), "hdim7": (0, 3, 6, 10),
    "minmaj7": (0, 3, 7, 11), "maj6": (0, 4, 7), "min6": (0, 3, 7), "9": (0, 4, 7, 10),
    "maj9": (0, 4, 7, 11), "min9": (0, 3, 7, 10), "sus4": (0, 5, 7), "sus2": (0, 2, 7),
    "11": (0, 4, 7, 10), "13": (0, 4, 7, 10), "min11": (0, 3, 7, 10), "maj13": (0, 4, 7, 11),
    "min13": (0, 3, 7, 10), "5": (0, 7), "1": (0, 7), "": (0, 4, 7),
}  # fmt: skip
"""Harte's shorthands, their tones above the root, sixths and ninths left out."""

TIMES = re.compile(r"x(\d+)")
CHORD = re.compile(r"([A-G])([#b]*):([a-z0-9]*)")


def read_billboard(data: Path) -> Iterator[ChordSong]:
    """Every song with its chords; those whose number ends with 1 are held out."""
    with ZipFile(data / "mcgill-billboard" / "mcgill-billboard-salami.zip") as archive:
        seen: set[str] = set()
        for name in sorted(archive.namelist()):
            if not name.endswith("salami_chords.txt"):
                continue
            number = name.split("/")[-2]
            text = archive.read(name).decode()
            title = text.partition("\n# metre")[0]
            if title in seen:
                continue
            seen.add(title)
            lengths, symbols = bars_of_text(text)
            if lengths:
                yield ChordSong(
                    number, "billboard", tuple(lengths), np.array(symbols),
                    held_out=number.endswith("1"),
                )  # fmt: skip


def bars_of_text(text: str) -> tuple[list[int], list[int]]:
    """The beats of each bar of an annotation, and the symbol on each beat."""
    lengths: list[int] = []
    symbols: list[int] = []
    beats = 4
    for line in text.splitlines():
        if line.startswith("# metre:"):
            beats = beats_in_bar(line.split(":")[1].strip())
            continue
        first, bar, last = line.find("|"), line.rfind("|"), []
        if line.startswith("#") or first < 0 or bar <= first:
            continue
        for part in line[first + 1 : bar].split("|"):
            last.append(_bar(part, beats, symbols[-1] if symbols else NONE))
            symbols += last[-1]
            lengths.append(len(last[-1]))
        times = TIMES.search(line[bar + 1 :])
        for _ in range(int(times[1]) - 1 if times else 0):
            for again in last:
                symbols += again
                lengths.append(len(again))
    return lengths, symbols


def beats_in_bar(metre: str) -> int:
    """The beats of a bar: dotted ones where they go in threes."""
    numerator, denominator = map(int, metre.split("/"))
    in_threes = denominator >= 8 and numerator > 3 and numerator % 3 == 0
    return numerator // 3 if in_threes else numerator


def _bar(text: str, beats: int, before: int) -> list[int]:
    """The symbols on the beats of one bar; those written are spread over it evenly."""
    metre = re.search(r"\((\d+/\d+)\)", text)
    if metre:
        beats = beats_in_bar(metre[1])
    found: list[int] = []
    for word in re.sub(r"\([0-9/]+\)(?=\s)", " ", text).split():
        found.append((found[-1] if found else before) if word == "." else symbol_of(word))
    return spread(found or [before], beats)


def spread(found: Sequence[int], beats: int) -> list[int]:
    """The symbols on the beats of a bar that has these, evenly."""
    return [found[min(len(found) - 1, beat * len(found) // beats)] for beat in range(beats)]


def symbol_of(word: str) -> int:
    """The symbol of a chord in Harte's writing; NONE for what is no chord."""
    match = CHORD.match(word)
    if not match:
        return NONE
    letter, accidentals, short = match.groups()
    root = LETTERS[letter] + accidentals.count("#") - accidentals.count("b")
    return symbol(root, kind_of(SHORT.get(short, SHORT[""])))
