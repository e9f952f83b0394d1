"""What the measures of a melody come to in real music.

The figures in real_music.json are made by `python -m models.evaluation.real_music --data DIR`.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

FIGURES = Path(__file__).with_name("real_music.json")


class Real(NamedTuple):
    """What a measure comes to: the mean over pieces, and between what four fifths of them lie."""

    mean: float
    low: float
    high: float


def real_music() -> dict[str, dict[str, Real]]:
    """The measures of each kind of real music, by the names of kinds and measures."""
    kinds: Mapping[str, Mapping[str, list[float]]] = json.loads(FIGURES.read_text())["kinds"]
    return {
        kind: {name: Real(*figures) for name, figures in measures.items()}
        for kind, measures in kinds.items()
    }
