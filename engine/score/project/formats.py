"""The formats that project files have had, and the steps that lead from each to the next.

A step takes the whole JSON object in one format and gives it in the next. To change the format:
raise FORMAT, add a step, and keep a file of the old format among the tests.
"""

from collections.abc import Callable, Mapping
from typing import Any

from engine.score.project.checks import Damage, damaged

Values = dict[str, Any]
Step = Callable[[Values], Values]

FORMAT = 1


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


STEPS: Mapping[int, Step] = {0: from_0}


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
