"""How Drumify learns a kit for taps, bar by bar.

First it learns by which distance other performances tell best what a drummer plays to some taps.
Then prototypes learn to answer, to taps as they were played and to changed ones, as all other
performances would by that distance (distillation, Hinton et al. 2015), and as the drummer did: what
only one performance says they are not taught.
"""

import argparse
from collections.abc import Iterator
from dataclasses import asdict

import torch
from torch import Tensor

from models.training.drums.bars import DrumBars, bars_of_takes, spread_rows
from models.training.drums.distance import cell_nats, learned_distance
from models.training.drums.kit import HEADS, KitModel, KitShape
from models.training.drums.kit_batches import KitBatch, kit_batches
from models.training.drums.kit_validation import KitValidation
from models.training.drums.performances import load_takes
from models.training.drums.prototypes import clusters, described, known_bars
from models.training.drums.recall import Recall
from models.training.loop import Loss, thinned

LOOKING = 1 / 3
"""For so much of the training the distance is learned."""

TRUTH = 0.3
"""How much the drummer's own hits count beside what the other performances say."""

LOUDNESS = 2.0
"""What an error of a velocity counts beside a nat of a slot."""


class Kit:
    """The kit network and its bars."""

    unit, averaged = "tapped", True
    figures = KitValidation.figures

    def __init__(self, options: argparse.Namespace) -> None:
        takes = load_takes(options.data, options.cache / "drums.pickle", options.aside)
        self._bars = bars_of_takes(thinned(takes.training, options.share))
        shown = self._bars.at(spread_rows(self._bars.takes))
        self._known, self._takes = known_bars(shown, HEADS), torch.from_numpy(shown.takes)
        self._others = Recall(HEADS)
        self._others.load_state_dict(_distance(shown, options))
        self.model = self._begun(options.prototypes)
        self.shape = asdict(self.model.shape)
        self._validation = KitValidation(takes.validation)

    def _begun(self, most: int) -> KitModel:
        """A network whose prototypes are the means of clusters, so many at most."""
        bars = known_bars(self._bars, HEADS)
        cluster = clusters(described(bars, self._others), most)
        model = KitModel(KitShape(int(cluster.max()) + 1))
        model.recall.load_state_dict(self._others.state_dict())
        model.prototypes.begin(bars, cluster, self._others)
        return model

    def describe(self) -> str:
        """How much there is."""
        return f"{len(self._bars):,} bars to learn from"

    def batches(self, seed: int) -> Iterator[KitBatch]:
        """Training batches without end."""
        return kit_batches(self._bars, seed)

    def loss(self, batch: KitBatch, done: float) -> Loss:
        """Nats of a tapped slot's nine cells, and the error of a hit's velocity."""
        told = batch.channels, batch.present, batch.conditions
        answer = self.model(*told)
        logits = answer.hits[batch.tapped]
        chances = torch.lerp(self._said_by_others(batch), batch.hits, TRUTH)
        away = (answer.velocities[batch.tapped] - batch.velocities).abs()[batch.velocities > 0]
        total = cell_nats(logits, chances) + LOUDNESS * away.mean()
        return Loss(total, float(cell_nats(logits, batch.hits).detach()), len(logits))

    @torch.no_grad()
    def _said_by_others(self, batch: KitBatch) -> Tensor:
        """The chances (N, 9) of the tapped slots by all other performances."""
        own = batch.takes[:, None] == self._takes
        told = batch.channels, batch.present, batch.conditions
        return self._others(*told, self._known, own).logits[batch.tapped].sigmoid()

    def resting(self, done: float) -> tuple[str, ...]:
        """All of it learns to the end."""
        return ()

    def validate(self, model: KitModel) -> dict[str, float]:
        """Figures of the held-out performances."""
        return self._validation.of(model)


def _distance(bars: DrumBars, options: argparse.Namespace) -> dict[str, Tensor]:
    """The state of a learned distance, kept in a file, so that a training can go on."""
    path = options.out / "distance.pt"
    if not path.exists():
        learned = learned_distance(bars, HEADS, LOOKING * options.minutes, options.seed)
        torch.save(learned.state_dict(), path)
    return torch.load(path, weights_only=True)
