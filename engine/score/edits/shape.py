"""What every edit of notes stands on: changed notes go into clips, which grow to hold them."""

from bisect import insort
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import compress
from operator import attrgetter, not_

from engine.score.files import collector_at_rest
from engine.score.song import Clip, Note, Song, Track, in_order, note_order
from engine.score.time import Tick

_ID = attrgetter("id")

FEW = 16
"""Up to one note in so many is put in its place singly; beyond that, sorting all is faster."""


def within(note: Note, clip: Clip) -> Note:
    """The note with every value inside its bounds; itself where it already is."""
    timely = note.start >= clip.start and note.length >= 0
    if timely and 0 <= note.pitch <= 127 and 1 <= note.velocity <= 127:
        return note
    return replace(
        note,
        pitch=min(127, max(0, note.pitch)),
        velocity=min(127, max(1, note.velocity)),
        start=max(note.start, clip.start),
        length=Tick(max(note.length, 0)),
    )


def with_changed(song: Song, note_ids: Collection[int], change: Callable[[Note], Note]) -> Song:
    """The song with `change` done to the notes of these ids; their ids stay."""
    with collector_at_rest():
        for clip, before, kept in chosen(song, note_ids):
            after = [within(change(note), clip) for note in before]
            if after != before:
                song = with_notes(song, clip, kept, after)
    return song


def chosen(song: Song, note_ids: Collection[int]) -> Iterator[tuple[Clip, list[Note], list[Note]]]:
    """The clips that hold notes of these ids; for each, these notes and the others, in order.

    A track's last clip comes first: a clip that grows can only reach one that is done.
    """
    ids = frozenset(note_ids)
    for track in song.tracks:
        for clip in reversed(track.clips):
            here = list(map(ids.__contains__, map(_ID, clip.notes)))
            if any(here):
                others = compress(clip.notes, map(not_, here))
                yield clip, list(compress(clip.notes, here)), list(others)


def with_notes(song: Song, clip: Clip, kept: Sequence[Note], added: Sequence[Note]) -> Song:
    """The song with the clip's notes replaced by `kept` (in order) and `added` (in any order)."""
    grown = replace(clip, notes=_merged(kept, added))
    last = max((note.end for note in added), default=clip.end)
    end = song.meters.bar_line_from(last) if last > clip.end else clip.end
    return with_end(song, grown, end)


def with_end(song: Song, clip: Clip, end: Tick) -> Song:
    """The song with this clip, by id, ending at `end`; clips that begin inside it join it."""
    track = song.track_of(clip.id)
    clip = replace(clip, length=Tick(end - clip.start)) if end != clip.end else clip
    return song.with_track(sequenced(track, clip))


def grow_clip(song: Song, clip_id: int, end: Tick) -> Song:
    """The song with a clip that lasts at least to `end`."""
    clip = song.clip(clip_id)
    return song if end <= clip.end else with_end(song, clip, end)


def _merged(kept: Sequence[Note], added: Sequence[Note]) -> tuple[Note, ...]:
    if len(added) * FEW > len(kept):
        return in_order([*kept, *added])
    notes = list(kept)
    for note in added:
        insort(notes, note, key=note_order)
    return tuple(notes)


def sequenced(track: Track, clip: Clip) -> Track:
    """The track with this clip, by id, and no other that begins inside it."""
    others = [other for other in track.clips if other.id != clip.id]
    while reached := [other for other in others if clip.start <= other.start < clip.end]:
        clip = merged(clip, reached)
        others = [other for other in others if other not in reached]
    place = sum(other.start <= clip.start for other in others)
    return replace(track, clips=(*others[:place], clip, *others[place:]))


def merged(clip: Clip, others: Iterable[Clip]) -> Clip:
    """A clip with all that later ones of its track hold, up to the latest end."""
    clips = (clip, *others)
    events = (event for each in clips for event in each.events)
    return replace(
        clip,
        length=Tick(max(each.end for each in clips) - clip.start),
        notes=in_order(note for each in clips for note in each.notes),
        events=tuple(sorted(events, key=lambda event: event.tick)),
    )
