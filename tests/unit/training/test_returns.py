"""What is counted of melodies that come back: from where, in which manner, what they look like."""

import numpy as np
import pytest

from engine.representation.notes import STYLES
from engine.representation.returns import EXACTLY, PITCHES, RHYTHM, place_of
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from models.training.data.pieces import Piece
from models.training.melody.returns import counted, looks, returns

COMMON = MeterMap(24)
PHRASES = {"A": (60, 62, 64, 65), "B": (72, 71, 69, 67), "C": (55, 57, 59, 60)}


def tune(
    form: str, *, lengths: int = 20, meters: MeterMap = COMMON, style: str = "pop909"
) -> Piece:
    """Phrases of four bars of quarters, each bar moved by its number; of a small letter the notes
    are shorter, and of "r" only the rhythm is that of the others.
    """
    notes = []
    for number, name in enumerate(form):
        for bar in range(4):
            for beat in range(4):
                start = Tick(96 * (4 * number + bar) + 24 * beat + 6 * (beat == bar))
                usual = PHRASES.get(name.upper(), ())
                pitch = usual[beat] + bar if usual else 40 + (7 * bar + 3 * beat) % 11
                length = lengths // 2 if name.islower() else lengths
                notes.append(Note(len(notes), pitch, 80, start, Tick(length)))
    return Piece("tune", style, tuple(notes), meters)


def bars(piece: Piece) -> list[tuple[int, int]]:
    """The distance and manner with which each bar begins."""
    return [(distance, manner) for _, unit, distance, manner in returns(piece) if not unit]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("AABA", [0, (4, EXACTLY), 0, (8, EXACTLY)]),
        ("ABa", [0, 0, (8, PITCHES)]),
        ("ABCA", [0, 0, 0, (12, EXACTLY)]),
    ],
)
def test_a_form_is_found(form, expected):
    found = bars(tune(form))
    for number, wanted in enumerate(expected):
        for distance, manner in found[4 * number : 4 * number + 4]:
            if wanted:
                assert (distance, manner) == wanted
            else:
                assert distance == 0 or manner == RHYTHM


def test_what_has_another_tune_comes_back_in_its_rhythm():
    assert bars(tune("Ar"))[4:] == [(4, RHYTHM)] * 4


def test_pieces_in_several_meters_are_left_out():
    meters = MeterMap(24, (Meter(Tick(0), 4, 4), Meter(Tick(96), 3, 4)))
    assert not list(returns(tune("AA", meters=meters)))


def test_chances_are_of_the_times_that_such_a_bar_was_there():
    arrays = counted([tune("AABA"), tune("AB", style="pd-abc")] * 20)
    pop = STYLES.index("pop909")
    chances, begins = arrays["chances"][pop], arrays["begins"][pop]
    assert begins[place_of(4, 0), 4] == 0.5  # of bars 4 and 12
    assert begins[place_of(4, 0), 8] == 1  # of bar 12, before which there are so many
    assert begins[place_of(4, 0), 5] == 0
    assert chances[place_of(5, 0), 4, 4] > 0.9
    assert not arrays["chances"][..., 0].any()
    np.testing.assert_allclose(arrays["manners"].sum(axis=-1), 1, rtol=1e-5)
    assert arrays["manners"][pop, 4].argmax() == EXACTLY


def test_pop_is_known_as_it_is_played_and_as_it_is_written():
    arrays = looks([tune("AB"), tune("AB", style="pd-abc", lengths=12)])
    assert arrays["styles"].tolist() == [0, 1, 2, 3, 0]
    played, written = arrays["notes"][0], arrays["notes"][4]
    assert np.argwhere(played == played.max()).tolist() == [[0, 20 - 1, 1]]
    assert np.argwhere(written == written.max()).tolist() == [[0, 18 - 1, 1]]
