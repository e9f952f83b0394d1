"""What may be said of new bars of drums beside those they follow."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from engine.representation.bars import Bars

ALIKE = 0.9
"""From this likeness on a bar repeats another."""

TURN = 0.6
"""Below this likeness to every bar before it a bar turns away: a fill, or another groove."""


def drum_figures(hits: np.ndarray, bars: Bars, first_bar: int) -> dict[str, float]:
    """Of the bars from `first_bar` on: drums: how many are struck; hits_per_bar; echo: the
    likeness, from 0 to 1, of the bar that is most like one before, and echo_bar, that one's number
    counted from the first one heard; turn_bar: the last new bar that is like none before, counted
    from 1, 0 where all are.
    """
    lines = bars.lines
    every = [hits[a:b] for a, b in pairwise(lines)]
    old, new = every[:first_bar], every[first_bar:]
    table = np.array([[likeness(ours, theirs) for theirs in old] for ours in new])
    best = np.unravel_index(int(table.argmax()), table.shape)
    turns = np.flatnonzero(table.max(axis=1) < TURN)
    fresh = hits[lines[first_bar] :]
    return {
        "drums": float(fresh.any(axis=0).sum()),
        "hits_per_bar": float(fresh.sum() / len(new)),
        "echo": float(table.max()),
        "echo_bar": float(best[1] + 1),
        "turn_bar": float(turns[-1] + 1 if len(turns) else 0),
    }


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """How alike two bars of hits (T, 9) are, from 0 to 1: twice those in common over all."""
    if len(one) != len(other):
        return 0.0
    return float(2 * (one & other).sum() / max(1, one.sum() + other.sum()))


def drum_reason(scores: Mapping[str, float]) -> str:
    """The figures as a line, such as "5 drums, keeps the groove, turns in bar 4"."""
    drums = int(scores["drums"])
    words = [f"{drums} drum{'' if drums == 1 else 's'}"]
    words.append("keeps the groove" if scores["echo"] >= ALIKE else "varies the groove")
    if scores["turn_bar"]:
        words.append(f"turns in bar {scores['turn_bar']:.0f}")
    return ", ".join(words)
