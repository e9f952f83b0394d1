"""Chains of counts: what they give, what they leave out, and how they fall back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.representation.chain import Chain, Counts, packed, unpacked
from engine.representation.chord_chain import PLACES, ChordChain, contexts_of
from engine.representation.chord_tones import ChordTones, shape_of
from engine.representation.contexts import RECIPES, sizes_of
from engine.representation.harmony import KINDS, SYMBOLS, symbol

MAJOR, A_FLAT_MAJOR = 0b000010010001, 0b000100001001


def chain(contexts: list[int], symbols: list[int], pieces: list[int], fewest: int = 1) -> Chain:
    """A chain of two orders: of nothing, and of a context."""
    told = np.array(contexts), np.array(symbols), np.array(pieces)
    nothing = np.zeros_like(told[0])
    return Chain(
        8, tuple(Counts.of(level, told[1], told[2], fewest) for level in (nothing, told[0]))
    )


SEEN = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 7), st.integers(0, 4)), min_size=1)


@given(SEEN, st.integers(1, 4), st.integers(0, 5))
def test_whatever_is_counted_and_left_out_every_symbol_keeps_a_chance(seen, fewest, context):
    contexts, symbols, pieces = map(list, zip(*seen, strict=True))
    found = chain(contexts, symbols, pieces, fewest).chances([0, context])
    assert found.sum() == pytest.approx(1)
    assert (found > 0).all()


def test_a_context_is_told_by_witten_and_bell():
    known = chain([1, 1, 1, 2], [5, 5, 6, 7], [0, 1, 0, 0])
    below = known.chances([0, 9])
    assert below == pytest.approx(known.orders[0].mixed(0, np.full(8, 1 / 8)))
    wanted = below * 2 / 5
    wanted[5] += 2 / 5
    wanted[6] += 1 / 5
    assert known.chances([0, 1]) == pytest.approx(wanted)


def test_what_few_pieces_do_is_left_out_and_shorter_contexts_stand_for_it():
    seen = [1, 1, 1, 1], [5, 5, 6, 6], [0, 1, 2, 2]
    counts = chain(*seen, fewest=2).orders[1]
    assert counts.symbols.tolist() == [5] and counts.times.tolist() == [2]
    assert counts.escapes.tolist() == [4], "two symbols were seen, and one of them twice is lost"
    assert chain(*seen, fewest=2).chances([0, 1])[5] == pytest.approx(
        chain(*seen).chances([0, 1])[5], abs=0.2
    )
    assert not len(chain([1], [5], [0], fewest=2).orders[1].contexts)


def test_a_chain_comes_back_from_its_arrays():
    known = chain([1, 1, 2], [5, 6, 7], [0, 1, 2])
    again = Chain.read(known.arrays("x"), "x")
    assert (again.chances([0, 1]) == known.chances([0, 1])).all()
    with pytest.raises(KeyError):
        Chain.read(known.arrays("x"), "y")


def test_contexts_are_whole_numbers_that_can_be_read_again():
    for orders in RECIPES.values():
        sizes = sizes_of(orders[-1])
        most = [size - 1 for size in sizes]
        number = packed([np.array([value]) for value in most], sizes, 1)[0]
        assert unpacked(int(number), sizes) == tuple(most)


def test_a_chord_is_known_by_its_shape_at_any_height():
    shape, up = shape_of(MAJOR)
    assert shape_of(A_FLAT_MAJOR) == (shape, (up + 8) % 12)
    sung = ChordTones.of(np.array([MAJOR] * 9), np.array([0] * 6 + [4, 4, 2]), np.ones(9, bool))
    here, there = sung.chances(MAJOR, True), sung.chances(A_FLAT_MAJOR, True)
    assert here.sum() == pytest.approx(1) and here.argmax() == 0
    assert np.roll(here, 8) == pytest.approx(there)


def test_over_a_chord_that_was_never_heard_its_own_tones_are_likelier():
    sung = ChordTones.of(np.array([MAJOR] * 9), np.array([0] * 6 + [4, 4, 2]), np.ones(9, bool))
    strange = sung.chances(0b000001001011, True)
    assert min(strange[[0, 1, 3, 6]]) > max(np.delete(strange, [0, 1, 3, 6]))


def chords() -> ChordChain:
    """I is followed by IV, IV by V; a tonic's tones are sung over I."""
    one, four, five = symbol(0, 0), symbol(5, 0), symbol(7, 0)
    contexts = [contexts_of(before) for before in ([], [one], [one, four])]
    pieces = np.zeros(3, int)
    orders = [
        Counts.of(np.array(level), np.array([one, four, five]), pieces)
        for level in zip(*contexts, strict=True)
    ]
    sung = np.ones((1 + len(KINDS), 12))
    sung[1, [0, 4, 7]] = 50
    return ChordChain(np.ones((PLACES, PLACES, 2)), Chain(SYMBOLS, tuple(orders)), sung)


def test_chords_follow_chords_and_what_is_sung():
    one, four, five = symbol(0, 0), symbol(5, 0), symbol(7, 0)
    silence = np.zeros(12)
    assert chords().logits([one], 0, 0, silence)[1].argmax() == four
    assert chords().logits([one, four], 0, 0, silence)[1].argmax() == five
    mediant = np.eye(12)[4]
    assert chords().logits([one], 0, 0, mediant)[0] < chords().logits([one], 0, 0, silence)[0]
    assert chords().over(mediant)[one] > chords().over(mediant)[four]
