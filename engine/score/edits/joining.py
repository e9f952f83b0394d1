"""Edits that bring in music from elsewhere: tracks below the song's own, clips onto a track."""

from dataclasses import replace
from math import lcm

from engine.score.edits.notes import add_notes
from engine.score.edits.parts import rescaled
from engine.score.edits.recording import add_events
from engine.score.edits.shape import sequenced
from engine.score.song import Clip, MidiEvent, Song, Track, in_order
from engine.score.time import Tick

FINEST = 0x7FFF
"""As many ticks to a quarter as a MIDI file can count."""


def joined(song: Song, other: Song, at: Tick = Tick(0)) -> Song:
    """The song with the tracks of another below its own, moved to begin at tick `at`.

    Both come to count the finer ticks (see `counted_alike`). `at` is in the song's own ticks.
    """
    before = song.ppq
    song, tracks = counted_alike(song, other)
    start = Tick(at * (song.ppq // before))
    for track in tracks:
        track_id, first = song.next_id, song.next_id + 1
        clips: list[Clip] = []
        for clip in track.clips:
            clips.append(_moved(clip, Tick(clip.start + start), first))
            first += 1 + len(clip.notes)
        new = replace(track, id=track_id, clips=tuple(clips))
        song = replace(song, tracks=(*song.tracks, new), next_id=first)
    return song


def insert_clip(song: Song, track_id: int, clip: Clip, at: Tick) -> tuple[Song, int]:
    """The song with a clip's music on a track from a tick on, and the clip that it became.

    Where clips lie already the music joins them and nothing is lost; one that holds nothing makes
    way. It is the track's instrument that plays it. The clip counts the song's ticks.
    Raises KeyError.
    """
    track = song.track(track_id)
    clip = played_by(track, clip)
    end = at + clip.length
    kept = [c for c in track.clips if c.notes or c.events or c.end <= at or c.start >= end]
    song = song.with_track(replace(track, clips=tuple(kept)))
    host = next((c for c in kept if c.start <= at < c.end), None)
    if host is None:
        new = _moved(clip, at, song.next_id)
        song = replace(song, next_id=song.next_id + 1 + len(clip.notes))
        return song.with_track(sequenced(song.track(track_id), new)), new.id
    shift = at - clip.start
    notes = (n.with_span(n.start + shift, n.end + shift) for n in clip.notes)
    song = add_notes(song, host.id, notes)
    moved = (MidiEvent(Tick(e.tick + shift), e.data) for e in clip.events if not e.is_meta)
    return add_events(song, host.id, moved), host.id


def insert_song(
    song: Song, track_id: int, other: Song, at: Tick, name: str = ""
) -> tuple[Song, int, Tick]:
    """The song with all the music of another on one of its tracks from a tick on, as one clip.

    Gives the clip that it became and where it ends. Both songs come to count the finer ticks (see
    `counted_alike`), `at` is in the song's own ticks. Raises KeyError.
    """
    before = song.ppq
    whole = replace(other, tracks=(Track(0, clips=(one_clip(other, name),)),))
    song, (track,) = counted_alike(song, whole)
    start, clip = Tick(at * (song.ppq // before)), track.clips[0]
    song, clip_id = insert_clip(song, track_id, clip, start)
    return song, clip_id, Tick(start + clip.length)


def end_of_music(song: Song, track_id: int) -> Tick:
    """The bar line where the last clip of a track that holds anything is over. Raises KeyError."""
    clips = [clip for clip in song.track(track_id).clips if clip.notes or clip.events]
    end = max((max(clip.end, clip.last_note_end) for clip in clips), default=Tick(0))
    return song.meters.bar_line_from(end)


def one_clip(song: Song, name: str = "") -> Clip:
    """All the music of a song as one clip from tick 0 on, without its meta events.

    It lasts to the bar line at which the song is over, a bar at least.
    """
    clips = [clip for track in song.tracks for clip in track.clips]
    events = [e for clip in clips for e in clip.events if not e.is_meta]
    last = max((max(c.end, c.last_note_end) for c in clips), default=Tick(0))
    end = max(song.meters.bar_line_from(last), song.meters.bar_start(1))
    notes = in_order(note for clip in clips for note in clip.notes)
    return Clip(0, name or song.name, Tick(0), Tick(end), notes, tuple(sorted(events, key=_tick)))


def counted_alike(song: Song, other: Song) -> tuple[Song, tuple[Track, ...]]:
    """The song, and the tracks of another in the same ticks.

    These are as fine as both need it; where no MIDI file could count so finely, the song's own, to
    which the other's times are rounded.
    """
    ppq = lcm(song.ppq, other.ppq)
    if ppq <= FINEST:
        return rescaled(song, ppq // song.ppq), rescaled(other, ppq // other.ppq).tracks
    factor = song.ppq / other.ppq
    return song, tuple(
        replace(track, clips=tuple(_rounded(clip, factor) for clip in track.clips))
        for track in other.tracks
    )


def _rounded(clip: Clip, factor: float) -> Clip:
    def at(tick: Tick) -> Tick:
        return Tick(round(tick * factor))

    return replace(
        clip,
        start=at(clip.start),
        length=Tick(at(clip.end) - at(clip.start)),
        notes=in_order(
            n.with_span(at(n.start), max(at(n.start) + 1, at(n.end))) for n in clip.notes
        ),
        events=tuple(MidiEvent(at(e.tick), e.data) for e in clip.events),
    )


def _moved(clip: Clip, start: Tick, first_id: int) -> Clip:
    """The clip from another tick on, it and its notes with new ids from `first_id` on."""
    shift = start - clip.start
    notes = tuple(
        replace(note, id=first_id + 1 + i, start=Tick(note.start + shift))
        for i, note in enumerate(clip.notes)
    )
    events = tuple(MidiEvent(Tick(e.tick + shift), e.data) for e in clip.events)
    return replace(clip, id=first_id, start=start, notes=notes, events=events)


def played_by(track: Track, clip: Clip) -> Clip:
    """The clip with all that speaks to a channel on the track's, but for what would choose another
    instrument or volume there. A channel that the track's own notes are on stays.
    """
    own = {note.channel for note in track.notes}

    def channel(given: int) -> int:
        return given if given in own else track.channel

    return replace(
        clip,
        notes=tuple(replace(note, channel=channel(note.channel)) for note in clip.notes),
        events=tuple(
            event if event.data[0] >= 0xF0 else _to(channel(event.data[0] & 0x0F), event)
            for event in clip.events
            if not _sets_up(event)
        ),
    )


def _to(channel: int, event: MidiEvent) -> MidiEvent:
    return MidiEvent(event.tick, bytes([event.data[0] & 0xF0 | channel]) + event.data[1:])


def _sets_up(event: MidiEvent) -> bool:
    """Whether it chooses a program, a bank or a volume."""
    kind = event.data[0] & 0xF0
    return kind == 0xC0 or (kind == 0xB0 and event.data[1] in (0, 7, 32))


def _tick(event: MidiEvent) -> Tick:
    return event.tick
