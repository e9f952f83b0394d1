"""What a bass hears: each feature in its place, and moved with the pitches."""

import numpy as np

from engine.representation.clips import HOLD, REST, Bars, MelodyClip
from engine.representation.rhythm_section import (
    CHORDS,
    CLASSES,
    DRUMS,
    HEIGHT,
    KICK,
    MELODY,
    NAMED,
    ONSETS,
    ROOT,
    SNARE,
    STRUCK,
    SUNG,
    TONES,
    Harmony,
    heard,
    retuned,
    sounding,
)

BARS = Bars((48, 36), (0, 1), (False, False))
STEPS = int(BARS.steps.sum())


def melody(symbols: dict[int, int]) -> MelodyClip:
    """Symbols at steps, silence elsewhere."""
    line = np.full(STEPS, REST, np.uint8)
    for step, symbol in symbols.items():
        line[step] = symbol
    return MelodyClip(BARS, line, np.zeros(STEPS, np.uint8))


def test_a_melody_is_heard_by_its_classes_onsets_and_height() -> None:
    features = heard(BARS, melody({0: 60, 1: HOLD, 2: 67, 3: HOLD, 5: 72}))
    first, second = features[0, 0], features[0, 1]
    assert first[CLASSES][[0, 7]].tolist() == [0.5, 0.5]
    assert first[ONSETS].tolist() == [1, 0, 1, 0]
    assert first[HEIGHT] == np.float32((63.5 - 66) / 12)
    assert second[CLASSES][0] == 0.25 and second[ONSETS].tolist() == [0, 1, 0, 0]
    assert (features[..., SUNG] == BARS.there).all()
    assert not features[..., CHORDS].any() and not features[..., DRUMS].any()


def test_a_chord_is_heard_from_the_quarter_that_it_stands_at() -> None:
    harmony = Harmony(
        (0, 24, 60), (9, None, 5), (frozenset({9, 0, 4}), frozenset(), frozenset({5}))
    )
    features = heard(BARS, harmony=harmony)
    roots = features[..., ROOT].argmax(axis=-1)
    assert roots[0, :2].tolist() == [9, 9] and roots[1, 1:3].tolist() == [5, 5]
    assert not features[0, 2:, ROOT].any() and not features[1, 0, TONES].any()
    assert np.flatnonzero(features[0, 0, TONES]).tolist() == [0, 4, 9]
    assert (features[..., NAMED] == BARS.there).all()


def test_kick_and_snare_are_heard_on_their_sixteenths() -> None:
    hits = np.zeros((int(BARS.sixteenths.sum()), 9), bool)
    hits[[0, 17], 0] = True
    hits[4, [1, 2]] = True
    features = heard(BARS, hits=hits)
    assert features[0, 0, KICK].tolist() == [1, 0, 0, 0]
    assert features[1, 0, KICK].tolist() == [0, 1, 0, 0]
    assert features[0, 1, SNARE].tolist() == [1, 0, 0, 0]
    assert features[..., KICK].sum() + features[..., SNARE].sum() == 3
    assert features[..., STRUCK].sum() == 7


def test_what_is_heard_moves_with_the_pitches() -> None:
    tune = {0: 60, 1: HOLD, 4: 64, 20: 67}
    harmony = Harmony((0,), (7,), (frozenset({7, 11, 2}),))
    low = heard(BARS, melody(tune), harmony)
    higher = {step: symbol + 5 * (symbol < HOLD) for step, symbol in tune.items()}
    high = heard(BARS, melody(higher), Harmony((0,), (0,), (frozenset({0, 4, 7}),)))
    assert np.allclose(retuned(low[None], np.array([5]))[0], high)
    assert np.array_equal(retuned(low[None], np.array([0]))[0], low)


def test_a_hold_sounds_on_and_one_after_silence_is_silent() -> None:
    assert sounding(np.array([HOLD, 60, HOLD, REST, HOLD])).tolist() == [-1, 60, 60, -1, -1]


def test_the_three_parts_fill_all_features() -> None:
    parts = [range(53)[part] for part in (MELODY, CHORDS, DRUMS)]
    assert [number for part in parts for number in part] == list(range(52))
