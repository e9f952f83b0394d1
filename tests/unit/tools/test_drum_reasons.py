"""What is said of new bars of drums."""

import numpy as np

from engine.representation.bars import Bars
from engine.tools.drum_reasons import drum_figures, drum_reason, likeness

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
