"""The takes that were offered, as a tree of batches: what was made from a take hangs under it."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.assistant.takes.batch_values import batch_from_dict, batch_to_dict
from gui.assistant.takes.batches import Batch, Offer, Origin, made_from, with_ancestors

__all__ = ["Batch", "Offer", "Shelf"]

KEPT_BATCHES = 32
"""How many batches a project remembers; those with a take that is marked count first."""


@dataclass(frozen=True)
class Gone:
    """What was dropped: a batch as it was, and the batches that hung under it with their places."""

    batch: Batch
    under: Mapping[int, Origin | None]


class Shelf(QObject):
    """Keeps the batches, oldest first, and which of them is shown. The tray looks at it."""

    shown = Signal()
    """Another batch is shown, the shown one has other cards, or the tree has changed."""
    added = Signal()
    """A new batch is shown."""
    offers_changed = Signal(object)
    """The takes at these places, a frozenset, in the shown batch are others."""
    batch_changed = Signal(int)
    """The batch with this id, shown or not, is another one at the same place of the tree."""

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._batches: list[Batch] = []
        self._next = 0
        self.index = -1

    def __getitem__(self, batch_id: int) -> Batch:
        """The batch with this id. Raises KeyError."""
        return self._batches[self._place(batch_id)]

    def __contains__(self, batch_id: int) -> bool:
        return any(batch.id == batch_id for batch in self._batches)

    @property
    def batches(self) -> tuple[Batch, ...]:
        """All batches, oldest first."""
        return tuple(self._batches)

    @property
    def batch(self) -> Batch | None:
        """The batch that is shown."""
        return self._batches[self.index] if self._batches else None

    def offer(self, index: int) -> Offer | None:
        """The take at a place in the shown batch, or None where there is no such card."""
        batch = self.batch
        return batch.offers[index] if batch and 0 <= index < len(batch.offers) else None

    def add(self, batch: Batch) -> int:
        """Show a new batch, under the take it was made from; its id, which stays its own."""
        given, self._next = self._next, self._next + 1
        offers = tuple(replace(offer, id=number) for number, offer in enumerate(batch.offers))
        parent = batch.parent or made_from(self._batches, batch.clip_id)
        made = batch.made or self._clock()
        self._batches.append(replace(batch, id=given, parent=parent, made=made, offers=offers))
        self.index = len(self._batches) - 1
        self.shown.emit()
        self.added.emit()
        return given

    def beneath(self, batch: Batch) -> tuple[tuple[Batch, Offer], ...]:
        """The takes that a batch was made upon and that are not kept, the first one first."""
        found: list[tuple[Batch, Offer]] = []
        while batch.upon and batch.parent is not None and batch.parent[0] in self:
            wanted, batch = batch.parent[1], self[batch.parent[0]]
            offer = batch.offer(wanted)
            if offer is None or offer.kept:
                break
            found.append((batch, offer))
        return tuple(reversed(found))

    def update(self, batch_id: int, batch: Batch) -> None:
        """Put a batch in place of the one with this id. Raises KeyError."""
        place = self._place(batch_id)
        before, self._batches[place] = self._batches[place], batch
        self.batch_changed.emit(batch_id)
        if place != self.index:
            return
        if len(before.offers) != len(batch.offers) or replace(before, offers=batch.offers) != batch:
            self.shown.emit()
            return
        pairs = zip(before.offers, batch.offers, strict=True)
        places = frozenset(index for index, (old, new) in enumerate(pairs) if new is not old)
        if places:
            self.offers_changed.emit(places)

    def change(self, batch_id: int, offer_id: int, **changes: Any) -> None:
        """Change one take of a batch. Raises KeyError."""
        self.update(batch_id, self[batch_id].with_offer(offer_id, **changes))

    def keep(self, batch_id: int, offer_id: int, clip_id: int) -> None:
        """Take note that a take has become part of a clip. Raises KeyError."""
        counts = (offer.kept_as for batch in self._batches for offer in batch.offers)
        kept_as = max(counts, default=0) + 1
        self.change(batch_id, offer_id, kept=True, kept_in=clip_id, kept_as=kept_as)

    def drop(self, batch_id: int) -> Gone:
        """Forget a batch; what was made from its takes hangs where it hung. Raises KeyError."""
        batch = self._batches.pop(self._place(batch_id))
        under = {each.id: each.parent for each in self._batches if _is_under(each, batch)}
        self._hang(dict.fromkeys(under, batch.parent))
        self.index = min(self.index, len(self._batches) - 1)
        self.shown.emit()
        return Gone(batch, under)

    def drop_offer(self, batch_id: int, offer_id: int) -> Gone:
        """Forget a take, and its batch with the last one. Raises KeyError."""
        batch = self[batch_id]
        rest = batch.without(offer_id)
        if not rest.offers:
            return self.drop(batch_id)
        self.update(batch_id, rest)
        return Gone(batch, {})

    def put_back(self, gone: Gone) -> None:
        """Have again what was dropped, where it was, and show it."""
        batch = gone.batch
        if batch.id in self:
            now = self[batch.id]
            offers = tuple(now.offer(offer.id) or offer for offer in batch.offers)
            self.update(batch.id, replace(now, offers=offers))
        else:
            self._batches = sorted([*self._batches, batch], key=lambda each: each.id)
            self._hang(gone.under)
            self.index = -1
        self.show(batch.id)

    def show(self, batch_id: int) -> None:
        """Show a batch. Raises KeyError."""
        place = self._place(batch_id)
        if place != self.index:
            self.index = place
            self.shown.emit()

    def step(self, places: int) -> None:
        """Show an earlier (below 0) or later batch."""
        if self._batches:
            index = max(0, min(len(self._batches) - 1, self.index + places))
            self.show(self._batches[index].id)

    def clear(self) -> None:
        """Forget all batches, for another song."""
        self._batches.clear()
        self.index = -1
        self.shown.emit()

    def to_dicts(self) -> tuple[dict[str, Any], ...]:
        """The lasting batches as a project file keeps them."""
        return tuple(map(batch_to_dict, self.lasting))

    @property
    def lasting(self) -> tuple[Batch, ...]:
        """The finished batches that a project keeps, with those that they came from."""
        finished = [batch for batch in self._batches if any(o.ready for o in batch.offers)]
        marked = [batch.id for batch in finished if batch.is_marked]
        others = [batch.id for batch in finished if not batch.is_marked]
        room = max(0, KEPT_BATCHES - len(marked))
        kept = with_ancestors(self._batches, [*marked, *(others[-room:] if room else [])])
        return tuple(batch for batch in finished if batch.id in kept)

    def load(self, dicts: Iterable[Mapping[str, Any]]) -> None:
        """Show what a project file kept; entries of another shape are left out."""
        self._batches = [batch for data in dicts if (batch := batch_from_dict(data)) is not None]
        self._next = max((batch.id for batch in self._batches), default=-1) + 1
        self.index = len(self._batches) - 1
        self.shown.emit()

    def _hang(self, under: Mapping[int, Origin | None]) -> None:
        """Hang batches under other takes, by id."""
        self._batches = [
            replace(each, parent=under[each.id]) if each.id in under else each
            for each in self._batches
        ]

    def _place(self, batch_id: int) -> int:
        for place, batch in enumerate(self._batches):
            if batch.id == batch_id:
                return place
        raise KeyError(batch_id)


def _is_under(batch: Batch, parent: Batch) -> bool:
    return batch.parent is not None and batch.parent[0] == parent.id
