"""The ground that a morph moves about on: what a view of it has to know, and no model."""

from dataclasses import dataclass

from engine.score.time import Tick

CORNERS = 4

Cell = tuple[int, int]
"""A column from the left and a row from the top of the grid, both from 0."""


@dataclass(frozen=True)
class Ground:
    """Where one can go: a square of `side` times `side` clips, each in ticks of `ppq` per quarter
    from 0 to `end`.
    """

    side: int
    ppq: int
    end: Tick
