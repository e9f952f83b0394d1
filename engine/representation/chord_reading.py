"""Which chord each beat of some notes stands for: templates, and the best way through them.

Each beat's pitch classes are held against the tones of every chord; a change costs something, less
on a bar line, so that a passing note makes no chord (dynamic programming after Viterbi).
"""

from collections.abc import Sequence

import numpy as np

from engine.representation.harmony import NONE, SYMBOLS, TONES, Beats, root_of
from engine.score.song import Note

OUTSIDE = 1.1
"""What a sounding pitch class outside a chord costs, where one inside brings 1."""

MISSING = 0.22
"""What a tone of a chord costs that does not sound."""

NEARBY = 0.8
"""So much of that is spared where it sounds elsewhere in the bar, as in a broken chord."""

BASS = 0.35
"""What the root in the bass brings."""

CHANGE, CHANGE_ON_LINE = 0.7, 0.3
SILENCE = 0.15
"""What no chord brings."""

_ROOTS = np.array([-1, *(root_of(number) for number in range(1, SYMBOLS))])


def read_chords(weights: np.ndarray, basses: np.ndarray, beats: Beats) -> np.ndarray:
    """The symbols (T,) of beats, from how long each pitch class sounds in each (T, 12) and the
    lowest pitch class there (T,), -1 where nothing sounds.
    """
    fits = _fits(weights, basses, beats)
    steady = np.full(len(beats.bars.places), CHANGE)
    steady[beats.bars.places == 0] = CHANGE_ON_LINE
    score = fits[0].copy()
    came = np.zeros(fits.shape, np.int64)
    for beat in range(1, len(fits)):
        best = int(score.argmax())
        changed = score[best] - steady[beat]
        came[beat] = np.where(score >= changed, np.arange(SYMBOLS), best)
        score = np.maximum(score, changed) + fits[beat]
    found = np.zeros(len(fits), np.int64)
    found[-1] = score.argmax()
    for beat in range(len(fits) - 1, 0, -1):
        found[beat - 1] = came[beat, found[beat]]
    return found


def lowest(notes: Sequence[Note], beats: Beats) -> np.ndarray:
    """The pitch class of the lowest note that sounds on each beat, (T,); -1 where none does."""
    found = np.full(len(beats.ticks) - 1, 128)
    for note in notes:
        first, last = beats.at(np.array([note.start, max(note.start, note.end - 1)]))
        found[first : last + 1] = np.minimum(found[first : last + 1], note.pitch)
    return np.where(found == 128, -1, found % 12)


def _fits(weights: np.ndarray, basses: np.ndarray, beats: Beats) -> np.ndarray:
    """How well each symbol fits each beat, (T, SYMBOLS); 0 all along a silent beat."""
    heard = np.minimum(weights, 1)
    total = heard.sum(1, keepdims=True)
    share = heard / np.maximum(total, 1e-6)
    inside = share @ TONES.T
    in_bar = np.maximum.reduceat(weights, beats.bars.lines[:-1])
    nearby = np.repeat(in_bar, np.diff(beats.bars.lines), axis=0)
    sounds = np.where(weights > 0, 1, NEARBY * (nearby > 0)).astype(np.float32)
    missing = TONES.sum(1) - sounds @ TONES.T
    root = (_ROOTS[None] == basses[:, None]) & (basses >= 0)[:, None]
    fits = inside - OUTSIDE * (1 - inside) - MISSING * missing + BASS * root
    fits[:, NONE] = -0.5
    silent = total[:, 0] < 1e-6
    fits[silent] = 0
    fits[silent, NONE] = SILENCE
    return fits
