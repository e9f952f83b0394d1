"""How the networks of Continue learn: the next note of every melody, field by field."""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace

from torch import Tensor
from torch.nn import functional

from engine.representation.notes import FIELDS
from models.training.loop import Loss, thinned
from models.training.melody.batches import (
    Batch,
    gap_batches,
    told_batches,
    training_batches,
    whole_batches,
)
from models.training.melody.data import Melodies, Melody, load_melodies
from models.training.melody.network import MelodyModel
from models.training.melody.shape import Shape

BASELINE = Shape(kind="lstm", recall=False)
SHAPES = {
    ("continue-melody", "cpu"): Shape(),
    ("continue-melody", "cuda"): Shape(width=384, layers=6, heads=12, dropout=0.1),
    ("lstm", "cpu"): BASELINE,
    ("lstm", "cuda"): BASELINE,
}


def next_note_task(options: argparse.Namespace) -> "NextNote":
    """The task of a model of SHAPES."""
    shape = SHAPES[options.model, options.device]
    if options.dropout is not None:
        shape = replace(shape, dropout=options.dropout)
    if options.width is not None:
        shape = replace(shape, width=options.width)
    corpus = load_melodies(options.data, options.cache / "melodies.npz")
    corpus = replace(corpus, training=thinned(corpus.training, options.share))
    return NextNote(shape, corpus, options.batch, options.device)


class NextNote:
    """A network of Continue and its corpus. Batches hold about `batch` notes."""

    unit, figures, averaged = "notes", (*FIELDS, "told", "between"), False

    def __init__(self, shape: Shape, corpus: Melodies, batch: int, device: str) -> None:
        self.model = MelodyModel(shape).to(device)
        self.shape = asdict(shape)
        self._corpus, self._batch, self._device = corpus, batch, device

    def describe(self) -> str:
        """How much there is."""
        return self._corpus.describe()

    def batches(self, seed: int) -> Iterator[Batch]:
        """Training batches without end."""
        for batch in training_batches(self._corpus.training, self._batch, seed):
            yield batch.to(self._device)

    def loss(self, batch: Batch, done: float) -> Loss:
        """Nats per note; what is shown leaves the velocity out."""
        nats = field_nats(self.model(batch.rows, batch.conditions, batch.choices), batch)
        sums = [nats[field].sum() / batch.notes for field in FIELDS]
        shown = sum(float(each.detach()) for each in sums[:-1])
        return Loss(sum(sums[1:], sums[0]), shown, batch.notes)

    def resting(self, done: float) -> tuple[str, ...]:
        """All of it learns to the end."""
        return ()

    def validate(self, model: MelodyModel) -> dict[str, float]:
        """Nats per note of a third of the held-out melodies."""
        return validate(model, self._corpus.validation[::3], self._device)


def field_nats(logits: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """Minus the log-probability of each field's true symbol, (B, T); 0 where there is none."""
    return {
        field: functional.cross_entropy(
            logits[field].float().flatten(0, 1),
            batch.targets[..., column].flatten(),
            ignore_index=-1,
            reduction="none",
        ).view(batch.targets.shape[:2])
        for column, field in enumerate(FIELDS)
    }


def validate(model: MelodyModel, melodies: list[Melody], device: str) -> dict[str, float]:
    """Nats per note of held-out melodies, nothing told but the notes; velocity per played velocity.
    "told" is the same where everything is told that can be, "between" that of the notes in gaps.
    """
    sums, notes, played = _sums(model, whole_batches(melodies), device)
    figures = {field: sums[field] / notes for field in FIELDS[:-1]}
    figures |= {"velocity": sums["velocity"] / max(1, played)}
    total = sum(figures[field] for field in FIELDS[:-1])
    for name, batches in (("told", told_batches(melodies)), ("between", gap_batches(melodies))):
        sums, notes, _ = _sums(model, batches, device)
        figures[name] = sum(sums[field] for field in FIELDS[:-1]) / max(1, notes)
    return {"validation": total, **figures}


def _sums(
    model: MelodyModel, batches: Iterable[Batch], device: str
) -> tuple[dict[str, float], int, int]:
    """The nats of each field, the notes, and the played velocities of batches together."""
    sums: dict[str, float] = dict.fromkeys(FIELDS, 0.0)
    notes = played = 0
    for batch in batches:
        batch = batch.to(device)
        nats = field_nats(model(batch.rows, batch.conditions, batch.choices), batch)
        for field in FIELDS:
            sums[field] += float(nats[field].sum())
        notes += batch.notes
        played += int((batch.targets[..., -1] >= 0).sum())
    return sums, notes, played
