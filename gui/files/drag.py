"""Dragging music out: a MIDI file that begins where the music begins, on disk before the drag.

Hosts import by path, some of them later, some each time that they open their own song: so the files
stay, and leave only as the oldest of very many. Only copying is offered, as a file manager would
else move the file away.
"""

import hashlib
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QDrag, QPainter, QPen, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from engine.score.files import make_folder, write_whole
from engine.score.smf import midi_bytes
from engine.score.song import Song
from gui.look.fonts import face_font
from gui.look.theme import Theme
from gui.piano_roll.clipboard import MIDI_TYPES

GNOME_FILES = "x-special/gnome-copied-files"
ROOM = 256 << 20
"""Bytes that the kept files may take; beyond that the oldest go, if they are of no recent year."""
KEPT_SECONDS = 365 * 24 * 3600


def kept_file(folder: Path, song: Song) -> Path:
    """Write the song under its name where another program can take it from. Raises AriettaError.

    Music that was taken before under the same name is the same file; other music never overwrites
    it.
    """
    data = midi_bytes(song)
    place = folder / hashlib.sha256(data).hexdigest()[:10]
    path = place / f"{file_stem(song.name)}.mid"
    with suppress(OSError):
        if path.read_bytes() == data:
            return path
    make_folder(place)
    write_whole(path, data)
    return path


def file_stem(name: str) -> str:
    """A name as a file can bear it everywhere, without a suffix."""
    return re.sub(r"[^\w\- ,.()]+", " ", name).strip(" .")[:80] or "Arietta"


def make_room(folder: Path, now: float | None = None) -> None:
    """Remove kept files that nobody can be waiting for: the oldest, where they are old indeed and
    all together take more room than is meant for them. Never raises.
    """
    before = (time.time() if now is None else now) - KEPT_SECONDS
    with suppress(OSError):
        files = sorted(
            (path.stat().st_mtime, path.stat().st_size, path) for path in folder.glob("*/*.mid")
        )
        excess = sum(size for _, size, _ in files) - ROOM
        for changed, size, path in files:
            if excess <= 0 or changed > before:
                return
            path.unlink()
            path.parent.rmdir()
            excess -= size


def files_mime(paths: Sequence[Path]) -> QMimeData:
    """What a drop receives: the files' addresses and nothing else."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def copied_files(paths: Sequence[Path], data: bytes) -> QMimeData:
    """MIDI files for the clipboard: for file managers their addresses, for others the first one's
    bytes.
    """
    mime = files_mime(paths)
    addresses = [bytes(url.toEncoded().data()) for url in mime.urls()]
    mime.setData(GNOME_FILES, b"\n".join([b"copy", *addresses]))
    for name in MIDI_TYPES:
        mime.setData(name, data)
    return mime


def drag_out(source: QWidget, paths: Sequence[Path], picture: QPixmap | None = None) -> bool:
    """Drag files out of a widget until they are dropped; whether something took them."""
    drag = QDrag(source)
    drag.setMimeData(files_mime(paths))
    if picture is not None:
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(12, 12))
    return drag.exec(Qt.DropAction.CopyAction) == Qt.DropAction.CopyAction


def lifted(widget: QWidget, box: QRect, radius: float) -> QPixmap:
    """A piece of a widget to be dragged along: as sharp as on its screen, nothing in the corners.

    `box` and `radius`, of its round corners, are in logical pixels.
    """
    picture, shape = _blank(widget, box.size()), _blank(widget, box.size())
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


def tag(widget: QWidget, text: str, theme: Theme) -> QPixmap:
    """A word on a small plate, to be dragged along where nothing can be lifted."""
    font = face_font("caption")
    widget.ensurePolished()
    size = widget.fontMetrics().boundingRect(text).size() + QSize(28, 14)
    picture = _blank(widget, size)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.you, 1))
        painter.setBrush(theme.control)
        box = QRect(QPoint(), size)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        painter.setPen(theme.text)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return picture


def _blank(widget: QWidget, size: QSize) -> QPixmap:
    """Nothing, in as many pixels as the widget's screen has for this size."""
    ratio = widget.devicePixelRatioF()
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
