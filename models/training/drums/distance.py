"""How the distance between bars is learned: from how well all other performances answer."""

import math
import time

import torch
from torch import Tensor
from torch.nn import functional

from engine.representation.drums import VOICES
from models.training.drums.bars import DrumBars
from models.training.drums.kit_batches import kit_batches
from models.training.drums.prototypes import known_bars
from models.training.drums.recall import Recall

PEAK = 1e-3


def learned_distance(bars: DrumBars, heads: int, minutes: float, seed: int) -> Recall:
    """A distance by which bars are found that tell what is played, after so many minutes of CPU
    time. No bar is found in the performance that it comes from.
    """
    recall = Recall(heads)
    known, takes = known_bars(bars, heads), torch.from_numpy(bars.takes)
    optimizer = torch.optim.Adam(recall.parameters(), lr=PEAK, betas=(0.9, 0.98))
    began = time.process_time()
    for batch in kit_batches(bars, seed):
        done = (time.process_time() - began) / 60 / minutes
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = PEAK * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
        own = batch.takes[:, None] == takes
        found = recall(batch.channels, batch.present, batch.conditions, known, own)
        loss = cell_nats(found.logits[batch.tapped], batch.hits)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
    return recall.requires_grad_(False)


def cell_nats(logits: Tensor, chances: Tensor) -> Tensor:
    """The mean cross entropy of slots' nine cells (N, 9) against the chances of a hit."""
    return len(VOICES) * functional.binary_cross_entropy_with_logits(logits, chances)
