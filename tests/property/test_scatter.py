"""Whatever a model says of drums, they are struck around it: inside bounds, by the seed, as daring
as is asked.
"""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.representation.clips import Bars
from engine.representation.habits import NEW
from engine.representation.scatter import EDGES, KNOTS, Scatter
from engine.runtime.autoencoder import Said
from engine.score.meter import Meter, MeterMap
from engine.score.time import Tick
from engine.tools.clips.music import Sheet, clip_of, likeliest
from engine.tools.clips.scatter import Daring, scattered

SHEETS = st.builds(
    lambda meter, bars: Sheet.of(MeterMap(960, (Meter(Tick(0), *meter),)), 0, bars),
    st.sampled_from([(4, 4), (3, 4), (6, 8), (5, 8), (7, 16)]),
    st.integers(1, 4),
)
SEEDS = st.integers(0, 2**32 - 1)


def counted(rng: np.random.Generator) -> Scatter:
    """Of nobody's drummers, who stray as far as can be."""
    tables = {
        kind: np.sort(rng.normal(0, 0.5, (9, len(edges) + 1, len(KNOTS))), axis=-1)
        for kind, edges in EDGES.items()
    }
    return Scatter(**tables, coherence=np.array([[0.1, 0.2, 0.5]] * 2), strokes=np.array(0.4))


def said(rng: np.random.Generator, steps: int, clips: int = 1) -> Said:
    shape = clips, steps, 9
    parts = rng.normal(0, 3, shape), rng.random(shape), rng.uniform(-0.6, 0.6, shape)
    return Said(*(part.astype(np.float32) for part in parts))


def played(
    told: Said, bars: Bars, scatter: Scatter, daring: Daring, seed: int, again: np.ndarray
) -> Said:
    generators = [np.random.default_rng([seed, clip]) for clip in range(len(told.logits))]
    return scattered(told, bars, scatter, daring, generators, again)


def fresh(bars: Bars, clips: int = 1) -> np.ndarray:
    return np.full((clips, bars.there.size), NEW)


@settings(max_examples=60, deadline=None)
@given(SHEETS, SEEDS, st.sampled_from([0.5, 1.0, 2.0, 10.0]), st.sampled_from([0.3, 0.95, 1.0]))
def test_strokes_keep_to_their_steps_and_every_one_is_written(
    sheet: Sheet, seed: int, temperature: float, top_p: float
):
    rng, bars = np.random.default_rng(seed), sheet.bars
    told, scatter = said(rng, int(bars.sixteenths.sum())), counted(rng)
    asked = bars, scatter, Daring(temperature, top_p), seed, fresh(bars)
    made, again = played(told, *asked), played(told, *asked)
    assert all((one == other).all() for one, other in zip(made, again, strict=True))
    hits = likeliest(made.logits[0])
    assert (np.abs(made.away[0][hits]) < 0.5).all()
    assert ((made.loudness[0][hits] > 0) & (made.loudness[0][hits] <= 1)).all()
    notes = sheet.written(hits, clip_of(made, 0))
    assert len(notes) == hits.sum()
    assert all(1 <= note.velocity <= 127 for note in notes)
    assert all(sheet.start <= note.start < note.end <= sheet.end for note in notes)


@settings(max_examples=40, deadline=None)
@given(SHEETS, SEEDS)
def test_without_daring_all_is_as_it_is_said(sheet: Sheet, seed: int):
    rng, bars = np.random.default_rng(seed), sheet.bars
    told = said(rng, int(bars.sixteenths.sum()))
    still = played(told, bars, counted(rng), Daring(0.0, 0.95), seed, fresh(bars))
    assert all((before == after).all() for before, after in zip(told, still, strict=True))


@settings(max_examples=20, deadline=None)
@given(SHEETS, SEEDS)
def test_a_seed_plays_alike_alone_and_among_others_and_others_do_not(sheet: Sheet, seed: int):
    rng, bars = np.random.default_rng(seed), sheet.bars
    told = said(rng, int(bars.sixteenths.sum()), clips=3)
    told = Said(*(np.repeat(part[:1], 3, axis=0) for part in told))
    scatter, daring = counted(rng), Daring(1.0, 0.95)
    three = played(told, bars, scatter, daring, seed, fresh(bars, 3))
    alone = played(Said(*(part[:1] for part in told)), bars, scatter, daring, seed, fresh(bars))
    for one, all_ in zip(alone, three, strict=True):
        assert (one[0] == all_[0]).all()
    assert (three.away[0] != three.away[1]).any()
