"""The takes that were offered, batch by batch, with all that is needed to know where each came
from.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from engine.score.song import Note
from engine.score.time import Tick

KEPT_BATCHES = 32
"""How many batches a project remembers; those with a starred or kept take count first."""


@dataclass(frozen=True)
class Offer:
    """One take as it stands: still arriving while it is not `ready`. Times are song ticks."""

    notes: tuple[Note, ...] = ()
    start: Tick = Tick(0)
    end: Tick = Tick(0)
    seed: int = 0
    reason: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    ready: bool = False
    starred: bool = False
    kept: bool = False


@dataclass(frozen=True)
class Batch:
    """The takes of one press, what they continue, and how they were made."""

    tool: str
    track_id: int
    clip_id: int
    source: str
    ppq: int
    options: Mapping[str, Any] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()
    seed: int | None = None
    model: str = ""
    sha256: str = ""
    device: str = ""
    seconds: float = 0.0

    def with_offer(self, index: int, **changes: Any) -> "Batch":
        """This batch with one offer changed."""
        offers = list(self.offers)
        offers[index] = replace(offers[index], **changes)
        return replace(self, offers=tuple(offers))


class Shelf(QObject):
    """Keeps the batches and which of them is shown. The tray and the card keys look at it."""

    shown = Signal()
    """Another batch is shown, or the shown one has other cards."""
    offer_changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._batches: list[Batch] = []
        self.index = -1

    @property
    def batches(self) -> tuple[Batch, ...]:
        """All batches, oldest first."""
        return tuple(self._batches)

    @property
    def batch(self) -> Batch | None:
        """The batch that is shown."""
        return self._batches[self.index] if self._batches else None

    def offer(self, index: int) -> Offer | None:
        """An offer of the shown batch, or None where there is no such card."""
        batch = self.batch
        return batch.offers[index] if batch and 0 <= index < len(batch.offers) else None

    def add(self, batch: Batch) -> int:
        """Show a new batch; its number, which stays its own."""
        self._batches.append(batch)
        self.index = len(self._batches) - 1
        self.shown.emit()
        return self.index

    def update(self, number: int, batch: Batch) -> None:
        """Put a batch in place of the one with this number."""
        if 0 <= number < len(self._batches):
            self._batches[number] = batch
            if number == self.index:
                self.shown.emit()

    def change(self, number: int, index: int, **changes: Any) -> None:
        """Change one offer of a batch."""
        self._batches[number] = self._batches[number].with_offer(index, **changes)
        if number == self.index:
            self.offer_changed.emit(index)

    def drop(self, number: int) -> None:
        """Forget a batch that came to nothing; only the last one can go."""
        if number == len(self._batches) - 1:
            self._batches.pop()
            self.index = len(self._batches) - 1
            self.shown.emit()

    def step(self, places: int) -> None:
        """Show an earlier (below 0) or later batch."""
        if self._batches:
            index = max(0, min(len(self._batches) - 1, self.index + places))
            if index != self.index:
                self.index = index
                self.shown.emit()

    def clear(self) -> None:
        """Forget all batches, for another song."""
        self._batches.clear()
        self.index = -1
        self.shown.emit()

    def to_dicts(self) -> tuple[dict[str, Any], ...]:
        """The finished batches as a project file keeps them."""
        finished = [batch for batch in self._batches if any(o.ready for o in batch.offers)]
        marked = [b for b in finished if any(o.starred or o.kept for o in b.offers)]
        others = [batch for batch in finished if batch not in marked]
        room = max(0, KEPT_BATCHES - len(marked))
        kept = [batch for batch in finished if batch in marked or batch in others[-room:]]
        return tuple(batch_to_dict(batch) for batch in kept)

    def load(self, dicts: Iterable[Mapping[str, Any]]) -> None:
        """Show what a project file kept; entries of another shape are left out."""
        self._batches = [batch for data in dicts if (batch := batch_from_dict(data)) is not None]
        self.index = len(self._batches) - 1
        self.shown.emit()


def batch_to_dict(batch: Batch) -> dict[str, Any]:
    """A batch as plain JSON values, its finished offers only."""
    names = [
        "tool",
        "track_id",
        "clip_id",
        "source",
        "ppq",
        "seed",
        "model",
        "sha256",
        "device",
        "seconds",
    ]
    data: dict[str, Any] = {name: getattr(batch, name) for name in names}
    data["options"] = dict(batch.options)
    data["offers"] = [_offer_to_dict(offer) for offer in batch.offers if offer.ready]
    return data


def batch_from_dict(data: Mapping[str, Any]) -> Batch | None:
    """The batch in a project's entry, or None where it is none."""
    try:
        offers = tuple(_offer_from_dict(entry) for entry in data["offers"])
        plain = {name: data[name] for name in ("tool", "source", "model", "sha256", "device")}
        return Batch(
            **{name: str(value) for name, value in plain.items()},
            track_id=int(data["track_id"]),
            clip_id=int(data["clip_id"]),
            ppq=int(data["ppq"]),
            options=dict(data["options"]),
            offers=offers,
            seed=None if data["seed"] is None else int(data["seed"]),
            seconds=float(data["seconds"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _offer_to_dict(offer: Offer) -> dict[str, Any]:
    return {
        "notes": [[n.pitch, n.velocity, n.start, n.length, n.channel] for n in offer.notes],
        "start": offer.start,
        "end": offer.end,
        "seed": offer.seed,
        "reason": offer.reason,
        "scores": {name: float(value) for name, value in offer.scores.items()},
        "starred": offer.starred,
        "kept": offer.kept,
    }


def _offer_from_dict(data: Mapping[str, Any]) -> Offer:
    notes = tuple(
        Note(i, int(pitch), int(velocity), Tick(int(start)), Tick(int(length)), int(channel))
        for i, (pitch, velocity, start, length, channel) in enumerate(data["notes"])
    )
    return Offer(
        notes=notes,
        start=Tick(int(data["start"])),
        end=Tick(int(data["end"])),
        seed=int(data["seed"]),
        reason=str(data["reason"]),
        scores={str(name): float(value) for name, value in data["scores"].items()},
        ready=True,
        starred=bool(data["starred"]),
        kept=bool(data["kept"]),
    )
