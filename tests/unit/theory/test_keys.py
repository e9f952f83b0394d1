"""Keys: read, written, found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.keys import ALL_KEYS, Key, UnknownKey, find_key, parse_key


def melody(*pitches: int) -> list[Note]:
    """Quarters at 24 a quarter."""
    return [Note(i, pitch, 80, Tick(24 * i), Tick(24)) for i, pitch in enumerate(pitches)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("A minor", Key(9, True)),
        ("C", Key(0)),
        ("f# min", Key(6, True)),
        ("Bb major", Key(10)),
        ("Am", Key(9, True)),
        ("G♭", Key(6)),
        (" Cb maj ", Key(11)),
        ("E M", Key(4)),
    ],
)
def test_keys_are_read(text: str, key: Key) -> None:
    assert parse_key(text) == key


@pytest.mark.parametrize("text", ["", "H", "minor", "A dorian", "Ab#", "auto"])
def test_what_is_no_key_is_refused_in_words(text: str) -> None:
    with pytest.raises(UnknownKey, match='write it like "A minor"'):
        parse_key(text)


@pytest.mark.parametrize("key", ALL_KEYS, ids=str)
def test_a_keys_name_is_read_back(key: Key) -> None:
    assert parse_key(str(key)) == key


def test_minor_has_both_sixths_and_sevenths() -> None:
    assert Key(9, True).scale == {9, 11, 0, 2, 4, 5, 6, 7, 8}
    assert Key(7).scale == {7, 9, 11, 0, 2, 4, 6}


@given(st.integers(-6, 5))
def test_the_key_moves_with_the_melody(semitones: int) -> None:
    tune = (67, 67, 69, 67, 72, 71, 67, 67, 69, 67, 74, 72)
    moved = find_key(melody(*(pitch + semitones for pitch in tune)))
    assert moved == Key(semitones % 12)


def test_a_minor_tune_is_heard_as_minor() -> None:
    assert find_key(melody(69, 71, 72, 71, 69, 68, 69, 76, 74, 72, 71, 69)) == Key(9, True)


def test_no_notes_are_in_c_major() -> None:
    assert find_key([]) == Key(0)
