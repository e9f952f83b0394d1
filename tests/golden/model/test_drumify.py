"""Drumify with the model that ships: a kit on every tap, as the taps feel, whatever comes in."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.jobs import Cancelled
from engine.representation.drums import PITCHES
from engine.runtime.library import Library, LoadedModel
from engine.score.meter import Meter
from engine.score.song import Note, Song, new_song
from engine.score.time import Tick
from engine.tools.asking import Ears
from engine.tools.drums.drumify import DrumifyOptions, drumify, likeliest
from engine.tools.errors import ToolError
from engine.tools.takes import Take

MODELS = Path(__file__).parents[3] / "models"
CENTRAL = DrumifyOptions(temperature=0)
STEP = 240


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return Library(MODELS).load("drumify", "cpu")


def taps(*hits: tuple[int, int], meter: Meter | None = None, channel: int = 0) -> Song:
    """Taps as (tick, velocity)."""
    song = new_song(bars=4)
    if meter is not None:
        song = replace(song, meters=song.meters.with_meter(meter))
    notes = tuple(
        Note(10 + i, 60, velocity, Tick(start), Tick(100), channel)
        for i, (start, velocity) in enumerate(hits)
    )
    return song.with_clip(replace(song.tracks[0].clips[0], notes=notes))


def eighths(bars: int = 4, velocities: tuple[int, ...] = (100, 50, 110, 50), late: int = 0) -> Song:
    count = 8 * bars
    hits = [(2 * STEP * i + late, velocities[i % len(velocities)]) for i in range(count)]
    return taps(*hits)


def play(song: Song, model: LoadedModel, options: DrumifyOptions = CENTRAL) -> Take:
    return drumify(song, song.tracks[0].id, options, model).takes[0]


def test_eighths_become_a_beat_of_several_drums(model: LoadedModel):
    take = play(eighths(), model)
    pitches = [note.pitch for note in take.notes]
    assert set(pitches) <= set(PITCHES)
    assert {36, 38} <= set(pitches)
    assert len(take.notes) > 32
    assert {note.start for note in take.notes} == {2 * STEP * i for i in range(32)}
    assert {note.channel for note in take.notes} == {9}


def test_the_kit_follows_the_feel_of_the_taps(model: LoadedModel):
    take = play(eighths(late=31), model)
    assert {note.start for note in take.notes} == {2 * STEP * i + 31 for i in range(32)}


def test_equal_velocities_are_taken_for_none(model: LoadedModel):
    soft, hard = (play(eighths(velocities=(v,)), model) for v in (30, 120))
    assert soft.notes == hard.notes


@pytest.mark.parametrize("options", [CENTRAL, DrumifyOptions(seed=3, density=2)])
def test_the_loudest_drum_of_a_tap_is_as_loud_as_the_tap(
    model: LoadedModel, options: DrumifyOptions
):
    take = play(eighths(velocities=(115, 35, 80)), model, options)
    loudest: dict[int, int] = {}
    for note in take.notes:
        step = note.start // (2 * STEP)
        loudest[step] = max(loudest.get(step, 0), note.velocity)
    assert [loudest[step] for step in range(6)] == [115, 35, 80] * 2


def test_a_seed_gives_the_same_take_alone_and_among_others(model: LoadedModel):
    song = eighths()
    many = drumify(song, 1, DrumifyOptions(seed=5, variations=3), model).takes
    assert len({take.notes for take in many}) == 3
    for take in many:
        assert play(song, model, DrumifyOptions(seed=take.seed)).notes == take.notes


def test_density_is_what_the_user_turns(model: LoadedModel):
    counts = [
        len(play(eighths(), model, DrumifyOptions(temperature=0, density=d)).notes)
        for d in (-2, 0, 2)
    ]
    assert counts[0] < counts[1] < counts[2]


@given(
    most=st.integers(1, 9),
    temperature=st.sampled_from([1e-300]) | st.floats(0.2, 3),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_more_drums_at_once_than_are_allowed(
    model: LoadedModel, most: int, temperature: float, seed: int
):
    options = DrumifyOptions(temperature=temperature, seed=seed, density=2, max_polyphony=most)
    starts = [note.start for note in play(eighths(), model, options).notes]
    assert max(starts.count(start) for start in set(starts)) <= most


def test_a_lock_of_no_strength_is_no_lock(model: LoadedModel):
    free = DrumifyOptions(seed=1, density=2)
    loose = replace(free, max_polyphony=1, strength=0.0)
    assert play(eighths(), model, loose).notes == play(eighths(), model, free).notes


def test_a_style_changes_the_kit(model: LoadedModel):
    rock, jazz = (
        play(eighths(16), model, DrumifyOptions(temperature=0, style=style))
        for style in ("rock", "jazz")
    )
    assert rock.notes != jazz.notes


@pytest.mark.parametrize("meter", [(5, 8), (7, 16), (3, 4), (5, 32)])
def test_any_meter(model: LoadedModel, meter: tuple[int, int]):
    held = Meter(Tick(0), *meter)
    bar = held.bar_ticks(960)
    take = play(taps(*((i * bar, 90) for i in range(6)), meter=held), model)
    assert {note.start for note in take.notes} == {i * bar for i in range(6)}


def test_500_bars_a_thousand_taps_at_once_and_one_alone(model: LoadedModel):
    far = play(taps((0, 90), (500 * 3840, 80)), model)
    assert {note.start for note in far.notes} == {0, 500 * 3840}
    crowd = play(taps(*((0, 1 + i % 127) for i in range(1000))), model)
    assert 1 <= len(crowd.notes) <= 9
    assert play(taps((0, 90)), model).notes


def test_what_cannot_be_meant_is_refused(model: LoadedModel):
    for options, word in (
        (DrumifyOptions(density=9), "density"),
        (DrumifyOptions(style="polka"), "polka"),
        (DrumifyOptions(temperature=0, variations=2), "one answer"),
    ):
        with pytest.raises(ToolError, match=word):
            play(eighths(), model, options)
    with pytest.raises(ToolError, match="holds no notes"):
        play(taps(), model)
    with pytest.raises(Cancelled):
        drumify(eighths(), 1, CENTRAL, model, Ears(cancelled=lambda: True))


def test_a_step_is_never_left_empty():
    logits = np.array([[-9.0, -8.0, -9.0], [1.0, -1.0, 2.0]])
    assert likeliest(logits, np.zeros(3)).tolist() == [[False, True, False], [True, False, True]]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(1, 127)), min_size=1, max_size=50),
    st.floats(0.1, 2),
    st.integers(0, 2**32 - 1),
)
def test_every_tap_is_played_and_nothing_else(
    model: LoadedModel, hits: list[tuple[int, int]], temperature: float, seed: int
):
    song = taps(*sorted(hits))
    take = play(song, model, DrumifyOptions(temperature=temperature, seed=seed))
    starts = {note.start for note in take.notes}
    assert starts <= {start for start, _ in hits}
    assert len(starts) == len({int(start / STEP + 0.5) for start, _ in hits})
    assert all(1 <= note.velocity <= 127 and note.pitch in PITCHES for note in take.notes)
