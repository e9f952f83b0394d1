"""Voicing chords: near to where the voices were, with the tones that make the chord."""

import math
from dataclasses import replace

import numpy as np
import pytest

from engine.theory.chords import parse_chord
from engine.tools.chords.voicing import Limits, Voices, resampled
from engine.tools.errors import NothingLeft

C = (48, 55, 60, 64)
OPEN = Limits(0, 127, 0.0)


def voices(now: tuple[int, ...] = C, limits: Limits = OPEN, rooted: bool = True) -> Voices:
    home = tuple(map(float, now))
    return Voices(now, home, rooted, limits, 0.0, np.random.default_rng(0))


def frame(symbol: str, of: Voices, size: int = 4) -> tuple[int, ...]:
    chord = parse_chord(symbol)
    return of.frame(chord.tones, chord.bass, size)


@pytest.mark.parametrize("symbol", ["Am", "F", "G7", "Dm7", "Bb", "E7", "F#dim", "Csus4", "Ebmaj7"])
def test_every_tone_but_a_fifth_is_there_and_the_upper_voices_move_little(symbol: str) -> None:
    chord, found = parse_chord(symbol), frame(symbol, voices())
    assert list(found) == sorted(set(found)) and len(found) == 4
    fifth = {7 + (chord.bass or 0)} if len(chord.tones) > 3 else set()
    assert chord.tones - {tone % 12 for tone in fifth} <= {p % 12 for p in found} <= chord.tones
    assert found[0] % 12 == chord.bass
    assert sum(abs(a - b) for a, b in zip(found[1:], C[1:], strict=True)) <= 10


def test_a_bass_note_after_a_slash_is_the_lowest() -> None:
    assert frame("C/E", voices())[0] % 12 == 4
    assert frame("Am/G", voices())[0] % 12 == 7


def test_a_part_that_does_not_stand_on_its_roots_moves_least() -> None:
    assert frame("Am", voices((60, 64, 67), rooted=False), 3) == (60, 64, 69)
    assert frame("F", voices((60, 64, 67), rooted=False), 3) == (60, 65, 69)


def test_what_was_played_comes_again_and_voices_find_home() -> None:
    part = voices()
    first = frame("F", part)
    for symbol in ("G", "Bb", "D", "E", "A", "B", "F#", "Ab") * 4:
        frame(symbol, part)
    assert frame("F", part) == first
    far = replace(part, now=(72, 79, 84, 88), known={})
    for symbol in ("F", "G", "Am", "Dm", "Em", "Bb", "Eb", "D", "A", "E", "C"):
        frame(symbol, far)
    assert sum(abs(a - b) for a, b in zip(far.now, C, strict=True)) < 24


def test_no_pitch_leaves_a_range_that_is_locked() -> None:
    narrow = Limits(55, 62, math.inf)
    assert frame("C", voices(limits=narrow)) == (55, 60)
    with pytest.raises(NothingLeft):
        frame("C", voices(limits=Limits(61, 63, math.inf)))
    assert min(frame("C", voices(limits=Limits(52, 127, 20.0)))) >= 52


def test_no_chord_leaves_the_voices_where_they_are() -> None:
    assert voices().frame(frozenset(range(12)), None, 4) == C


def test_voices_are_spread_as_others_were() -> None:
    assert resampled((40, 60), 3) == [40, 50, 60]
    assert resampled((48, 55, 60, 64), 2) == [48, 64]
    assert resampled((60,), 2) == [60, 60]
    assert resampled((40, 60), 1) == [50]
