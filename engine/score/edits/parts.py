"""Edits of what frames the notes: tracks, tempo, meters, and the fineness of the ticks."""

from dataclasses import replace

from engine.score.meter import Meter
from engine.score.opening import without_opening
from engine.score.song import DRUM_CHANNEL, Clip, KeySignature, MidiEvent, Note, Song, Track
from engine.score.time import Tempo, Tick


def add_track(
    song: Song, name: str, program: int = 0, channel: int | None = None
) -> tuple[Song, int]:
    """The song with a new track below the others, and its id. It holds one empty clip.

    Without a channel it gets the first that no track uses, never the drums'.
    """
    if channel is None:
        channel = _free_channel(song, 0)
    length = max(song.end, song.meters.bar_start(4))
    clip = Clip(id=song.next_id + 1, length=Tick(length))
    track = Track(song.next_id, name, program, channel, clips=(clip,))
    return replace(song, tracks=(*song.tracks, track), next_id=song.next_id + 2), track.id


def duplicate_track(song: Song, track_id: int) -> tuple[Song, int]:
    """The song with a copy of a track below it, on a free channel where there is one, and its id.

    Raises KeyError.
    """
    track, next_id = song.track(track_id), song.next_id + 1
    clips: list[Clip] = []
    for clip in track.clips:
        notes = tuple(replace(n, id=next_id + 1 + i) for i, n in enumerate(clip.notes))
        clips.append(replace(clip, id=next_id, notes=notes))
        next_id += 1 + len(notes)
    copy = replace(track, id=song.next_id, clips=tuple(clips))
    place = song.tracks.index(track) + 1
    tracks = (*song.tracks[:place], copy, *song.tracks[place:])
    after = replace(song, tracks=tracks, next_id=next_id)
    channel = DRUM_CHANNEL if track.is_drums else _free_channel(song, track.channel)
    return change_track(after, copy.id, channel=channel), copy.id


def remove_track(song: Song, track_id: int) -> Song:
    """The song without a track."""
    kept = tuple(track for track in song.tracks if track.id != track_id)
    return replace(song, tracks=kept) if len(kept) < len(song.tracks) else song


def change_track(
    song: Song,
    track_id: int,
    *,
    name: str | None = None,
    program: int | None = None,
    channel: int | None = None,
    volume: int | None = None,
    muted: bool | None = None,
    soloed: bool | None = None,
) -> Song:
    """The song with a track that has another name, sound, channel, volume or switch.

    Messages at the beginning that a new program or volume makes untrue go; on a new channel, all
    that was on the old one follows. Raises KeyError.
    """
    track = song.track(track_id)
    clips = track.clips
    if program is not None and program != track.program:
        clips = without_opening(clips, track.channel, 0xC0)
    if volume is not None and volume != track.volume:
        clips = without_opening(clips, track.channel, 0xB0)
    if channel is not None and channel != track.channel:
        clips = tuple(_on_channel(clip, track.channel, channel) for clip in clips)
    values = {
        "name": name,
        "program": program,
        "channel": channel,
        "volume": volume,
        "muted": muted,
        "soloed": soloed,
    }
    given = {field: value for field, value in values.items() if value is not None}
    changed = replace(track, clips=clips, **given)
    return song if changed == track else song.with_track(changed)


def set_tempo(song: Song, tick: Tick, bpm: float) -> Song:
    """The song with another tempo, in quarters a minute, from a tick on. Raises ValueError."""
    if bpm <= 0:
        raise ValueError(f"{bpm} is no tempo")
    return replace(song, tempos=song.tempos.with_tempo(Tempo.from_bpm(tick, bpm)))


def set_meter(song: Song, tick: Tick, numerator: int, denominator: int) -> Song:
    """The song with another meter from a tick on. Raises ValueError for what is no meter."""
    return replace(song, meters=song.meters.with_meter(Meter(tick, numerator, denominator)))


def without_change(song: Song, tick: Tick) -> Song:
    """The song without the last change of tempo or meter up to a tick, both where they change
    together; what holds from the beginning stays.
    """
    tempos, meters = song.tempos.changes, song.meters.changes
    last = max((c.tick for c in (*tempos, *meters) if c.tick <= tick), default=Tick(0))
    if last == 0:
        return song
    return replace(
        song,
        tempos=replace(song.tempos, changes=tuple(c for c in tempos if c.tick != last)),
        meters=replace(song.meters, changes=tuple(c for c in meters if c.tick != last)),
    )


def rescaled(song: Song, factor: int) -> Song:
    """The same song on a grid that is `factor` times as fine. Raises ValueError below 1."""
    if factor < 1:
        raise ValueError(f"ticks can be made {factor} times as fine only from 1 on")
    if factor == 1:
        return song
    return replace(
        song,
        tempos=song.tempos.rescaled(factor),
        meters=song.meters.rescaled(factor),
        keys=tuple(KeySignature(Tick(k.tick * factor), k.sharps, k.minor) for k in song.keys),
        tracks=tuple(
            replace(track, clips=tuple(_rescaled_clip(clip, factor) for clip in track.clips))
            for track in song.tracks
        ),
        events=tuple(MidiEvent(Tick(e.tick * factor), e.data) for e in song.events),
    )


def _free_channel(song: Song, otherwise: int) -> int:
    """The first channel that no track uses, never the drums'."""
    used = {track.channel for track in song.tracks} | {DRUM_CHANNEL}
    return next((free for free in range(16) if free not in used), otherwise)


def _rescaled_clip(clip: Clip, factor: int) -> Clip:
    return replace(
        clip,
        start=Tick(clip.start * factor),
        length=Tick(clip.length * factor),
        notes=tuple(n.with_span(n.start * factor, n.end * factor) for n in clip.notes),
        events=tuple(MidiEvent(Tick(e.tick * factor), e.data) for e in clip.events),
    )


def _on_channel(clip: Clip, old: int, new: int) -> Clip:
    """The clip with all that was on one channel on another."""

    def moved_note(note: Note) -> Note:
        return replace(note, channel=new) if note.channel == old else note

    def moved_event(event: MidiEvent) -> MidiEvent:
        status = event.data[0]
        if status >= 0xF0 or status & 0x0F != old:
            return event
        return MidiEvent(event.tick, bytes([status & 0xF0 | new]) + event.data[1:])

    return replace(
        clip, notes=tuple(map(moved_note, clip.notes)), events=tuple(map(moved_event, clip.events))
    )
