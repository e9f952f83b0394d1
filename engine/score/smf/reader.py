"""From the bytes of a MIDI file to a song."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from engine.score.files import collector_at_rest
from engine.score.opening import (
    PROGRAM,
    VOLUME,
    decoded,
    first_onset,
    name_event,
    named,
    opened,
    opening,
)
from engine.score.smf.chunks import Damage, MidiFileError, track_chunks
from engine.score.smf.conductor import Conductor
from engine.score.smf.tracks import ParsedTrack, parse_track
from engine.score.song import Clip, MidiEvent, Note, Song, Track

Events = tuple[MidiEvent, ...]

_OF_THE_SONG = frozenset([b"\xff\x00", b"\xff\x02", b"\xff\x06", b"\xff\x07", b"\xff\x54"])
"""Number, copyright, marker, cue, film time: of the whole piece where the first track has them."""


def parse_midi(data: bytes, name: str) -> Song:
    """The song in the bytes of a MIDI file; `name` says in messages which file it is.

    A file of type 0 gives a track to each channel. A first track that plays nothing belongs to the
    song as a whole. Raises MidiFileError.
    """
    kind, ppq, chunks = track_chunks(data, name)
    with collector_at_rest():
        return _song(kind, ppq, *_parsed(chunks, name))


def _parsed(chunks: list[bytes], name: str) -> tuple[list[ParsedTrack], int]:
    """The tracks, and the first id that is free."""
    parsed: list[ParsedTrack] = []
    next_id = 1
    for index, chunk in enumerate(chunks, start=1):
        try:
            track = parse_track(chunk, next_id)
        except Damage as damage:
            where = f"track {index} of {len(chunks)}"
            raise MidiFileError(f"{name} is damaged in {where}: {damage}; get it again") from None
        parsed.append(track)
        next_id += len(track.notes)
    return parsed, next_id


def _song(kind: int, ppq: int, parsed: list[ParsedTrack], next_id: int) -> Song:
    time = Conductor.of(parsed, ppq)
    parts = [
        replace(track, events=events) for track, events in zip(parsed, time.others, strict=True)
    ]
    whole: Events = ()
    if parts and kind == 0:
        whole, parts = _by_channel(parts[0])
    elif parts and not parts[0].plays:
        whole, parts = parts[0].events, parts[1:]
    elif parts:
        whole, own = _parted(parts[0].events, lambda event: event.data[:2] in _OF_THE_SONG)
        parts[0] = replace(parts[0], events=own)
    title, events = _name(whole)
    tracks = tuple(_track(part, next_id + 2 * index) for index, part in enumerate(parts))
    next_id += 2 * len(tracks)
    return Song(title, time.tempos, time.meters, time.keys, tracks, events, next_id)


def _by_channel(track: ParsedTrack) -> tuple[Events, list[ParsedTrack]]:
    """The events of a type 0 file that belong to no channel, and a track for each channel.

    Where there is but one channel, lyrics and the like are its own.
    """
    rest, spoken = _parted(track.events, lambda event: event.data[0] >= 0xF0)
    notes: dict[int, list[Note]] = {}
    events: dict[int, list[MidiEvent]] = {}
    for note in track.notes:
        notes.setdefault(note.channel, []).append(note)
    for event in spoken:
        events.setdefault(event.data[0] & 0x0F, []).append(event)
    channels = sorted(notes.keys() | events.keys())
    if len(channels) == 1:
        title = name_event(rest)
        whole, own = _parted(rest, lambda e: e is title or e.data[:2] in _OF_THE_SONG)
        both = sorted((*own, *spoken), key=_place_in(track.events))
        return whole, [replace(track, events=tuple(both))]
    return rest, [
        ParsedTrack(tuple(notes.get(each, ())), tuple(events.get(each, ())), track.end)
        for each in channels
    ]


def _place_in(events: Events) -> Callable[[MidiEvent], int]:
    places = {id(event): index for index, event in enumerate(events)}
    return lambda event: places[id(event)]


def _track(part: ParsedTrack, first_id: int) -> Track:
    """The track with its one clip; their ids are `first_id` and the next."""
    channel = _channel(part)
    name, events = _name(part.events)
    program, events = _opening(events, part, channel, PROGRAM, 0)
    volume, events = _opening(events, part, channel, VOLUME, 100)
    clip = Clip(first_id + 1, length=part.end, notes=part.notes, events=events)
    return Track(first_id, name, program, channel, volume, clips=(clip,))


def _channel(part: ParsedTrack) -> int:
    """The channel of the first note, or of the first message where there is no note."""
    if part.notes:
        return part.notes[0].channel
    return next((e.data[0] & 0x0F for e in part.events if e.data[0] < 0xF0), 0)


def _name(events: Events) -> tuple[str, Events]:
    """The name among these events, and the events without it where writing would restore it."""
    event = name_event(events)
    if event is None:
        return "", events
    name = decoded(event.data[2:])
    rest = _without(events, event)
    return name, rest if event in named(rest, name) and len(named(rest, name)) == len(
        events
    ) else events


def _opening(
    events: Events, part: ParsedTrack, channel: int, kind: int, usual: int
) -> tuple[int, Events]:
    """Program or volume, and the events without its message where writing would restore it."""
    onset = first_onset(part.notes)
    event = opening(events, channel, kind, onset)
    if event is None:
        return usual, events
    value = event.data[-1]
    rest = _without(events, event)
    restored = value != usual and tuple(opened(rest, channel, kind, value, onset)) == events
    return value, rest if restored else events


def _without(events: Events, event: MidiEvent) -> Events:
    return tuple(other for other in events if other is not event)


def _parted(
    events: Iterable[MidiEvent], belongs: Callable[[MidiEvent], bool]
) -> tuple[Events, Events]:
    """The events that belong, and the others."""
    events = tuple(events)
    return tuple(filter(belongs, events)), tuple(e for e in events if not belongs(e))
