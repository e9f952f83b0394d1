"""A curated batch: the same whatever the order, never two alike, and what weighs more is had."""

import random
from dataclasses import fields, replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.choice.comparison import distance
from engine.tools.choice.curation import ALIKE, FIGURES, Curation, curated, figures_of
from engine.tools.takes import Take

PPQ = 480
SCORES = ("out_of_key", "excessive_repeats", "leaps_resolved", "repeated_motif", "echo")
shares = st.floats(0, 1).map(lambda value: round(value, 3))
weights = st.floats(0, 2).map(lambda value: round(value, 1))


def take_of(pitches: list[int], seed: int, scores: dict[str, float], reason: str = "") -> Take:
    notes = tuple(Note(i, p, 80, Tick(i * 240), Tick(200)) for i, p in enumerate(pitches))
    return Take(notes, Tick(0), Tick(1920), seed, scores, reason)


@st.composite
def drawn(draw) -> list[Take]:
    melodies = draw(
        st.lists(st.lists(st.integers(60, 64), min_size=1, max_size=4), min_size=1, max_size=9)
    )
    return [
        take_of(melody, seed, {name: draw(shares) for name in SCORES})
        for seed, melody in enumerate(melodies)
    ]


curations = st.builds(
    Curation, st.just(4), *[weights for field in fields(Curation) if field.name != "times"]
)


@given(drawn(), st.integers(1, 6), curations, st.randoms())
def test_the_order_of_drawing_makes_no_difference(takes, count, curation, die):
    shuffled = takes.copy()
    die.shuffle(shuffled)
    ours, theirs = (curated(each, count, curation, PPQ) for each in (takes, shuffled))
    assert [choice.take for choice in ours] == [choice.take for choice in theirs]
    assert all(takes[choice.number].notes == choice.take.notes for choice in ours)


@given(drawn(), st.integers(1, 6), curations)
def test_as_many_as_there_are_and_never_two_alike(takes, count, curation):
    shown = curated(takes, count, curation, PPQ)
    sounds = {tuple((n.start, n.length, n.pitch) for n in take.notes) for take in takes}
    assert len(shown) == min(count, len(sounds))
    assert len({choice.take.notes for choice in shown}) == len(shown)
    for one, other in combinations(shown, 2):
        assert distance(one.take.notes, other.take.notes, PPQ) > 0


def test_what_is_nearly_the_same_comes_only_where_nothing_else_is_left():
    melody = [60, 62, 64, 65, 67, 65, 64, 62, 60, 62, 64, 65, 67, 69, 71, 72]
    worthy, plain = {"repeated_motif": 1.0}, {"out_of_key": 0.9}
    nearly, low = [*melody[:-1], 71], [pitch - 12 for pitch in melody]
    takes = [take_of(melody, 0, worthy), take_of(nearly, 1, worthy), take_of(low, 2, plain)]
    takes[1] = replace(takes[1], scores=worthy | {"out_of_key": 0.1})
    assert 0 < distance(takes[0].notes, takes[1].notes, PPQ) < ALIKE
    assert [choice.number for choice in curated(takes, 3, Curation(), PPQ)] == [0, 2, 1]
    unweighed = Curation(novelty=0.0)
    assert {choice.number for choice in curated(takes, 2, unweighed, PPQ)} == {0, 1}


@given(drawn(), st.integers(1, 6), curations, st.sampled_from(sorted(FIGURES)), weights)
def test_what_weighs_more_is_had_more(takes, count, curation, name, more):
    low = replace(curation, novelty=0.0)
    high = replace(low, **{name: getattr(low, name) + more})
    sums = [
        sum(figures_of(choice.take)[name] for choice in curated(takes, count, each, PPQ))
        for each in (low, high)
    ]
    assert sums[1] >= sums[0] - 1e-9


@given(drawn(), curations, st.sampled_from([*sorted(FIGURES), "novelty"]), weights)
def test_the_first_that_is_shown_has_more_of_what_weighs_more(takes, curation, name, more):
    high = replace(curation, **{name: getattr(curation, name) + more})
    first, second = (curated(takes, 1, each, PPQ)[0] for each in (curation, high))
    assert second.figures[name] >= first.figures[name] - 1e-9


def families(die: random.Random) -> list[Take]:
    """Sixteen takes on four themes, each a note or two from its theme."""
    takes = []
    for _ in range(4):
        theme = [die.randrange(60, 72) for _ in range(8)]
        for _ in range(4):
            melody = [die.randrange(60, 72) if die.random() < 0.15 else p for p in theme]
            scores = {name: die.random() for name in SCORES if name != "echo"}
            takes.append(take_of(melody, len(takes), scores))
    return takes


def test_with_more_novelty_the_takes_that_are_shown_are_further_apart():
    spreads = []
    for novelty in (0.0, 1.0, 2.0):
        apart = []
        for seed in range(30):
            shown = curated(families(random.Random(seed)), 4, Curation(novelty=novelty), PPQ)
            pairs = combinations([choice.take.notes for choice in shown], 2)
            apart += [distance(one, other, PPQ) for one, other in pairs]
        spreads.append(sum(apart) / len(apart))
    assert spreads[0] + 0.02 < spreads[1]
    assert spreads[1] < spreads[2]


@pytest.mark.parametrize(
    ("name", "score", "praise"),
    [
        ("in_key", {"out_of_key": 0.0}, "never leaves the key"),
        ("few_repeats", {"excessive_repeats": 0.0}, "stays on no note"),
        ("leaps", {"leaps_resolved": 1.0}, "answers its leaps"),
        ("motif", {"repeated_motif": 1.0}, "works with its motif"),
        ("novelty", {"echo": 0.0}, "says something new"),
    ],
)
def test_a_take_says_what_it_is_chosen_for(name, score, praise):
    usual = {"out_of_key": 0.5, "excessive_repeats": 0.5, "leaps_resolved": 0.5,
             "repeated_motif": 0.5, "echo": 0.5}  # fmt: skip
    reason = "in A minor, range a tenth, echoes bar 2"
    takes = [take_of([60, 62], 1, usual | score, reason), take_of([60, 64], 2, usual, reason)]
    nothing = Curation(1, 0.0, 0.0, 0.0, 0.0, 0.0)
    choice = curated(takes, 1, replace(nothing, **{name: 1.0}), PPQ)[0]
    assert choice.number == 0
    assert choice.take.reason == f"in A minor, {praise}, echoes bar 2"
    assert not nothing.is_on


def test_a_take_that_stands_out_in_nothing_keeps_its_own_reason():
    takes = [take_of([60, 62], 1, {}, "goes somewhere new")]
    assert curated(takes, 4, Curation(), PPQ)[0].take.reason == "goes somewhere new"
    assert curated([], 4, Curation(), PPQ) == ()
