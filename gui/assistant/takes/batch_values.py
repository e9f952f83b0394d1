"""Batches as a project file keeps them: plain JSON values, and the songs they were made from."""

from collections.abc import Mapping
from typing import Any, get_args

from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.tools.asking import Placing
from gui.assistant.takes.batches import Batch, Offer

TEXTS = ("tool", "source", "model", "sha256", "device")
NUMBERS = ("id", "track_id", "clip_id", "ppq")
MISSHAPEN = (KeyError, TypeError, ValueError)


def batch_to_dict(batch: Batch) -> dict[str, Any]:
    """A batch as plain JSON values, its finished takes only; `input` is the song as it is."""
    data: dict[str, Any] = {name: getattr(batch, name) for name in (*NUMBERS, *TEXTS)}
    return data | {
        "placing": batch.placing,
        "from_clip": batch.from_clip,
        "to_clip": batch.to_clip,
        "span": None if batch.span is None else list(batch.span),
        "parent": None if batch.parent is None else list(batch.parent),
        "upon": batch.upon,
        "made": batch.made,
        "seconds": batch.seconds,
        "seed": batch.seed,
        "options": dict(batch.options),
        "input": batch.input,
        "offers": [_offer_to_dict(offer) for offer in batch.offers if offer.ready],
    }


def batch_from_dict(data: Mapping[str, Any]) -> Batch | None:
    """The batch in a project's entry, or None where it is none."""
    try:
        song = data["input"]
        plain: dict[str, Any] = {name: str(data[name]) for name in TEXTS}
        plain |= {name: int(data[name]) for name in NUMBERS}
        return Batch(
            **plain,
            **_about(data),
            options=dict(data["options"]),
            offers=tuple(_offer_from_dict(entry) for entry in data["offers"]),
            seed=None if data["seed"] is None else int(data["seed"]),
            seconds=float(data["seconds"]),
            parent=None if data["parent"] is None else _origin(*data["parent"]),
            input=song if isinstance(song, Song) else None,
            made=float(data["made"]),
        )
    except MISSHAPEN:
        return None


def _about(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was asked for, of which songs before format 2 say nothing."""
    placing, span = data.get("placing", "after"), data.get("span")
    clips = {name: data.get(name) for name in ("from_clip", "to_clip")}
    if placing not in get_args(Placing):
        raise ValueError(placing)
    return {
        **{name: None if clip is None else int(clip) for name, clip in clips.items()},
        "placing": placing,
        "upon": bool(data.get("upon", False)),
        "span": None if span is None else (Tick(int(span[0])), Tick(int(span[1]))),
    }


def _origin(batch: Any, offer: Any) -> tuple[int, int]:
    return int(batch), int(offer)


def _offer_to_dict(offer: Offer) -> dict[str, Any]:
    return {
        "id": offer.id,
        "notes": [[n.pitch, n.velocity, n.start, n.length, n.channel] for n in offer.notes],
        "start": offer.start,
        "end": offer.end,
        "seed": offer.seed,
        "reason": offer.reason,
        "scores": {name: float(value) for name, value in offer.scores.items()},
        "starred": offer.starred,
        "note": offer.note,
        "kept": offer.kept,
        "kept_in": offer.kept_in,
        "kept_as": offer.kept_as,
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
        id=int(data["id"]),
        note=str(data["note"]),
        kept_in=int(data["kept_in"]),
        kept_as=int(data["kept_as"]),
    )
