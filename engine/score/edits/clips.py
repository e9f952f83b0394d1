"""Edits of whole clips: put anew, moved, repeated, split, joined, removed. Notes keep their ids, if
they are not those of a copy.
"""

from dataclasses import replace

from engine.score.edits.joining import end_of_music, insert_clip
from engine.score.edits.shape import merged, sequenced, with_end
from engine.score.song import Clip, MidiEvent, Song, Track
from engine.score.time import Tick

BARS = 4
"""A new clip lasts so many bars where there is room."""


def new_clip(song: Song, track_id: int, tick: Tick) -> tuple[Song, int]:
    """The song with an empty clip from the beginning of a tick's bar to the next clip, four bars at
    most, and its id; where a clip lies at the tick, the song as it is and that one.

    Raises KeyError.
    """
    track, meters = song.track(track_id), song.meters
    here = next((clip for clip in track.clips if clip.start <= tick < clip.end), None)
    if here is not None:
        return song, here.id
    bar = meters.bar_at(tick)
    before = (clip.end for clip in track.clips if clip.end <= tick)
    start = max(meters.bar_start(bar), max(before, default=Tick(0)))
    after = (clip.start for clip in track.clips if clip.start > tick)
    end = min(meters.bar_start(bar + BARS), min(after, default=meters.bar_start(bar + BARS)))
    clip = Clip(song.next_id, start=Tick(start), length=Tick(end - start))
    song = replace(song, next_id=song.next_id + 1)
    return song.with_track(sequenced(track, clip)), clip.id


def move_clip(song: Song, clip_id: int, at: Tick) -> tuple[Song, int]:
    """The song with a clip that begins at another tick of its track, and the clip that it is now.

    What lies there already joins it; a clip that holds nothing makes way. Raises KeyError.
    """
    track = song.track_of(clip_id)
    clip = track.clip(clip_id)
    if at == clip.start:
        return song, clip_id
    moved = _shifted(clip, at - clip.start)
    others = tuple(c for c in _others(track, clip_id) if _holds(c) or not _overlap(c, moved))
    host = next((c for c in others if c.start < moved.start < c.end), None)
    if host is not None:
        moved = replace(merged(host, [moved]), id=clip_id)
        others = tuple(c for c in others if c is not host)
    return song.with_track(sequenced(replace(track, clips=others), moved)), clip_id


def step_clip(song: Song, clip_id: int, bars: int) -> Song:
    """The song with a clip a bar later (`bars` 1) or earlier (-1), beyond the music that lies
    there; the same song where there is no room before. Raises KeyError.
    """
    meters, track = song.meters, song.track_of(clip_id)
    clip = track.clip(clip_id)
    bar = meters.bar_at(clip.start)
    into_bar = clip.start - meters.bar_start(bar)
    while (bar := bar + bars) >= 0:
        at = Tick(meters.bar_start(bar) + into_bar)
        there = _shifted(clip, at - clip.start)
        if not any(_holds(c) and _overlap(c, there) for c in _others(track, clip_id)):
            return move_clip(song, clip_id, at)[0]
    return song


def duplicate_clip(song: Song, clip_id: int) -> tuple[Song, int]:
    """The song with a copy of a clip from the bar line after it on, and its id; after the track's
    last music, where there is no room. Raises KeyError.
    """
    track = song.track_of(clip_id)
    clip = track.clip(clip_id)
    at = song.meters.bar_line_from(Tick(max(clip.end, clip.last_note_end)))
    there = _shifted(clip, at - clip.start)
    if any(_holds(c) and _overlap(c, there) for c in _others(track, clip_id)):
        at = max(at, end_of_music(song, track.id))
    return insert_clip(song, track.id, clip, at)


def split_clip(song: Song, clip_id: int, tick: Tick) -> tuple[Song, int]:
    """The song with a clip in two at a tick, and the second's id; as it is, where the tick lies
    outside. A note across the tick stays whole, in the first. Raises KeyError.
    """
    track = song.track_of(clip_id)
    clip = track.clip(clip_id)
    if not clip.start < tick < clip.end:
        return song, clip_id
    first = replace(
        clip,
        length=Tick(tick - clip.start),
        notes=tuple(note for note in clip.notes if note.start < tick),
        events=tuple(event for event in clip.events if event.tick < tick),
    )
    second = replace(
        clip,
        id=song.next_id,
        start=tick,
        length=Tick(clip.end - tick),
        notes=tuple(note for note in clip.notes if note.start >= tick),
        events=tuple(event for event in clip.events if event.tick >= tick),
    )
    place = track.clips.index(clip)
    clips = (*track.clips[:place], first, second, *track.clips[place + 1 :])
    return replace(song, next_id=song.next_id + 1).with_track(
        replace(track, clips=clips)
    ), second.id


def join_clips(song: Song, clip_id: int) -> Song:
    """The song with a clip and the next of its track as one; as it is, where there is no next.
    Raises KeyError.
    """
    track = song.track_of(clip_id)
    clip = track.clip(clip_id)
    later = [other for other in _others(track, clip_id) if other.start >= clip.start]
    return with_end(song, clip, later[0].end) if later else song


def name_clip(song: Song, clip_id: int, name: str) -> Song:
    """The song with a clip of another name. Raises KeyError."""
    clip = song.clip(clip_id)
    return song if name == clip.name else song.with_clip(replace(clip, name=name))


def remove_clip(song: Song, clip_id: int) -> Song:
    """The song without a clip; a track's last one stays and holds nothing. Raises KeyError."""
    track = song.track_of(clip_id)
    others = _others(track, clip_id)
    if others:
        return song.with_track(replace(track, clips=others))
    clip = track.clip(clip_id)
    return song.with_clip(replace(clip, notes=(), events=())) if _holds(clip) else song


def _others(track: Track, clip_id: int) -> tuple[Clip, ...]:
    return tuple(clip for clip in track.clips if clip.id != clip_id)


def _holds(clip: Clip) -> bool:
    return bool(clip.notes or clip.events)


def _overlap(one: Clip, other: Clip) -> bool:
    return one.start < other.end and other.start < one.end


def _shifted(clip: Clip, ticks: int) -> Clip:
    return replace(
        clip,
        start=Tick(clip.start + ticks),
        notes=tuple(note.with_span(note.start + ticks, note.end + ticks) for note in clip.notes),
        events=tuple(MidiEvent(Tick(event.tick + ticks), event.data) for event in clip.events),
    )
