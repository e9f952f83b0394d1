"""MuseGAN's five measures."""

import numpy as np
import pytest

from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory import musegan
from engine.theory.metrics import melody_metrics
from engine.theory.real import real_music

METERS = MeterMap(24)


def track(*spans: tuple[int, int, int]) -> list[Note]:
    """Notes of (start, length, pitch)."""
    return [Note(i, p, 80, Tick(start), Tick(length)) for i, (start, length, p) in enumerate(spans)]


def test_a_bar_is_empty_where_nothing_sounds_not_even_from_before() -> None:
    notes = track((0, 100, 60), (4 * 96, 24, 60))
    assert musegan.empty_bars(notes, METERS) == pytest.approx(2 / 5)
    assert musegan.empty_bars(track((0, 96, 60), (96, 9, 60)), METERS) == 0
    assert melody_metrics(notes, METERS)["empty_bars"] == pytest.approx(2 / 5)


def test_pitch_classes_are_counted_once_a_bar_and_where_they_ring_on() -> None:
    notes = track((0, 24, 60), (24, 24, 72), (48, 72, 62), (120, 9, 64), (400, 9, 61))
    assert musegan.pitch_classes_per_bar(notes, METERS) == pytest.approx((2 + 2 + 1) / 3)


def test_a_32nd_qualifies_and_less_does_not() -> None:
    assert musegan.qualified_notes(track((0, 3, 60), (3, 2, 60), (9, 9, 60)), METERS) == 2 / 3


def test_drums_on_eighths_and_sixteenths_are_in_the_pattern_triplets_are_not() -> None:
    straight = track(*((start, 6, 42) for start in range(0, 96, 6)))
    assert musegan.drum_pattern(straight, METERS) == 1
    played = track((1, 6, 36), (11, 6, 42), (25, 6, 38), (37, 6, 42))
    assert musegan.drum_pattern(played, METERS) == 1
    triplets = track(*((start, 8, 42) for start in range(0, 96, 8)))
    assert musegan.drum_pattern(triplets, METERS) == 1 / 3
    odd = MeterMap(24, (Meter(Tick(0), 7, 16),))
    assert musegan.drum_pattern(track((42, 6, 36), (48, 6, 36)), odd) == 1


def test_equal_harmony_is_no_distance_and_a_fifth_is_nearer_than_a_tritone() -> None:
    def distance(one: int, other: int) -> float:
        far = musegan.tonal_distance(track((0, 24, one)), track((6, 90, other)), METERS)
        assert far is not None
        return far

    assert distance(60, 72) == pytest.approx(0)
    assert distance(60, 67) < distance(60, 62) < distance(60, 61)
    assert distance(60, 67) < distance(60, 66)
    assert distance(60, 67) == pytest.approx(distance(62, 69)) == pytest.approx(distance(67, 60))


def test_a_centroid_lies_on_its_circles() -> None:
    single = musegan.centroids(np.eye(12))
    assert np.linalg.norm(single[:, :2], axis=1) == pytest.approx(1)
    assert np.linalg.norm(single[:, 2:4], axis=1) == pytest.approx(1)
    assert np.linalg.norm(single[:, 4:], axis=1) == pytest.approx(0.5)
    assert musegan.centroids(np.ones((1, 12))) == pytest.approx(0, abs=1e-9)


def test_tracks_that_never_sound_together_have_no_distance() -> None:
    assert musegan.tonal_distance(track((0, 24, 60)), track((24, 24, 60)), METERS) is None
    alone = musegan.five(track((0, 24, 60)), METERS, [track((24, 24, 60))])
    assert {*alone} == {"empty_bars", "pitch_classes_per_bar", "qualified_notes"}


def test_all_five_are_told_where_the_song_has_the_tracks() -> None:
    melody, bass, drums = track((0, 24, 60)), track((0, 24, 67)), track((0, 6, 36))
    found = musegan.five(melody, METERS, [bass, melody], drums)
    assert found["drum_pattern"] == 1
    assert 2 * found["tonal_distance"] == pytest.approx(
        musegan.tonal_distance(melody, bass, METERS)
    )
    assert len(found) == 5


def test_real_music_is_known_for_every_measure_that_is_printed() -> None:
    real = real_music()
    melody, drums = track((0, 24, 60), (24, 24, 62)), track((0, 6, 36))
    measured = melody_metrics(melody, METERS) | musegan.five(melody, METERS, [melody], drums)
    known = {name for measures in real.values() for name in measures}
    assert measured.keys() - known == {"notes", "longest_repeat_of_prompt"}
    for measures in real.values():
        assert all(figure.low <= figure.high for figure in measures.values())
    assert real["pop"]["out_of_key"].mean < 0.02 < real["pop"]["repeated_motif"].mean
