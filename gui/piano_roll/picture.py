"""The piano roll as an image, without a window: for files, and where there is no display."""

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from engine.score.song import Note, Song, in_order
from engine.score.time import Tick
from gui.look.theme import Theme, interface_font, scaled_font
from gui.piano_roll.arrays import NoteArrays
from gui.piano_roll.coordinates import Coordinates
from gui.piano_roll.lines import bar_lines
from gui.piano_roll.paint import Voice, paint_lines, paint_notes, paint_rows

RULER_HEIGHT = 22
LABEL_SPACING = 34.0
MARGIN = 3
"""So many rows stay free above the highest and below the lowest note."""


def roll_picture(
    song: Song,
    track_ids: Collection[int],
    size: QSize,
    theme: Theme,
    highlight_from: Tick | None = None,
    ratio: float = 1.0,
) -> QImage:
    """The notes of these tracks on rows and bars, under a ruler with bar numbers.

    Notes that begin at or after `highlight_from` are shown in the machine's voice. `size` is in
    logical pixels, `ratio` device pixels to each. Needs a QGuiApplication ("offscreen" will do).
    """
    notes = in_order(n for track in song.tracks if track.id in track_ids for n in track.notes)
    height = size.height() - RULER_HEIGHT
    image = QImage(size * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.panel)
    coordinates = _whole(song, notes, size.width(), height)
    with QPainter(image) as painter:
        _paint_bars(painter, theme, coordinates, song, size.width())
        painter.translate(0, RULER_HEIGHT)
        area = QRectF(0, 0, size.width(), height)
        painter.setClipRect(area)
        paint_rows(painter, theme, coordinates, area, None)
        paint_lines(painter, theme, coordinates, area, song.meters, None)
        split = len(notes)
        if highlight_from is not None:
            split = sum(note.start < highlight_from for note in notes)
        arrays = NoteArrays.of(notes)
        for part, voice in ((slice(0, split), Voice.YOU), (slice(split, None), Voice.MACHINE)):
            paint_notes(painter, theme, coordinates, area, arrays.taken(part), voice)
    return image


def _whole(song: Song, notes: tuple[Note, ...], width: float, height: float) -> Coordinates:
    """The view that holds all notes, in whole bars from the one that the first note lies in."""
    start = song.meters.bar_start(song.meters.bar_at(notes[0].start)) if notes else Tick(0)
    last = max((note.end for note in notes), default=song.end)
    end = song.meters.bar_line_from(Tick(max(last, start + 1)))
    low = min((note.pitch for note in notes), default=60) - MARGIN
    high = max((note.pitch for note in notes), default=72) + MARGIN
    view = Coordinates().fitted(width, height, (start, end), (low, high))
    return replace(view, row_height=max(view.row_height, 4.0))


def _paint_bars(
    painter: QPainter, theme: Theme, coordinates: Coordinates, song: Song, width: float
) -> None:
    painter.setFont(scaled_font(interface_font(), 0.85))
    painter.fillRect(QRectF(0, RULER_HEIGHT - 1, width, 1), theme.line)
    spacing = LABEL_SPACING / coordinates.tick_width
    ticks, bars = bar_lines(song.meters, coordinates.left, coordinates.tick_at(width), spacing)
    for tick, bar in zip(ticks.tolist(), bars.tolist(), strict=True):
        x = round(coordinates.x_of(tick))
        painter.fillRect(QRectF(x, 5, 1, RULER_HEIGHT - 5), theme.bar_line)
        painter.setPen(theme.text_2)
        label = QRectF(x + 5, 3, 80, RULER_HEIGHT - 4)
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, f"{bar + 1}")
