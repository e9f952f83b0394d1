"""Groove with the model that ships: the same notes, moved as a drummer would, whatever comes in."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.jobs import Cancelled
from engine.runtime.library import Library, LoadedModel
from engine.score.edits import set_tempo
from engine.score.meter import Meter
from engine.score.song import Note, Song, new_song
from engine.score.time import Tick
from engine.tools.asking import Ears
from engine.tools.drums.groove import GrooveOptions, groove
from engine.tools.errors import ToolError
from engine.tools.takes import Take

MODELS = Path(__file__).parents[3] / "models"
CENTRAL = GrooveOptions(temperature=0)


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return Library(MODELS).load("groove", "cpu")


def drums(*notes: Note, meter: Meter | None = None) -> Song:
    song = new_song(bars=4)
    song = song.with_track(replace(song.tracks[0], channel=9))
    if meter is not None:
        song = replace(song, meters=song.meters.with_meter(meter))
    return song.with_clip(replace(song.tracks[0].clips[0], notes=notes))


def rock(bars: int = 4) -> Song:
    """Kick, snare and hi-hats on the grid, all alike."""
    notes = []
    for step in range(8 * bars):
        for pitch in (42, *((36,) if step % 4 == 0 else ()), *((38,) if step % 4 == 2 else ())):
            notes.append(Note(10 + len(notes), pitch, 80, Tick(480 * step), Tick(120), 9))
    return drums(*notes)


def play(song: Song, model: LoadedModel, options: GrooveOptions = CENTRAL) -> Take:
    return groove(song, song.tracks[0].id, options, model).takes[0]


def lags(take: Take) -> np.ndarray:
    """How far each note of `rock` lies behind the grid, in 16ths."""
    starts = np.array([note.start for note in take.notes])
    return (starts - np.round(starts / 480) * 480) / 240


def test_a_stiff_beat_gets_accents_and_feel(model: LoadedModel):
    take = play(rock(), model)
    hats = [note.velocity for note in take.notes if note.pitch == 42]
    snares = [note.velocity for note in take.notes if note.pitch == 38]
    assert len(set(hats)) > 3
    assert np.mean(snares) > np.mean(hats)
    assert 0.005 < np.abs(lags(take)).mean() < 0.2


def test_amount_0_gives_the_notes_back_and_nothing_is_lost_at_1(model: LoadedModel):
    song = rock()
    before = tuple(song.tracks[0].notes)
    assert play(song, model, GrooveOptions(amount=0)).notes == before
    after = play(song, model, GrooveOptions(seed=3)).notes
    assert sorted((n.id, n.pitch, n.length) for n in after) == sorted(
        (n.id, n.pitch, n.length) for n in before
    )
    assert tuple(song.tracks[0].notes) == before


def test_a_seed_gives_the_same_take_alone_and_among_others(model: LoadedModel):
    song = rock()
    many = groove(song, 1, GrooveOptions(seed=5, variations=3), model).takes
    assert len({take.notes for take in many}) == 3
    for take in many:
        assert play(song, model, GrooveOptions(seed=take.seed)).notes == take.notes
    assert play(song, model).notes == play(song, model).notes


def test_lag_and_looseness_are_what_the_user_turns(model: LoadedModel):
    def mean_and_spread(lag: float, looseness: float | None = None) -> tuple[float, float]:
        options = GrooveOptions(seed=1, lag=lag, looseness=looseness)
        away = lags(play(rock(16), model, options))
        return float(away.mean()), float(away.std())

    ahead, behind = mean_and_spread(-0.2), mean_and_spread(0.2)
    assert behind[0] - ahead[0] > 0.2
    tight, loose = mean_and_spread(0, 0.05), mean_and_spread(0, 0.3)
    assert loose[1] > 1.2 * tight[1]


@pytest.mark.parametrize(
    ("meter", "bars"), [((5, 8), 4), ((7, 16), 4), ((4, 4), 500), ((5, 32), 3)]
)
def test_any_meter_and_any_length(model: LoadedModel, meter: tuple[int, int], bars: int):
    held = Meter(Tick(0), *meter)
    length = held.bar_ticks(960)
    notes = [Note(10 + i, 38, 80, Tick(i * length), Tick(60), 9) for i in range(bars)]
    take = play(drums(*notes, meter=held), model)
    assert [note.id for note in take.notes] == [note.id for note in notes]
    moves = [n.start - b.start for n, b in zip(take.notes, notes, strict=True)]
    assert max(map(abs, moves)) < 240


def test_a_thousand_notes_at_once_and_one_alone_and_a_change_of_tempo(model: LoadedModel):
    crowd = [Note(10 + i, 35 + i % 47, 1 + i % 127, Tick(0), Tick(60), 9) for i in range(1000)]
    assert len(play(drums(*crowd), model).notes) == 1000
    one = drums(Note(10, 38, 80, Tick(0), Tick(60), 9))
    assert len(play(one, model).notes) == 1
    assert len(play(set_tempo(rock(), Tick(3840), 60), model).notes) == len(
        list(rock().tracks[0].notes)
    )


def test_an_onset_before_the_beginning_is_held_there_and_nothing_else_moves(model: LoadedModel):
    options = GrooveOptions(temperature=0, lag=-0.3)
    take = play(rock(), model, options)
    assert min(note.start for note in take.notes) == 0
    assert {note.start for note in take.notes if note.start < 100} == {0}


def test_what_cannot_be_meant_is_refused(model: LoadedModel):
    for options, word in (
        (GrooveOptions(amount=3), "amount"),
        (GrooveOptions(looseness=1), "looseness"),
        (GrooveOptions(temperature=0, variations=2), "one answer"),
    ):
        with pytest.raises(ToolError, match=word):
            play(rock(), model, options)
    with pytest.raises(Cancelled):
        groove(rock(), 1, CENTRAL, model, Ears(cancelled=lambda: True))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 20_000), st.integers(0, 127), st.integers(1, 127), st.integers(0, 999)
        ),
        min_size=1,
        max_size=60,
    ),
    st.floats(0, 2),
    st.integers(0, 2**32 - 1),
)
def test_no_note_is_lost_none_hangs_and_none_of_a_pitch_overlap(
    model: LoadedModel, hits: list[tuple[int, int, int, int]], amount: float, seed: int
):
    notes = [
        Note(10 + i, pitch, velocity, Tick(start), Tick(length), 9)
        for i, (start, pitch, velocity, length) in enumerate(hits)
    ]
    take = play(
        drums(*sorted(notes, key=lambda n: n.start)), model, GrooveOptions(amount=amount, seed=seed)
    )
    assert sorted((n.id, n.pitch) for n in take.notes) == sorted((n.id, n.pitch) for n in notes)
    assert all(n.start >= 0 and n.length >= 0 and 1 <= n.velocity <= 127 for n in take.notes)
