"""What a bass hears of the others, quarter by quarter: "rhythm-section", version 1.

Of the melody how long each pitch class sounds, where notes begin and how high they lie; the chord
that stands where the quarter begins; the kick and the snare on its sixteenths. Of each of the three
there is a flag that says whether it is known; what is not known is 0.
"""

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from engine.representation.clips import HOLD, SIXTEENTH, SLOTS, Bars, MelodyClip, in_slots
from engine.representation.drums import STEPS_PER_QUARTER

NAME = "rhythm-section"
VERSION = 1

CLASSES, ONSETS, HEIGHT, SUNG = slice(0, 12), slice(12, 16), 16, 17
ROOT, TONES, NAMED = slice(18, 30), slice(30, 42), 42
KICK, SNARE, STRUCK = slice(43, 47), slice(47, 51), 51
HEARD = 52
"""Where each feature stands, and how many there are."""

MELODY, CHORDS, DRUMS = slice(0, 18), slice(18, 43), slice(43, 52)
"""All of the melody, of the chords, of the drums."""

MIDDLE = 66.0
"""A pitch of usual height; HEIGHT counts octaves from it."""

VOICES_HEARD = 2
"""The first voices of the kit are heard: kick and snare."""


@dataclass(frozen=True)
class Harmony:
    """Chords in a row: the slots at which they begin, from the clip's beginning; the pitch class
    that each stands on, None where there is none; and its pitch classes.
    """

    slots: tuple[int, ...]
    roots: tuple[int | None, ...]
    tones: tuple[frozenset[int], ...]

    def at(self, slot: int) -> int | None:
        """The number of the chord that stands at a slot; None before the first."""
        number = bisect_right(self.slots, slot) - 1
        return None if number < 0 else number


def heard(
    bars: Bars,
    melody: MelodyClip | None = None,
    harmony: Harmony | None = None,
    hits: np.ndarray | None = None,
) -> np.ndarray:
    """(bars, quarters of the longest bar, HEARD): what there is of a melody on these bars, of
    chords, and of hits (sixteenths, 9); 0 past the end of a bar.
    """
    features = np.zeros((*bars.there.shape, HEARD), np.float32)
    if melody is not None:
        _sing(features, melody)
    if harmony is not None:
        _name(features, harmony, bars)
    if hits is not None:
        _strike(features, hits, bars)
    return features * bars.there[..., None]


def _sing(features: np.ndarray, melody: MelodyClip) -> None:
    bars = melody.bars
    pitches = in_slots(sounding(melody.symbols), bars, -1)
    steps = np.maximum(1, bars.steps.sum(axis=2))
    for pitch_class in range(12):
        share = ((pitches >= 0) & (pitches % 12 == pitch_class)).sum(axis=2) / steps
        features[..., CLASSES.start + pitch_class] = share
    begins = in_slots(melody.symbols < HOLD, bars, False)
    features[..., ONSETS] = begins.reshape(*begins.shape[:2], -1, SIXTEENTH).any(axis=3)
    count = (pitches >= 0).sum(axis=2)
    mean = np.where(pitches >= 0, pitches, 0).sum(axis=2) / np.maximum(1, count)
    features[..., HEIGHT] = np.where(count > 0, (mean - MIDDLE) / 12, 0)
    features[..., SUNG] = 1


def _name(features: np.ndarray, harmony: Harmony, bars: Bars) -> None:
    starts = np.concatenate([[0], np.cumsum(bars.lengths)])
    for bar, quarter in np.argwhere(bars.there):
        number = harmony.at(int(starts[bar] + quarter * SLOTS))
        root = None if number is None else harmony.roots[number]
        if number is None or root is None:
            continue
        row = features[bar, quarter]
        row[ROOT.start + root] = 1
        row[[TONES.start + tone for tone in harmony.tones[number]]] = 1
    features[..., NAMED] = 1


def _strike(features: np.ndarray, hits: np.ndarray, bars: Bars) -> None:
    struck = np.zeros((*bars.sixteenths.shape, VOICES_HEARD), np.float32)
    struck[bars.sixteenths] = hits[:, :VOICES_HEARD]
    shape = (*bars.there.shape, VOICES_HEARD * STEPS_PER_QUARTER)
    features[..., KICK.start : SNARE.stop] = struck.transpose(0, 1, 3, 2).reshape(shape)
    features[..., STRUCK] = 1


def sounding(symbols: np.ndarray) -> np.ndarray:
    """The pitch that sounds at each step of a melody's symbols (steps,); -1 in silence."""
    found = np.where(symbols < HOLD, symbols.astype(np.int16), -1)
    for step in np.flatnonzero(symbols == HOLD):
        found[step] = found[step - 1] if step else -1
    return found


def retuned(features: np.ndarray, shift: np.ndarray) -> np.ndarray:
    """Features (clips, ..., HEARD) so many semitones higher, (clips,)."""
    found = features.copy()
    for clip, semitones in enumerate(shift.tolist()):
        for part in (CLASSES, ROOT, TONES):
            found[clip, ..., part] = np.roll(features[clip, ..., part], semitones, axis=-1)
        sung = features[clip, ..., CLASSES].any(axis=-1)
        found[clip, ..., HEIGHT] += sung * semitones / 12
    return found
