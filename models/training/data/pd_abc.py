"""pd-abc: fiddle tunes of 1778 to 1903 in ABC notation, repeats written out. Reads the part of the
ABC standard 2.1 that these files use; decorations and grace notes are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from zipfile import ZipFile

from models.training.data.pieces import Measure, Piece, laid_out, unrolled

NATURAL = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
FIFTHS = {"F": -1, "C": 0, "G": 1, "D": 2, "A": 3, "E": 4, "B": 5}
MODES = {"": 0, "maj": 0, "ion": 0, "mix": -1, "dor": -2, "m": -3, "min": -3, "aeo": -3}
MODES |= {"phr": -4, "loc": -5, "lyd": 1}
ACCIDENTALS = {"": 0, "=": 0, "^": 1, "^^": 2, "_": -1, "__": -2}
TUPLETS = {2: 3, 3: 2, 4: 3, 6: 2, 8: 3}

TOKEN = re.compile(
    r"""(?P<inline>\[[A-Za-z]:[^\]]*\])
    |(?P<skip>"[^"]*"|![^!]*!|\+[a-z]+\+|\{[^}]*\})
    |(?P<bar>:?\|+[\]:|]*:*|::+|\[\|)(?P<after>\s*\[?[1-9](?:[,-][1-9])*)?
    |(?P<ending>\[[1-9](?:[,-][1-9])*)
    |(?P<tuplet>\((?P<p>[2-9])(?::(?P<q>[2-9])?(?::(?P<r>[1-9])?)?)?)
    |(?P<chord>\[(?P<inner>[^\]|]*)\](?P<chord_length>\d*/*\d*))
    |(?P<note>(?P<acc>\^{1,2}|_{1,2}|=)?(?P<letter>[A-Ga-gzxZ])(?P<octave>[,']*)(?P<length>\d*/*\d*))
    |(?P<broken>[<>]+)|(?P<tie>-)""",
    re.VERBOSE,
)


def read_pd_abc(data: Path) -> Iterator[Piece]:
    """Every tune that is not listed in leave-out.txt, named file#index as that list does."""
    with ZipFile(data / "pd-abc-tunes" / "pd-abc-tunes.zip") as archive:
        names = archive.namelist()
        listed = next(name for name in names if name.endswith("leave-out.txt"))
        left_out = set(archive.read(listed).decode().split("\n"))
        for name in sorted(name for name in names if name.endswith(".abc")):
            text = archive.read(name).decode("utf-8", errors="replace")
            for index, tune in enumerate(re.split(r"(?m)^(?=X:)", text)[1:]):
                if f"{name}#{index}" in left_out:
                    continue
                notes, meters, _ = laid_out(unrolled(Tune().read(tune)))
                if notes:
                    yield Piece(f"{name}#{index}", "pd-abc", notes, meters)


def key_signature(text: str) -> dict[str, int]:
    """The alterations that a K: field asks for, such as {"F": 1} for "G" or "E minor"."""
    match = re.match(r"\s*([A-G])([#b]?)\s*([A-Za-z]*)", text)
    if not match:
        return {}
    letter, accidental, mode = match.groups()
    mode = mode.lower() if mode.lower() in ("m", "") else mode.lower()[:3]
    fifths = FIFTHS[letter] + 7 * {"#": 1, "b": -1, "": 0}[accidental] + MODES.get(mode, 0)
    order = "FCGDAEB" if fifths > 0 else "BEADGCF"
    return dict.fromkeys(order[: abs(fifths)], 1 if fifths > 0 else -1)


def note_length(text: str) -> Fraction:
    """The factor that digits and slashes after a note stand for: 3/2, /, // or 2."""
    digits = re.fullmatch(r"(\d*)(/*)(\d*)", text)
    if digits is None:
        raise ValueError(f"{text!r} is no length of a note")
    number, slashes, divisor = digits.groups()
    below = int(divisor) if divisor else 2 ** len(slashes)
    return Fraction(int(number or 1), below or 1)


@dataclass
class Tune:
    """Reads one tune from top to bottom."""

    meter: tuple[int, int] = (4, 4)
    unit: Fraction | None = None
    key: dict[str, int] = field(default_factory=dict)
    measures: list[Measure] = field(default_factory=list)
    notes: list[list] = field(default_factory=list)
    now: Fraction = Fraction(0)
    altered: dict[str, int] = field(default_factory=dict)
    repeat_from: bool = False
    endings: frozenset[int] = frozenset()
    tuplet: tuple[int, Fraction] = (0, Fraction(1))
    broken: Fraction = Fraction(1)

    def read(self, text: str) -> list[Measure]:
        """The tune's written bars."""
        in_body = False
        for line in text.splitlines():
            line = line.split("%")[0]
            if re.match(r"^[A-Za-z]:", line) and not line.startswith("|:"):
                self._header(line[0], line[2:].strip())
                in_body = in_body or line[0] == "K"
            elif in_body:
                self._music(line)
        self._end_measure(repeat_to=False)
        return self.measures

    def _header(self, name: str, value: str) -> None:
        if name == "M":
            common = {"C": (4, 4), "C|": (2, 2)}
            match = re.match(r"(\d+)/(\d+)", value)
            if value in common:
                self.meter = common[value]
            elif match and int(match[2]) in (1, 2, 4, 8, 16):
                self.meter = (int(match[1]), int(match[2]))
        elif name == "L" and (match := re.match(r"(\d+)/(\d+)", value)):
            self.unit = Fraction(4 * int(match[1]), int(match[2]))
        elif name == "K":
            self.key = key_signature(value)

    def _music(self, line: str) -> None:
        for match in TOKEN.finditer(line):
            if match["inline"]:
                self._header(match["inline"][1], match["inline"][3:-1].strip())
            elif match["bar"]:
                self._bar_line(match["bar"])
                if match["after"]:
                    self._ending(match["after"])
            elif match["ending"]:
                self._ending(match["ending"])
            elif match["tuplet"]:
                p = int(match["p"])
                compound = self.meter[0] % 3 == 0 and self.meter[1] == 8
                q = int(match["q"] or TUPLETS.get(p, 3 if compound else 2))
                self.tuplet = (int(match["r"] or p), Fraction(q, p))
            elif match["chord"]:
                inner = [m for m in TOKEN.finditer(match["inner"]) if m["note"]]
                if inner:
                    top = max(inner, key=lambda m: self._pitch(m) or 0)
                    length = note_length(top["length"]) * note_length(match["chord_length"])
                    self._note(self._pitch(top), length)
            elif match["note"]:
                self._note(self._pitch(match), note_length(match["length"]))
            elif match["broken"]:
                self._break(match["broken"])
            elif match["tie"] and self.notes:
                self.notes[-1][3] = True

    def _pitch(self, match: re.Match[str]) -> int | None:
        """The MIDI pitch of a note token; an accidental holds until the bar line."""
        letter = match["letter"]
        if letter in "zxZ":
            return None
        name, octave = letter.upper(), match["octave"]
        place = letter + octave
        if match["acc"]:
            self.altered[place] = ACCIDENTALS[match["acc"]]
        alteration = self.altered.get(place, self.key.get(name, 0))
        octaves = letter.islower() + octave.count("'") - octave.count(",")
        return 60 + NATURAL[name] + alteration + 12 * octaves

    def _note(self, pitch: int | None, factor: Fraction) -> None:
        unit = self.unit
        if unit is None:
            unit = Fraction(1, 4) if Fraction(*self.meter) < Fraction(3, 4) else Fraction(1, 2)
        left, ratio = self.tuplet
        length = factor * unit * self.broken * (ratio if left else 1)
        self.tuplet, self.broken = (max(0, left - 1), ratio), Fraction(1)
        if pitch is not None:
            self.notes.append([self.now, length, pitch, False])
        self.now += length

    def _break(self, signs: str) -> None:
        """Lengthens the last note by a half, or shortens it, and the next one the other way."""
        share = Fraction(1, 2 ** len(signs))
        long, short = 2 - share, share
        factor, self.broken = (long, short) if signs[0] == ">" else (short, long)
        if self.notes and self.notes[-1][0] + self.notes[-1][1] == self.now:
            change = self.notes[-1][1] * (factor - 1)
            self.notes[-1][1] += change
            self.now += change

    def _bar_line(self, sign: str) -> None:
        self._end_measure(repeat_to=sign.startswith(":"))
        self.repeat_from = self.repeat_from or sign.endswith(":")

    def _ending(self, text: str) -> None:
        low, *high = [int(number) for number in re.findall(r"\d", text)]
        last = high[-1] if high else low
        self.endings = frozenset(range(low, last + 1) if "-" in text else (low, *high))

    def _end_measure(self, repeat_to: bool) -> None:
        if self.now == 0:
            if repeat_to and self.measures:
                last = self.measures[-1]
                self.measures[-1] = Measure(
                    last.notes, last.length, last.meter, last.repeat_from, True, last.endings
                )
            return
        notes = tuple((start, length, pitch, tie) for start, length, pitch, tie in self.notes)
        self.measures.append(
            Measure(notes, self.now, self.meter, self.repeat_from, repeat_to, self.endings)
        )
        self.repeat_from = False
        if repeat_to or 2 in self.endings:
            self.endings = frozenset()
        self.notes, self.now, self.altered = [], Fraction(0), {}
