"""Between what the inputs of a network's products lie, found out on what it learnt from."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from models.training.melody.batches import collate
from models.training.melody.data import Melody
from models.training.melody.lessons import lesson
from models.training.melody.network import MelodyModel
from models.training.melody.network_writer import Ranges

MELODIES = 240
SEED = 1685
MARGIN = 1.1
"""Ranges are so much wider than what was met."""


def input_ranges(model: MelodyModel, melodies: Sequence[Melody]) -> Ranges:
    """For each of the network's linear layers the range of its inputs, over some of the melodies,
    told and with gaps as in training, each by itself. Heads count where there is a note to decide.
    """
    found: dict[nn.Module, tuple[float, float]] = {}
    decided = torch.zeros(0, dtype=torch.bool)

    def watch(name: str, linear: nn.Module) -> torch.utils.hooks.RemovableHandle:
        heads = name.startswith("heads.") or ("onset_layer" in name and "key_value" not in name)

        def widen(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            x = inputs[0][:, decided] if heads else inputs[0]
            low, high = found.get(linear, (0.0, 0.0))
            found[linear] = min(low, float(x.min())), max(high, float(x.max()))

        return linear.register_forward_pre_hook(widen)

    linears = [(name, part) for name, part in model.named_modules() if isinstance(part, nn.Linear)]
    handles = [watch(name, linear) for name, linear in linears if "tones" not in name]
    rng = np.random.default_rng(SEED)
    with torch.no_grad():
        for melody in melodies[:: max(1, len(melodies) // MELODIES)]:
            shown = lesson(melody, rng)
            batch = collate([shown], np.array([[shown.key, shown.style]], dtype=np.int64))
            decided = batch.targets[0, :, 1] >= 0
            if decided.any():
                model(batch.rows, batch.conditions, batch.choices)
    for handle in handles:
        handle.remove()
    return {linear: (MARGIN * low, MARGIN * high) for linear, (low, high) in found.items()}
