"""How normal numbers of hits hang together: what of them belongs to a step and to a performance."""

from collections.abc import Sequence

import numpy as np

FAR = 64
"""From so many struck steps on, only the performance is shared."""


def coherence(takes: Sequence[np.ndarray]) -> dict[str, float]:
    """What belongs to whom, as `drums.feel.Coherence` has it, from the normal numbers of
    performances, (struck steps, 9), NaN where there is none.
    """
    spread = float(np.nanvar(np.concatenate(takes)))
    together, following, far = (_product(takes, distance) / spread for distance in (0, 1, FAR))
    whole = max(0.0, far)
    step = max(1e-6, together - whole)
    follow = min(0.99, max(0.0, (following - whole) / step))
    return {"whole": round(whole, 4), "step": round(step, 4), "follow": round(follow, 4)}


def _product(takes: Sequence[np.ndarray], distance: int) -> float:
    """The mean product of two hits' numbers whose steps are so far apart, each pair once."""
    total = count = 0.0
    for numbers in takes:
        known, filled = ~np.isnan(numbers), np.nan_to_num(numbers)
        sums, counts = filled.sum(axis=1), known.sum(axis=1)
        if distance == 0:
            total += ((sums**2) - (filled**2).sum(axis=1)).sum()
            count += (counts * (counts - 1)).sum()
        elif len(numbers) > distance:
            total += (sums[:-distance] * sums[distance:]).sum()
            count += (counts[:-distance] * counts[distance:]).sum()
    return float(total / max(1.0, count))
