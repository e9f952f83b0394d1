"""A song as the sequence of MIDI messages that plays it, and what of it falls into a stretch.

Everything here is a pure function; no clock is read.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from engine.score.controllers import AT_REST
from engine.score.meter import MeterMap
from engine.score.song import Clip, MidiEvent, Song, Track
from engine.score.time import TempoMap, Tick

NO_NOTE = -1
"""The note id of a message that begins or ends no note."""

_OFF, _CONTROL, _ON = 0, 1, 2
_DRUMS = 9


@dataclass(frozen=True, slots=True)
class Part:
    """What playing needs to know of a track beside its messages."""

    track_id: int
    channel: int
    program: int
    volume: int
    audible: bool

    @property
    def is_drums(self) -> bool:
        """Whether the part plays a drum kit."""
        return self.channel == _DRUMS


@dataclass(frozen=True, slots=True)
class Message:
    """One MIDI message of a song: when, whose, which note it begins or ends, and its bytes."""

    tick: Tick
    part: int
    note_id: int
    data: bytes

    @property
    def is_on(self) -> bool:
        """Whether it begins a note."""
        return self.data[0] & 0xF0 == 0x90


@dataclass(frozen=True)
class PlaybackSong:
    """The messages of a song in the order they are sent, in flat arrays of one length.

    At one tick notes end first, then controllers move, then notes begin. `words` holds a
    message's part index and bytes as part << 24 | status << 16 | data1 << 8 | data2. `longest` is
    the length of the longest note.
    """

    tempos: TempoMap = field(default_factory=TempoMap)
    meters: MeterMap = field(default_factory=MeterMap)
    parts: tuple[Part, ...] = ()
    end: Tick = Tick(0)
    longest: Tick = Tick(0)
    ticks: "array[int]" = field(default_factory=lambda: array("q"))
    words: "array[int]" = field(default_factory=lambda: array("q"))
    ids: "array[int]" = field(default_factory=lambda: array("q"))

    def __len__(self) -> int:
        return len(self.ticks)

    def message(self, index: int) -> Message:
        """The message at an index."""
        word = self.words[index]
        data = bytes((word >> 16 & 0xFF, word >> 8 & 0xFF, word & 0xFF))
        size = 2 if data[0] & 0xE0 == 0xC0 else 3
        return Message(Tick(self.ticks[index]), word >> 24, self.ids[index], data[:size])

    @cached_property
    def controls(self) -> tuple[Message, ...]:
        """The messages that are no notes, in order."""
        indices = (i for i, note_id in enumerate(self.ids) if note_id == NO_NOTE)
        return tuple(self.message(i) for i in indices)


def playback_song(song: Song) -> PlaybackSong:
    """The messages that play a song. Muted parts are in it, marked as not audible."""
    parts = tuple(
        Part(track.id, track.channel, track.program, track.volume, song.is_heard(track))
        for track in song.tracks
    )
    rows = _Rows()
    for index, track in enumerate(song.tracks):
        to = _channel_of(track)
        for clip in track.clips:
            rows.add_clip(clip, index, to)
    lengths = (note.length for track in song.tracks for note in track.notes)
    longest = Tick(max(lengths, default=0) + 1)
    return PlaybackSong(song.tempos, song.meters, parts, song.end, longest, *rows.sorted())


def _channel_of(track: Track) -> Callable[[int], int]:
    """Where a track's channels lead: one channel follows the track's, several stay apart."""
    used = {note.channel for note in track.notes}
    used |= {e.data[0] & 15 for c in track.clips for e in c.events if _is_channel_message(e)}
    if len(used) > 1:
        return lambda channel: channel
    return lambda channel: track.channel


def _is_channel_message(event: MidiEvent) -> bool:
    return len(event.data) > 1 and 0x80 <= event.data[0] < 0xF0


def _three_bytes(data: bytes, to: Callable[[int], int]) -> int:
    status = data[0] & 0xF0 | to(data[0] & 0x0F)
    return status << 16 | int.from_bytes(data[1:3].ljust(2, b"\0"), "big")


class _Rows:
    """Messages being gathered."""

    def __init__(self) -> None:
        self.keys: list[int] = []
        self.words: list[int] = []
        self.ids: list[int] = []

    def add_clip(self, clip: Clip, part: int, to: Callable[[int], int]) -> None:
        """Adds a clip's messages; `to` leads from a note's channel to the one it plays on."""
        high = part << 24
        notes = clip.notes
        self._add(
            [max(note.end, note.start + 1) << 2 | _OFF for note in notes],
            [high | (0x80 | to(n.channel)) << 16 | n.pitch << 8 | n.release for n in notes],
            [note.id for note in notes],
        )
        self._add(
            [note.start << 2 | _ON for note in notes],
            [
                high | (0x90 | to(n.channel)) << 16 | n.pitch << 8 | max(1, n.velocity)
                for n in notes
            ],
            [note.id for note in notes],
        )
        events = [event for event in clip.events if _is_channel_message(event)]
        self._add(
            [event.tick << 2 | _CONTROL for event in events],
            [high | _three_bytes(event.data, to) for event in events],
            [NO_NOTE] * len(events),
        )

    def _add(self, keys: list[int], words: list[int], ids: list[int]) -> None:
        self.keys += keys
        self.words += words
        self.ids += ids

    def sorted(self) -> "tuple[array[int], array[int], array[int]]":
        order = sorted(range(len(self.keys)), key=self.keys.__getitem__)
        return (
            array("q", [self.keys[i] >> 2 for i in order]),
            array("q", [self.words[i] for i in order]),
            array("q", [self.ids[i] for i in order]),
        )


def events_between(song: PlaybackSong, start: Tick, end: Tick) -> Iterator[Message]:
    """The messages in [start, end), in the order they are sent."""
    first = bisect_left(song.ticks, start)
    last = bisect_left(song.ticks, end, first)
    return (song.message(index) for index in range(first, last))


def still_sounds(song: PlaybackSong, note_id: int, track_id: int, data: bytes, tick: Tick) -> bool:
    """Whether a note that was begun by `data` goes on past `tick` in (perhaps a newer) song.

    It does where the next message of the same note, on an audible part, is its end.
    """
    try:
        index = song.ids.index(note_id, bisect_left(song.ticks, tick))
    except ValueError:
        return False
    message = song.message(index)
    part = song.parts[message.part]
    same = message.data[0] & 0x0F == data[0] & 0x0F and message.data[1] == data[1]
    return not message.is_on and same and part.audible and part.track_id == track_id


def sounding_at(song: PlaybackSong, tick: Tick) -> list[Message]:
    """The messages that begin the notes which began before `tick` and sound on past it, in order.

    Of notes with one part, channel and pitch only the last: it has cut off the others, and one
    that begins at `tick` itself cuts off them all. Drums are left out, whose strokes ring by
    themselves and would be struck a second time.
    """
    after = bisect_left(song.ticks, tick + 1)
    ahead = set(song.ids[after : bisect_left(song.ticks, tick + song.longest + 1)])
    last: dict[tuple[int, int, int], Message] = {}
    for index in range(bisect_left(song.ticks, tick - song.longest), after):
        if song.ids[index] in ahead and (message := song.message(index)).is_on:
            last.pop(key := (message.part, message.data[0], message.data[1]), None)
            last[key] = message
    return [m for m in last.values() if m.tick < tick and m.data[0] & 0x0F != _DRUMS]


_RESET_BEND = (0, 64)


def chase(song: PlaybackSong, tick: Tick) -> list[bytes]:
    """The messages that bring every instrument into the state it has just before `tick`.

    Each channel gets its program and volume, and of the controllers that the song uses the
    latest values before `tick`, or their resting values where there are none.
    """
    state: dict[tuple[int, int, int], bytes] = {}
    for part in song.parts:
        state[0xC0, part.channel, 0] = bytes((0xC0 | part.channel, part.program))
        state[0xB0, part.channel, 7] = bytes((0xB0 | part.channel, 7, part.volume))
    for message in song.controls:
        kind, channel = message.data[0] & 0xF0, message.data[0] & 0x0F
        key = (kind, channel, message.data[1] if kind in (0xA0, 0xB0) else 0)
        if message.tick < tick:
            state.pop(key, None)
            state[key] = message.data
        elif key not in state and (rest := _at_rest(*key)):
            state[key] = rest
    banks_first = sorted(state.items(), key=lambda item: (item[0][1], _chase_order(item[0])))
    return [data for _, data in banks_first]


def _at_rest(kind: int, channel: int, number: int) -> bytes | None:
    if kind == 0xE0:
        return bytes((kind | channel, *_RESET_BEND))
    if kind == 0xD0:
        return bytes((kind | channel, 0))
    value = AT_REST.get(number) if kind == 0xB0 else None
    return None if value is None else bytes((kind | channel, number, value))


def _chase_order(key: tuple[int, int, int]) -> int:
    kind, _, number = key
    if kind == 0xB0 and number in (0, 32):
        return 0
    return 1 if kind == 0xC0 else 2


@dataclass(frozen=True, slots=True)
class Click:
    """One stroke of the metronome."""

    tick: Tick
    pitch: int
    velocity: int


def clicks_between(meters: MeterMap, start: Tick, end: Tick) -> list[Click]:
    """The strokes of the metronome in [start, end), also below tick 0: bar lines high, beats low.

    In compound meters (6/8, 9/8, 12/8) the dotted beats stand out and the eighths are soft.
    """
    clicks: list[Click] = []
    bar = meters.bar_at(start)
    while (line := meters.bar_start(bar)) < end:
        following = meters.bar_start(bar + 1)
        clicks += _bar_clicks(meters, line, following)
        bar += 1
    return [click for click in clicks if start <= click.tick < end]


def _bar_clicks(meters: MeterMap, line: Tick, end: Tick) -> Iterable[Click]:
    meter = meters.meter_at(line)
    compound = meter.denominator >= 8 and meter.numerator > 3 and meter.numerator % 3 == 0
    beat = meter.beat_ticks(meters.ppq)
    for index, tick in enumerate(range(line, end, beat)):
        if index == 0:
            yield Click(Tick(tick), 76, 120)
        else:
            yield Click(Tick(tick), 77, 50 if compound and index % 3 else 90)
