"""Notes on the system's clipboard: our own form, and a MIDI file that other programs can read."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QMimeData

from engine.errors import AriettaError
from engine.score.meter import MeterMap
from engine.score.smf import midi_bytes, parse_midi
from engine.score.song import Clip, Note, Song, Track, in_order
from engine.score.time import TempoMap, Tick

translate = QCoreApplication.translate

NOTES_TYPE = "application/x-arietta-notes+json"
MIDI_TYPES = ("audio/midi", "audio/x-midi")


def notes_to_mime(notes: Sequence[Note], song: Song, track: Track) -> QMimeData:
    """The notes for the clipboard, from the start of the first on; tempo and meter go along."""
    start = min(note.start for note in notes)
    moved = [note.with_span(note.start - start, note.end - start) for note in notes]
    rows = [[n.start, n.length, n.pitch, n.velocity, n.release] for n in moved]
    mime = QMimeData()
    mime.setData(NOTES_TYPE, json.dumps({"ppq": song.ppq, "notes": rows}).encode())
    midi = midi_bytes(_song_of(moved, song, track, start))
    for name in MIDI_TYPES:
        mime.setData(name, midi)
    return mime


def notes_from_mime(mime: QMimeData, ppq: int) -> tuple[Note, ...]:
    """The notes that the clipboard holds, from tick 0 on, in ticks of this `ppq`.

    () where it has none. Raises AriettaError where it holds a MIDI file that cannot be read.
    """
    if mime.hasFormat(NOTES_TYPE):
        return _parsed(bytes(mime.data(NOTES_TYPE).data()), ppq)
    for name in MIDI_TYPES:
        if mime.hasFormat(name):
            song = parse_midi(bytes(mime.data(name).data()), translate("Roll", "the clipboard"))
            notes = [note for track in song.tracks for note in track.notes]
            start = min((note.start for note in notes), default=Tick(0))
            return _scaled(
                (note.with_span(note.start - start, note.end - start) for note in notes),
                song.ppq,
                ppq,
            )
    return ()


def _parsed(data: bytes, ppq: int) -> tuple[Note, ...]:
    try:
        found = json.loads(data)
        notes = [
            Note(
                -1, int(pitch), int(velocity), Tick(int(start)), Tick(int(length)), 0, int(release)
            )
            for start, length, pitch, velocity, release in found["notes"]
        ]
        return _scaled(notes, int(found["ppq"]), ppq)
    except (ValueError, KeyError, TypeError, ZeroDivisionError) as error:
        raise AriettaError(
            translate(
                "Roll", "The notes on the clipboard cannot be read: copy them again from Arietta."
            )
        ) from error


def _scaled(notes: Iterable[Note], from_ppq: int, to_ppq: int) -> tuple[Note, ...]:
    factor = to_ppq / from_ppq
    return in_order(
        note.with_span(round(note.start * factor), max(1, round(note.end * factor)))
        for note in notes
    )


def _song_of(notes: Iterable[Note], song: Song, track: Track, start: Tick) -> Song:
    """A song of these notes alone, with the tempo and the meter that hold where they come from."""
    ordered = in_order(notes)
    length = max(note.end for note in ordered)
    clip = Clip(id=2, name=track.name, length=length, notes=ordered)
    tempo = replace(song.tempos.tempo_at(start), tick=Tick(0))
    meter = replace(song.meters.meter_at(start), tick=Tick(0))
    return Song(
        name=track.name or song.name,
        tempos=TempoMap(song.ppq, (tempo,)),
        meters=MeterMap(song.ppq, (meter,)),
        tracks=(replace(track, id=1, muted=False, soloed=False, clips=(clip,)),),
        next_id=1 + max(2, *(note.id for note in ordered)),
    )
