"""Whatever an autoencoder says of a clip, what is locked at full strength is never violated."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.representation.clips import HOLD
from engine.runtime.autoencoder import Said
from engine.runtime.sampling import draw
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.chords import parse_chord
from engine.theory.keys import parse_key
from engine.tools.clips.locks import ClipLocks, into_range, moved
from engine.tools.clips.music import Sheet, likeliest
from engine.tools.errors import NothingLeft
from engine.tools.options import LockOptions
from tests.property.heard import most_at_once, runs_again

CLIPS = 16
METERS = [(4, 4), (3, 4), (6, 8), (5, 8), (7, 8), (7, 16)]
CHORDS = ["C", "Am", "F#dim", "Bb7", "Dsus4", "N.C.", "Emaj7/B"]

SHEETS = st.builds(
    lambda meter, bars, fine: Sheet.of(
        MeterMap(480, (Meter(Tick(0), *meter),)), 0, bars, (fine,) * bars
    ),
    st.sampled_from(METERS),
    st.integers(1, 4),
    st.booleans(),
)
LOCKS = st.builds(
    LockOptions,
    key=st.sampled_from(["none", "auto", "C major", "F# minor", "Bb"]),
    low=st.sampled_from([None, 0, 48, 60]),
    high=st.sampled_from([None, 127, 71, 64]),
    chords=st.lists(st.sampled_from(CHORDS), max_size=3).map(" ".join),
    max_polyphony=st.sampled_from([None, 1, 2, 4]),
    no_repeat=st.sampled_from([None, 1, 2, 3, 7]),
)


def choosing(rng: np.random.Generator, temperature: float):
    return lambda rows: draw(rows, rng.random(len(rows)), temperature, 0.95)


def said(rng: np.random.Generator, shape: tuple[int, ...], rest: float) -> Said:
    """Logits of nobody's making; where they are of symbols, what begins is favoured."""
    logits = rng.normal(0, 3, shape).astype(np.float32)
    logits[:, HOLD:] += rest
    scores = shape if shape[1] == 9 else shape[:1]
    return Said(logits, rng.random(scores), rng.normal(0, 0.2, scores))


def assert_pitches(options: LockOptions, notes: tuple[Note, ...], sheet: Sheet) -> None:
    scale = range(12) if options.key in ("none", "auto") else parse_key(options.key).scale
    low, high = options.low or 0, 127 if options.high is None else options.high
    assert all(low <= note.pitch <= high and note.pitch % 12 in scale for note in notes)
    names = options.chords.split()
    bars = [sheet.meters.bar_start(bar) for bar in range(len(sheet.bars.lengths) + 1)]
    for number, (begin, end) in enumerate(pairwise(bars)):
        inside = [note for note in notes if note.start < end and note.end > begin]
        tones = parse_chord(names[number % len(names)]).tones if names else range(12)
        assert all(note.pitch % 12 in tones for note in inside)


@settings(max_examples=100, deadline=None)
@given(SHEETS, LOCKS, st.integers(0, 2**32 - 1), st.sampled_from([0.0, 1.0, 2.0]))
def test_a_melody_keeps_its_locks(
    sheet: Sheet, options: LockOptions, seed: int, temperature: float
):
    rng = np.random.default_rng(seed)
    try:
        locks = ClipLocks.of(options, sheet, drums=False)
    except NothingLeft:
        assert options.low is not None or options.high is not None or options.chords
        return
    for _ in range(CLIPS):
        told = said(rng, (len(sheet.ticks) - 1, HOLD + 2), float(rng.choice([3, 6])))
        begins = likeliest(told.logits)
        symbols = locks.melody(begins, told.logits[:, :HOLD], choosing(rng, temperature))
        notes = locks.written(symbols, told)
        assert_pitches(options, notes, sheet)
        assert most_at_once(notes) <= 1
        if options.no_repeat is not None:
            assert not runs_again([(n.start, n.pitch) for n in notes], options.no_repeat)
        elif not options.chords:
            assert [n.start for n in notes] == [n.start for n in sheet.written(begins, told)]


@settings(max_examples=60, deadline=None)
@given(SHEETS, LOCKS, st.integers(0, 2**32 - 1), st.sampled_from([0.0, 1.0, 2.0]))
def test_drums_keep_their_locks_and_know_none_of_pitches(
    sheet: Sheet, options: LockOptions, seed: int, temperature: float
):
    rng = np.random.default_rng(seed)
    locks = ClipLocks.of(options, sheet, drums=True)
    for _ in range(CLIPS):
        told = said(rng, (len(sheet.steps.ticks) - 1, 9), 0)
        hits = locks.drums(told.logits, choosing(rng, temperature))
        notes = locks.written(hits, told)
        if options.max_polyphony is not None:
            assert hits.sum(axis=1).max() <= options.max_polyphony
            assert most_at_once(notes) <= options.max_polyphony
        if options.no_repeat is not None:
            frames = [(step, row.tobytes()) for step, row in enumerate(hits) if row.any()]
            assert not runs_again(frames, options.no_repeat)
        elif options.max_polyphony is None and not temperature:
            assert (hits == (told.logits > 0)).all()


@pytest.mark.parametrize("drums", [False, True])
def test_half_as_strong_they_lean(drums: bool):
    sheet = Sheet.of(MeterMap(480), 0, 4)
    rng = np.random.default_rng(3)
    told = said(rng, (64, 9) if drums else (64, HOLD + 2), 5)
    options = {"key": "C major", "max_polyphony": 1}

    def violations(strength: float) -> int:
        chance = np.random.default_rng(4)
        locks = ClipLocks.of(LockOptions(**options, strength=strength), sheet, drums)
        if drums:
            return int((locks.drums(told.logits, choosing(chance, 1)).sum(axis=1) > 1).sum())
        symbols = likeliest(told.logits)
        found = locks.melody(symbols, told.logits[:, :HOLD], choosing(chance, 1))
        return sum(int(s) % 12 not in parse_key("C").scale for s in found[found < HOLD])

    assert violations(0.0) > violations(0.9) > violations(1.0) == 0


def test_a_melody_goes_to_a_range_by_octaves_and_only_where_it_must():
    notes = [Note(i, 60 + i, 80, Tick(i), Tick(1)) for i in range(8)]
    shifts = [into_range(notes, *span) for span in ((40, 90), (None, 59), (84, None), (72, 79))]
    assert shifts == [0, -12, 24, 12]
    logits = np.zeros((1, 128), np.float32)
    logits[0, 60] = 1
    assert [int(moved(logits, shift).argmax()) for shift in (-12, 0, 24)] == [48, 60, 84]
