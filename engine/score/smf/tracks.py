"""One track chunk of a MIDI file: bytes into notes and events."""

from collections import defaultdict, deque
from dataclasses import dataclass

from engine.score.smf.chunks import Damage, read_number
from engine.score.song import MidiEvent, Note, in_order
from engine.score.time import Tick

_DATA_BYTES = {0x80: 2, 0x90: 2, 0xA0: 2, 0xB0: 2, 0xC0: 1, 0xD0: 1, 0xE0: 2}
_END_OF_TRACK = b"\xff\x2f"


@dataclass(frozen=True)
class ParsedTrack:
    """What a track chunk holds. `end` is where it says that it ends, or the last event if later."""

    notes: tuple[Note, ...]
    events: tuple[MidiEvent, ...]
    end: Tick

    @property
    def plays(self) -> bool:
        """Whether it speaks to a channel at all."""
        return bool(self.notes) or any(event.data[0] < 0xF0 for event in self.events)


class _Held:
    """The notes of a track as they begin and end; of equal ones the first begun ends first."""

    def __init__(self, first_id: int) -> None:
        self.notes: list[Note] = []
        self._next_id = first_id
        self._sounding: defaultdict[int, deque[tuple[int, int, int]]] = defaultdict(deque)

    def begin(self, channel: int, pitch: int, velocity: int, tick: int) -> None:
        self._sounding[channel << 7 | pitch].append((self._next_id, velocity, tick))
        self._next_id += 1

    def end(self, channel: int, pitch: int, release: int, tick: int) -> None:
        waiting = self._sounding[channel << 7 | pitch]
        if waiting:
            note_id, velocity, start = waiting.popleft()
            length = Tick(tick - start)
            self.notes.append(Note(note_id, pitch, velocity, Tick(start), length, channel, release))

    def end_all(self, tick: int) -> None:
        for key, waiting in self._sounding.items():
            for _ in range(len(waiting)):
                self.end(key >> 7, key & 0x7F, 64, tick)


def parse_track(data: bytes, first_id: int) -> ParsedTrack:
    """The notes, with ids from `first_id` on, and all other events of a track chunk.

    Raises Damage where the bytes are no track.
    """
    try:
        return _parse(data, first_id)
    except IndexError:
        raise Damage("it ends in the middle of an event") from None


def _parse(data: bytes, first_id: int) -> ParsedTrack:
    held = _Held(first_id)
    events: list[MidiEvent] = []
    tick = at = running = 0
    while at < len(data):
        delta = data[at]
        at += 1
        if delta > 0x7F:
            delta, at = read_number(data, at - 1)
        tick += delta
        status = data[at]
        if status >= 0xF0:
            event, at = _long_event(data, at, tick)
            if event.data == _END_OF_TRACK:
                break
            events.append(event)
            continue
        if status & 0x80:
            running = status
            at += 1
        elif not running:
            raise Damage("it begins with data that belong to no message")
        kind, channel = running & 0xF0, running & 0x0F
        first, second = data[at], data[at + 1] if kind not in (0xC0, 0xD0) else 0
        if (first | second) & 0x80:
            raise Damage("a message in it is broken off by another")
        if kind == 0x90 and second:
            held.begin(channel, first, second, tick)
        elif kind in (0x80, 0x90):
            held.end(channel, first, second if kind == 0x80 else 64, tick)
        else:
            events.append(
                MidiEvent(Tick(tick), bytes([running]) + data[at : at + _DATA_BYTES[kind]])
            )
        at += _DATA_BYTES[kind]
    held.end_all(tick)
    return ParsedTrack(in_order(held.notes), tuple(events), Tick(tick))


def _long_event(data: bytes, at: int, tick: int) -> tuple[MidiEvent, int]:
    """The meta event or system exclusive message at an index, and the index after it."""
    status = data[at]
    if status not in (0xF0, 0xF7, 0xFF):
        raise Damage(f"it holds a message that no file may hold ({status:02X})")
    head = data[at : at + 2] if status == 0xFF else data[at : at + 1]
    length, start = read_number(data, at + len(head))
    if start + length > len(data):
        raise IndexError
    return MidiEvent(Tick(tick), head + data[start : start + length]), start + length
