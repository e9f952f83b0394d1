"""Chords: their symbols as lead sheets write them, their tones, and chords laid out over bars."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.errors import AriettaError
from engine.score.meter import MeterMap
from engine.score.time import Tick
from engine.theory.keys import LETTERS

QUALITIES = {
    "": (0, 4, 7), "maj": (0, 4, 7), "M": (0, 4, 7),
    "m": (0, 3, 7), "min": (0, 3, 7), "-": (0, 3, 7),
    "dim": (0, 3, 6), "°": (0, 3, 6), "o": (0, 3, 6),
    "aug": (0, 4, 8), "+": (0, 4, 8), "5": (0, 7),
    "sus2": (0, 2, 7), "sus4": (0, 5, 7), "sus": (0, 5, 7),
    "6": (0, 4, 7, 9), "m6": (0, 3, 7, 9), "6/9": (0, 2, 4, 7, 9), "69": (0, 2, 4, 7, 9),
    "7": (0, 4, 7, 10), "maj7": (0, 4, 7, 11), "M7": (0, 4, 7, 11), "Δ": (0, 4, 7, 11),
    "m7": (0, 3, 7, 10), "min7": (0, 3, 7, 10), "-7": (0, 3, 7, 10),
    "mMaj7": (0, 3, 7, 11), "mM7": (0, 3, 7, 11), "m(maj7)": (0, 3, 7, 11),
    "m7b5": (0, 3, 6, 10), "ø": (0, 3, 6, 10), "ø7": (0, 3, 6, 10),
    "dim7": (0, 3, 6, 9), "°7": (0, 3, 6, 9), "o7": (0, 3, 6, 9),
    "aug7": (0, 4, 8, 10), "+7": (0, 4, 8, 10), "7sus4": (0, 5, 7, 10), "7sus": (0, 5, 7, 10),
    "9": (0, 2, 4, 7, 10), "maj9": (0, 2, 4, 7, 11), "M9": (0, 2, 4, 7, 11),
    "m9": (0, 2, 3, 7, 10), "9sus4": (0, 2, 5, 7, 10),
    "11": (0, 2, 4, 5, 7, 10), "m11": (0, 2, 3, 5, 7, 10),
    "13": (0, 2, 4, 7, 9, 10), "m13": (0, 2, 3, 7, 9, 10), "maj13": (0, 2, 4, 7, 9, 11),
}  # fmt: skip
"""The tones of each quality in semitones above the root."""

CHANGES = {
    "b5": (7, 6), "#5": (7, 8), "b9": (2, 1), "#9": (2, 3), "#11": (5, 6), "b13": (9, 8),
    "add2": (2, 2), "add9": (2, 2), "add4": (5, 5), "add11": (5, 5), "add6": (9, 9), "no3": (4, 7),
    "no5": (7, 0),
}  # fmt: skip
"""What may follow a quality: the tone that goes, where it is there, and the one that comes."""

SILENT = ("N.C.", "NC", "N")
"""Symbols that say: no chord."""

_ROOT = "([A-G])([#♯b♭]?)"
_SHIFT = {"": 0, "#": 1, "♯": 1, "b": -1, "♭": -1}
_CHORD = re.compile(
    rf"{_ROOT}({'|'.join(map(re.escape, sorted(QUALITIES, key=len, reverse=True)))})"
    rf"((?:\(?(?:{'|'.join(CHANGES)})\)?)*)(?:/{_ROOT})?"
)


class UnknownChord(AriettaError):
    """A chord symbol that nobody knows."""


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord as it is written, and its pitch classes from C = 0, the bass among them.

    No chord (N.C.) has all twelve: it forbids nothing.
    """

    symbol: str
    tones: frozenset[int]

    @property
    def bass(self) -> int | None:
        """The pitch class that it stands on: the one after a slash, else the root; None for N.C."""
        match = _CHORD.fullmatch(self.symbol)
        if match is None:
            return None
        letter, accidental, *_, bass, bass_accidental = match.groups()
        name = (bass, bass_accidental) if bass else (letter, accidental)
        return (LETTERS[name[0]] + _SHIFT[name[1]]) % 12


def parse_chord(symbol: str) -> Chord:
    """A chord from "C", "Am", "F#dim", "Bb7", "Cmaj7", "Dsus4", "G7b9", "Am/E" or "N.C.".

    Raises UnknownChord.
    """
    if symbol in SILENT:
        return Chord(symbol, frozenset(range(12)))
    match = _CHORD.fullmatch(symbol)
    if not match:
        raise UnknownChord(
            f'"{symbol}" is not a chord: write it like C, Am, F#dim, Bb7, Cmaj7, Dsus4 or N.C.'
        )
    letter, accidental, quality, changes, bass, bass_accidental = match.groups()
    tones = set(QUALITIES[quality])
    for change in re.findall("|".join(CHANGES), changes):
        goes, comes = CHANGES[change]
        tones = tones - {goes} | {comes}
    root = LETTERS[letter] + _SHIFT[accidental]
    classes = {(root + tone) % 12 for tone in tones}
    if bass:
        classes.add((LETTERS[bass] + _SHIFT[bass_accidental]) % 12)
    return Chord(symbol, frozenset(classes))


@dataclass(frozen=True, slots=True)
class Change:
    """A chord and for how many beats it holds; None: to the next bar line."""

    chord: Chord
    beats: int | None = None


def parse_chords(text: str) -> tuple[Change, ...]:
    """Chords in a row from "Am F C G": one a bar. "C:2 G:2 Am" gives C and G two beats each.

    Raises UnknownChord, also where there is none.
    """
    changes = []
    for word in text.split():
        symbol, colon, beats = word.partition(":")
        if colon and not re.fullmatch("[1-9][0-9]?", beats):
            raise UnknownChord(f'"{word}" has no number of beats: write it like {symbol or "C"}:2')
        changes.append(Change(parse_chord(symbol), int(beats) if colon else None))
    if not changes:
        raise UnknownChord('no chord is named: write them like "Am F C G"')
    return tuple(changes)


def laid_out(
    changes: Sequence[Change], meters: MeterMap, start: Tick, end: Tick
) -> Iterator[tuple[Tick, Chord]]:
    """Where each chord begins, from `start` to before `end`, in the ticks of `meters`; after the
    last the first comes again. Beats are those of the meter in force.
    """
    here, turn = start, 0
    while here < end:
        change = changes[turn % len(changes)]
        yield here, change.chord
        if change.beats is None:
            here = meters.bar_start(meters.bar_at(here) + 1)
        else:
            beat = meters.meter_at(here).beat_ticks(meters.ppq)
            here = Tick(here + max(1, round(change.beats * beat)))
        turn += 1
