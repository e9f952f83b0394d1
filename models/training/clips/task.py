"""How an autoencoder of clips learns: to say again what it read, through noise."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

import torch
from torch import Tensor

from models.training.clips.batch import Batch, begins
from models.training.clips.batches import LENGTHS, SHARES, training_batches, whole_batches
from models.training.clips.data import Sheet, load_sheets
from models.training.clips.network import ClipModel, Written
from models.training.clips.shape import ClipShape
from models.training.loop import Loss, thinned

BASS = ClipShape(
    "bass", width=128, heads=4, drafting=1, latent=16, conductor_width=128, conductor_layers=2,
    couplings=4, dropout=0.1, listening=2,
)  # fmt: skip
SHAPES = {
    ("clips-melody", "cpu"): ClipShape(),
    ("clips-melody", "cuda"): ClipShape(width=256, heads=8, reading=2, conductor_width=256),
    ("clips-trio", "cpu"): BASS,
    ("clips-trio", "cuda"): BASS,
    ("clips-drums", "cpu"): ClipShape("drums", width=128, heads=4, conductor_layers=2, dropout=0.1),
    ("clips-drums", "cuda"): ClipShape("drums", width=192, heads=6, reading=2, dropout=0.1),
}
BETA = {"melody": 0.3, "drums": 0.5, "bass": 0.3}
"""What a nat of divergence costs beside a nat of reconstruction."""

DRAFT = 0.3
LOUDNESS = 14.0
AWAY = 2.0
"""What the draft, a wrong loudness and a wrong distance from the step cost."""

PRICED = 0.45
"""The part of the training in which BETA comes up to its value."""

SETTLED = 0.55
"""The part of the training after which the reader stays, and the others learn from its latents."""

EXACT = 0.5
"""The share of clips that are then written from the means of their latents."""


def clips_task(options: argparse.Namespace) -> "Clips":
    """The task of an autoencoder."""
    shape = SHAPES[options.model, options.device]
    if options.dropout is not None:
        shape = replace(shape, dropout=options.dropout)
    if options.width is not None:
        conductor = shape.conductor_width * options.width // shape.width
        shape = replace(shape, width=options.width, conductor_width=conductor)
    training, validation = load_sheets(shape.kind, options.data, options.cache, options.aside)
    training = thinned(training, options.share)
    return Clips(shape, training, validation, options.batch, options.device)


class Clips:
    """An autoencoder and its sheets. Batches hold about `batch` quarters."""

    unit, averaged = "bars", True
    figures = (
        "reconstruction", "divergence", "steps_2", "onsets_2", "steps_16", "onsets_16", "velocity",
        "away",
    )  # fmt: skip

    def __init__(
        self,
        shape: ClipShape,
        training: Sequence[Sheet],
        validation: Sequence[Sheet],
        batch: int,
        device: str,
    ) -> None:
        self.model = ClipModel(shape).to(device)
        self.shape = asdict(shape)
        self._training, self._validation = training, validation
        self._batch, self._device, self._beta = batch, device, BETA[shape.kind]

    def describe(self) -> str:
        """How much there is."""
        parts = (("train", self._training), ("validation", self._validation))
        return ", ".join(
            f"{name}: {len(part)} pieces, {sum(len(s.meters) for s in part):,} bars"
            for name, part in parts
        )

    def batches(self, seed: int) -> Iterator[Batch]:
        """Training batches without end."""
        for batch in training_batches(self._training, self._batch, seed, LENGTHS, SHARES):
            yield batch.to(self._device)

    def loss(self, batch: Batch, done: float) -> Loss:
        """Nats of a bar, the divergence at its price."""
        if done > SETTLED:
            return self._settled(batch)
        price = self._beta * min(1.0, done / PRICED)
        found = nats(self.model, batch)
        total = found["final"] + DRAFT * found["draft"] + LOUDNESS * found["loudness"]
        total = total + AWAY * found["away"]
        total = (total + price * found["divergence"]) / batch.bars
        shown = float((found["final"] + self._beta * found["divergence"]).detach()) / batch.bars
        return Loss(total, shown, batch.bars)

    def _settled(self, batch: Batch) -> Loss:
        """As before, but from latents as they are: the writer learns to say them, the conductor
        their density, and neither moves the other.
        """
        with torch.no_grad():
            place = self.model.places(batch)
            posterior = self.model.reader(batch, place)
            latent = posterior.sample()
            known = place.whole(posterior.log_density(latent)).sum()
        density = place.whole(self.model.conductor(latent, place)[1]).sum()
        exact = torch.rand(len(latent), 1, 1, device=latent.device) < EXACT
        told = torch.where(exact, posterior.mean, latent)
        found = told_apart(self.model, batch, self.model.writer(told, batch.steps, place))
        total = found["final"] + DRAFT * found["draft"] + LOUDNESS * found["loudness"]
        total = (total + AWAY * found["away"] - density) / batch.bars
        shown = float((found["final"] + self._beta * (known - density)).detach()) / batch.bars
        return Loss(total, shown, batch.bars)

    def resting(self, done: float) -> tuple[str, ...]:
        """The reader and the listener, in the end."""
        if done <= SETTLED:
            return ()
        return ("reader", "listener") if self.shape["listening"] else ("reader",)

    def validate(self, model: ClipModel) -> dict[str, float]:
        """Figures of a part of the held-out pieces: nats of a bar, and clips of 2 and 16 bars."""
        sheets = self._validation[::4]
        two, sixteen = (reconstruction(model, sheets, n, self._device) for n in (2, 16))
        return {
            "validation": sixteen["final"] + self._beta * sixteen["divergence"],
            "reconstruction": sixteen["final"],
            "divergence": sixteen["divergence"],
            "steps_2": two["steps"],
            "onsets_2": two["onsets"],
            "steps_16": sixteen["steps"],
            "onsets_16": sixteen["onsets"],
            "velocity": two["velocity"],
            "away": two["away"],
        }


def nats(model: ClipModel, batch: Batch) -> dict[str, Tensor]:
    """Sums over a batch: the draft's and the final nats of all steps, the divergence of the
    latents, and the distances of loudness and of timing from what is known.
    """
    place = model.places(batch)
    posterior = model.reader(batch, place)
    latent = posterior.sample()
    divergence = posterior.log_density(latent) - model.conductor(latent, place)[1]
    found = told_apart(model, batch, model.writer(latent, batch.steps, place))
    return found | {"divergence": place.whole(divergence).sum()}


def told_apart(model: ClipModel, batch: Batch, written: Written) -> dict[str, Tensor]:
    """What of `nats` is known from what the writer says."""
    steps = batch.steps
    true, struck, away = (x[steps] for x in (batch.symbols, batch.loudness, batch.away))
    known = struck > 0
    return {
        "final": model.writer.final.nats(written.final, true),
        "draft": model.writer.final.nats(written.draft, true),
        "loudness": (written.final.loudness - struck)[known].abs().sum(),
        "away": (written.final.away - away)[known].abs().sum(),
    }


COUNTS = (
    "final", "divergence", "right", "steps", "both", "true", "made", "loudness", "away",
    "known", "bars",
)  # fmt: skip


def reconstruction(
    model: ClipModel, sheets: Sequence[Sheet], count: int, device: str
) -> dict[str, float]:
    """Clips of `count` bars through the mean of their latents, nothing else told: nats and
    divergence of a bar, the share of steps that come back whole, F1 of onsets with their pitch or
    voice, and of those that came back the error of velocity and, in 16ths, of timing.
    """
    sums: dict[str, float] = dict.fromkeys(COUNTS, 0.0)
    for batch in whole_batches(sheets, count):
        for name, value in _counted(model, batch.to(device)).items():
            sums[name] += float(value)
    return {
        "final": sums["final"] / sums["bars"],
        "divergence": sums["divergence"] / sums["bars"],
        "steps": sums["right"] / sums["steps"],
        "onsets": 2 * sums["both"] / max(1.0, sums["true"] + sums["made"]),
        "velocity": sums["loudness"] / max(1.0, sums["known"]),
        "away": sums["away"] / max(1.0, sums["known"]),
    }


def _counted(model: ClipModel, batch: Batch) -> dict[str, Tensor | int]:
    """COUNTS of a batch."""
    place, steps = model.places(batch), batch.steps
    posterior = model.reader(batch, place)
    said = model.writer(posterior.mean, steps, place).final
    latent = posterior.sample()
    density = model.conductor(latent, place)[1]
    true, struck, away = (x[steps] for x in (batch.symbols, batch.loudness, batch.away))
    made = model.writer.final.symbols(said.logits, steps)[steps]
    same, onset = made == true, begins(true)
    both = same & onset
    known = both & (struck > 0)
    return {
        "final": model.writer.final.nats(said, true),
        "divergence": place.whole(posterior.log_density(latent) - density).sum(),
        "right": same.flatten(1).all(dim=1).sum() if same.ndim > 1 else same.sum(),
        "steps": len(same),
        "both": both.sum(),
        "true": onset.sum(),
        "made": begins(made).sum(),
        "loudness": (said.loudness - struck)[known].abs().sum(),
        "away": (said.away - away)[known].abs().sum(),
        "known": known.sum(),
        "bars": batch.bars,
    }
