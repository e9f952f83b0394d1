"""How often each degree, interval or drum is heard, as shares that sum to 1: the histograms that
tell a style at a glance.

All are pure functions of notes in order; each note counts once, however long it is.
"""

from collections.abc import Sequence

import numpy as np

from engine.representation.drums import VOICES, voice_of
from engine.score.song import Note
from engine.theory.bars import pitches_of
from engine.theory.keys import Key

WIDEST = 12
"""Intervals beyond an octave are counted together, on either side."""

INTERVALS = 2 * WIDEST + 3
"""From further down than an octave to further up than one; the unison is in the middle."""

Shares = np.ndarray

_VOICES = np.array([voice_of(pitch) for pitch in range(128)])


def degree_shares(notes: Sequence[Note], tonic: int) -> Shares:
    """(12,): how often each pitch class is struck, from the tonic's upwards by semitones."""
    return _shares((pitches_of(notes) - tonic) % 12, 12)


def interval_shares(notes: Sequence[Note]) -> Shares:
    """(INTERVALS,): how often each interval follows, from down to up in semitones."""
    steps = np.diff(pitches_of(notes))
    return _shares(steps.clip(-WIDEST - 1, WIDEST + 1) + WIDEST + 1, INTERVALS)


def drum_shares(notes: Sequence[Note]) -> Shares:
    """(9,): how often each voice of a kit is struck, in the order of VOICES."""
    return _shares(_VOICES[pitches_of(notes)], len(VOICES))


def struck(notes: Sequence[Note], key: Key | None) -> Shares:
    """What a piece strikes: degrees where a key is given, voices of a kit where none is."""
    return drum_shares(notes) if key is None else degree_shares(notes, key.tonic)


def _shares(values: np.ndarray, size: int) -> Shares:
    """All 0 where there is nothing to count."""
    counts = np.bincount(values, minlength=size).astype(float)
    return counts / max(1.0, counts.sum())
