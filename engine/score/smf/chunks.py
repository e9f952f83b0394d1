"""The frame of a MIDI file: header, track chunks, and numbers of variable length."""

from engine.errors import AriettaError

MAX_DELTA = 0x0FFFFFFF
"""The longest distance that two events of a file can have."""

_SHORT = [bytes([value]) for value in range(0x80)]


class MidiFileError(AriettaError):
    """A file that is no MIDI file, is damaged, or is of a kind that cannot be read."""


class Damage(Exception):
    """What is wrong with a track, in words that fit behind the file's name."""


def track_chunks(data: bytes, name: str) -> tuple[int, int, list[bytes]]:
    """Type (0 or 1), ticks per quarter and the track chunks of a file. Raises MidiFileError."""
    if not data.startswith(b"MThd"):
        what = "it is empty" if not data else "it does not begin as one"
        raise MidiFileError(f"{name} is no standard MIDI file: {what}; choose another file")
    if len(data) < 14 or (length := int.from_bytes(data[4:8])) < 6:
        raise MidiFileError(f"{name} is damaged: its header is cut off; get the file again")
    kind, count, division = (int.from_bytes(data[at : at + 2]) for at in (8, 10, 12))
    _check_kind(kind, division, name)
    chunks: list[bytes] = []
    at = 8 + length
    while at + 8 <= len(data) and not (len(chunks) >= count and data[at : at + 4] != b"MTrk"):
        size = int.from_bytes(data[at + 4 : at + 8])
        if at + 8 + size > len(data):
            break
        if data[at : at + 4] == b"MTrk":
            chunks.append(data[at + 8 : at + 8 + size])
        at += 8 + size
    if len(chunks) < count:
        found = f"{len(chunks)} of {count} tracks are complete"
        raise MidiFileError(f"{name} is cut off: {found}; get the file again from where it came")
    return kind, division, chunks


def _check_kind(kind: int, division: int, name: str) -> None:
    if kind == 2:
        raise MidiFileError(
            f"{name} is a MIDI file of type 2, a set of patterns with no common time;"
            " export it as type 0 or 1"
        )
    if kind > 2:
        raise MidiFileError(f"{name} is no standard MIDI file: there is no type {kind}")
    if division & 0x8000:
        raise MidiFileError(
            f"{name} counts film frames (SMPTE) and not quarter notes, so it has no bars;"
            " export it with ticks per quarter note"
        )
    if division == 0:
        raise MidiFileError(f"{name} is damaged: it has 0 ticks per quarter note; export it anew")


def read_number(data: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, and the index after it. Raises Damage, IndexError."""
    value = 0
    for length in range(4):
        byte = data[at + length]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + length + 1
    raise Damage("a number in it is longer than the standard allows")


def number(value: int) -> bytes:
    """A number from 0 to MAX_DELTA as MIDI files write it, in seven bits to a byte."""
    if value < 0x80:
        return _SHORT[value]
    if value < 0x4000:
        return bytes((value >> 7 | 0x80, value & 0x7F))
    return bytes([value >> shift & 0x7F | 0x80 for shift in (21, 14, 7) if value >> shift]) + bytes(
        [value & 0x7F]
    )


def chunk(tag: bytes, data: bytes) -> bytes:
    """A chunk: its tag, its length in four bytes, and what it holds."""
    return tag + len(data).to_bytes(4) + data
