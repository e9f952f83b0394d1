"""From a song to the bytes of a MIDI file: the same song gives the same bytes."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from engine.score.opening import PROGRAM, VOLUME, first_onset, named, opened
from engine.score.smf.chunks import MAX_DELTA, MidiFileError, chunk, number
from engine.score.smf.conductor import conductor_events
from engine.score.song import MidiEvent, Note, Song, Track, in_order
from engine.score.time import Tick

_ENDING, _EVENT, _NO_LENGTH, _BEGINNING = range(4)
"""In what order things happen at one tick: notes end, then messages, then notes begin."""

_FILLER = b"\xff\x01\x00"


def midi_bytes(song: Song) -> bytes:
    """A song as a MIDI file of type 1. Raises MidiFileError where no such file can hold it."""
    if song.ppq > 0x7FFF:
        raise MidiFileError(
            f"{song.name or 'The song'} has {song.ppq} ticks per quarter note,"
            " and a MIDI file holds 32767 at most; save it as a project"
        )
    told = [*conductor_events(song), *song.events]
    whole = named(sorted(told, key=attrgetter("tick")), song.name)
    chunks = [chunk(b"MTrk", _track_bytes((), whole, Tick(0)))]
    chunks += [_track_chunk(track) for track in song.tracks]
    header = b"".join(value.to_bytes(2) for value in (1, len(chunks), song.ppq))
    return chunk(b"MThd", header) + b"".join(chunks)


def _track_chunk(track: Track) -> bytes:
    notes = tuple(track.notes) if len(track.clips) == 1 else in_order(track.notes)
    events: Sequence[MidiEvent] = sorted(
        (event for clip in track.clips for event in clip.events), key=attrgetter("tick")
    )
    onset = first_onset(notes)
    if track.volume != 100:
        events = opened(events, track.channel, VOLUME, track.volume, onset)
    silent = not notes and all(event.data[0] >= 0xF0 for event in events)
    if track.program or (silent and track.channel):
        events = opened(events, track.channel, PROGRAM, track.program, onset)
    return chunk(b"MTrk", _track_bytes(notes, named(events, track.name), track.end))


def _track_bytes(notes: Sequence[Note], events: Iterable[MidiEvent], end: Tick) -> bytes:
    """The inside of a track chunk. `end` is where it ends, unless something in it comes later."""
    keys: list[int] = []
    messages: list[bytes] = []

    def put(tick: int, rank: int, message: bytes) -> None:
        keys.append((max(0, tick) << 2 | rank) << 32 | len(messages))
        messages.append(message)

    for event in events:
        put(event.tick, _EVENT, _framed(event.data))
    for note in sorted(notes, key=attrgetter("start", "length")):
        beginning = bytes((0x90 | note.channel, note.pitch, note.velocity))
        ending = bytes((0x80 | note.channel, note.pitch, note.release))
        put(note.start, _BEGINNING if note.length else _NO_LENGTH, beginning)
        put(note.end, _ENDING if note.length else _NO_LENGTH, ending)
    keys.sort()
    keys.append(max(end << 34, keys[-1] if keys else 0))
    messages.append(b"\xff\x2f\x00")
    return _sequenced(keys, messages)


def _sequenced(keys: Sequence[int], messages: Sequence[bytes]) -> bytes:
    """Messages with their distances; the last key is that of the last message."""
    parts: list[bytes] = []
    now = 0
    last = len(keys) - 1
    for index, key in enumerate(keys):
        tick = key >> 34
        delta, now = tick - now, tick
        while delta > MAX_DELTA:
            parts += (number(MAX_DELTA), _FILLER)
            delta -= MAX_DELTA
        parts.append(number(delta))
        parts.append(messages[last if index == last else key & 0xFFFFFFFF])
    return b"".join(parts)


def _framed(data: bytes) -> bytes:
    """An event as a file holds it: system exclusive and meta events tell their length."""
    if data[0] < 0xF0:
        return data
    head = 2 if data[0] == 0xFF else 1
    return data[:head] + number(len(data) - head) + data[head:]
