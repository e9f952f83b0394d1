"""Where an offered take goes in a song that may have moved on since it was asked for."""

from dataclasses import dataclass, replace
from math import lcm

from engine.score.edits import add_track, append_take, rescaled
from engine.score.song import Clip, Note, Song
from engine.score.time import Tick
from gui.assistant.shelf import Batch, Offer


@dataclass(frozen=True)
class Place:
    """A take's notes, start and end in the ticks of `song`, and the clip that it continues.

    `song` is finer than the one asked about where the take's notes need it. `clip_id` is None
    where neither the clip nor its track is there any more.
    """

    song: Song
    clip_id: int | None
    notes: tuple[Note, ...]
    start: Tick
    end: Tick


def place(song: Song, batch: Batch, offer: Offer) -> Place:
    """Where the take goes now: where it was offered, or, if music lies there, right after it."""
    ppq = lcm(song.ppq, batch.ppq)
    song = rescaled(song, ppq // song.ppq)
    factor = ppq // batch.ppq
    start, end = offer.start * factor, offer.end * factor
    clip = _clip(song, batch)
    move = 0
    if clip is not None:
        last = max((note.end for note in song.track_of(clip.id).notes), default=Tick(0))
        if last > start:
            move = song.meters.bar_line_from(last) - start
    notes = tuple(
        replace(note, start=Tick(note.start * factor + move), length=Tick(note.length * factor))
        for note in offer.notes
    )
    return Place(song, clip.id if clip else None, notes, Tick(start + move), Tick(end + move))


def sketched(song: Song, batch: Batch, offer: Offer) -> Place:
    """The same place in the ticks of the song as it is, rounded where the take's own are finer."""
    where = place(song, batch, offer)
    factor = where.song.ppq // song.ppq
    if factor == 1:
        return where
    notes = tuple(_coarser(note, factor) for note in where.notes)
    start, end = Tick(where.start // factor), Tick(where.end // factor)
    return Place(song, where.clip_id, notes, start, end)


def kept(song: Song, batch: Batch, offer: Offer) -> tuple[Song, int]:
    """The song with the take in it, and the clip it became part of.

    A take whose track is gone gets a track of its own: nothing that was offered is lost.
    """
    where = place(song, batch, offer)
    song, clip_id = where.song, where.clip_id
    if clip_id is None:
        song, track_id = add_track(song, batch.source or "Take")
        clip_id = song.track(track_id).clips[0].id
    channel = song.track_of(clip_id).channel
    notes = tuple(replace(note, channel=channel) for note in where.notes)
    return append_take(song, clip_id, notes, where.end), clip_id


def _clip(song: Song, batch: Batch) -> Clip | None:
    """The clip that was continued, else the last one of its track."""
    for track in song.tracks:
        for clip in track.clips:
            if clip.id == batch.clip_id:
                return clip
    tracks = [track for track in song.tracks if track.id == batch.track_id and track.clips]
    return tracks[0].clips[-1] if tracks else None


def _coarser(note: Note, factor: int) -> Note:
    start = note.start // factor
    end = max(start + 1, note.end // factor)
    return replace(note, start=Tick(start), length=Tick(end - start))
