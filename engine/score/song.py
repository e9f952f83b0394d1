"""The song and what it is made of. All times are ticks from the beginning of the song."""

from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import repeat
from operator import attrgetter
from typing import Any

from engine.score.meter import MeterMap
from engine.score.time import TempoMap, Tick

DRUM_CHANNEL = 9
"""The channel that General MIDI keeps for drums, counted from 0."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `id` is unique in its song and stays with the note through edits."""

    id: int
    pitch: int
    velocity: int
    start: Tick
    length: Tick
    channel: int = 0
    release: int = 64

    @property
    def end(self) -> Tick:
        """The first tick at which the note no longer sounds."""
        return Tick(self.start + self.length)

    def with_pitch(self, pitch: int) -> "Note":
        """This note at another pitch."""
        return Note(
            self.id, pitch, self.velocity, self.start, self.length, self.channel, self.release
        )

    def with_velocity(self, velocity: int) -> "Note":
        """This note struck otherwise."""
        return Note(
            self.id, self.pitch, velocity, self.start, self.length, self.channel, self.release
        )

    def with_span(self, start: int, end: int) -> "Note":
        """This note from one tick to another."""
        return Note(
            self.id,
            self.pitch,
            self.velocity,
            Tick(start),
            Tick(end - start),
            self.channel,
            self.release,
        )


_FIELDS = tuple(field.name for field in fields(Note))


def packed(notes: Sequence[Note]) -> tuple[bytes, ...]:
    """The fields of notes, each a row of 64-bit numbers: what travels in a tenth of the time that
    the notes themselves take.
    """
    return tuple(array("q", map(attrgetter(name), notes)).tobytes() for name in _FIELDS)


def unpacked(rows: Sequence[bytes]) -> tuple[Note, ...]:
    """The notes again."""
    columns = [array("q", row) for row in rows]
    notes = tuple(map(object.__new__, repeat(Note, len(columns[0]))))
    for name, column in zip(_FIELDS, columns, strict=True):
        # Past the constructor, which a frozen class makes slow: for each note in C.
        deque(map(getattr(Note, name).__set__, notes, column), maxlen=0)
    return notes


note_order = attrgetter("start", "pitch", "id")
"""What the notes of a clip are sorted by."""


def in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes as a clip keeps them: by start, then pitch, then id."""
    return tuple(sorted(notes, key=note_order))


@dataclass(frozen=True, slots=True)
class MidiEvent:
    """Anything in a MIDI file that is no note: a message's bytes, or a meta event's FF, type, data.

    Channel messages carry their channel. Meta events hold no length: `FF 01 41` is the text "A".
    `F0 ...` is a system exclusive message; `F7 ...` is the bytes after it, sent as they are.
    """

    tick: Tick
    data: bytes

    @property
    def is_meta(self) -> bool:
        """Whether it is a meta event, which is never sent to an instrument."""
        return self.data[0] == 0xFF


@dataclass(frozen=True)
class Clip:
    """A named stretch of a track with its notes (in order) and its other events."""

    id: int
    name: str = ""
    start: Tick = Tick(0)
    length: Tick = Tick(0)
    notes: tuple[Note, ...] = ()
    events: tuple[MidiEvent, ...] = ()

    @property
    def end(self) -> Tick:
        """The first tick after the clip."""
        return Tick(self.start + self.length)

    def __reduce__(self) -> tuple[Any, ...]:
        """Clips are pickled with their notes packed."""
        return _clip, (self.id, self.name, self.start, self.length, packed(self.notes), self.events)

    @cached_property
    def last_note_end(self) -> Tick:
        """The latest note-off, or the clip's start where there is no note."""
        return max((note.end for note in self.notes), default=self.start)


def _clip(
    id: int, name: str, start: Tick, length: Tick, rows: Sequence[bytes],
    events: tuple[MidiEvent, ...],
) -> Clip:  # fmt: skip
    return Clip(id, name, start, length, unpacked(rows), events)


@dataclass(frozen=True)
class Track:
    """One instrument's part: clips in sequence. `program` is a General MIDI program from 0."""

    id: int
    name: str = ""
    program: int = 0
    channel: int = 0
    volume: int = 100
    muted: bool = False
    soloed: bool = False
    clips: tuple[Clip, ...] = ()

    @property
    def is_drums(self) -> bool:
        """Whether the track plays a drum kit."""
        return self.channel == DRUM_CHANNEL

    @property
    def notes(self) -> Iterator[Note]:
        """The notes of all clips."""
        return (note for clip in self.clips for note in clip.notes)

    @property
    def end(self) -> Tick:
        """The end of the last clip."""
        return max((clip.end for clip in self.clips), default=Tick(0))

    def clip(self, clip_id: int) -> Clip:
        """The clip with this id. Raises KeyError."""
        for clip in self.clips:
            if clip.id == clip_id:
                return clip
        raise KeyError(clip_id)


@dataclass(frozen=True, slots=True)
class KeySignature:
    """A key from a tick on: sharps (flats below 0), from -7 to 7, and whether it is minor."""

    tick: Tick
    sharps: int
    minor: bool = False


@dataclass(frozen=True)
class Song:
    """A whole piece. Frozen: every edit makes a new song that shares all it did not touch.

    `events` are those of no track: markers, texts, copyright. `next_id` is larger than every id
    in the song.
    """

    name: str = ""
    tempos: TempoMap = field(default_factory=TempoMap)
    meters: MeterMap = field(default_factory=MeterMap)
    keys: tuple[KeySignature, ...] = ()
    tracks: tuple[Track, ...] = ()
    events: tuple[MidiEvent, ...] = ()
    next_id: int = 1

    def __post_init__(self) -> None:
        if self.tempos.ppq != self.meters.ppq:
            raise ValueError("tempo map and meter map must count the same ticks")

    @property
    def ppq(self) -> int:
        """Ticks per quarter note."""
        return self.tempos.ppq

    @property
    def end(self) -> Tick:
        """The end of the longest track."""
        return max((track.end for track in self.tracks), default=Tick(0))

    def is_heard(self, track: Track) -> bool:
        """Whether a track sounds: it is not muted, and soloed where any track is."""
        solo = any(other.soloed for other in self.tracks)
        return not track.muted and (track.soloed or not solo)

    def track(self, track_id: int) -> Track:
        """The track with this id. Raises KeyError."""
        for track in self.tracks:
            if track.id == track_id:
                return track
        raise KeyError(track_id)

    def clip(self, clip_id: int) -> Clip:
        """The clip with this id, whichever track holds it. Raises KeyError."""
        return self.track_of(clip_id).clip(clip_id)

    def track_of(self, clip_id: int) -> Track:
        """The track that holds a clip. Raises KeyError."""
        for track in self.tracks:
            if any(clip.id == clip_id for clip in track.clips):
                return track
        raise KeyError(clip_id)

    def with_track(self, track: Track) -> "Song":
        """This song with one track replaced by id; all others are the same objects."""
        return replace(self, tracks=tuple(track if t.id == track.id else t for t in self.tracks))

    def with_clip(self, clip: Clip) -> "Song":
        """This song with one clip replaced by id; all others are the same objects."""
        track = self.track_of(clip.id)
        clips = tuple(clip if c.id == clip.id else c for c in track.clips)
        return self.with_track(replace(track, clips=clips))

    def with_new_ids(self, notes: Iterable[Note]) -> "tuple[Song, tuple[Note, ...]]":
        """The notes with fresh ids, and the song that has handed these out."""
        fresh = tuple(replace(note, id=self.next_id + i) for i, note in enumerate(notes))
        return replace(self, next_id=self.next_id + len(fresh)), fresh


def new_song(name: str = "Untitled", bars: int = 4) -> Song:
    """A song as the window opens with it: 4/4 at 120, one piano track with an empty clip."""
    meters = MeterMap()
    clip = Clip(id=2, name="Clip 1", length=meters.bar_start(bars))
    return Song(name=name, tracks=(Track(id=1, name="Melody", clips=(clip,)),), next_id=3)
