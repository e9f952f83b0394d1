"""How a track's name, program and volume stand among its events.

The values of a `Track` are what holds. A message in its clips that says the same thing before the
first note stays there when it could not be written back just so (it comes late, or twice), and must
then agree with the track: `edits.change_track` sees to that.
"""

from collections.abc import Sequence
from dataclasses import replace

from engine.score.song import Clip, MidiEvent, Note
from engine.score.time import Tick

PROGRAM, VOLUME = 0xC0, 0xB0
_BANK_SELECT = [{bytes([0xB0 | channel, 0]), bytes([0xB0 | channel, 32])} for channel in range(16)]
_NEVER = Tick(1 << 62)


def first_onset(notes: Sequence[Note]) -> Tick:
    """When the first note begins, or a tick beyond all music."""
    return notes[0].start if notes else _NEVER


def says(event: MidiEvent, channel: int, kind: int) -> bool:
    """Whether an event sets the program (`PROGRAM`) or the volume (`VOLUME`) of a channel."""
    data = event.data
    if data[0] != kind | channel:
        return False
    return len(data) == 2 if kind == PROGRAM else len(data) == 3 and data[1] == 7


def opening(events: Sequence[MidiEvent], channel: int, kind: int, onset: Tick) -> MidiEvent | None:
    """The program or volume that the first note sounds with, where a message names it."""
    said = [e for e in events if e.tick <= onset and says(e, channel, kind)]
    return said[-1] if said else None


def opened(
    events: Sequence[MidiEvent], channel: int, kind: int, value: int, onset: Tick
) -> list[MidiEvent]:
    """The events with a message that sets program or volume at tick 0, unless one does already.

    It follows what must come before it: a reset, the port, the bank.
    """
    if opening(events, channel, kind, onset):
        return list(events)
    data = bytes([kind | channel, value] if kind == PROGRAM else [kind | channel, 7, value])
    place = 0
    for index, event in enumerate(events):
        if event.tick > 0:
            break
        if event.data[0] >= 0xF0 or event.data[:2] in _BANK_SELECT[channel]:
            place = index + 1
    return [*events[:place], MidiEvent(Tick(0), data), *events[place:]]


def without_opening(clips: Sequence[Clip], channel: int, kind: int) -> tuple[Clip, ...]:
    """The clips without the messages that set program or volume before the track's first note."""
    onset = min((clip.notes[0].start for clip in clips if clip.notes), default=_NEVER)
    return tuple(
        replace(clip, events=kept) if len(kept) < len(clip.events) else clip
        for clip in clips
        for kept in [tuple(e for e in clip.events if e.tick > onset or not says(e, channel, kind))]
    )


def decoded(data: bytes) -> str:
    """Text of a MIDI file, whose encoding no file names: UTF-8 where it can be, else Latin-1."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def name_event(events: Sequence[MidiEvent]) -> MidiEvent | None:
    """The event that names the track at its very beginning."""
    return next(
        (e for e in events if e.tick == 0 and e.data[:2] == b"\xff\x03" and e.data[2:]), None
    )


def named(events: Sequence[MidiEvent], name: str) -> list[MidiEvent]:
    """The events with one in front that says the name, unless the first name there is the same."""
    present = name_event(events)
    if not name or (present and decoded(present.data[2:]) == name):
        return list(events)
    return [MidiEvent(Tick(0), b"\xff\x03" + name.encode("utf-8", "replace")), *events]
