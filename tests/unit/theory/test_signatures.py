"""Key signatures, and notes whose accidentals come and go one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.theory.keys import ALL_KEYS, MAJOR_SCALE, Key, parse_key
from engine.theory.signatures import altered, apart, signature


def scale(sharps: int) -> set[int]:
    """The pitch classes of the major scale under a signature."""
    return {(7 * sharps + step) % 12 for step in MAJOR_SCALE}


@pytest.mark.parametrize(
    ("name", "sharps"), [("C", 0), ("A minor", 0), ("G", 1), ("F", -1), ("Eb", -3), ("F#", 6)]
)
def test_signatures_are_those_of_the_book(name: str, sharps: int) -> None:
    assert signature(parse_key(name)) == sharps


def test_the_way_round_is_the_short_one() -> None:
    assert [apart(*each) for each in ((0, 1), (1, 0), (6, -5), (-5, 6), (0, 6))] == [
        1,
        -1,
        1,
        -1,
        6,
    ]


@given(st.sampled_from(ALL_KEYS), st.sampled_from(ALL_KEYS), st.data())
def test_a_melody_turns_into_each_key_on_the_way(
    first: Key, last: Key, data: st.DataObject
) -> None:
    fifths = apart(signature(first), signature(last))
    gone = data.draw(st.integers(min(0, fifths), max(0, fifths)))
    inside = sorted(scale(signature(first)))
    pitches = np.array(data.draw(st.lists(st.sampled_from(inside), min_size=1))) + 60
    turned = altered(pitches, signature(first), gone)
    assert {int(pitch) % 12 for pitch in turned} <= scale(signature(first) + gone)
    assert np.abs(turned - pitches).max() <= 1
    assert (altered(turned, signature(first) + gone, -gone) == pitches).all()


def test_what_was_foreign_stays_and_nothing_leaves_the_pitches() -> None:
    assert altered(np.array([61, 63, 65]), 0, 1).tolist() == [61, 63, 66]
    assert altered(np.array([127]), 0, 3).tolist() == [127]
    assert altered(np.array([0]), 0, -6).tolist() == [0]
