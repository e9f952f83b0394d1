"""Measures of a melody, for ranking takes and for the tables in the model cards.

All are pure functions of notes in order. Shares are from 0 to 1. The rows of RL Tuner's table are
after Jaques et al., "Sequence Tutor" (2017), section 5; where the paper leaves a threshold open the
docstring says which one is taken here.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.theory.keys import Key, find_key
from engine.theory.musegan import empty_bars

REPEATS = 4
"""Notes of one pitch in a row that are not yet excessive."""

LEAP = 6
"""Semitones from which an interval is a leap."""

MOTIF = 4
"""Notes that make a motif."""


def melody_metrics(
    notes: Sequence[Note], meters: MeterMap, key: Key | None = None, before: Sequence[Note] = ()
) -> dict[str, float]:
    """Every measure of a melody by name. `meters` counts the notes' ticks; `key` is found from
    `before` and the notes where none is given; `before` is what the melody continues.
    """
    if not notes:
        return {"notes": 0.0}
    key = key or find_key([*before, *notes])
    figures = {
        "notes": float(len(notes)),
        "out_of_key": out_of_key(notes, key),
        "starts_on_tonic": float(notes[0].pitch % 12 == key.tonic),
        "excessive_repeats": excessive_repeats(notes),
        "repeated_motif": repeated_motif(notes, before),
        "unique_highest": unique_extreme(notes, highest=True),
        "unique_lowest": unique_extreme(notes, highest=False),
        "leaps_resolved": leaps_resolved(notes),
        "mean_interval": mean_interval(notes),
        "pitch_class_entropy": pitch_class_entropy(notes),
        "notes_per_bar": notes_per_bar(notes, meters),
        "empty_bars": empty_bars(notes, meters),
        "groove_similarity": groove_similarity(notes, meters),
        "longest_repeat_of_prompt": float(longest_shared_run(before, notes)),
    }
    for lag in (1, 2, 3):
        figures[f"autocorrelation_{lag}"] = autocorrelation(notes, lag)
    return figures


def out_of_key(notes: Sequence[Note], key: Key) -> float:
    """The share of notes outside the key's scale."""
    scale = key.scale
    return _share(note.pitch % 12 not in scale for note in notes)


def excessive_repeats(notes: Sequence[Note]) -> float:
    """The share of notes that repeat a pitch already heard REPEATS times in a row."""
    run, excessive = 0, 0
    for index, note in enumerate(notes):
        run = run + 1 if index and notes[index - 1].pitch == note.pitch else 1
        excessive += run > REPEATS
    return excessive / len(notes) if notes else 0.0


def unique_extreme(notes: Sequence[Note], highest: bool) -> float:
    """1 where the highest (or lowest) pitch is struck exactly once, else 0."""
    pitches = [note.pitch for note in notes]
    extreme = max(pitches) if highest else min(pitches)
    return float(pitches.count(extreme) == 1)


def leaps_resolved(notes: Sequence[Note]) -> float:
    """The share of leaps (LEAP semitones or more) that the next interval answers by a smaller one
    in the other direction. 1 where there is no leap.
    """
    steps = intervals(notes)
    leaps = [(a, b) for a, b in pairwise(steps) if abs(a) >= LEAP]
    if not leaps:
        return 1.0
    return _share(a * b < 0 and abs(b) < abs(a) for a, b in leaps)


def repeated_motif(notes: Sequence[Note], before: Sequence[Note] = ()) -> float:
    """The share of notes that lie in a run of MOTIF notes whose intervals, onsets' distances and
    durations are heard at least twice in `before` and the notes together.
    """
    line = [*before, *notes]
    shape = _shape(line)
    places = defaultdict(list)
    for start in range(len(line) - MOTIF + 1):
        inner = shape[start : start + MOTIF - 1]
        places[(*inner, line[start + MOTIF - 1].length)].append(start)
    repeated: set[int] = set()
    for starts in places.values():
        if len(starts) > 1:
            repeated.update(start + i for start in starts for i in range(MOTIF))
    return _share(index in repeated for index in range(len(before), len(line)))


def pitch_class_entropy(notes: Sequence[Note]) -> float:
    """The entropy of the pitch classes in bits, each note counted once (Wu and Yang 2020)."""
    counts = Counter(note.pitch % 12 for note in notes)
    total = sum(counts.values())
    return -sum(n / total * math.log2(n / total) for n in counts.values()) + 0.0


def mean_interval(notes: Sequence[Note]) -> float:
    """The mean size of the intervals in semitones."""
    steps = intervals(notes)
    return sum(map(abs, steps)) / len(steps) if steps else 0.0


def autocorrelation(notes: Sequence[Note], lag: int) -> float:
    """The correlation of the pitches with themselves `lag` notes later. 0 where nothing varies."""
    pitches = [note.pitch for note in notes]
    if len(pitches) <= lag + 1:
        return 0.0
    mean = sum(pitches) / len(pitches)
    around = [pitch - mean for pitch in pitches]
    spread = sum(value * value for value in around)
    shifted = sum(a * b for a, b in zip(around, around[lag:], strict=False))
    return shifted / spread if spread else 0.0


def notes_per_bar(notes: Sequence[Note], meters: MeterMap) -> float:
    """Notes for each bar from the first note's to the last one's."""
    first, last = meters.bar_at(notes[0].start), meters.bar_at(notes[-1].start)
    return len(notes) / (last - first + 1)


def groove_similarity(notes: Sequence[Note], meters: MeterMap) -> float:
    """How alike the bars' onsets are on a grid of sixteenths: the mean over all pairs of bars of
    one minus the share of differing places (Wu and Yang 2020). 1 for a single bar.
    """
    sixteenth = meters.ppq / 4
    bars: dict[int, set[int]] = defaultdict(set)
    size = 1
    for note in notes:
        bar = meters.bar_at(note.start)
        bars[bar].add(round((note.start - meters.bar_start(bar)) / sixteenth))
        size = max(size, round(meters.meter_at(note.start).bar_ticks(meters.ppq) / sixteenth))
    patterns = list(bars.values())
    pairs = [(a, b) for i, a in enumerate(patterns) for b in patterns[i + 1 :]]
    return sum(1 - len(a ^ b) / size for a, b in pairs) / len(pairs) if pairs else 1.0


def intervals(notes: Sequence[Note]) -> list[int]:
    """Semitones from each note to the next."""
    return [b.pitch - a.pitch for a, b in pairwise(notes)]


def longest_shared_run(first: Sequence[Note], second: Sequence[Note]) -> int:
    """The most notes in a row that two melodies share, whatever the transposition: equal intervals
    and equal durations. 0 where not even two notes agree.
    """
    a, b = _steps(first), _steps(second)
    longest, before = 0, [0] * (len(b) + 1)
    for left in a:
        row = [0] * (len(b) + 1)
        for index, right in enumerate(b):
            if left == right:
                row[index + 1] = before[index] + 1
        longest = max(longest, *row)
        before = row
    return longest + 1 if longest else 0


def _steps(notes: Sequence[Note]) -> list[tuple[int, int]]:
    """(interval, duration of the note it leads to) for each pair of neighbours."""
    return [(b.pitch - a.pitch, b.length) for a, b in pairwise(notes)]


def _shape(notes: Sequence[Note]) -> list[tuple[int, int, int]]:
    """(interval, distance of onsets, duration) for each note that has a next one."""
    return [(b.pitch - a.pitch, b.start - a.start, a.length) for a, b in pairwise(notes)]


def _share(truths: Iterable[bool]) -> float:
    values = list(truths)
    return sum(values) / len(values) if values else 0.0
