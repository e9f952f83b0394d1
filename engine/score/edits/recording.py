"""Edits that bring in what was played or offered: recordings and kept takes."""

from collections.abc import Iterable
from dataclasses import replace

from engine.score.edits.notes import add_notes, remove_notes
from engine.score.edits.shape import with_end
from engine.score.song import MidiEvent, Note, Song
from engine.score.time import Tick


def append_take(song: Song, clip_id: int, notes: Iterable[Note], end: Tick) -> Song:
    """The song with a take's notes in the clip that it continues, which then ends at `end`.

    Where notes of the clip go on beyond `end`, the clip lasts as long as they do.
    """
    song = add_notes(song, clip_id, notes)
    clip = song.clip(clip_id)
    return with_end(song, clip, max(end, clip.last_note_end))


def fill(song: Song, track_id: int, start: Tick, end: Tick, notes: Iterable[Note]) -> Song:
    """The song with new notes in place of those of a track that begin in [start, end).

    All others stay as they are, with their ids. Each new one joins the clip that it begins in or
    after; those before all clips join the first, which then begins at `start`. Raises KeyError.
    """
    gone = {note.id for note in song.track(track_id).notes if start <= note.start < end}
    song = remove_notes(song, gone)
    clips = song.track(track_id).clips
    if start < clips[0].start:
        first = replace(clips[0], start=start, length=Tick(clips[0].end - start))
        song, clips = song.with_clip(first), (first, *clips[1:])
    joining: dict[int, list[Note]] = {clip.id: [] for clip in clips}
    for note in notes:
        earlier = (clip for clip in clips if clip.start <= note.start)
        clip = max(earlier, key=lambda clip: clip.start, default=clips[0])
        joining[clip.id].append(note)
    # The last clip first: one that grows takes in those after it.
    for clip_id, each in reversed(joining.items()):
        song = add_notes(song, clip_id, each)
    return song


def add_events(song: Song, clip_id: int, events: Iterable[MidiEvent]) -> Song:
    """The song with controllers, bends and the like added to a clip, after those already there."""
    clip = song.clip(clip_id)
    added = [replace(e, tick=max(e.tick, clip.start)) for e in events]
    if not added:
        return song
    merged = sorted([*clip.events, *added], key=lambda event: event.tick)
    return song.with_clip(replace(clip, events=tuple(merged)))


def erase(song: Song, clip_id: int, start: Tick, end: Tick) -> Song:
    """The song without the notes and messages of a clip that begin in [start, end).

    A note that sounds into the stretch ends where the stretch begins. Meta events (lyrics, texts)
    stay. This makes room for a recording that replaces what was there.
    """
    clip = song.clip(clip_id)
    notes = tuple(
        note.with_span(note.start, start) if note.start < start < note.end else note
        for note in clip.notes
        if not start <= note.start < end
    )
    events = tuple(e for e in clip.events if e.is_meta or not start <= e.tick < end)
    if (notes, events) == (clip.notes, clip.events):
        return song
    return song.with_clip(replace(clip, notes=notes, events=events))
