"""Dragging music out: a MIDI file that begins where the music begins, on disk before the drag.

Hosts import by path, some of them later: so the files stay. Only copying is offered, as a file
manager would else move the file away.
"""

import hashlib
import re
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QDrag, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from engine.score.files import write_whole
from engine.score.smf import midi_bytes
from engine.score.song import KeySignature, Song
from engine.score.time import Tick

MAJOR_SHARPS = {0: 0, 7: 1, 2: 2, 9: 3, 4: 4, 11: 5, 6: 6, 5: -1, 10: -2, 3: -3, 8: -4, 1: -5}
"""Sharps (flats below 0) of the major key on each pitch class."""


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
