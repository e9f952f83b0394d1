"""What is asked of the shipped model moves its own figure."""

from statistics import fmean
from typing import Any

import pytest

from engine.runtime.library import Library, LoadedModel
from engine.score.smf import read_midi
from engine.tools.continue_options import ContinueOptions
from engine.tools.melody.continue_ import continue_melody
from engine.tools.melody.infill import infill_melody
from engine.tools.melody_options import MelodyOptions
from tests.fixtures.program import ROOT

EXAMPLES = ("ferry", "jig", "waltz")
TAKES = 8
BARS = 4


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return Library(ROOT / "models").load("continue-melody", "cpu")


def written(model: LoadedModel, **asked: Any) -> list[list[tuple[int, int]]]:
    """Ticks and pitches of many takes after the examples."""
    found = []
    for name in EXAMPLES:
        song = read_midi(ROOT / "resources" / "examples" / f"{name}.mid")
        options = ContinueOptions(seed=5, variations=TAKES, bars=BARS, **asked)
        answer = continue_melody(song, song.tracks[0].id, options, model)
        found += [[(note.start, note.pitch) for note in take.notes] for take in answer.takes]
    return found


def dense(takes: list[list[tuple[int, int]]]) -> float:
    return fmean(len(take) / BARS for take in takes)


def high(takes: list[list[tuple[int, int]]]) -> float:
    return fmean(pitch for take in takes for _, pitch in take)


def test_a_density_that_is_asked_is_leant_to(model: LoadedModel) -> None:
    few, many = (dense(written(model, density=n)) for n in (2, 9))
    assert few < dense(written(model)) < many


def test_a_register_that_is_asked_is_leant_to(model: LoadedModel) -> None:
    low, up = (high(written(model, register=pitch)) for pitch in (62, 80))
    assert low + 2 < high(written(model)) < up - 1


def test_the_styles_differ(model: LoadedModel) -> None:
    assert len({str(written(model, style=style)) for style in ("any", "pop", "irish")}) == 3


def test_infill_leans_to_what_is_asked_too(model: LoadedModel) -> None:
    song = read_midi(ROOT / "resources" / "examples" / "ferry.mid")
    span = song.meters.bar_start(2), song.meters.bar_start(4)
    options = (MelodyOptions(seed=1, variations=TAKES, density=n) for n in (2, 10))
    few, many = (infill_melody(song, song.tracks[0].id, *span, each, model) for each in options)
    assert sum(len(t.notes) for t in few.takes) < sum(len(t.notes) for t in many.takes)
