"""MIDI files made event by event for tests, and what is in them by a second reader."""

from collections import Counter, deque
from io import BytesIO

import mido
from hypothesis import strategies as st

Event = tuple[int, bytes]
"""Distance to the event before, and the bytes as a song keeps them: meta events without length."""


def variable(value: int) -> bytes:
    out = [value & 0x7F]
    while value := value >> 7:
        out.append(value & 0x7F | 0x80)
    return bytes(reversed(out))


def framed(data: bytes) -> bytes:
    head = 2 if data[0] == 0xFF else 1
    return data if data[0] < 0xF0 else data[:head] + variable(len(data) - head) + data[head:]


def track_chunk(events: list[Event], rest: int = 0, running: bool = False) -> bytes:
    """A track chunk whose end comes `rest` ticks after its last event."""
    body, status = b"", 0
    for delta, data in events:
        message = framed(data)
        if running and data[0] == status:
            message = message[1:]
        status = data[0] if data[0] < 0xF0 else 0
        body += variable(delta) + message
    body += variable(rest) + b"\xff\x2f\x00"
    return b"MTrk" + len(body).to_bytes(4, "big") + body


def midi_file(kind: int, division: int, chunks: list[bytes]) -> bytes:
    numbers = (kind, len(chunks), division)
    return (
        b"MThd\x00\x00\x00\x06" + b"".join(n.to_bytes(2, "big") for n in numbers) + b"".join(chunks)
    )


data_byte = st.integers(0, 127)
channels = st.sampled_from([0, 0, 1, 9, 15])
pitches = st.sampled_from([60, 60, 61, 64, 127, 0])


@st.composite
def channel_messages(draw: st.DrawFn) -> bytes:
    kind = draw(st.sampled_from([0x80, 0x90, 0x90, 0x90, 0xA0, 0xB0, 0xB0, 0xC0, 0xD0, 0xE0]))
    status = kind | draw(channels)
    if kind in (0xC0, 0xD0):
        return bytes([status, draw(data_byte)])
    first = draw(pitches if kind < 0xA0 else st.sampled_from([0, 7, 32, 64, 1]))
    return bytes([status, first, draw(data_byte)])


texts = st.binary(max_size=8) | st.text(max_size=4).map(str.encode)
meta_events = st.one_of(
    st.tuples(
        st.sampled_from([0, 1, 2, 3, 3, 4, 5, 6, 7, 0x0A, 0x20, 0x21, 0x54, 0x60, 0x7F]), texts
    ),
    st.tuples(st.just(0x51), st.binary(min_size=3, max_size=3) | st.binary(max_size=4)),
    st.tuples(
        st.just(0x58),
        st.tuples(st.integers(0, 255), st.integers(0, 8), data_byte, data_byte).map(bytes),
    ),
    st.tuples(st.just(0x59), st.tuples(st.integers(0, 255), st.integers(0, 2)).map(bytes)),
).map(lambda pair: bytes([0xFF, pair[0]]) + pair[1])
sysex = st.builds(lambda s, d: s + d, st.sampled_from([b"\xf0", b"\xf7"]), st.binary(max_size=6))
deltas = st.sampled_from([0, 0, 0, 1, 2, 10, 127, 128, 480, 20_000, 3_000_000])
events = st.tuples(deltas, channel_messages() | meta_events | sysex)
tracks = st.tuples(st.lists(events, max_size=25), deltas)


def pieces(chunks: list[tuple[list[Event], int]]) -> tuple[Counter, Counter]:
    """The notes (channel, pitch, velocity, release, start, end) and all other events, with ticks.

    Equal notes that overlap end in the order in which they began; what is not ended ends with its
    track, and of several tempos or meters at a tick the last holds.
    """
    notes: Counter = Counter()
    others: list[tuple[int, bytes]] = []
    for track, rest in chunks:
        tick, sounding = 0, {}
        for delta, data in track:
            tick += delta
            kind, channel = data[0] & 0xF0, data[0] & 0x0F
            if kind == 0x90 and data[2]:
                sounding.setdefault((channel, data[1]), deque()).append((data[2], tick))
            elif kind in (0x80, 0x90):
                if waiting := sounding.get((channel, data[1])):
                    velocity, start = waiting.popleft()
                    release = data[2] if kind == 0x80 else 64
                    notes[channel, data[1], velocity, release, start, tick] += 1
            else:
                others.append((tick, data))
        for (channel, pitch), waiting in sounding.items():
            for velocity, start in waiting:
                notes[channel, pitch, velocity, 64, start, tick + rest] += 1
    return notes, told(others)


def told(others: list[tuple[int, bytes]]) -> Counter:
    """The events as a count; of tempos and meters at one tick only the one that holds."""
    holding = {}
    rest: Counter = Counter()
    for tick, data in others:
        value = data[2:]
        if data[:2] == b"\xff\x51" and len(value) == 3 and any(value):
            holding[tick, 0x51] = data
        elif data[:2] == b"\xff\x58" and len(value) == 4 and value[0] and value[1] <= 6:
            holding[tick, 0x58] = data
        else:
            rest[tick, data] += 1
    holding.setdefault((0, 0x51), b"\xff\x51\x07\xa1\x20")
    holding.setdefault((0, 0x58), b"\xff\x58\x04\x02\x18\x08")
    rest.update((tick, data) for (tick, _), data in holding.items())
    return rest


def raw_tracks(data: bytes) -> list[tuple[list[Event], int]]:
    """The tracks of a file that holds no running status, read in the simplest way."""
    at, found = 14, []
    while at < len(data):
        assert data[at : at + 4] == b"MTrk"
        end = at + 8 + int.from_bytes(data[at + 4 : at + 8], "big")
        at, track = at + 8, []
        while at < end:
            delta, at = number(data, at)
            status = data[at]
            if status < 0xF0:
                size = 2 if status & 0xF0 in (0xC0, 0xD0) else 3
                event, at = data[at : at + size], at + size
            else:
                head = 2 if status == 0xFF else 1
                size, start = number(data, at + head)
                event, at = data[at : at + head] + data[start : start + size], start + size
            track.append((delta, event))
        last = track.pop()
        assert last[1] == b"\xff\x2f"
        found.append((track, last[0]))
    return found


def number(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    while True:
        value = value << 7 | data[at] & 0x7F
        at += 1
        if data[at - 1] < 0x80:
            return value, at


def mido_file(data: bytes) -> mido.MidiFile:
    return mido.MidiFile(file=BytesIO(data), charset="latin1")
