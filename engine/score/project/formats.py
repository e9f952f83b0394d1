"""The formats that project files have had, and the steps that lead from each to the next.

A step takes the whole JSON object in one format and gives it in the next. To change the format:
raise FORMAT, add a step, and keep a file of the old format among the tests.
"""

from collections.abc import Callable, Mapping
from typing import Any

from engine.score.project.checks import Damage, damaged, dicts

Values = dict[str, Any]
Step = Callable[[Values], Values]

FORMAT = 2


def from_0(values: Values) -> Values:
    """Format 0 had one `bpm`, one `meter`, notes without channel and release, and no takes."""
    song = dict(values["song"])
    bpm, (numerator, denominator) = song.pop("bpm"), song.pop("meter")
    song["tempos"] = [[0, round(60_000_000 / bpm)]]
    song["meters"] = [[0, numerator, denominator, 24, 8]]
    song["keys"], song["events"] = [], []
    song["tracks"] = [
        {**track, "volume": 100, "clips": [_clip_from_0(clip, track) for clip in track["clips"]]}
        for track in song["tracks"]
    ]
    return {"format": 1, "song": song, "takes": []}


def _clip_from_0(clip: Values, track: Values) -> Values:
    return {
        **clip,
        "notes": [[*note, track["channel"], 64] for note in clip["notes"]],
        "events": [],
    }


def from_1(values: Values) -> Values:
    """Format 1 kept no tree of takes: its batches had no ids, no parents, no notes, no inputs."""
    takes = [
        {**batch, "id": number, "parent": None, "input": None, "made": 0.0, "offers": offers}
        for number, batch in enumerate(dicts(values["takes"], "takes"))
        for offers in [_offers_from_1(batch)]
    ]
    return {**values, "format": 2, "takes": takes, "inputs": []}


def _offers_from_1(batch: Values) -> list[Values]:
    """A take that was kept became part of the clip that the batch continued."""
    return [
        {
            **offer,
            "id": number,
            "note": "",
            "kept_in": batch.get("clip_id", -1) if offer.get("kept") else -1,
            "kept_as": number + 1 if offer.get("kept") else 0,
        }
        for number, offer in enumerate(dicts(batch.get("offers", []), "the takes of a batch"))
    ]


STEPS: Mapping[int, Step] = {0: from_0, 1: from_1}


def migrated(values: Values, steps: Mapping[int, Step] = STEPS, newest: int = FORMAT) -> Values:
    """The values in the newest format. Raises Damage, for a newer one than that too."""
    given = values.get("format")
    if type(given) is not int or given < 0:
        raise Damage("is no Arietta project: it names no format; choose another file")
    if given > newest:
        raise Damage(
            f"was saved by a newer Arietta (format {given}, this one reads up to {newest});"
            " update Arietta to open it"
        )
    for number in range(given, newest):
        try:
            values = steps[number](values)
        except (KeyError, TypeError, ValueError, ArithmeticError) as failure:
            raise damaged(f"it is not what format {number} must be ({failure!r})") from None
    return values
