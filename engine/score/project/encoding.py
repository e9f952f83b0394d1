"""A song as JSON that a person can read: one note, tempo or event to a line."""

import json
from collections.abc import Iterable
from typing import Any

from engine.score.song import Clip, MidiEvent, Song, Track

NOTE_FIELDS = ("id", "pitch", "velocity", "start", "length", "channel", "release")


AT_ONCE = 256
"""So many rows are written while no other thread can have the interpreter: about .2 ms."""


class Rows(list[Any]):
    """Lists of numbers and hexadecimal texts: written one to a line."""


def song_values(song: Song) -> dict[str, Any]:
    """The song as JSON values. Times are ticks, events are written in hexadecimal."""
    return {
        "name": song.name,
        "ppq": song.ppq,
        "next_id": song.next_id,
        "tempos": Rows([t.tick, t.us_per_quarter] for t in song.tempos.changes),
        "meters": Rows(
            [m.tick, m.numerator, m.denominator, m.clocks, m.thirty_seconds]
            for m in song.meters.changes
        ),
        "keys": Rows([k.tick, k.sharps, int(k.minor)] for k in song.keys),
        "events": _event_rows(song.events),
        "note_fields": list(NOTE_FIELDS),
        "tracks": [_track_values(track) for track in song.tracks],
    }


def readable(value: Any, margin: str = "") -> str:
    """JSON with an entry to a line, rows one to a line, and anything deeper on one."""
    inner = margin + " "
    if isinstance(value, Rows):
        if not value:
            return "[]"
        parts = (value[first : first + AT_ONCE] for first in range(0, len(value), AT_ONCE))
        lines = (json.dumps(part, separators=(",", ":"))[1:-1] for part in parts)
        return f"[{','.join(lines)}]".replace("],[", "],\n[")
    if isinstance(value, dict) and value:
        lines = (f"{inner}{_plain(key)}: {readable(each, inner)}" for key, each in value.items())
        return "{\n" + ",\n".join(lines) + f"\n{margin}}}"
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        lines = (inner + readable(each, inner) for each in value)
        return "[\n" + ",\n".join(lines) + f"\n{margin}]"
    return _plain(value)


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _track_values(track: Track) -> dict[str, Any]:
    return {
        "id": track.id,
        "name": track.name,
        "program": track.program,
        "channel": track.channel,
        "volume": track.volume,
        "muted": track.muted,
        "soloed": track.soloed,
        "clips": [_clip_values(clip) for clip in track.clips],
    }


def _clip_values(clip: Clip) -> dict[str, Any]:
    return {
        "id": clip.id,
        "name": clip.name,
        "start": clip.start,
        "length": clip.length,
        "notes": Rows(
            [n.id, n.pitch, n.velocity, n.start, n.length, n.channel, n.release] for n in clip.notes
        ),
        "events": _event_rows(clip.events),
    }


def _event_rows(events: Iterable[MidiEvent]) -> Rows:
    return Rows([event.tick, event.data.hex()] for event in events)
