"""What comes back over a clip, and which pitches a melody keeps to."""

from itertools import pairwise

import numpy as np
import pytest

from engine.representation.clips import HOLD, MAJOR, REST, Bars
from engine.representation.habits import DISTANCES, NEW, PLACES, REACH, Habits, place_of

BARS = Bars((48,) * 8, (0,) * 8, (False,) * 8)


def habits(chances: np.ndarray) -> Habits:
    """Of one style; in C major nothing but white keys, and the less likely the wider."""
    white = np.isin(np.arange(12), [0, 2, 4, 5, 7, 9, 11])
    tones = np.tile(np.where(white, 1.0, 1e-3) / 7, (3, 1))
    intervals = np.exp(-np.abs(np.arange(-REACH, REACH + 1)))
    return Habits(chances[None], np.ones((14, 1)), intervals / intervals.sum(), tones)


def nothing() -> np.ndarray:
    return np.zeros((PLACES, DISTANCES, DISTANCES))


def test_the_place_tells_bars_phrases_and_whether_one_can_have_come_back() -> None:
    assert [place_of(bar, 0) for bar in (0, 1, 4, 5, 8, 12)] == [7, 5, 2, 1, 3, 2]
    assert [place_of(bar, 3) for bar in (0, 3, 4)] == [4, 4, 0]


def test_a_phrase_comes_back_where_it_always_does() -> None:
    chances = nothing()
    chances[2, 0, 4] = 1  # the fifth bar begins to say the first one again,
    chances[:2, 4, 4] = 1  # and it goes on
    sources = habits(chances).sources(BARS, np.random.default_rng(0))
    assert (sources[:16] == NEW).all()
    assert sources[16:].tolist() == list(range(16))


@pytest.mark.parametrize("seed", range(20))
def test_nothing_comes_back_that_was_not_there(seed: int) -> None:
    chances = np.full((PLACES, DISTANCES, DISTANCES), 1 / DISTANCES)
    short = Bars((30, 30, 30), (13,) * 3, (False,) * 3)
    sources = habits(chances).sources(short, np.random.default_rng(seed))
    there, time = short.there.ravel(), np.arange(short.there.size)
    again = sources != NEW
    assert (sources[again] >= 0).all()
    assert (sources[again] < time[again]).all()
    assert ((time - sources)[again] % 3 == 0).all()
    assert there[again].all()


def test_only_pitches_of_what_begins_are_tuned() -> None:
    rng = np.random.default_rng(1)
    logits = rng.normal(size=(40, 130)) * 4
    logits[::3, HOLD] += 30
    logits[1::3, REST] += 30
    tuned = habits(nothing()).tuned(logits, MAJOR)
    begins = logits.argmax(axis=1) < HOLD
    assert begins.sum() > 10
    assert ((tuned.argmax(axis=1) < HOLD) == begins).all()
    assert np.array_equal(tuned[~begins], logits[~begins])
    assert np.array_equal(tuned[:, HOLD:], logits[:, HOLD:])
    pitches, former = (each[begins].argmax(axis=1) for each in (tuned, logits))
    assert np.isin(pitches % 12, [0, 2, 4, 5, 7, 9, 11]).mean() > 0.9
    assert np.abs(np.diff(pitches)).mean() < np.abs(np.diff(former)).mean()


def test_the_pitches_are_those_of_the_likeliest_melody() -> None:
    rng = np.random.default_rng(2)
    logits = np.full((3, 130), -50.0)
    logits[:, 60:66] = rng.normal(size=(3, 6)) * 2
    own = habits(nothing())
    assert own.intervals is not None
    assert own.tones is not None
    moves, tones = np.log(own.intervals), np.log(own.tones[MAJOR])

    def score(line: tuple[int, ...]) -> float:
        said = sum(logits[n, pitch] + tones[pitch % 12] for n, pitch in enumerate(line))
        return float(said + sum(moves[b - a + REACH] for a, b in pairwise(line)))

    lines = [(a, b, c) for a in range(60, 66) for b in range(60, 66) for c in range(60, 66)]
    tuned = own.tuned(logits, MAJOR).argmax(axis=1).tolist()
    assert tuple(tuned) == max(lines, key=score)


def test_drums_have_no_pitches_to_tune() -> None:
    logits = np.random.default_rng(3).normal(size=(8, 9))
    kit = Habits(nothing()[None], np.ones((14, 1)))
    assert kit.tuned(logits, MAJOR) is logits
