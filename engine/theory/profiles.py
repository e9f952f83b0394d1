"""What real music looks like in the plots: its mean form, its histograms, its strokes.

The figures in profiles.json are made by `python -m models.evaluation.profiles --data DIR`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from engine.theory.real import Real

FIGURES = Path(__file__).with_name("profiles.json")


@dataclass(frozen=True, eq=False)
class Band:
    """A histogram of many pieces: the `mean` of each bar, and between what four fifths of the
    pieces lie (`low`, `high`); all (n,).
    """

    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Cloud:
    """How a group of drums is struck: means and standard deviations of the milliseconds behind the
    grid and of the velocities.
    """

    offset: float
    offset_spread: float
    velocity: float
    velocity_spread: float


@dataclass(frozen=True, eq=False)
class Profile:
    """One kind of real music, of `pieces` pieces.

    `likeness` (16, 16) is the mean likeness of their first sixteen bars. `struck` are how often
    degrees are heard, by "major" and "minor", or the voices of a kit, by "kit". `intervals` and
    `density` (a single bar: notes a bar) have a band, a kit's `strokes` a cloud by group and its
    `measures` their mean and middle four fifths; those of melodies are in real.py.
    """

    pieces: int
    likeness: np.ndarray
    struck: Mapping[str, Band]
    intervals: Band | None
    density: Band
    strokes: Mapping[str, Cloud]
    measures: Mapping[str, Real]


@dataclass(frozen=True)
class Levels:
    """Nats from which a note is `unusual` and from which it is `surprising`: one note in five and
    one in twenty of real melodies is.
    """

    unusual: float
    surprising: float


@cache
def profiles() -> dict[str, Profile]:
    """The kinds of real music by name: melodies of "pop" and "folk", and "drummers"."""
    return {kind: _profile(found) for kind, found in _content()["kinds"].items()}


@cache
def levels() -> Levels:
    """From how many nats on a note is a surprise."""
    return Levels(**_content()["levels"])


def _content() -> Any:
    return json.loads(FIGURES.read_text())


def _profile(found: Mapping[str, Any]) -> Profile:
    intervals = found.get("intervals")
    return Profile(
        found["pieces"],
        np.array(found["likeness"]),
        {name: _band(each) for name, each in found["struck"].items()},
        _band(intervals) if intervals else None,
        _band(found["density"]),
        {name: Cloud(*each) for name, each in found.get("strokes", {}).items()},
        {name: Real(*each) for name, each in found.get("measures", {}).items()},
    )


def _band(rows: list[list[float]]) -> Band:
    return Band(*np.array(rows))
