"""From the JSON values of a project to its song, every value checked on the way."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from engine.score.meter import Meter, MeterMap
from engine.score.project.checks import damaged, dicts, rows, switch, text, whole, whole_rows
from engine.score.song import Clip, KeySignature, MidiEvent, Note, Song, Track, in_order
from engine.score.time import Tempo, TempoMap, Tick

_LAST_TICK = 1 << 48
_LENGTHS = {0x80: 3, 0x90: 3, 0xA0: 3, 0xB0: 3, 0xC0: 2, 0xD0: 2, 0xE0: 3}


def song_from(values: Any) -> Song:
    """The song that these values describe. Raises Damage."""
    if type(values) is not dict:
        raise damaged("it holds no song")
    ppq = whole(values.get("ppq"), "ppq", 1, 1 << 24)
    try:
        tempos = TempoMap(ppq, tuple(_tempos(values.get("tempos"))))
        meters = MeterMap(ppq, tuple(_meters(values.get("meters"))))
    except ValueError as failure:
        raise damaged(str(failure)) from None
    song = Song(
        name=text(values.get("name"), "the song's name"),
        tempos=tempos,
        meters=meters,
        keys=tuple(_keys(values.get("keys"))),
        tracks=tuple(_track(track) for track in dicts(values.get("tracks"), "tracks")),
        events=_events(values.get("events"), "the song's events"),
        next_id=whole(values.get("next_id"), "next_id"),
    )
    _check_ids(song)
    return song


def _tempos(value: Any) -> list[Tempo]:
    return [
        Tempo(Tick(whole(tick, "a tempo's tick")), whole(length, "a tempo", 1, 0xFFFFFF))
        for tick, length in rows(value, "tempos", 2)
    ]


def _meters(value: Any) -> list[Meter]:
    return [
        Meter(
            Tick(whole(tick, "a meter's tick")),
            whole(numerator, "a meter's numerator", 1, 255),
            whole(denominator, "a meter's denominator", 1, 64),
            whole(clocks, "a meter's clocks", 0, 255),
            whole(thirty_seconds, "a meter's 32nds", 0, 255),
        )
        for tick, numerator, denominator, clocks, thirty_seconds in rows(value, "meters", 5)
    ]


def _keys(value: Any) -> list[KeySignature]:
    return [
        KeySignature(
            Tick(whole(tick, "a key's tick")),
            whole(sharps, "a key's sharps", -7, 7),
            bool(whole(minor, "a key's mode", 0, 1)),
        )
        for tick, sharps, minor in rows(value, "keys", 3)
    ]


def _track(values: Mapping[str, Any]) -> Track:
    return Track(
        id=whole(values.get("id"), "a track's id"),
        name=text(values.get("name"), "a track's name"),
        program=whole(values.get("program"), "a program", 0, 127),
        channel=whole(values.get("channel"), "a channel", 0, 15),
        volume=whole(values.get("volume"), "a volume", 0, 127),
        muted=switch(values.get("muted"), "muted"),
        soloed=switch(values.get("soloed"), "soloed"),
        clips=tuple(_clip(clip) for clip in dicts(values.get("clips"), "clips")),
    )


def _clip(values: Mapping[str, Any]) -> Clip:
    return Clip(
        id=whole(values.get("id"), "a clip's id"),
        name=text(values.get("name"), "a clip's name"),
        start=Tick(whole(values.get("start"), "a clip's start")),
        length=Tick(whole(values.get("length"), "a clip's length")),
        notes=in_order(_notes(values.get("notes"))),
        events=_events(values.get("events"), "a clip's events"),
    )


def _notes(value: Any) -> list[Note]:
    notes: list[Note] = []
    for note_id, pitch, velocity, start, length, channel, release in whole_rows(value, "notes", 7):
        seven_bits = pitch | velocity | release
        if (
            not 0 <= seven_bits <= 127
            or not velocity
            or not 0 <= channel <= 15
            or not 0 <= start <= _LAST_TICK
            or not 0 <= length <= _LAST_TICK
        ):
            raise damaged(f"the values of note {note_id} are out of their bounds")
        notes.append(Note(note_id, pitch, velocity, Tick(start), Tick(length), channel, release))
    return notes


def _events(value: Any, where: str) -> tuple[MidiEvent, ...]:
    events = [
        MidiEvent(Tick(whole(tick, where)), _message(data, where))
        for tick, data in rows(value, where, 2)
    ]
    return tuple(sorted(events, key=lambda event: event.tick))


def _message(value: Any, where: str) -> bytes:
    try:
        data = bytes.fromhex(text(value, where))
    except ValueError:
        raise damaged(f"{where} must be hexadecimal") from None
    status = data[0] if data else 0
    if status < 0xF0:
        sound = len(data) == _LENGTHS.get(status & 0xF0) and max(data[1:]) < 0x80
    else:
        sound = status in (0xF0, 0xF7) or (status == 0xFF and len(data) > 1 and data[1] < 0x80)
    if not sound:
        raise damaged(f"{where} hold something that is no MIDI message")
    return data


def _check_ids(song: Song) -> None:
    ids = Counter(
        each
        for track in song.tracks
        for each in (track.id, *(clip.id for clip in track.clips), *(n.id for n in track.notes))
    )
    if ids and (max(ids) >= song.next_id or max(ids.values()) > 1 or min(ids) < 0):
        raise damaged("its ids are not unique")
