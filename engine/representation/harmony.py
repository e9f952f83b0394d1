"""The representation "chord-beats", version 1: a chord symbol on each beat, and what a network is
told of a beat before its chord is decided.

A beat is the meter's, or three of them where they go in threes (6/8, 9/8, 12/8). Symbols are
counted from the key's tonic inside the network, so that all keys are one. It is told what stood at
the same place of earlier bars, and what followed the last time the same chords stood in a row, so
that a progression that comes round again need not be remembered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.bars import Bars
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.theory.chords import QUALITIES
from engine.theory.keys import Key

NAME = "chord-beats"
VERSION = 1

KINDS = ("", "m", "5", "dim", "aug", "sus2", "sus4", "7", "maj7", "m7", "m7b5", "dim7")
"""The qualities that are told apart."""

NONE = 0
"""The symbol for no chord; the others are 1 + root * len(KINDS) + quality."""

SYMBOLS = 1 + 12 * len(KINDS)

ROOTS = "C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"

LAST = 8
"""So many of the last chords are told."""

AGO = (1, 2, 4, 8)
LIKENESS = 8
PHRASE = 8
MOST_BEATS = 8
HISTORY = 192
"""So many beats are looked back at most."""

_C = 12 + len(KINDS)
FEATURES = (
    LAST * (_C + 1) + (len(AGO) + 1) * (_C + 4) + 2 * (_C + 2) + 2 * MOST_BEATS + MOST_BEATS + 2 + 1
    + PHRASE + 2 + _C + 4 * 12 + 1
)  # fmt: skip


def symbol(root: int, kind: int) -> int:
    """The symbol of a root (pitch class) and a quality (index into KINDS)."""
    return 1 + (root % 12) * len(KINDS) + kind


def tones(number: int) -> frozenset[int]:
    """The pitch classes of a symbol; none for NONE."""
    if number == NONE:
        return frozenset()
    root, kind = divmod(number - 1, len(KINDS))
    return frozenset((root + tone) % 12 for tone in QUALITIES[KINDS[kind]])


def root_of(number: int) -> int:
    """The root of a symbol that is a chord."""
    return (number - 1) // len(KINDS)


def name_of(number: int) -> str:
    """How a lead sheet writes a symbol."""
    if number == NONE:
        return "N.C."
    return ROOTS[root_of(number)] + KINDS[(number - 1) % len(KINDS)]


def transposed(symbols: np.ndarray, by: int) -> np.ndarray:
    """Symbols so many semitones higher."""
    size = len(KINDS)
    return np.where(symbols == NONE, NONE, 1 + (symbols - 1 + by % 12 * size) % (12 * size))


TONES = np.array([[float(pc in tones(s)) for pc in range(12)] for s in range(SYMBOLS)], np.float32)
"""The pitch classes of each symbol, (SYMBOLS, 12)."""


def beats_of(meter: Meter) -> tuple[int, int]:
    """How many beats a bar has, and how many of the meter's units each is."""
    in_threes = meter.denominator >= 8 and meter.numerator > 3 and meter.numerator % 3 == 0
    return (meter.numerator // 3, 3) if in_threes else (meter.numerator, 1)


@dataclass(frozen=True)
class Beats:
    """The beats of some bars: `ticks` (T + 1,) where each begins and the last one ends."""

    ticks: np.ndarray
    bars: Bars

    def at(self, ticks: np.ndarray) -> np.ndarray:
        """The beat that each tick lies in; the first or the last one beyond them."""
        index = np.searchsorted(self.ticks, ticks, side="right") - 1
        return index.clip(0, len(self.ticks) - 2)

    def between(self, first: int, after: int) -> "Beats":
        """The beats of bars [first, after), counted from 0; there is one at least."""
        lines = self.bars.lines[first : after + 1]
        bars = Bars.of(np.diff(lines).tolist(), self.bars.first + first)
        return Beats(self.ticks[lines[0] : lines[-1] + 1], bars)


def beats_in(meters: MeterMap, first_bar: int, after_bar: int) -> Beats:
    """The beats of bars [first, after), in the ticks of the meters; the first is counted as 0."""
    ticks: list[int] = []
    lengths: list[int] = []
    for bar in range(first_bar, after_bar):
        line, following = meters.bar_start(bar), meters.bar_start(bar + 1)
        count, units = beats_of(meters.meter_at(line))
        length = units * meters.meter_at(line).beat_ticks(meters.ppq)
        inside = [line + beat * length for beat in range(count) if line + beat * length < following]
        ticks += inside
        lengths.append(len(inside))
    return Beats(np.array([*ticks, meters.bar_start(after_bar)]), Bars.of(lengths))


def weights(notes: Sequence[Note], beats: Beats) -> np.ndarray:
    """How long each pitch class sounds in each beat, as a share of the beat, (T, 12)."""
    found = np.zeros((len(beats.ticks) - 1, 12), np.float32)
    for note in notes:
        first, last = beats.at(np.array([note.start, max(note.start, note.end - 1)]))
        for beat in range(first, last + 1):
            begin, end = beats.ticks[beat], beats.ticks[beat + 1]
            shared = min(note.end, end) - max(note.start, begin)
            found[beat, note.pitch % 12] += max(0, shared) / (end - begin)
    return found


@dataclass(frozen=True)
class Harmony:
    """What is known of some bars: `symbols` (T,) counted from the tonic and known before the beat
    that is asked about, the melody's weights (T, 12) from the tonic, where one is known throughout.
    """

    bars: Bars
    symbols: np.ndarray
    minor: bool
    melody: np.ndarray | None = None


def in_key(bars: Bars, symbols: np.ndarray, key: Key, melody: np.ndarray | None = None) -> Harmony:
    """Symbols and weights as they sound, counted from a key's tonic."""
    turned = None if melody is None else np.roll(melody, -key.tonic, axis=1)
    return Harmony(bars, transposed(symbols, -key.tonic), key.minor, turned)


def features(harmony: Harmony, beat: int) -> np.ndarray:
    """(FEATURES,): what is told of a beat before its chord is decided."""
    begin = max(0, beat - HISTORY)
    past = harmony.symbols[begin:beat]
    edges = np.flatnonzero(np.diff(past, prepend=-1))
    chords = past[edges]
    lengths = np.diff(np.append(edges, len(past)))
    parts = [
        _last(chords, lengths), _places(harmony, beat, begin), _recalled(chords, lengths, 2),
        _recalled(chords, lengths, 3), _where(harmony, beat, lengths), _usual(chords, lengths),
        _melody(harmony, beat),
    ]  # fmt: skip
    return np.concatenate(parts, dtype=np.float32)


_SPELT = np.zeros((SYMBOLS, _C), np.float32)
for _number in range(1, SYMBOLS):
    _SPELT[_number, root_of(_number)] = 1
    _SPELT[_number, 12 + (_number - 1) % len(KINDS)] = 1


def _last(chords: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The last chords, the latest first, and for how many beats each stood."""
    found = np.zeros((LAST, _C + 1), np.float32)
    recent = chords[::-1][:LAST]
    found[: len(recent), :_C] = _SPELT[recent]
    found[: len(recent), _C] = np.log2(lengths[::-1][:LAST]) / 3
    return found.ravel()


def _places(harmony: Harmony, beat: int, begin: int) -> np.ndarray:
    """What stood at the same place in earlier bars: the chord, whether it had just come, whether
    the next beat had another, whether the place is known, and its likeness to what was heard.
    """
    bars, symbols = harmony.bars, harmony.symbols
    found = np.zeros((len(AGO) + 1, _C + 4), np.float32)
    bar = bars.bars[beat] - bars.first
    best = 0.0
    for ago in range(1, min(bar, 16) + 1):
        source = bars.lines[bar - ago] + bars.places[beat]
        if source < begin + 1 or source >= bars.lines[bar - ago + 1]:
            continue
        span = min(LIKENESS, source - begin)
        same = symbols[beat - span : beat] == symbols[source - span : source]
        likeness = float(same.sum()) / LIKENESS
        rows = [AGO.index(ago)] if ago in AGO else []
        if likeness > best:
            best = likeness
            rows.append(len(AGO))
        for row in rows:
            found[row, :_C] = _SPELT[symbols[source]]
            follows = source + 1 < beat and symbols[source + 1] != symbols[source]
            found[row, _C:] = symbols[source] != symbols[source - 1], follows, 1, likeness
    return found.ravel()


def _recalled(chords: np.ndarray, lengths: np.ndarray, many: int) -> np.ndarray:
    """What followed the last time the same `many` chords stood in a row, and whether the last of
    them stood no longer than it stands now.
    """
    found = np.zeros(_C + 2, np.float32)
    now = chords[-many:]
    for end in range(len(chords) - 1, many - 1, -1):
        if len(now) == many and (chords[end - many : end] == now).all():
            found[:_C] = _SPELT[chords[end]]
            found[_C:] = 1, lengths[end - 1] <= lengths[-1]
            break
    return found


def _where(harmony: Harmony, beat: int, lengths: np.ndarray) -> np.ndarray:
    """The beat from the line and to the next one, the chord's age, the bar, the mode."""
    bars = harmony.bars
    bar = bars.bars[beat]
    left = bars.lines[bar - bars.first + 1] - beat - 1
    ages = np.eye(MOST_BEATS, dtype=np.float32)
    age = ages[min(lengths[-1], MOST_BEATS) - 1] if len(lengths) else np.zeros(MOST_BEATS)
    place, before = (ages[min(n, MOST_BEATS - 1)] for n in (bars.places[beat], left))
    phrase = np.eye(PHRASE, dtype=np.float32)[bar % PHRASE]
    heard = np.log1p(min(beat, 64)) / 4
    change = len(lengths) / max(1, lengths.sum())
    return np.concatenate([place, before, age, phrase, [heard, change, harmony.minor]])


def _usual(chords: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """How much of the time each root and each quality stood, how many chords were heard, whether
    the last was none.
    """
    shares = (_SPELT[chords] * lengths[:, None]).sum(0) / max(1, lengths.sum())
    silent = len(chords) > 0 and chords[-1] == NONE
    return np.concatenate([shares, [np.log1p(len(chords)) / 4, silent]])


def _melody(harmony: Harmony, beat: int) -> np.ndarray:
    """The melody's weights in this beat, the next one, the one before and the rest of the bar."""
    if harmony.melody is None:
        return np.zeros(4 * 12 + 1, np.float32)
    melody, bars = harmony.melody, harmony.bars
    after = bars.lines[bars.bars[beat] - bars.first + 1]
    silence = np.zeros(12, np.float32)
    following = melody[beat + 1] if beat + 1 < len(melody) else silence
    before = melody[beat - 1] if beat else silence
    rest = melody[beat:after].sum(0) / 4
    return np.concatenate([melody[beat], following, before, rest, [1]])
