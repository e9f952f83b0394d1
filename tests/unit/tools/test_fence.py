"""Inside the bars: for any place and any meter."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.representation.notes import SIZES, Symbols, grid_meters
from engine.representation.place import Place
from engine.score.meter import Meter, MeterMap
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import TempoMap, Tick
from engine.tools.fence import Fence, within
from engine.tools.stretch import Stretch

METERS = st.sampled_from([(4, 4), (3, 4), (6, 8), (5, 8), (7, 16), (13, 4), (2, 2), (1, 32)])


@given(
    meters=st.lists(METERS, min_size=1, max_size=3),
    ppq=st.integers(1, 32767),
    bars=st.integers(1, 5),
    rest=st.integers(0, 3),
    late=st.booleans(),
    last=st.tuples(st.integers(0, 20_000), st.integers(1, 9_000)),
    data=st.data(),
)
def test_whatever_is_drawn_the_line_fills_its_bars_and_ends_in_time(
    meters, ppq, bars, rest, late, last, data
):
    tick, changes = 0, []
    for numerator, denominator in meters:
        changes.append(Meter(Tick(tick), numerator, denominator))
        tick += data.draw(st.integers(1, 4)) * changes[-1].bar_ticks(ppq)
    note = Note(9, 60, 80, Tick(last[0]), Tick(last[1]))
    track = Track(1, clips=(Clip(2, notes=(note,)),))
    song = Song(tempos=TempoMap(ppq), meters=MeterMap(ppq, tuple(changes)), tracks=(track,))
    stretch = Stretch.after(song, track, bars)
    fence = Fence(stretch.grid, stretch.grid_start, stretch.grid_end, rest, late)
    place = Place.start(stretch.grid, max(0, fence.first_bar - 3))
    assert stretch.start >= note.end * stretch.factor
    onsets: list[int] = []
    for _ in range(200):
        first, after = fence.bars(place, bool(onsets))
        assert 0 <= first < after <= SIZES["bars"]
        bar = data.draw(st.integers(first, after - 1))
        if bar >= fence.leaves(place):
            break
        low, high = fence.positions(place, bar, bool(onsets))
        assert low < high
        position = data.draw(st.integers(low, high - 1))
        onset = place.onset(bar, position)
        low, high = fence.durations(onset)
        symbols = Symbols(bar, position, 60, data.draw(st.integers(low, high - 1)), 20)
        made = stretch.note(len(onsets), symbols, onset, 80)
        assert stretch.start <= made.start < made.end <= stretch.end
        assert not onsets or onset > onsets[-1]
        onsets.append(onset)
        place = place.after(symbols)
    assert onsets
    filled = sorted({stretch.grid.bar_at(Tick(onset)) for onset in onsets})
    steps = np.diff([fence.first_bar - 1, *filled])
    assert steps.max() <= 1 + rest


@pytest.mark.parametrize("ppq", [1, 5, 24, 96, 100, 480, 960, 25_000, 32_767])
def test_refined_ticks_fit_a_file(ppq):
    song = Song(tempos=TempoMap(ppq), meters=MeterMap(ppq), tracks=(Track(1),))
    stretch = Stretch.after(song, song.tracks[0], 2)
    assert ppq * stretch.factor <= 32_767
    assert stretch.end - stretch.start == 8 * ppq * stretch.factor
    assert grid_meters(song.meters).bar_start(2) == stretch.grid_end


def test_spans_close_what_is_outside_and_are_cut_after_the_last():
    logits = np.zeros((2, 10), dtype=np.float32)
    assert np.isfinite(within(logits, [(1, 3), (0, 5)])).tolist() == [
        [False, True, True, False, False],
        [True, True, True, True, True],
    ]
