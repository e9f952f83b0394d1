"""Whatever a network would strike next, what is locked at full strength is never violated."""

from itertools import pairwise
from typing import Any, cast

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.representation.bars import Bars
from engine.representation.bins import OFFSETS, VELOCITIES
from engine.representation.drum_past import Past
from engine.representation.drums import VOICES
from engine.runtime.next_step import WAYS, NextStepNetwork, Step
from engine.runtime.sampling import log_probabilities
from engine.tools.drums.drumify import DrumifyOptions, unlike_before
from engine.tools.drums.writing import DrumWriter, Hands, Holds, kept_rhythm
from engine.tools.errors import NothingLeft
from engine.tools.locks.frames import Frames
from tests.property.heard import runs_again

TAKES = 4


class Chance:
    """Says anything of what comes next, and rather often nothing."""

    def __init__(self, seed: int, quiet: float) -> None:
        self._rng, self._quiet = np.random.default_rng(seed), quiet

    def step(self, past: Past, rows: np.ndarray, step: int) -> Step:
        logits = self._rng.normal(0, 2, (len(rows), len(WAYS))).astype(np.float32)
        logits[:, 0] += self._quiet
        return Step(np.zeros((1, len(rows), 1), np.float32), log_probabilities(logits))

    def stroke(self, state: np.ndarray, told: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return (
            self._rng.normal(size=(len(told), len(VELOCITIES))),
            self._rng.normal(size=(len(told), len(OFFSETS))),
        )


WANTED = st.fixed_dictionaries(
    {
        "lengths": st.lists(st.sampled_from([16, 12, 10, 7]), min_size=2, max_size=6),
        "most": st.sampled_from([None, 1, 2, 5]),
        "longest": st.sampled_from([None, 1, 2, 4, 12]),
        "keep": st.booleans(),
        "filled": st.booleans(),
        "temperature": st.sampled_from([0.0, 1.0, 3.0]),
        "quiet": st.sampled_from([0.0, 5.0, 9.0]),
        "seed": st.integers(0, 2**32 - 1),
    }
)


@settings(max_examples=60, deadline=None)
@given(WANTED)
def test_new_bars_keep_their_locks(wanted: dict[str, Any]):
    bars, longest, most = Bars.of(wanted["lengths"]), wanted["longest"], wanted["most"]
    first_bar = len(wanted["lengths"]) // 2
    first = int(bars.lines[first_bar])
    heard = np.random.default_rng(wanted["seed"]).random((len(bars.bars), len(VOICES))) < 0.2
    heard[first:] = False
    ways = (heard @ (1 << np.arange(9))).tolist()
    before = [(step, way) for step, way in enumerate(ways) if way]
    holds = Holds(
        begun=np.zeros(heard.shape, np.float32),
        most=most,
        rhythm=kept_rhythm(heard, bars, first_bar) if wanted["keep"] else None,
        filled=wanted["filled"],
    )
    past = Past(bars, 120.0, TAKES)
    past.told[:, -len(heard) :, : len(VOICES)] = heard
    network = cast(NextStepNetwork, Chance(wanted["seed"], wanted["quiet"]))
    hands = Hands(wanted["temperature"], 0.95, [np.random.default_rng(n) for n in range(TAKES)])
    repeats = [] if longest is None else [Frames(longest, before) for _ in range(TAKES)]
    try:
        new = range(first, len(bars.bars))
        rows = DrumWriter(network, past, new, holds, hands, repeats).write(lambda: False)
    except NothingLeft:
        assert (longest == 1 and most == 1) or (wanted["keep"] and wanted["filled"])
        return
    lines = bars.lines[first_bar:].tolist()
    for cells, _ in rows:
        assert_held(holds, cells.hits, first, longest)
        assert not holds.filled or all(cells.hits[a:b].any() for a, b in pairwise(lines))


def assert_held(holds: Holds, hits: np.ndarray, first: int, longest: int | None) -> None:
    new = hits[first:]
    assert holds.most is None or new.sum(axis=1).max() <= holds.most
    if longest is not None:
        frames = [(step, row.tobytes()) for step, row in enumerate(hits) if row.any()]
        assert not runs_again(frames, longest, sum(place < first for place, _ in frames))
    if holds.rhythm is not None and not holds.filled:
        assert (new.any(axis=1) == holds.rhythm[first:]).all()


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 6), st.integers(1, 64), st.integers(2, 9), st.integers(0, 2**32 - 1))
def test_a_kit_is_struck_on_every_tap_and_comes_round_no_longer(
    longest: int, taps: int, most: int, seed: int
):
    rng = np.random.default_rng(seed)
    places = np.cumsum(rng.integers(1, 4, taps)).tolist()
    for _ in range(TAKES):
        above = np.where(rng.random((taps, 9)) < 0.2, -np.inf, rng.normal(-1, 2, (taps, 9)))
        above[:, :5] = -2
        hits = unlike_before(above, places, Frames(longest), DrumifyOptions(max_polyphony=most))
        assert hits.any(axis=1).all()
        assert hits.sum(axis=1).max() <= most
        assert not hits[np.isneginf(above)].any()
        assert not runs_again(
            [(p, h.tobytes()) for p, h in zip(places, hits, strict=True)], longest
        )
