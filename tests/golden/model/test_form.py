"""What the shipped model's takes come back to, as the form asks, and what they never do for it."""

from dataclasses import replace
from pathlib import Path
from statistics import fmean

import pytest

from engine.runtime.library import Library, LoadedModel
from engine.score.smf import read_midi
from engine.score.song import Note, Song
from engine.theory.keys import parse_key
from engine.tools.continue_options import ContinueOptions
from engine.tools.errors import ToolError
from engine.tools.melody.continue_ import continue_melody
from engine.tools.takes import Take

ROOT = Path(__file__).parents[3]
MANY = ContinueOptions(bars=8, variations=8, seed=3)


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return Library(ROOT / "models").load("continue-melody", "cpu")


@pytest.fixture(scope="module")
def song() -> Song:
    """An example as it is played: each note a little shorter than it is written."""
    read = read_midi(ROOT / "resources" / "examples" / "waltz.mid")
    clip = read.tracks[0].clips[0]
    notes = tuple(
        note.with_span(note.start, note.end - (1 + index % 3) * read.ppq // 12)
        for index, note in enumerate(clip.notes)
    )
    return read.with_clip(replace(clip, notes=notes))


def takes(song: Song, model: LoadedModel, options: ContinueOptions = MANY) -> tuple[Take, ...]:
    return continue_melody(song, song.tracks[0].id, options, model).takes


def played(take: Take) -> list[tuple[int, int, int, int]]:
    return [(note.start, note.length, note.pitch, note.velocity) for note in take.notes]


def test_more_of_a_take_comes_back_the_more_is_asked(song, model):
    shares = []
    for form in (0, 2):
        made = takes(song, model, replace(MANY, form=form))
        shares.append(fmean(take.scores["repeated_motif"] for take in made))
    assert shares[1] > shares[0] + 0.1


def test_a_seed_gives_each_take_its_own_plan_whoever_is_beside_it(song, model):
    first, again = takes(song, model), takes(song, model)
    assert [played(take) for take in first] == [played(take) for take in again]
    alone = takes(song, model, replace(MANY, variations=1, seed=first[5].seed))
    assert played(alone[0]) == played(first[5])


def test_the_one_likeliest_answer_has_no_plan(song, model):
    central = ContinueOptions(bars=8, variations=1, temperature=0, seed=1)
    plain, planned = (takes(song, model, replace(central, form=form)) for form in (0, 2))
    assert played(plain[0]) == played(planned[0])


@pytest.mark.parametrize("asked", [{"no_repeat": 5}, {"density": 3}, {"register": 72}])
def test_who_asks_otherwise_gets_no_plan(song, model, asked):
    options = replace(MANY, variations=2, bars=4, **asked)
    plain, planned = (takes(song, model, replace(options, form=form)) for form in (0, 2))
    assert [played(take) for take in plain] == [played(take) for take in planned]


def test_no_lock_gives_way_to_a_plan(song, model):
    locked = replace(MANY, form=2.0, key="Ab", low=60, high=70, bars=6)
    notes: list[Note] = [note for take in takes(song, model, locked) for note in take.notes]
    scale = parse_key("Ab").scale
    assert all(60 <= note.pitch <= 70 and note.pitch % 12 in scale for note in notes)


def test_what_is_no_form_is_refused(song, model):
    with pytest.raises(ToolError, match="from 0 to 2"):
        takes(song, model, replace(MANY, form=2.5))
