"""Keys: their names, their scales, and which one a melody is in."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from engine.errors import AriettaError
from engine.score.song import Note

NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}

MAJOR_SCALE = frozenset({0, 2, 4, 5, 7, 9, 11})
MINOR_SCALE = frozenset({0, 2, 3, 5, 7, 8, 9, 10, 11})
"""Natural minor and the raised sixth and seventh."""

MAJOR_PROFILE = (0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081)
MINOR_PROFILE = (0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052)
"""How often each degree sounds in major and minor pieces (Albrecht and Shanahan 2013)."""

LAST_NOTE = 0.1
"""How much a last note on the tonic speaks for a key, in nats."""


class UnknownKey(AriettaError):
    """A key that nobody knows."""


@dataclass(frozen=True, slots=True)
class Key:
    """A tonic as a pitch class from C = 0, major or minor."""

    tonic: int
    minor: bool = False

    @property
    def scale(self) -> frozenset[int]:
        """The pitch classes that belong to the key; minor has both sixths and sevenths."""
        steps = MINOR_SCALE if self.minor else MAJOR_SCALE
        return frozenset((self.tonic + step) % 12 for step in steps)

    def __str__(self) -> str:
        return f"{NAMES[self.tonic]} {'minor' if self.minor else 'major'}"


def parse_key(text: str) -> Key:
    """A key from "A minor", "F#", "Bb major", "Am" or "c# min". Raises UnknownKey."""
    match = re.fullmatch(r"\s*([A-Ga-g])([#♯b♭]?)\s*(m|min|minor|maj|major|M)?\s*", text)
    if not match:
        raise UnknownKey(f'"{text}" is not a key: write it like "A minor", "F# major" or "Bb"')
    letter, accidental, mode = match.groups()
    shift = {"#": 1, "♯": 1, "b": -1, "♭": -1, "": 0}[accidental]
    return Key((LETTERS[letter.upper()] + shift) % 12, mode in ("m", "min", "minor"))


ALL_KEYS = tuple(Key(tonic, minor) for minor in (False, True) for tonic in range(12))


def find_key(notes: Iterable[Note]) -> Key:
    """The key whose profile fits best: how long each pitch class sounds, against how often each
    degree does (log-likelihood), with a word for the last note, which ends on the tonic more often
    than not. C major where there are no notes.
    """
    sounding = [0.0] * 12
    last = None
    for note in notes:
        sounding[note.pitch % 12] += note.length
        last = note.pitch % 12
    total = sum(sounding) or 1.0

    def fit(key: Key) -> float:
        profile = MINOR_PROFILE if key.minor else MAJOR_PROFILE
        heard = sum(
            sounding[pitch] / total * math.log(profile[(pitch - key.tonic) % 12])
            for pitch in range(12)
        )
        return heard + (LAST_NOTE if key.tonic == last else 0.0)

    return max(ALL_KEYS, key=fit)
