"""What was offered, as values: takes, and the batches that came of one press each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.tools.asking import Placing, Span

Origin = tuple[int, int]
"""Where something was made from: a batch's id and the id of one of its takes."""


@dataclass(frozen=True)
class Offer:
    """One take as it stands: still arriving while it is not `ready`. Times are ticks of the batch.

    `id` is its number in its batch as it was drawn, from 0. `note` is what the musician wrote on
    it. Of a take that is `kept`, `kept_in` is the clip it became part of and `kept_as` counts the
    takes kept so far.
    """

    notes: tuple[Note, ...] = ()
    start: Tick = Tick(0)
    end: Tick = Tick(0)
    seed: int = 0
    reason: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    ready: bool = False
    starred: bool = False
    kept: bool = False
    id: int = 0
    note: str = ""
    kept_in: int = -1
    kept_as: int = 0

    @property
    def is_marked(self) -> bool:
        """Whether the musician has said something about it: kept, starred or written on it."""
        return self.kept or self.starred or bool(self.note)


@dataclass(frozen=True)
class Batch:
    """The takes of one press, what they continue, and how they were made.

    `parent` is the take that it was made from; `upon`: as if that one were kept, though it need not
    be. `input` is what the tool was given of the song, in
    ticks of `ppq`; with it, the tool, its options, the seed and the model the takes can be made
    again. `placing`, `to_clip` and `span` are those of `engine.tools.asking`, `from_clip` is the
    clip that was worked on, `clip_id` the one that the takes go on from. `made` is when, in
    seconds of the system's clock.
    """

    tool: str
    track_id: int
    clip_id: int
    source: str
    ppq: int
    placing: Placing = "after"
    from_clip: int | None = None
    to_clip: int | None = None
    span: Span | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()
    seed: int | None = None
    model: str = ""
    sha256: str = ""
    device: str = ""
    seconds: float = 0.0
    id: int = -1
    parent: Origin | None = None
    upon: bool = False
    input: Song | None = None
    made: float = 0.0

    @property
    def is_ready(self) -> bool:
        """Whether nothing of it is still arriving."""
        return all(offer.ready for offer in self.offers)

    @property
    def is_marked(self) -> bool:
        """Whether any of its takes is."""
        return any(offer.is_marked for offer in self.offers)

    def offer(self, offer_id: int) -> Offer | None:
        """The take with this id, or None where it is gone."""
        return next((offer for offer in self.offers if offer.id == offer_id), None)

    def with_offer(self, offer_id: int, **changes: Any) -> "Batch":
        """This batch with one take changed."""
        offers = (replace(o, **changes) if o.id == offer_id else o for o in self.offers)
        return replace(self, offers=tuple(offers))

    def without(self, offer_id: int) -> "Batch":
        """This batch with one take fewer."""
        return replace(self, offers=tuple(o for o in self.offers if o.id != offer_id))


def snapshot(song: Song, track_ids: Iterable[int]) -> Song:
    """What a tool is given of a song: some tracks, whole, and the maps of tempo, meter and key."""
    wanted = frozenset(track_ids)
    tracks = tuple(track for track in song.tracks if track.id in wanted)
    return replace(song, name="", tracks=tracks, events=())


def made_from(batches: Iterable[Batch], clip_id: int) -> Origin | None:
    """The take that was kept last in a clip: what is made of the clip now hangs under it."""
    kept = (
        (offer.kept_as, batch.id, offer.id)
        for batch in batches
        for offer in batch.offers
        if offer.kept and offer.kept_in == clip_id
    )
    last = max(kept, default=None)
    return last[1:] if last else None


def with_ancestors(batches: Iterable[Batch], ids: Iterable[int]) -> frozenset[int]:
    """These batches and all that they came from, by id."""
    parents = {batch.id: batch.parent[0] for batch in batches if batch.parent is not None}
    found: set[int] = set()
    for each in ids:
        at: int | None = each
        while at is not None and at not in found:
            found.add(at)
            at = parents.get(at)
    return frozenset(found)


def aligned(offer: Offer, batch: Batch, ppq: int, start: Tick) -> tuple[Note, ...]:
    """The notes of a batch's take as if it began at `start`, in ticks of `ppq`."""

    def there(tick: Tick) -> Tick:
        return Tick(start + round((tick - offer.start) * ppq / batch.ppq))

    return tuple(note.with_span(there(note.start), there(note.end)) for note in offer.notes)


@dataclass(frozen=True)
class Row:
    """A batch in the tree as it is read from top to bottom: how deep it hangs, and the take that
    it was made from, counted from 1 as its card shows it; None for no take, or one that is gone.
    """

    batch: Batch
    depth: int
    take: int | None


def rows_of(batches: Iterable[Batch]) -> tuple[Row, ...]:
    """The tree of batches, each followed by what was made from it.

    Where a batch led to one other only, that one goes on at the same depth: a long way is no
    staircase.
    """
    known = {batch.id: batch for batch in batches}
    under: dict[int | None, list[Batch]] = {}
    for batch in known.values():
        parent = batch.parent[0] if batch.parent and batch.parent[0] in known else None
        under.setdefault(parent, []).append(batch)
    rows: list[Row] = []
    waiting = [(batch, 0) for batch in reversed(under.get(None, []))]
    while waiting:
        batch, depth = waiting.pop()
        rows.append(Row(batch, depth, _take_of(batch, known)))
        children = under.get(batch.id, [])
        deeper = depth + (len(children) > 1 or depth == 0)
        waiting += [(child, deeper) for child in reversed(children)]
    return tuple(rows)


def _take_of(batch: Batch, known: Mapping[int, Batch]) -> int | None:
    if batch.parent is None or batch.parent[0] not in known:
        return None
    ids = [offer.id for offer in known[batch.parent[0]].offers]
    return ids.index(batch.parent[1]) + 1 if batch.parent[1] in ids else None
