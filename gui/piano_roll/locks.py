"""The locks of the assistant as the roll shows them: rows of a key, a range, chords over bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.score.meter import MeterMap
from engine.score.time import Tick

if TYPE_CHECKING:
    from engine.theory.keys import Key

NO_CHORD = "N.C."
MOST_CELLS = 1 << 14


@dataclass(frozen=True)
class ShownLocks:
    """What holds; None and "" where nothing does.

    `low` and `high` are the lowest and highest pitch that are allowed. `chords` are written as
    `parse_chords` reads them and lie from tick `start` on, over and over until `end` (None: as far
    as one looks).
    """

    key: "Key | None" = None
    low: int | None = None
    high: int | None = None
    chords: str = ""
    start: Tick = Tick(0)
    end: Tick | None = None

    @property
    def range(self) -> tuple[int, int] | None:
        """The lowest and highest pitch, where a range is locked."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch with one chord: from tick to tick, the symbol, and which of the chords it is,
    counted on where they come again (`again`). No symbol where no chords are locked.
    """

    number: int
    start: Tick
    end: Tick
    symbol: str
    again: bool = False


def cells(locks: ShownLocks, meters: MeterMap, until: float) -> list[Cell]:
    """The cells of the chord lane that begin before a tick; where no chord is named, bar by bar."""
    end = min(until, float("inf") if locks.end is None else float(locks.end))
    words = locks.chords.split()
    found: list[Cell] = []
    here = locks.start
    while here < end and len(found) < MOST_CELLS:
        number = len(found)
        symbol, beats = _parted(words[number % len(words)]) if words else ("", None)
        after = meters.bar_start(meters.bar_at(here) + 1)
        if beats is not None:
            after = Tick(here + beats * meters.meter_at(here).beat_ticks(meters.ppq))
        last = after if locks.end is None else Tick(min(after, locks.end))
        found.append(Cell(number, here, last, symbol, number >= len(words) > 0))
        here = after
    return found


def rewritten(chords: str, number: int, typed: str, beats: int) -> str:
    """The chords with what was typed into one cell, which lasts so many beats.

    Chords that come again are written out as far as the cell; several symbols share its beats, the
    first ones have what is left over; nothing typed gives the cell's beats to the one before.
    """
    words = chords.split()
    while len(words) <= number:
        words.append(words[len(words) % len(chords.split())] if chords.split() else NO_CHORD)
    _, held = _parted(words[number])
    new = typed.split()
    if not new:
        return " ".join(_emptied(words, number))
    if len(new) == 1 and ":" not in new[0]:
        new = [new[0] if held is None else f"{new[0]}:{held}"]
    elif len(new) > 1 and not any(":" in word for word in new) and len(new) <= beats:
        shares = [beats // len(new) + (i < beats % len(new)) for i in range(len(new))]
        new = [f"{word}:{share}" for word, share in zip(new, shares, strict=True)]
    words[number : number + 1] = new
    return " ".join(words)


def _emptied(words: Sequence[str], number: int) -> list[str]:
    """The chords without one; one that shares a bar leaves its beats to its neighbour."""
    words = list(words)
    _, held = _parted(words[number])
    if held is not None and number > 0:
        symbol, before = _parted(words[number - 1])
        if before is not None:
            words[number - 1 : number + 1] = [f"{symbol}:{before + held}"]
            return words
    if number == len(words) - 1:
        return words[:-1]
    words[number] = NO_CHORD if held is None else f"{NO_CHORD}:{held}"
    return words


def _parted(word: str) -> tuple[str, int | None]:
    """A chord as it is written: its symbol, and its beats where it names them."""
    symbol, _, beats = word.partition(":")
    return symbol, int(beats) if beats.isdecimal() and int(beats) > 0 else None


def moved_range(bounds: tuple[int, int], low: int, high: int) -> tuple[int, int]:
    """A range with its ends moved by so many semitones, still a range within 0 to 127."""
    bottom = max(0, min(127, bounds[0] + low))
    top = max(0, min(127, bounds[1] + high))
    return (min(bottom, top), top) if low else (bottom, max(bottom, top))
