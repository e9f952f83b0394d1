"""Groove's trained network, as it is exported."""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from engine.representation.drum_input import NAME, SCORE, VERSION, feature_count
from models.training.drums.copula import measured
from models.training.drums.exported import Exported
from models.training.drums.network import DrumChances, DrumModel, DrumShape
from models.training.drums.performances import Takes


class CellsGraph(nn.Module):
    """features (N, F) -> hits, velocities, offsets."""

    def __init__(self, model: DrumModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, features: Tensor) -> tuple[Tensor, ...]:
        """As DrumModel."""
        return tuple(self.model(features))


def loaded(checkpoint: Mapping[str, Any]) -> DrumModel:
    """The network of a checkpoint, ready to be used."""
    model = DrumModel(DrumShape(**checkpoint["shape"]))
    model.load_state_dict(checkpoint["model"])
    return model.eval().float()


def exported_groove(checkpoint: Mapping[str, Any], takes: Takes) -> Exported:
    """The network of a checkpoint; how its hits hang together is measured on what is held out."""
    model = loaded(checkpoint)
    seeded = torch.Generator().manual_seed(0)
    features = (torch.rand(4, feature_count(model.shape.channels), generator=seeded) < 0.2).float()
    return Exported(
        name="cells",
        graph=CellsGraph(model),
        inputs={"features": features},
        outputs=DrumChances._fields,
        representation=(NAME, VERSION),
        channels=SCORE,
        sampling={"coherence": measured(model, takes.validation)},
    )
