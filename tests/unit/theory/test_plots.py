"""Histograms, strokes and courses of hand-made music."""

import numpy as np
import pytest

from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tempo, TempoMap, Tick
from engine.theory.course import bar_numbers, density, mean_course
from engine.theory.profiles import levels, profiles
from engine.theory.shares import degree_shares, drum_shares, interval_shares
from engine.theory.strokes import GROUPS, is_flat, strokes

PPQ = 480
BAR = 4 * PPQ


def tones(*pitches: int) -> list[Note]:
    return [Note(0, pitch, 80, Tick(i * PPQ), Tick(PPQ)) for i, pitch in enumerate(pitches)]


def hit(start: int, pitch: int = 36, velocity: int = 100) -> Note:
    return Note(0, pitch, velocity, Tick(start), Tick(60), 9)


def test_degrees_are_counted_from_the_tonic():
    shares = degree_shares(tones(57, 60, 69, 64), tonic=9)
    assert shares[[0, 3, 7]].tolist() == [0.5, 0.25, 0.25]
    assert shares.sum() == 1


def test_intervals_keep_their_direction_and_wide_ones_are_counted_together():
    shares = interval_shares(tones(60, 62, 60, 60, 80, 100, 60))
    middle = 13
    assert shares[[middle + 2, middle - 2, middle]].tolist() == pytest.approx([1 / 6] * 3)
    assert shares[-1] == pytest.approx(2 / 6)
    assert shares[0] == pytest.approx(1 / 6)


def test_drums_are_counted_by_the_voice_that_they_are_heard_as():
    shares = drum_shares([hit(0, 35), hit(1, 36), hit(2, 40), hit(3, 51)])
    assert shares.tolist() == [0.5, 0.25, 0, 0, 0, 0, 0, 0, 0.25]


def test_nothing_has_no_shares():
    assert degree_shares([], 0).sum() == 0
    assert interval_shares(tones(60)).sum() == 0


def test_strokes_are_milliseconds_from_the_nearest_sixteenth_at_the_tempo_there():
    tempos = TempoMap(PPQ, (Tempo(Tick(0), 500_000), Tempo(Tick(BAR), 1_000_000)))
    notes = [hit(12), hit(PPQ - 12, 38, 60), hit(BAR + 12, 42)]
    found = strokes(notes, MeterMap(PPQ), tempos, drums=True)
    assert found.offsets.tolist() == pytest.approx([12.5, -12.5, 25])
    assert found.velocities.tolist() == [100, 60, 100]
    assert [GROUPS[group] for group in found.groups] == ["kick", "snare", "hi-hats"]


def test_what_nobody_played_is_flat():
    flat, tempos = [hit(0), hit(PPQ)], TempoMap(PPQ)
    assert is_flat(strokes(flat, MeterMap(PPQ), tempos, drums=True))
    assert not is_flat(strokes([*flat, hit(2 * PPQ + 9)], MeterMap(PPQ), tempos, drums=True))
    assert not is_flat(strokes([*flat, hit(2 * PPQ, 36, 90)], MeterMap(PPQ), tempos, drums=True))


def test_density_counts_the_notes_of_each_bar_and_of_the_silent_ones():
    notes = [hit(BAR + at) for at in (0, 1, 2)] + [hit(3 * BAR)]
    found = density(notes, MeterMap(PPQ))
    assert found.values.tolist() == [3, 0, 1]
    assert found.edges.tolist() == [2, 3, 4, 5]


def test_the_last_stretch_of_a_long_piece_may_be_shorter():
    notes = [hit(bar * BAR) for bar in range(5)]
    found = density(notes, MeterMap(PPQ), most=2)
    assert found.unit == 4
    assert found.values.tolist() == [1, 1]


def test_means_leave_out_what_is_not_known_yet():
    notes = [hit(0), hit(1), hit(BAR), hit(2 * BAR)]
    found = mean_course(notes, [1.0, 3.0, np.nan, 5.0], MeterMap(PPQ))
    assert found.values[[0, 2]].tolist() == [2, 5]
    assert np.isnan(found.values[1])


def test_bar_numbers_are_as_musicians_count():
    assert bar_numbers([hit(0), hit(BAR + 2 * PPQ)], MeterMap(PPQ)).tolist() == [1, 2.5]


def test_the_profiles_of_real_music_are_what_they_say():
    kinds = profiles()
    assert set(kinds) == {"pop", "folk", "drummers"}
    for kind in kinds.values():
        assert kind.likeness.shape == (16, 16)
        assert np.diag(kind.likeness).min() == 1
        for band in kind.struck.values():
            assert band.mean.sum() == pytest.approx(1, abs=0.02)
            assert (band.low <= band.high).all()
    assert set(kinds["pop"].struck) == {"major", "minor"}
    assert set(kinds["drummers"].strokes) == set(GROUPS)
    assert kinds["drummers"].intervals is None
    assert 0 < levels().unusual < levels().surprising
