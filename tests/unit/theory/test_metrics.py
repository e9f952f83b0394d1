"""The measures of a melody, on melodies whose answer is plain."""

import pytest

from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory import metrics
from engine.theory.keys import Key

METERS = MeterMap(24)


def melody(*pitches: int, length: int = 24, start: int = 0) -> list[Note]:
    """Notes of one length, end to end, 24 ticks to the quarter."""
    return [
        Note(i, pitch, 80, Tick(start + length * i), Tick(length))
        for i, pitch in enumerate(pitches)
    ]


def test_out_of_key() -> None:
    assert metrics.out_of_key(melody(60, 61, 62, 66), Key(0)) == 0.5
    assert metrics.out_of_key(melody(69, 68, 67, 66), Key(9, True)) == 0


def test_the_fifth_equal_note_is_excessive() -> None:
    assert metrics.excessive_repeats(melody(60, 60, 60, 60)) == 0
    assert metrics.excessive_repeats(melody(60, 60, 60, 60, 60, 60, 62, 60)) == 0.25


def test_a_highest_note_is_unique_or_not() -> None:
    assert metrics.unique_extreme(melody(60, 67, 64, 60), highest=True) == 1
    assert metrics.unique_extreme(melody(60, 67, 64, 60), highest=False) == 0


def test_a_leap_is_resolved_by_a_smaller_step_back() -> None:
    assert metrics.leaps_resolved(melody(60, 69, 67)) == 1
    assert metrics.leaps_resolved(melody(60, 69, 71)) == 0
    assert metrics.leaps_resolved(melody(60, 69, 67, 60, 62)) == 1
    assert metrics.leaps_resolved(melody(60, 69, 57)) == 0
    assert metrics.leaps_resolved(melody(60, 62, 64)) == 1


def test_a_motif_repeats_at_any_pitch_but_only_in_its_rhythm() -> None:
    motif, answer = (60, 64, 62, 67), (65, 69, 67, 72)
    twice = melody(*motif, *answer)
    assert metrics.repeated_motif(twice) == 1
    assert metrics.repeated_motif(melody(*motif, 50, 71, 45, 90)) == 0
    other_rhythm = melody(*motif) + melody(*answer, length=12, start=96)
    assert metrics.repeated_motif(other_rhythm) == 0


def test_a_motif_of_the_prompt_counts_only_in_what_follows() -> None:
    prompt = melody(60, 64, 62, 67)
    answer = melody(65, 69, 67, 72, 40, 80, 41, 90, start=96)
    assert metrics.repeated_motif(answer, prompt) == 0.5


def test_pitch_class_entropy() -> None:
    assert metrics.pitch_class_entropy(melody(60, 72, 48)) == 0
    assert metrics.pitch_class_entropy(melody(60, 62, 64, 65)) == pytest.approx(2)


def test_autocorrelation() -> None:
    swing = melody(*(60, 64) * 20)
    assert metrics.autocorrelation(swing, 1) == pytest.approx(-1, abs=0.05)
    assert metrics.autocorrelation(swing, 2) == pytest.approx(1, abs=0.1)
    assert metrics.autocorrelation(melody(60, 60, 60, 60), 1) == 0


def test_bars() -> None:
    notes = melody(60, 62, 64, 65) + melody(67, start=192)
    assert metrics.notes_per_bar(notes, METERS) == pytest.approx(5 / 3)


def test_groove_similarity() -> None:
    same = melody(60, 62, 64, 65, 60, 62, 64, 65)
    assert metrics.groove_similarity(same, METERS) == 1
    halves = melody(60, 62, 64, 65) + melody(60, 62, length=48, start=96)
    assert metrics.groove_similarity(halves, METERS) == pytest.approx(1 - 2 / 16)


def test_longest_shared_run_ignores_transposition() -> None:
    first = melody(60, 64, 62, 67, 65)
    assert metrics.longest_shared_run(first, melody(90, 50, 54, 52, 57)) == 4
    assert metrics.longest_shared_run(first, melody(50, 54, 52, 57, length=12)) == 0
    assert metrics.longest_shared_run(first, []) == 0


def test_all_measures_are_numbers() -> None:
    figures = metrics.melody_metrics(melody(60, 62, 64), METERS, before=melody(67, 65))
    assert figures["notes"] == 3
    assert figures["out_of_key"] == 0
    assert all(isinstance(value, float) for value in figures.values())
    assert metrics.melody_metrics([], METERS) == {"notes": 0.0}
    assert metrics.melody_metrics(melody(60), METERS)["leaps_resolved"] == 1
