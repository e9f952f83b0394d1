"""What can be taken out of a song: each piece is a song of its own that begins at tick 0, with the
tempo, the meter and the key that hold where it comes from.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from engine.score.edits import joined
from engine.score.excerpt import excerpt
from engine.score.song import KeySignature, MidiEvent, Note, Song, Track
from engine.score.time import Tick
from engine.theory.keys import find_key
from gui.assistant.takes.batches import Batch, Offer
from gui.assistant.takes.placing import Place, place
from gui.piano_roll.clipboard import passage_of

MAJOR_SHARPS = {0: 0, 7: 1, 2: 2, 9: 3, 4: 4, 11: 5, 6: 6, 5: -1, 10: -2, 3: -3, 8: -4, 1: -5}
"""Sharps (flats below 0) of the major key on each pitch class."""


def clip_piece(song: Song, clip_id: int) -> Song:
    """A clip, from its beginning to its end. Raises KeyError."""
    track, clip = song.track_of(clip_id), song.clip(clip_id)
    name = f"{song.name} - {clip.name or track.name or 'clip'}"
    part = excerpt(song, track, name, clip.notes, clip.start, clip.end, clip.events)
    return with_key(part, clip.notes)


def notes_piece(song: Song, clip_id: int, notes: Sequence[Note]) -> Song:
    """Some notes of a clip, from the bar line before the first to the one after the last.

    Raises KeyError, and ValueError where there are none.
    """
    track, clip = song.track_of(clip_id), song.clip(clip_id)
    meters = song.meters
    start = meters.bar_start(meters.bar_at(min(note.start for note in notes)))
    last = max(note.end for note in notes)
    end = meters.bar_line_from(Tick(max(last, start + 1)))
    name = f"{song.name} - {track.name or 'notes'}, bar {meters.bar_at(start) + 1}"
    first = min(note.start for note in notes)
    among = passage_of(clip, notes, song.ppq).events
    events = [MidiEvent(Tick(e.tick + first), e.data) for e in among]
    return with_key(excerpt(song, track, name, notes, start, end, events), notes)


def take_piece(song: Song, batch: Batch, offer: Offer, number: int) -> Song:
    """A take as it would be kept now, `number` being that of its card; on the track it was made
    for, or on one of its own.
    """
    where = place(song, batch, offer)
    name = f"{where.song.name} - take {number}"
    if where.parts:
        return _band_piece(where, name)
    track = next((t for t in where.song.tracks if t.id == batch.track_id), None)
    if track is None or where.placing == "track":
        channel, program = where.sound(batch.track_id)
        track = Track(1, batch.source, program, channel)
    part = excerpt(where.song, track, name, where.notes, where.start, where.end)
    return with_key(part, [*track.notes, *where.notes])


def _band_piece(where: Place, name: str) -> Song:
    """A take of several parts, with a track for each."""
    pieces = [
        excerpt(
            where.song, Track(1, part.name, part.program, part.channel), name, part.notes,
            where.start, where.end,
        )
        for part in where.parts
    ]  # fmt: skip
    return with_key(reduce(joined, pieces), where.seen)


def track_piece(song: Song, track_id: int) -> Song:
    """A whole track, in the bars of the song that it stands in. Raises KeyError."""
    track = replace(song.track(track_id), muted=False, soloed=False)
    name = f"{song.name} - {track.name or 'track'}"
    notes = [] if track.is_drums else list(track.notes)
    return with_key(replace(song, name=name, tracks=(track,), events=()), notes)


def song_piece(song: Song) -> Song:
    """The song itself, with the key that it is in."""
    tones = [note for track in song.tracks if not track.is_drums for note in track.notes]
    return with_key(song, tones)


def together(name: str, pieces: Sequence[Song]) -> Song:
    """One song with the tracks of all pieces, at the tempo and meter of the first; each track is
    called as its piece. Raises TypeError where there is no piece.
    """
    return replace(reduce(joined, map(_called, pieces)), name=name)


def with_key(song: Song, notes: Sequence[Note]) -> Song:
    """The song with the key that its notes are in, where it names none."""
    if song.keys or not notes:
        return song
    key = find_key(notes)
    return replace(song, keys=(key_signature(key.tonic, key.minor),))


def key_signature(tonic: int, minor: bool) -> KeySignature:
    """The signature at tick 0 of the key on a pitch class."""
    return KeySignature(Tick(0), MAJOR_SHARPS[(tonic + 3) % 12 if minor else tonic % 12], minor)


def _called(piece: Song) -> Song:
    """The piece with its own name on its tracks."""
    return replace(piece, tracks=tuple(replace(track, name=piece.name) for track in piece.tracks))
