"""What people write as option values, read and checked: numbers, places, keys, chords, rules."""

import argparse
import math
import re
from collections.abc import Callable

from engine.theory.chords import UnknownChord, parse_chords
from engine.theory.keys import UnknownKey, parse_key
from engine.theory.taste import Taste, UnknownRule, parse_taste

_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ACCIDENTALS = {"": 0, "#": 1, "b": -1}
_PITCH = r"(?:[A-Ga-g][#b]?-?[0-9]+|[0-9]+)"


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers from `low` to `high`."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,12}", text) or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {low} to {high}")
        return int(text)

    return read


def real(low: float, high: float, *, above: bool = False) -> Callable[[str], float]:
    """A reader of numbers from `low` (or, where `above`, from beyond it) to `high`."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not low <= value <= high or (above and value == low):
            words = "above" if above else "from"
            raise argparse.ArgumentTypeError(f"{text!r} is no number {words} {low:g} to {high:g}")
        return value

    return read


def place(text: str) -> tuple[int, int]:
    """The bar and the beat, both from 1, of "5" (the bar line) or "5:3"."""
    match = re.fullmatch(r"([0-9]{1,6})(?::([0-9]{1,3}))?", text)
    bar, beat = (int(match[1]), int(match[2] or 1)) if match else (0, 0)
    if bar < 1 or beat < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no bar or beat, from 1, such as 5 or 5:3")
    return bar, beat


def key(text: str) -> str:
    """auto, none, or the name of a key."""
    if text not in ("auto", "none"):
        try:
            parse_key(text)
        except UnknownKey as error:
            raise argparse.ArgumentTypeError(f"{error}, auto or none") from None
    return text


def chords(text: str) -> str:
    """Chords in a row, such as "Am F C:2 G:2"."""
    try:
        parse_chords(text)
    except UnknownChord as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def taste(text: str) -> Taste:
    """Rules with their weights, such as "motif=1 leaps=0.5"."""
    try:
        return parse_taste(text)
    except UnknownRule as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def pitch(text: str) -> int:
    """A MIDI pitch from "C4" (60), "F#3", "Bb-1" or "60"."""
    if text.isascii() and text.isdecimal():
        value = int(text[:4])
    else:
        match = re.fullmatch(r"([A-Ga-g])([#b]?)(-?[0-9]{1,2})", text)
        if not match:
            raise argparse.ArgumentTypeError(f"{text!r} is no pitch such as C4 or F#3")
        letter, accidental, octave = match.groups()
        value = _LETTERS[letter.upper()] + _ACCIDENTALS[accidental] + 12 * (int(octave) + 1)
    if not 0 <= value <= 127:
        raise argparse.ArgumentTypeError(f"{text!r} is outside MIDI's pitches, C-1 to G9")
    return value


def pitch_range(text: str) -> tuple[int, int]:
    """The lowest and highest pitch of "C4-C6"."""
    match = re.fullmatch(f"({_PITCH})-({_PITCH})", text)
    if not match:
        raise argparse.ArgumentTypeError(f"{text!r} is no range such as C4-C6")
    low, high = pitch(match[1]), pitch(match[2])
    if low > high:
        raise argparse.ArgumentTypeError(f"{text!r} begins above its end")
    return low, high


def meter(text: str) -> tuple[int, int]:
    """The numerator and denominator of "6/8"."""
    match = re.fullmatch(r"([0-9]{1,2})/(1|2|4|8|16|32)", text)
    if not match or not 0 < int(match[1]) * 4 <= 12 * int(match[2]):
        raise argparse.ArgumentTypeError(f"{text!r} is no meter such as 3/4 of at most 12 quarters")
    return int(match[1]), int(match[2])
