"""Infill with the shipped model knows what comes after, which Continue cannot."""

from pathlib import Path
from statistics import fmean

import pytest

from engine.runtime.library import Library, LoadedModel
from engine.score.edits import fill, remove_notes, rescaled
from engine.score.smf import read_midi
from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.tools.continue_options import ContinueOptions
from engine.tools.hearing.score import score_melody
from engine.tools.melody.continue_ import continue_melody
from engine.tools.melody.infill import infill_melody
from engine.tools.melody_options import MelodyOptions

ROOT = Path(__file__).parents[3]
TAKES = 6
FOLLOWING = 16


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return Library(ROOT / "models").load("continue-melody", "cpu")


def surprise(song: Song, end: Tick, factor: int, notes: tuple[Note, ...], model, start) -> float:
    """The mean nats of the notes after a range, as `score` tells them, with these notes in it."""
    track = song.tracks[0].id
    fine = rescaled(song, factor)
    filled = fill(fine, track, Tick(start * factor), Tick(end * factor), notes)
    scored = score_melody(filled, track, model).notes
    after = [each.nats for each in scored if each.tick >= end * factor]
    return fmean(after[:FOLLOWING])


def test_what_follows_is_likelier_after_infill_than_after_continue(model):
    examples = (("ferry", 2), ("jig", 4), ("swing", 3), ("waltz", 6))
    aware, unaware = zip(*(after_both(model, *each) for each in examples), strict=True)
    told = [
        f"{name}: {a:.3f}, {b:.3f}"
        for (name, _), a, b in zip(examples, aware, unaware, strict=True)
    ]
    assert fmean(aware) < fmean(unaware), f"nats a note after infill and after Continue: {told}"


def after_both(model: LoadedModel, name: str, bars: int) -> tuple[float, float]:
    """The surprise at what follows two bars of an example, after infill's takes and Continue's."""
    song = read_midi(ROOT / "resources" / "examples" / f"{name}.mid")
    track = song.tracks[0]
    start, end = song.meters.bar_start(bars), song.meters.bar_start(bars + 2)
    ways = infill_melody(song, track.id, start, end, MelodyOptions(seed=1, variations=TAKES), model)
    known = remove_notes(song, {note.id for note in track.notes if note.start >= start})
    options = ContinueOptions(seed=1, variations=TAKES, bars=2)
    blind = continue_melody(known, track.id, options, model)
    assert all(take.start == start * blind.ppq_factor for take in blind.takes)
    aware, unaware = (
        fmean(
            surprise(song, end, answer.ppq_factor, take.notes, model, start)
            for take in answer.takes
        )
        for answer in (ways, blind)
    )
    return aware, unaware
