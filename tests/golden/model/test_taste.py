"""Each rule of theory, weighed while the shipped model writes, moves its own measure."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import fmean

import pytest

from engine.runtime.library import Library, LoadedModel
from engine.score.smf import read_midi
from engine.score.song import Song
from engine.theory.taste import parse_taste
from engine.tools.continue_options import ContinueOptions
from engine.tools.melody.continue_ import continue_melody

ROOT = Path(__file__).parents[3]
EXAMPLES = ("ferry", "waltz")
WEIGHT = 3
TAKES = 16

Measure = Callable[[str], dict[str, float]]


def drone(song: Song) -> Song:
    """The same rhythm on one pitch, so that the model wants to stay on it."""
    clip = song.tracks[0].clips[0]
    notes = tuple(replace(note, pitch=64) for note in clip.notes)
    return song.with_clip(replace(clip, notes=notes))


@pytest.fixture(scope="module")
def measure() -> Measure:
    """The mean measures of many takes after the examples, by the rules that are weighed."""
    model: LoadedModel = Library(ROOT / "models").load("continue-melody", "cpu")
    songs = [read_midi(ROOT / "resources" / "examples" / f"{name}.mid") for name in EXAMPLES]
    songs.append(drone(songs[0]))
    known: dict[str, dict[str, float]] = {}

    def means(rules: str) -> dict[str, float]:
        if rules not in known:
            options = ContinueOptions(seed=5, variations=TAKES, taste=parse_taste(rules))
            scores = [
                take.scores
                for song in songs
                for take in continue_melody(song, song.tracks[0].id, options, model).takes
            ]
            known[rules] = {name: fmean(each[name] for each in scores) for name in scores[0]}
        return known[rules]

    return means


@pytest.mark.parametrize(
    ("rule", "measured", "rises"),
    [
        ("repeats", "excessive_repeats", False),
        ("autocorrelation", "autocorrelation_1", False),
        ("autocorrelation", "autocorrelation_2", False),
        ("autocorrelation", "autocorrelation_3", False),
        ("key", "out_of_key", False),
        ("tonic", "starts_on_tonic", True),
        ("leaps", "leaps_resolved", True),
        ("highest", "unique_highest", True),
        ("lowest", "unique_lowest", True),
        ("motif", "repeated_motif", True),
    ],
)
def test_a_rule_moves_its_measure(measure: Measure, rule: str, measured: str, rises: bool) -> None:
    free = measure("")[measured]
    held = measure(f"{rule}={WEIGHT}")[measured]
    assert held > free if rises else held < free
