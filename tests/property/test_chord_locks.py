"""Whatever a network would play next, chords keep at full strength to what is locked."""

from itertools import pairwise
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.representation.bars import Bars
from engine.representation.harmony import NONE, SYMBOLS, Harmony, tones, transposed
from engine.runtime.library import Library, LoadedModel
from engine.runtime.next_chord import NextChordNetwork
from engine.runtime.sampling import log_probabilities
from engine.theory.chords import parse_chord
from engine.theory.keys import parse_key
from engine.tools.chords.continue_ import continue_chords
from engine.tools.chords.harmonise import Allowed, Drawing, harmonise
from engine.tools.continue_options import ContinueOptions
from engine.tools.errors import ToolError
from engine.tools.locks.frames import Frames
from tests.golden.engine.test_continue_chords import BLOCK, OOM_PAH, chords
from tests.property.heard import most_at_once, runs_again

TAKES = 8


class Chance:
    """Says anything of the next chord."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)

    def chances(self, harmony: Harmony, beat: int) -> np.ndarray:
        return log_probabilities(self._rng.normal(0, 3, SYMBOLS))


@settings(max_examples=40, deadline=None)
@given(
    key=st.sampled_from([None, "C major", "F# minor"]),
    tonic=st.integers(0, 11),
    longest=st.integers(1, 4),
    places=st.sampled_from([1, 2, 4]),
    temperature=st.sampled_from([0.0, 1.0, 3.0]),
    seed=st.integers(0, 2**32 - 1),
)
def test_chords_stay_in_their_key_change_where_they_may_and_come_round_no_longer(
    key: str | None, tonic: int, longest: int, places: int, temperature: float, seed: int
):
    rng = np.random.default_rng(seed)
    beats, first = 64, 16
    known = np.repeat(rng.integers(1, SYMBOLS, first // 2), 2)
    if key is not None:
        known[-1] = next(s for s in range(1, SYMBOLS) if tones(s) <= parse_key(key).scale)
    symbols = np.concatenate([known, np.full(beats - first, NONE)])
    changes = np.arange(beats) % places == 0
    scale = frozenset(range(12)) if key is None else parse_key(key).scale
    classes = np.tile(np.isin(np.arange(12), list(scale)), (beats, 1))
    edges = np.flatnonzero(np.diff(known, prepend=NONE)).tolist()
    for number in range(TAKES):
        repeats = Frames(longest, [(beat, int(known[beat])) for beat in edges])
        allowed = Allowed(classes, changes, 1.0, repeats)
        told = Harmony(Bars.of([4] * (beats // 4)), transposed(symbols, -tonic), minor=False)
        drawing = Drawing(temperature, 0.95, np.random.default_rng(number))
        network = cast(NextChordNetwork, Chance(seed + number))
        found, _ = harmonise(network, told, first, allowed, tonic, drawing, lambda: False)
        new = found[first:]
        assert (found[:first] == known).all() and NONE not in new
        assert all(tones(symbol) <= scale for symbol in new.tolist())
        starts = np.flatnonzero(np.diff(found, prepend=NONE)).tolist()
        assert all(changes[beat] for beat in starts if beat >= first)
        frames = [(beat, int(found[beat])) for beat in starts]
        assert not runs_again(frames, longest, sum(beat < first for beat in starts))


GOLDEN = Path(__file__).parents[1] / "golden" / "engine"
GIVEN = ["C", "Am7", "F#dim", "Bb", "Dsus4", "Emaj7/B"]
WANTED = st.builds(
    ContinueOptions,
    key=st.sampled_from(["auto", "none", "C major", "F# minor"]),
    low=st.sampled_from([None, 36, 52]),
    high=st.sampled_from([None, 84, 67]),
    chords=st.lists(st.sampled_from(GIVEN), max_size=3).map(" ".join),
    max_polyphony=st.sampled_from([None, 1, 2, 3]),
    bars=st.integers(1, 6),
    variations=st.just(TAKES),
    temperature=st.sampled_from([0.3, 1.0, 2.0]),
    seed=st.integers(0, 2**32 - 1),
)


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return Library(GOLDEN).load("tiny-chords", "cpu")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pattern=st.sampled_from([BLOCK, OOM_PAH]), options=WANTED)
def test_what_is_played_keeps_the_locks(model: LoadedModel, pattern, options: ContinueOptions):
    song = chords(pattern=pattern)
    try:
        takes = continue_chords(song, 1, options, model).takes
    except ToolError as error:
        assert "range" in str(error)
        return
    scale = range(12) if options.key in ("auto", "none") else parse_key(options.key).scale
    low, high = options.low or 0, 127 if options.high is None else options.high
    names = options.chords.split()
    for take in takes:
        bars = [song.meters.bar_start(4 + bar) for bar in range(options.bars + 1)]
        assert all(low <= n.pitch <= high and n.pitch % 12 in scale for n in take.notes)
        assert most_at_once(take.notes) <= (options.max_polyphony or 128)
        for number, (begin, end) in enumerate(pairwise(bars) if names else ()):
            tones_here = parse_chord(names[number % len(names)]).tones
            inside = [n for n in take.notes if n.start < end and n.end > begin]
            assert all(n.pitch % 12 in tones_here for n in inside)
