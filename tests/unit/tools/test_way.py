"""The way from clip to clip: notes change hands one after another, evenly, and whole."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.representation.clips import HOLD, REST, SLOTS, Bars
from engine.runtime.autoencoder import Said
from engine.tools.clips.handover import handed_over
from engine.tools.clips.way import Drawing, MelodyWay, alike, progress, way

SHARES = np.linspace(0, 1, 13)[1:-1]
BARS = Bars((4 * SLOTS,) * 2, (0, 0), (False, False))
STEPS = 32


def melody(rng: np.random.Generator) -> np.ndarray:
    """Notes of any length one after the other, with rests."""
    symbols: list[int] = []
    while len(symbols) < STEPS:
        begins = REST if rng.random() < 0.2 else int(rng.integers(55, 80))
        after = REST if begins == REST else HOLD
        symbols += [begins, *[after] * int(rng.integers(0, 5))]
    return np.array(symbols[:STEPS])


def said_of(symbols: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Logits by which these symbols are the likeliest."""
    logits = rng.normal(0, 2, (STEPS, 130))
    logits[np.arange(STEPS), symbols] = 12
    return logits


def between(seed: int, sharps: tuple[int, int] = (0, 0), drawing: Drawing | None = None):
    rng = np.random.default_rng(seed)
    ends = melody(rng), melody(rng)
    told = [said_of(ends[0], rng), said_of(melody(rng), rng), said_of(ends[1], rng)]
    loudness = np.array([0.2, 0.5, 0.9])[:, None].repeat(STEPS, axis=1)
    said = Said(np.stack(told), loudness, np.zeros((3, STEPS)))
    return ends, way(said, sharps, BARS, drawing or Drawing())


def notes_of(symbols: np.ndarray) -> set[tuple[int, int]]:
    return {(step, int(s)) for step, s in enumerate(symbols) if s < HOLD}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_every_note_is_of_one_of_the_two_and_the_way_goes_on(seed: int) -> None:
    ends, found = between(seed)
    clips = np.stack([found.at(share).symbols for share in SHARES])
    assert ((clips == ends[0]) | (clips == ends[1])).all()
    gone = alike(clips, ends[1]) - alike(clips, ends[0])
    assert (np.diff(gone) >= 0).all()
    assert gone[0] < gone[-1]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_no_melody_comes_in_in_the_middle_of_its_note(seed: int) -> None:
    rng = np.random.default_rng(seed)
    symbols = np.stack([melody(rng), melody(rng)])
    speaks = handed_over(symbols, rng.normal(-3, 2, symbols.shape), BARS)
    assert not speaks[0].any() and speaks[-1].all()
    assert (speaks[1:] >= speaks[:-1]).all()
    for row in speaks.astype(int):
        changes = np.flatnonzero(np.diff(row)) + 1
        assert (symbols[row[changes], changes] != HOLD).all()


def test_halfway_each_has_given_about_half_of_its_notes() -> None:
    shares = []
    for seed in range(40):
        ends, found = between(seed)
        middle = notes_of(found.at(0.5).symbols)
        shares.append([len(middle & notes_of(end)) / len(notes_of(end)) for end in ends])
    assert np.mean(shares, axis=0) == pytest.approx([0.5, 0.5], abs=0.1)


def test_a_note_is_as_loud_as_where_it_comes_from() -> None:
    ends, found = between(3)
    clip = found.at(0.5)
    for step, pitch in notes_of(clip.symbols):
        sources = [0.2, 0.9]
        of = {sources[n] for n, end in enumerate(ends) if end[step] == pitch}
        assert float(clip.said.loudness[step]) in of


def test_the_key_turns_with_the_notes() -> None:
    ends, found = between(5, sharps=(0, 4))
    assert isinstance(found, MelodyWay)
    assert [found.at(share).sharps for share in (0, 0.25, 0.5, 1)] == [0, 1, 2, 4]
    raised = {s + (s % 12 in (0, 5)) for _, s in notes_of(ends[0])}
    lowered = {s - (s % 12 in (3, 8)) for _, s in notes_of(ends[1])}
    assert {s for _, s in notes_of(found.at(0.5).symbols)} <= raised | lowered


def test_a_temperature_draws_the_order_and_a_seed_gives_it_again() -> None:
    seeds = (1, 1, 2, 3, 4, 5)
    drawn = [between(7, drawing=Drawing(seed, 1.0))[1].at(0.5).symbols for seed in seeds]
    assert (drawn[0] == drawn[1]).all()
    assert len({each.tobytes() for each in drawn}) > 2


def test_drums_go_evenly_whatever_their_arc() -> None:
    rng = np.random.default_rng(2)
    logits = rng.normal(0, 4, (3, STEPS, 9))
    logits[1] = logits[0] * 0.9 + logits[2] * 0.1
    said = Said(logits, np.full(logits.shape, 0.5), np.zeros(logits.shape))
    found = way(said, (0, 0), BARS, Drawing())
    clips = np.stack([found.at(share).symbols for share in SHARES])
    gone = alike(clips, logits[2] > 0) - alike(clips, logits[0] > 0)
    assert (np.diff(gone) >= 0).all()
    assert np.diff(gone).max() < 3 * np.diff(gone).mean()
    for share, end in ((0, 0), (1, 2)):
        assert (found.at(share).symbols == (logits[end] > 0)).all()


def test_alike_ends_are_a_way_too() -> None:
    rng = np.random.default_rng(4)
    own = melody(rng)
    said = Said(np.stack([said_of(own, rng)] * 3), np.full((3, STEPS), 0.5), np.zeros((3, STEPS)))
    assert (way(said, (0, 0), BARS, Drawing()).at(0.5).symbols == own).all()
    clips = np.stack([own] * 5)
    assert progress(clips, own, own).tolist() == [0, 0.25, 0.5, 0.75, 1]
