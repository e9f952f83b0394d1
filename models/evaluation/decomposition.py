"""By how much each trait of music explains that a figure of some is not that of others: Blinder and
Oaxaca's decomposition (1973).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Weighed(NamedTuple):
    """Pieces by their traits (pieces, traits), a figure of each, and how much it counts."""

    traits: np.ndarray
    figures: np.ndarray
    weight: np.ndarray


def decomposed(usual: Weighed, others: Weighed, names: Sequence[str]) -> dict[str, float]:
    """The mean figures of both, and their difference as a sum: what each trait explains, by a line
    through the usual pieces, and the rest, which none does.
    """
    root = np.sqrt(usual.weight)
    level = np.column_stack([np.ones(len(usual.figures)), usual.traits])
    slopes = np.linalg.lstsq(level * root[:, None], usual.figures * root, rcond=None)[0][1:]
    means = [np.average(each.traits, axis=0, weights=each.weight) for each in (usual, others)]
    before, after = (float(np.average(x.figures, weights=x.weight)) for x in (usual, others))
    parts = (slopes * (means[1] - means[0])).tolist()
    explained = dict(zip(names, parts, strict=True))
    return {"usual": before, "others": after, **explained, "rest": after - before - sum(parts)}
