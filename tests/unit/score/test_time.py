"""Tempo maps lead from ticks to seconds and back; meters from ticks to bars and back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.score.meter import Meter, MeterMap
from engine.score.song import Song
from engine.score.time import Seconds, Tempo, TempoMap, Tick

changes = st.sets(st.integers(1, 5000), max_size=4).map(sorted)


@st.composite
def tempo_maps(draw: st.DrawFn) -> TempoMap:
    tempos = [Tempo(Tick(t), draw(st.integers(10_000, 2_000_000))) for t in [0, *draw(changes)]]
    return TempoMap(draw(st.sampled_from([24, 96, 480, 960])), tuple(tempos))


@st.composite
def meter_maps(draw: st.DrawFn) -> MeterMap:
    pairs = st.sampled_from([(4, 4), (3, 4), (6, 8), (7, 8), (5, 16), (1, 64)])
    meters = [Meter(Tick(t), *draw(pairs)) for t in [0, *draw(changes)]]
    return MeterMap(draw(st.sampled_from([16, 24, 96])), tuple(meters))


@given(tempo_maps(), st.integers(-1000, 9000))
def test_a_tick_is_found_again_by_its_clock_time(tempos, tick):
    assert tempos.tick_at(tempos.seconds_at(Tick(tick))) == tick


@given(tempo_maps(), st.integers(-1000, 9000))
def test_time_goes_on(tempos, tick):
    assert tempos.seconds_at(Tick(tick)) < tempos.seconds_at(Tick(tick + 1))


def test_tempos_hold_until_the_next():
    tempos = TempoMap(480, (Tempo(Tick(0), 500_000), Tempo(Tick(960), 1_000_000)))
    assert [tempos.seconds_at(Tick(t)) for t in (0, 480, 960, 1440)] == [0, 0.5, 1.0, 2.0]
    assert tempos.tick_at(Seconds(1.5)) == 1200
    assert tempos.with_tempo(Tempo(Tick(960), 500_000)).seconds_at(Tick(1440)) == 1.5
    assert Tempo.from_bpm(Tick(0), 120) == Tempo(Tick(0), 500_000)


@given(meter_maps(), st.integers(-500, 9000))
def test_every_tick_lies_in_its_bar(meters, tick):
    bar = meters.bar_at(Tick(tick))
    start, following = meters.bar_start(bar), meters.bar_start(bar + 1)
    assert start <= tick < following
    line = meters.bar_line_from(Tick(tick))
    assert line == (tick if tick == start else following)


@given(meter_maps(), st.integers(0, 4000), st.integers(0, 600))
def test_bar_lines_are_the_starts_of_bars(meters, start, length):
    lines = meters.bar_lines(Tick(start), Tick(start + length))
    assert lines == [t for t in range(start, start + length) if meters.bar_line_from(Tick(t)) == t]


@given(meter_maps(), st.integers(0, 5000))
def test_positions_count_bars_beats_and_ticks(meters, tick):
    position = meters.position_at(Tick(tick))
    beat = meters.meter_at(Tick(tick)).beat_ticks(meters.ppq)
    start = meters.bar_start(position.bar - 1)
    assert start + (position.beat - 1) * beat + position.tick == tick
    assert str(MeterMap().position_at(Tick(960 * 5 + 7))) == "2.2.007"


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 4), (4, 0), (4, 3), (256, 4), (3, -4)])
def test_what_is_no_meter_is_refused(numerator, denominator):
    with pytest.raises(ValueError, match="is not a meter"):
        Meter(Tick(0), numerator, denominator)


@pytest.mark.parametrize(
    "broken",
    [
        lambda: TempoMap(0),
        lambda: TempoMap(480, ()),
        lambda: TempoMap(480, (Tempo(Tick(5), 500_000),)),
        lambda: TempoMap(480, (Tempo(Tick(0), 1), Tempo(Tick(0), 2))),
        lambda: MeterMap(480, ()),
        lambda: MeterMap(480, (Meter(), Meter(Tick(9)), Meter(Tick(8)))),
        lambda: Song(tempos=TempoMap(480), meters=MeterMap(960)),
    ],
)
def test_maps_that_make_no_sense_are_refused(broken):
    with pytest.raises(ValueError, match=r"must|begins"):
        broken()


def test_a_map_remembers_what_a_metronome_clicks():
    meters = MeterMap(480, (Meter(Tick(0), 6, 8, 36),))
    assert meters.rescaled(2).changes == meters.changes
    assert meters.with_meter(replace(meters.changes[0], numerator=9)).changes[0].clocks == 36
