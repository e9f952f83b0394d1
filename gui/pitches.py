"""Pitches as musicians write them: C4 is MIDI 60."""

import re

from PySide6.QtCore import QCoreApplication

from engine.theory.keys import Key, parse_key
from gui.piano_roll.names import pitch_name

translate = QCoreApplication.translate

STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_PITCH = re.compile(r"([A-Ga-g])([#♯]{0,2}|[b♭]{0,2})(-?\d+)")
_KEY = re.compile(r"\b[A-G][#b]? (?:major|minor)\b")
HIGHEST = 127


def key_name(key: Key) -> str:
    """A key as musicians write it: D♭ major, but C♯ minor."""
    minor, major = translate("Pitches", "%1 minor"), translate("Pitches", "%1 major")
    tonic = pitch_name(60 + key.tonic, key).rstrip("0123456789")
    return (minor if key.minor else major).replace("%1", tonic)


def spelt(text: str) -> str:
    """A text of the engine with the keys in it written as musicians do."""
    return _KEY.sub(lambda match: key_name(parse_key(match[0])), text)


def parse_pitch(text: str) -> int:
    """The MIDI pitch of a name. Raises ValueError where it is none."""
    match = _PITCH.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no note; write one like C4 or F#3")
    letter, signs, octave = match.groups()
    bend = len(signs) if signs[:1] in ("#", "♯") else -len(signs)
    pitch = STEPS[letter.upper()] + bend + (int(octave) + 1) * 12
    if not 0 <= pitch <= HIGHEST:
        raise ValueError(f"{text!r} lies beyond the notes of MIDI; write one from C-1 to G9")
    return pitch


def pitch_range_text(low: int, high: int, key: Key | None = None) -> str:
    """A range as a form shows it, spelt in a key."""
    return f"{pitch_name(low, key)} – {pitch_name(high, key)}"


def parse_pitch_range(text: str) -> tuple[int, int]:
    """The lowest and highest pitch of "C4-C6" or "C4 – C6". Raises ValueError."""
    parts = re.split(r"\s*[–—]\s*|\s+-\s+|(?<=\d)-", text.strip())
    if len(parts) != 2:
        raise ValueError(f"{text!r} is no range; write one like C4-C6")
    low, high = parse_pitch(parts[0]), parse_pitch(parts[1])
    if low > high:
        raise ValueError(f"{text!r} begins above its end; write the lower note first")
    return low, high
