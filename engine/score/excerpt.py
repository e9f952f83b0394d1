"""A part of a song as a song of its own: one track, one clip, from tick 0."""

from collections.abc import Iterable
from dataclasses import replace

from engine.score.meter import MeterMap
from engine.score.song import Clip, KeySignature, MidiEvent, Note, Song, Track, in_order
from engine.score.time import Tempo, TempoMap, Tick


def excerpt(
    song: Song,
    track: Track,
    name: str,
    notes: Iterable[Note],
    start: Tick,
    end: Tick,
    events: Iterable[MidiEvent] = (),
) -> Song:
    """A song of one track with the music between two ticks, moved to tick 0.

    The tempo, meter and key that hold at `start` stand at its beginning, later changes follow.
    """
    clip = Clip(
        id=2,
        name=name,
        length=Tick(end - start),
        notes=in_order(
            replace(note, id=3 + i, start=Tick(note.start - start)) for i, note in enumerate(notes)
        ),
        events=tuple(
            MidiEvent(Tick(e.tick - start), e.data) for e in events if start <= e.tick < end
        ),
    )
    return Song(
        name=name,
        tempos=_tempos_from(song.tempos, start, end),
        meters=_meters_from(song.meters, start, end),
        keys=_keys_from(song.keys, start, end),
        tracks=(replace(track, id=1, muted=False, soloed=False, clips=(clip,)),),
        next_id=3 + len(clip.notes),
    )


def clip_alone(song: Song, clip_id: int) -> Song:
    """A clip's notes from the bar line at or before its beginning. Raises KeyError."""
    track, clip = song.track_of(clip_id), song.clip(clip_id)
    start = song.meters.bar_start(song.meters.bar_at(clip.start))
    end = max(clip.end, clip.last_note_end)
    return excerpt(song, track, clip.name, clip.notes, start, end)


def _tempos_from(tempos: TempoMap, start: Tick, end: Tick) -> TempoMap:
    first = replace(tempos.tempo_at(start), tick=Tick(0))
    later = (
        Tempo(Tick(t.tick - start), t.us_per_quarter)
        for t in tempos.changes
        if start < t.tick < end
    )
    return TempoMap(tempos.ppq, (first, *later))


def _meters_from(meters: MeterMap, start: Tick, end: Tick) -> MeterMap:
    first = replace(meters.meter_at(start), tick=Tick(0))
    later = (replace(m, tick=Tick(m.tick - start)) for m in meters.changes if start < m.tick < end)
    return MeterMap(meters.ppq, (first, *later))


def _keys_from(keys: tuple[KeySignature, ...], start: Tick, end: Tick) -> tuple[KeySignature, ...]:
    before = [key for key in keys if key.tick <= start]
    later = [replace(key, tick=Tick(key.tick - start)) for key in keys if start < key.tick < end]
    return (*(replace(key, tick=Tick(0)) for key in before[-1:]), *later)
