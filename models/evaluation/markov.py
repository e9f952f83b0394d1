"""The first baseline: an order-3 Markov chain over the same symbols, counted in all of the training
melodies. The model "markov" is the same with what few tunes do left out.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from engine.representation.chain import Chain
from engine.representation.contexts import chances, threes
from engine.representation.notes import FIELDS, UNKNOWN_KEY
from models.training.melody.data import Melody


def markov_nats(chains: Mapping[str, Chain], melodies: Sequence[Melody]) -> list[np.ndarray]:
    """As likelihood.shipped_nats, all notes of a melody at once; the key is not told."""
    found = []
    for melody in melodies:
        rows, targets = threes(melody.rows.astype(np.int64)), melody.targets.astype(np.int64)
        sums = []
        for column, field in enumerate(FIELDS):
            here = targets[:, column] >= 0
            chosen = {f: targets[here, i] for i, f in enumerate(FIELDS[:column])}
            unknown = np.full(int(here.sum()), UNKNOWN_KEY)
            each = chances(chains, field, rows[here], chosen, unknown)
            sums.append(-np.log(each[np.arange(len(each)), targets[here, column]]).sum())
        counts = [(targets[:, 1] >= 0).sum(), (targets[:, -1] >= 0).sum()]
        found.append(np.array([*sums, *counts], dtype=float))
    return found
