"""Edits of single notes: what hands do in the piano roll."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Literal

from engine.score.edits.shape import with_changed, with_notes, within
from engine.score.song import Clip, Note, Song
from engine.score.time import Tick


def selected(song: Song, note_ids: Collection[int]) -> list[tuple[Clip, Note]]:
    """The notes of these ids with the clips that hold them, track by track."""
    note_ids = frozenset(note_ids)
    return [
        (clip, note)
        for track in song.tracks
        for clip in track.clips
        for note in clip.notes
        if note.id in note_ids
    ]


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
    note_ids = frozenset(note_ids)
    for track in song.tracks:
        for clip in track.clips:
            kept = tuple(note for note in clip.notes if note.id not in note_ids)
            if len(kept) < len(clip.notes):
                song = song.with_clip(replace(clip, notes=kept))
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
    for track in song.tracks:
        for clip in track.clips:
            cut = [n for n in clip.notes if n.id in note_ids and n.start < tick < n.end]
            if cut:
                song, right = song.with_new_ids(note.with_span(tick, note.end) for note in cut)
                ids = {note.id for note in cut}
                left = [note.with_span(note.start, tick) for note in cut]
                kept = [note for note in clip.notes if note.id not in ids]
                song = with_notes(song, clip, kept, [*left, *right])
    return song


def duplicate(
    song: Song, note_ids: Collection[int], grid: Tick = Tick(1)
) -> tuple[Song, frozenset[int]]:
    """The song with copies of these notes right after the last of them, and the copies' ids.

    The distance is the selection's length, rounded up to whole `grid` cells.
    """
    chosen = selected(song, note_ids)
    if not chosen:
        return song, frozenset()
    span = max(note.end for _, note in chosen) - min(note.start for _, note in chosen)
    step = max(grid, -(-span // grid) * grid)
    first = song.next_id
    for clip_id in dict.fromkeys(clip.id for clip, _ in chosen):
        copies = (n.with_span(n.start + step, n.end + step) for c, n in chosen if c.id == clip_id)
        home = next(c.id for c, n in chosen if c.id == clip_id)
        song = add_notes(song, home, copies)
    return song, frozenset(range(first, song.next_id))
