"""MuseGAN's five measures (Dong et al., "MuseGAN", 2018, section 5), for tracks of one song.

All are pure functions of notes in order; `meters` counts their ticks.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick

CIRCLES = ((7 / 6, 1.0), (3 / 2, 1.0), (2 / 3, 0.5))
"""Fifths, minor thirds and major thirds: how far (in half turns) a semitone goes around each circle
of tonal space, and the circle's radius (Harte, Sandler and Gasser 2006).
"""


def five(
    notes: Sequence[Note],
    meters: MeterMap,
    others: Sequence[Sequence[Note]] = (),
    drums: Sequence[Note] = (),
) -> dict[str, float]:
    """The measures of a track by name. The drum pattern is that of `drums`, the tonal distance the
    mean of those to the `others`; either is left out where there are none.
    """
    figures = {
        "empty_bars": empty_bars(notes, meters),
        "pitch_classes_per_bar": pitch_classes_per_bar(notes, meters),
        "qualified_notes": qualified_notes(notes, meters),
    }
    if drums:
        figures["drum_pattern"] = drum_pattern(drums, meters)
    distances = [tonal_distance(notes, other, meters) for other in others]
    known = [distance for distance in distances if distance is not None]
    if known:
        figures["tonal_distance"] = sum(known) / len(known)
    return figures


def empty_bars(notes: Sequence[Note], meters: MeterMap) -> float:
    """The share of bars, from the first note's to the last one's, in which nothing sounds."""
    bars = range(meters.bar_at(notes[0].start), meters.bar_at(notes[-1].start) + 1)
    sounding = {bar for note in notes for bar in _bars(note, meters)}
    return sum(bar not in sounding for bar in bars) / len(bars)


def pitch_classes_per_bar(notes: Sequence[Note], meters: MeterMap) -> float:
    """How many pitch classes sound in a bar, the mean over the bars in which any does."""
    classes: dict[int, set[int]] = defaultdict(set)
    for note in notes:
        for bar in _bars(note, meters):
            classes[bar].add(note.pitch % 12)
    return sum(map(len, classes.values())) / len(classes)


def qualified_notes(notes: Sequence[Note], meters: MeterMap) -> float:
    """The share of notes that are at least a 32nd long: three steps of MuseGAN's 24 a quarter."""
    return sum(8 * note.length >= meters.ppq for note in notes) / len(notes)


def drum_pattern(notes: Sequence[Note], meters: MeterMap) -> float:
    """The share of drum notes that begin on an 8th or a 16th of their bar, or within a step of 24 a
    quarter of one, so that a player's feel counts as what it is and a triplet or a 32nd does not.
    """
    inside = 0
    for note in notes:
        into = note.start - meters.bar_start(meters.bar_at(note.start))
        inside += round(into * 24 / meters.ppq) % 6 in (5, 0, 1)
    return inside / len(notes)


def tonal_distance(notes: Sequence[Note], others: Sequence[Note], meters: MeterMap) -> float | None:
    """The mean distance of two tracks' tonal centroids over the beats in which both sound; None
    where they never do. 0 for equal pitch classes in equal proportions.
    """
    first, second = (_chroma(track, meters) for track in (notes, others))
    shared = sorted(first.keys() & second.keys())
    if not shared:
        return None
    a, b = (centroids(np.array([chroma[beat] for beat in shared])) for chroma in (first, second))
    return float(np.linalg.norm(a - b, axis=1).mean())


def centroids(chroma: np.ndarray) -> np.ndarray:
    """Points in tonal space (n, 6) for how long each pitch class sounds (n, 12), none all 0."""
    pitches = np.arange(12)
    turns = [(radius, math.pi * turn * pitches) for turn, radius in CIRCLES]
    basis = np.array(
        [wave for r, angle in turns for wave in (r * np.sin(angle), r * np.cos(angle))]
    )
    return chroma @ basis.T / chroma.sum(axis=1, keepdims=True)


def _bars(note: Note, meters: MeterMap) -> range:
    """The bars in which a note sounds."""
    return range(meters.bar_at(note.start), meters.bar_at(Tick(max(note.start, note.end - 1))) + 1)


def _chroma(notes: Sequence[Note], meters: MeterMap) -> dict[tuple[int, int], np.ndarray]:
    """How long each pitch class sounds in each beat (bar, beat) in which any does."""
    chroma: dict[tuple[int, int], np.ndarray] = defaultdict(lambda: np.zeros(12))
    for note in notes:
        for bar in _bars(note, meters):
            start, after = meters.bar_start(bar), meters.bar_start(bar + 1)
            beat = meters.meter_at(start).beat_ticks(meters.ppq)
            lines = [*range(start, after, beat), after]
            for number, (begin, end) in enumerate(pairwise(lines)):
                shared = min(note.end, end) - max(note.start, begin)
                if shared > 0:
                    chroma[bar, number][note.pitch % 12] += shared
    return chroma
