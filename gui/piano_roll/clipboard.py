"""Notes on the system's clipboard: our own form, and a MIDI file that other programs can read."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QMimeData

from engine.errors import AriettaError
from engine.score.edits import one_clip
from engine.score.excerpt import excerpt
from engine.score.meter import MeterMap
from engine.score.smf import MidiFileError, midi_bytes, parse_midi
from engine.score.song import Clip, MidiEvent, Note, Song, Track, in_order
from engine.score.time import TempoMap, Tick

translate = QCoreApplication.translate

NOTES_TYPE = "application/x-arietta-notes+json"
MIDI_TYPES = ("audio/midi", "audio/x-midi")
FORMAT = 2
LAST_TICK = 1 << 28
"""Beyond it no MIDI file can place a note; who claims one there has no music."""
MESSAGE_LENGTH = {0x80: 3, 0x90: 3, 0xA0: 3, 0xB0: 3, 0xC0: 2, 0xD0: 2, 0xE0: 3}


@dataclass(frozen=True)
class Passage:
    """Notes, and the controllers, bends and the like among them, from tick 0 on."""

    ppq: int
    notes: tuple[Note, ...]
    events: tuple[MidiEvent, ...] = ()

    def as_song(self) -> Song:
        """The passage as the one clip of a song that counts its ticks."""
        length = max((note.end for note in self.notes), default=Tick(0))
        clip = Clip(0, "", Tick(0), length, self.notes, self.events)
        return Song("", TempoMap(self.ppq), MeterMap(self.ppq), (), (Track(0, clips=(clip,)),))


def passage_of(clip: Clip, notes: Sequence[Note], ppq: int) -> Passage:
    """Some notes of a clip, the first at tick 0, with the messages from its onset to the last end.

    Where other notes begin in between, the messages may be theirs, and stay. Raises ValueError
    where there are no notes.
    """
    start, end = min(note.start for note in notes), max(note.end for note in notes)
    moved = in_order(note.with_span(note.start - start, note.end - start) for note in notes)
    taken = {note.id for note in notes}
    if any(start <= note.start < end and note.id not in taken for note in clip.notes):
        return Passage(ppq, moved)
    among = (e for e in clip.events if start <= e.tick < end and not e.is_meta)
    return Passage(ppq, moved, tuple(MidiEvent(Tick(e.tick - start), e.data) for e in among))


def passage_from(song: Song) -> Passage:
    """All that a song plays, the first note at tick 0."""
    clip = one_clip(song)
    return passage_of(clip, clip.notes, song.ppq) if clip.notes else Passage(song.ppq, ())


def passage_to_mime(passage: Passage, song: Song, track: Track, start: Tick) -> QMimeData:
    """A passage for the clipboard: every tick of it for us, and for other programs a MIDI file with
    the tempo and meter that hold at `start` in its song.
    """
    rows = [[n.start, n.length, n.pitch, n.velocity, n.release, n.channel] for n in passage.notes]
    events = [[event.tick, event.data.hex()] for event in passage.events]
    told = {"format": FORMAT, "ppq": passage.ppq, "notes": rows, "events": events}
    mime = QMimeData()
    mime.setData(NOTES_TYPE, json.dumps(told).encode())
    end = Tick(start + max(note.end for note in passage.notes))
    notes = [note.with_span(note.start + start, note.end + start) for note in passage.notes]
    among = [MidiEvent(Tick(e.tick + start), e.data) for e in passage.events]
    part = excerpt(song, track, track.name or song.name, notes, start, end, among)
    with suppress(MidiFileError):
        data = midi_bytes(part)
        for name in MIDI_TYPES:
            mime.setData(name, data)
    return mime


def passage_from_mime(mime: QMimeData) -> Passage | None:
    """What the clipboard holds of notes; None where it has none of its own.

    Raises AriettaError where it says that it does and they cannot be read.
    """
    if mime.hasFormat(NOTES_TYPE):
        return _parsed(bytes(mime.data(NOTES_TYPE).data()))
    for name in MIDI_TYPES:
        if mime.hasFormat(name):
            data = bytes(mime.data(name).data())
            return passage_from(parse_midi(data, translate("Roll", "the clipboard")))
    return None


def _parsed(data: bytes) -> Passage:
    try:
        found = json.loads(data)
        ppq = _within(found["ppq"], 1, LAST_TICK)
        notes = in_order(_note(row) for row in found["notes"])
        return Passage(ppq, notes, tuple(_event(row) for row in found.get("events", ())))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise AriettaError(
            translate(
                "Roll", "The notes on the clipboard cannot be read: copy them again from Arietta."
            )
        ) from error


def _note(row: Sequence[Any]) -> Note:
    """A note of our own form. One that an older Arietta copied names no channel."""
    start, length, pitch, velocity, release, channel = [*row, 0][:6]
    return Note(
        -1,
        _within(pitch, 0, 127),
        _within(velocity, 1, 127),
        Tick(_within(start, 0, LAST_TICK)),
        Tick(_within(length, 0, LAST_TICK)),
        _within(channel, 0, 15),
        _within(release, 0, 127),
    )


def _event(row: Sequence[Any]) -> MidiEvent:
    tick, text = row
    data = bytes.fromhex(text)
    kind = data[0] & 0xF0 if data else 0
    if len(data) != MESSAGE_LENGTH.get(kind) or max(data[1:]) > 127:
        raise ValueError(text)
    return MidiEvent(Tick(_within(tick, 0, LAST_TICK)), data)


def _within(value: Any, low: int, high: int) -> int:
    """The whole number that a value is. Raises ValueError where it is none, or out of bounds."""
    if not isinstance(value, int) or not low <= value <= high:
        raise ValueError(value)
    return value
