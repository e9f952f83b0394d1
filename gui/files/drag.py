"""Dragging music out: a MIDI file that begins where the music begins, on disk before the drag.

Hosts import by path, some of them later: so the files stay. Only copying is offered, as a file
manager would else move the file away.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QDrag, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from engine.score.files import write_whole
from engine.score.meter import Meter, MeterMap
from engine.score.smf import midi_bytes
from engine.score.song import Clip, KeySignature, MidiEvent, Note, Song, Track, in_order
from engine.score.time import Tempo, TempoMap, Tick

MAJOR_SHARPS = {0: 0, 7: 1, 2: 2, 9: 3, 4: 4, 11: 5, 6: 6, 5: -1, 10: -2, 3: -3, 8: -4, 1: -5}
"""Sharps (flats below 0) of the major key on each pitch class."""


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
        events=tuple(MidiEvent(Tick(e.tick - start), e.data) for e in events if e.tick < end),
    )
    return Song(
        name=name,
        tempos=_tempos_from(song.tempos, start, end),
        meters=_meters_from(song.meters, start, end),
        keys=_keys_from(song.keys, start, end),
        tracks=(replace(track, id=1, muted=False, soloed=False, clips=(clip,)),),
        next_id=3 + len(clip.notes),
    )


def key_signature(tonic: int, minor: bool) -> KeySignature:
    """The signature at tick 0 of the key on a pitch class."""
    return KeySignature(Tick(0), MAJOR_SHARPS[(tonic + 3) % 12 if minor else tonic % 12], minor)


def drag_file(folder: Path, song: Song) -> Path:
    """Write the song under its name where a drag can take it from. Raises AriettaError.

    Music that was dragged before under the same name is the same file; other music never
    overwrites it.
    """
    data = midi_bytes(song)
    stem = re.sub(r"[^\w\- ,.()]+", " ", song.name).strip(" .")[:80] or "Arietta"
    place = folder / hashlib.sha256(data).hexdigest()[:10]
    path = place / f"{stem}.mid"
    if not path.is_file() or path.read_bytes() != data:
        place.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    return path


def file_mime(path: Path) -> QMimeData:
    """What a drop receives: the file's address and nothing else."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    return mime


def lifted(widget: QWidget, box: QRect, radius: float) -> QPixmap:
    """A piece of a widget to be dragged along: as sharp as on its screen, nothing in the corners.

    `box` and `radius`, of its round corners, are in logical pixels.
    """
    ratio = widget.devicePixelRatioF()
    picture, shape = QPixmap(box.size() * ratio), QPixmap(box.size() * ratio)
    for pixmap in (picture, shape):
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
    widget.render(picture, QPoint(), QRegion(box), QWidget.RenderFlag.DrawChildren)
    with QPainter(shape) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawRoundedRect(QRect(QPoint(), box.size()), radius, radius)
    with QPainter(picture) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawPixmap(0, 0, shape)
    return picture


def drag_out(source: QWidget, path: Path, picture: QPixmap | None = None) -> bool:
    """Drag a file out of a widget until it is dropped; whether something took it."""
    drag = QDrag(source)
    drag.setMimeData(file_mime(path))
    if picture is not None:
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(12, 12))
    return drag.exec(Qt.DropAction.CopyAction) == Qt.DropAction.CopyAction


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
    return MeterMap(
        meters.ppq, (first, *(Meter(m.tick, m.numerator, m.denominator) for m in later))
    )


def _keys_from(keys: tuple[KeySignature, ...], start: Tick, end: Tick) -> tuple[KeySignature, ...]:
    before = [key for key in keys if key.tick <= start]
    later = [replace(key, tick=Tick(key.tick - start)) for key in keys if start < key.tick < end]
    return (*(replace(key, tick=Tick(0)) for key in before[-1:]), *later)
