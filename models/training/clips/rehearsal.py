"""What a bass hears in training: parts of it left out, drums made up where none are known."""

import numpy as np

from engine.representation.clips import HOLD, OFF, SIXTEENTH
from engine.representation.rhythm_section import CHORDS, DRUMS, KICK, MELODY, SNARE, STRUCK

LEFT_OUT = ((MELODY, 0.15), (CHORDS, 0.15), (DRUMS, 0.2))
"""How often a clip's melody, chords and drums are unknown."""

KICK_WITH_BASS, KICK_ALONE = 0.75, 0.04
"""How often a made-up kick comes on a 16th where the bass begins, and where not: so a bass of
POP909 begins with four kicks of five, as in freedoom-midi.
"""

BACKBEAT = 0.8
"""How often a made-up snare comes on the second and fourth quarter."""


def rehearsed(heard: np.ndarray, symbols: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """What is heard (B, N, Q, HEARD) under basses (B, N, Q, 12), with drums made up where none are
    known, and with parts unknown.
    """
    found = heard.copy()
    silent = (heard[..., STRUCK] == 0).all(axis=(1, 2))
    found[silent] = _drummed(heard[silent], symbols[silent], rng)
    for part, share in LEFT_OUT:
        found[rng.random(len(heard)) < share, ..., part] = 0
    return found * (symbols != OFF).any(axis=3, keepdims=True)


def _drummed(heard: np.ndarray, symbols: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Features with a kick that goes with the bass as often as a real one, and a backbeat."""
    begins = symbols < HOLD
    onsets = begins[..., ::SIXTEENTH]
    chance = np.where(onsets, KICK_WITH_BASS, KICK_ALONE)
    found = heard.copy()
    found[..., KICK] = rng.random(chance.shape) < chance
    beats = np.zeros((*heard.shape[:3], SNARE.stop - SNARE.start), bool)
    beats[:, :, 1::2, 0] = True
    found[..., SNARE] = beats & (rng.random((len(heard), *beats.shape[1:])) < BACKBEAT)
    found[..., STRUCK] = 1
    return found
