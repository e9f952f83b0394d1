"""The second baseline, from its checkpoint, in a loaded model's interface. It does not ship, so it
runs in torch.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch

from engine.representation.notes import FIELDS
from models.training.melody.batches import whole_batches
from models.training.melody.data import Melody
from models.training.melody.export import load_checkpoint
from models.training.melody.network import MelodyModel
from models.training.melody.task import field_nats


class LstmGraph:
    """One "graph" of the network, with the tensors of the exported ones."""

    def __init__(self, model: MelodyModel, field: str) -> None:
        self.model, self.field = model, field

    @torch.no_grad()
    def run(
        self, outputs: Sequence[str] | None, feeds: Mapping[str, np.ndarray]
    ) -> list[np.ndarray]:
        """As engine.runtime.session.Session.run."""
        given = {name: torch.from_numpy(np.ascontiguousarray(a)) for name, a in feeds.items()}
        if self.field == "bars":
            past = [given["past"]] if feeds["held"][0] else []
            reading = self.model.read(given["rows"], given["conditions"], past, given["held"])
            return [part.numpy() for part in (reading.state, reading.logits, *reading.memory)]
        state, choice = given["state"][:, None], given["choice"][:, None]
        parts = self.model.decide(self.field, state, choice)
        return [part[:, 0].numpy() for part in parts]


def read_lstm(checkpoint: Path) -> MelodyModel:
    """The baseline's network."""
    model, _ = load_checkpoint(checkpoint)
    return model


@torch.no_grad()
def lstm_nats(model: MelodyModel, melodies: Sequence[Melody]) -> list[np.ndarray]:
    """As likelihood.shipped_nats, all notes of a melody at once."""
    found = []
    for melody in melodies:
        (batch,) = whole_batches([melody])
        nats = field_nats(model(batch.rows, batch.conditions, batch.choices), batch)
        sums = [float(nats[field].sum()) for field in FIELDS]
        played = int((batch.targets[..., -1] >= 0).sum())
        found.append(np.array([*sums, batch.notes, played]))
    return found
