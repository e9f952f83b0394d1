"""Drumify's trained network, as it is exported."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from engine.representation.tapped_bars import (
    AROUND,
    CHANNELS,
    CONDITIONS,
    NAME,
    SLOTS,
    VERSION,
    channels_of,
)
from models.training.drums.exported import Exported
from models.training.drums.kit import KitChances, KitModel, KitShape
from models.training.drums.kit_validation import KINDS, KitValidation
from models.training.drums.levels import best_level
from models.training.drums.performances import Takes
from models.training.drums.recall import Known

BOUND, TRUST = 0.04, 0.1
"""How little another tempo costs at most, and how much less heads count that it costs much: chosen
on the held-out part, told its own tempos and tempos a tenth too fast.
"""

INPUTS = ("channels", "present", "conditions")


class KitGraph(nn.Module):
    """channels (B, 4, 48), present (B, 48), conditions (B, C) -> hits, velocities."""

    def __init__(self, model: KitModel) -> None:
        super().__init__()
        self.recall = model.recall
        with torch.no_grad():
            for name, numbers in model.prototypes.known()._asdict().items():
                self.register_buffer(name, numbers)

    def forward(self, channels: Tensor, present: Tensor, conditions: Tensor) -> tuple[Tensor, ...]:
        """As KitModel."""
        known = Known(*(self.get_buffer(name) for name in Known._fields))
        return tuple(self.recall(channels, present, conditions, known))


def loaded(checkpoint: Mapping[str, Any]) -> KitModel:
    """The network of a checkpoint, ready to be used."""
    model = KitModel(KitShape(**checkpoint["shape"]))
    model.load_state_dict(checkpoint["model"])
    model.recall.bound, model.recall.trust = BOUND, TRUST
    return model.eval().float()


def exported_kit(checkpoint: Mapping[str, Any], takes: Takes) -> Exported:
    """The network of a checkpoint; from which level on it strikes is measured on what is held
    out.
    """
    model, validation = loaded(checkpoint), KitValidation(takes.validation)
    answers = {name: validation.answers(model, loud) for name, loud in KINDS.items()}
    return Exported(
        name="kit",
        graph=KitGraph(model),
        inputs=dict(zip(INPUTS, _rhythm(), strict=True)),
        outputs=KitChances._fields,
        representation=(NAME, VERSION),
        channels=CHANNELS,
        sampling={"levels": {n: best_level(a.logits, a.truth) for n, a in answers.items()}},
    )


def _rhythm() -> tuple[Tensor, ...]:
    """A seeded rhythm of three bars, one of them without velocities."""
    rng = np.random.default_rng(0)
    tap = rng.random((3, AROUND)) < 0.5
    conditions = np.zeros((3, CONDITIONS), np.float32)
    conditions[:2, 0], conditions[:, 1], conditions[0, 5] = 1, (-0.3, 0, 0.4), 1
    velocity = tap * rng.random(tap.shape) * conditions[:, :1]
    present = np.ones((3, 3, SLOTS), np.float32)
    present[0, 0] = present[1, 2] = 0
    tap, velocity = tap * present.reshape(3, -1), velocity * present.reshape(3, -1)
    channels = channels_of(tap, velocity, tap * rng.normal(0, 0.4, tap.shape))
    assert channels.shape[1] == len(CHANNELS)
    return tuple(map(torch.from_numpy, (channels, present.reshape(3, -1), conditions)))
