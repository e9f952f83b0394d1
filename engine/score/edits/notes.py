"""Edits of single notes: what hands do in the piano roll."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Literal

from engine.score.edits.shape import chosen, with_changed, with_notes, within
from engine.score.song import Clip, Note, Song
from engine.score.time import Tick


def selected(song: Song, note_ids: Collection[int]) -> list[tuple[Clip, Note]]:
    """The notes of these ids with the clips that hold them, track by track."""
    return [(clip, note) for clip, notes, _ in chosen(song, note_ids) for note in notes]


def add_notes(song: Song, clip_id: int, notes: Iterable[Note]) -> Song:
    """The song with notes added to a clip, with ids from `song.next_id` on in the order given.

    A note on a channel that the track does not use takes the track's. Raises KeyError.
    """
    clip = song.clip(clip_id)
    track = song.track_of(clip_id)
    notes = list(notes)
    strangers = {note.channel for note in notes} - {track.channel}
    if strangers:
        strangers -= {note.channel for note in track.notes}
    song, fresh = song.with_new_ids(
        within(replace(note, channel=track.channel) if note.channel in strangers else note, clip)
        for note in notes
    )
    return with_notes(song, clip, clip.notes, fresh) if fresh else song


def remove_notes(song: Song, note_ids: Collection[int]) -> Song:
    """The song without these notes. Clips keep their length."""
    for clip, _, kept in chosen(song, note_ids):
        song = song.with_clip(replace(clip, notes=tuple(kept)))
    return song


def change_notes(song: Song, changes: Mapping[int, Note]) -> Song:
    """The song with each note of these ids replaced; it keeps its id and its clip."""
    return with_changed(song, changes.keys(), lambda note: replace(changes[note.id], id=note.id))


def transpose(song: Song, note_ids: Collection[int], semitones: int) -> Song:
    """The song with these notes moved in pitch, all alike, as far as all stay within 0 to 127."""
    pitches = [note.pitch for _, note in selected(song, note_ids)]
    if not pitches:
        return song
    step = max(-min(pitches), min(127 - max(pitches), semitones))
    return with_changed(song, note_ids, lambda note: note.with_pitch(note.pitch + step))


def shift(song: Song, note_ids: Collection[int], ticks: Tick) -> Song:
    """The song with these notes moved in time, all alike, as far as none begins before its clip."""
    room = [note.start - clip.start for clip, note in selected(song, note_ids)]
    if not room:
        return song
    step = max(-min(room), ticks)
    return with_changed(
        song, note_ids, lambda note: note.with_span(note.start + step, note.end + step)
    )


def resize(
    song: Song, note_ids: Collection[int], ticks: Tick, edge: Literal["start", "end"] = "end"
) -> Song:
    """The song with one edge of these notes moved; each stays at least one tick long."""
    if ticks == 0:
        return song
    if edge == "end":
        return with_changed(
            song,
            note_ids,
            lambda note: note.with_span(note.start, max(note.start + 1, note.end + ticks)),
        )
    starts = {note.id: clip.start for clip, note in selected(song, note_ids)}

    def from_start(note: Note) -> Note:
        start = max(starts[note.id], min(note.end - 1, note.start + ticks))
        return note.with_span(start, max(note.end, start + 1))

    return with_changed(song, note_ids, from_start)


def set_velocity(song: Song, note_ids: Collection[int], velocity: int) -> Song:
    """The song with these notes at one velocity, held within 1 to 127."""
    return with_changed(song, note_ids, lambda note: note.with_velocity(velocity))


def split(song: Song, note_ids: Collection[int], tick: Tick) -> Song:
    """The song with these notes cut in two at a tick inside them; the left part keeps the id."""
    cut = [note.id for _, note in selected(song, note_ids) if note.start < tick < note.end]
    for clip, notes, kept in chosen(song, cut):
        song, right = song.with_new_ids(note.with_span(tick, note.end) for note in notes)
        left = (note.with_span(note.start, tick) for note in notes)
        song = with_notes(song, clip, kept, [*left, *right])
    return song


def duplicate(
    song: Song, note_ids: Collection[int], grid: Tick = Tick(1)
) -> tuple[Song, frozenset[int]]:
    """The song with copies of these notes right after the last of them, and the copies' ids.

    The distance is the selection's length, rounded up to whole `grid` cells.
    """
    notes = [note for _, note in selected(song, note_ids)]
    if not notes:
        return song, frozenset()
    span = max(note.end for note in notes) - min(note.start for note in notes)
    step = max(grid, -(-span // grid) * grid)
    first = song.next_id
    for clip, originals, _ in chosen(song, note_ids):
        song, copies = song.with_new_ids(
            note.with_span(note.start + step, note.end + step) for note in originals
        )
        song = with_notes(song, clip, clip.notes, copies)
    return song, frozenset(range(first, song.next_id))
