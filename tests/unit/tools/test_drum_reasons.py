"""What is said of new bars of drums."""

import numpy as np
import pytest

from engine.representation.bars import Bars
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.choice.drum_reasons import drum_figures, drum_reason, kit_reason, likeness

GROOVE = np.zeros((16, 9), bool)
GROOVE[::8, 0] = GROOVE[4::8, 1] = GROOVE[::2, 2] = True
FILL = np.zeros((16, 9), bool)
FILL[4:, 5] = True


def test_bars_are_as_alike_as_their_hits() -> None:
    assert likeness(GROOVE, GROOVE) == 1
    assert likeness(GROOVE, FILL) == 0
    assert likeness(GROOVE, GROOVE[:12]) == 0
    nearly = GROOVE.copy()
    nearly[0, 0] = False
    assert 0.9 < likeness(GROOVE, nearly) < 1


def test_a_fill_is_told() -> None:
    hits = np.concatenate([GROOVE, GROOVE, GROOVE, FILL])
    scores = drum_figures(hits, Bars.of([16] * 4), 2)
    assert (scores["echo"], scores["echo_bar"], scores["turn_bar"]) == (1, 1, 2)
    assert (scores["drums"], scores["hits_per_bar"]) == (4, 12)
    assert drum_reason(scores) == "4 drums, keeps the groove, turns in bar 2"
    same = drum_figures(np.concatenate([GROOVE] * 4), Bars.of([16] * 4), 2)
    assert drum_reason(same) == "3 drums, keeps the groove"


def kit(*parts: tuple[int, float, float], bars: int = 4, beats: int = 4) -> list[Note]:
    """Notes of a pitch from a beat on in every bar, each so many beats after the one before."""
    places = [
        (pitch, bar * beats + beat)
        for pitch, first, step in parts
        for bar in range(bars)
        for beat in np.arange(first, beats, step)
    ]
    return [Note(0, p, 90, Tick(round(960 * at)), Tick(120), 9) for p, at in places]


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        (
            kit((42, 0, 0.5), (38, 1, 2), (36, 0, 1)),
            "hi-hats in eighths, snare on 2 and 4, kick on every beat",
        ),
        (
            kit((51, 0, 0.25), (38, 2, 4), (36, 0, 4)),
            "cymbals in sixteenths, snare on 3, kick on 1",
        ),
        (kit((42, 0, 1), (36, 0, 9)), "hi-hats in quarters, kick on 1"),
        (kit((41, 0.25, 0.5), (43, 0.75, 1)), "2 drums"),
    ],
)
def test_a_kit_is_told_by_what_a_drummer_hears_first(notes: list[Note], said: str) -> None:
    assert kit_reason(notes, MeterMap(960)) == said


def test_a_late_drummer_is_told_as_one_in_time() -> None:
    notes = kit((42, 0, 0.5), (38, 1, 2), (36, 0, 2))
    late = [note.with_span(note.start + 30, note.end + 30) for note in notes]
    assert kit_reason(late, MeterMap(960)) == kit_reason(notes, MeterMap(960))
