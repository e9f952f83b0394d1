"""What the canvas shows, in two layers: what lies still, and what moves over it."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from gui.look.theme import faint, scaled_font
from gui.piano_roll.arrays import Mask, NoteArrays
from gui.piano_roll.coordinates import Coordinates
from gui.piano_roll.paint import (
    Voice,
    paint_label,
    paint_lines,
    paint_notes,
    paint_outside,
    paint_range,
    paint_rows,
)
from gui.piano_roll.preview import NOTHING, Preview
from gui.piano_roll.stage import Stage
from gui.piano_roll.surprise import paint_legend

translate = QCoreApplication.translate


def paint_still(
    painter: QPainter, stage: Stage, size: QRectF, coordinates: Coordinates | None = None
) -> None:
    """Rows, lines, and all notes but those that a gesture holds; of another view than the stage's
    where `coordinates` say so.
    """
    theme, locks = stage.theme, stage.locks.shown
    coordinates = coordinates or stage.coordinates
    paint_rows(painter, theme, coordinates, size, locks.key or stage.key, locks.key)
    step = stage.step if stage.grid.numerator else None
    paint_lines(painter, theme, coordinates, size, stage.song.meters, step)
    paint_range(painter, theme, coordinates, size, locks.range)
    paint_notes(painter, theme, coordinates, size, stage.others(heard=False), Voice.SILENT)
    paint_notes(painter, theme, coordinates, size, stage.others(heard=True), Voice.OTHERS)
    for notes in stage.neighbours():
        paint_notes(painter, theme, coordinates, size, notes, Voice.NEIGHBOUR)
    clip = stage.clip
    if clip is None:
        return
    paint_outside(painter, theme, coordinates, size, (clip.start, clip.end))
    notes, chosen = stage.notes, stage.chosen
    if stage.preview.hidden:
        shown = ~notes.mask_of(stage.preview.hidden)
        notes, chosen = notes.taken(shown), chosen[shown]
    if stage.replaced:
        gone = notes.mask_of(stage.replaced)
        back = notes.taken(gone)
        paint_notes(painter, theme, coordinates, size, back, Voice.REPLACED, key=stage.key)
        notes, chosen = notes.taken(~gone), chosen[~gone]
    paint_read(painter, stage, size, notes, chosen, (Voice.YOU, Voice.SURPRISE), coordinates)
    if stage.read.shown:
        paint_legend(painter, theme, size, stage.read.remark, partial(_crowd, stage))


def _crowd(stage: Stage, box: QRectF) -> int:
    """How many notes of the clip lie in a part of the picture."""
    coordinates = stage.coordinates
    ticks = coordinates.tick_at(box.left()), coordinates.tick_at(box.right())
    pitches = coordinates.pitch_at(box.bottom()), coordinates.pitch_at(box.top())
    return int(stage.notes.within(ticks, pitches).sum())


def paint_read(
    painter: QPainter,
    stage: Stage,
    size: QRectF,
    notes: NoteArrays,
    chosen: Mask | None,
    voices: tuple[Voice, Voice],
    coordinates: Coordinates | None = None,
) -> None:
    """Notes in a voice; in another one those of which a model has said how unlikely they are."""
    plain, read = voices
    shown = chosen if chosen is not None else notes.mask_of(())
    known = stage.read.known(notes, ghosts=plain is not Voice.YOU)
    parts = [(notes, shown, plain)]
    if known is not None:
        levels, mask = known
        surprising = replace(notes, velocities=levels).taken(mask)
        parts = [(notes.taken(~mask), shown[~mask], plain), (surprising, shown[mask], read)]
    for part, selected, voice in parts:
        if len(part):
            view = coordinates or stage.coordinates
            paint_notes(painter, stage.theme, view, size, part, voice, selected, stage.key)


def paint_moving(painter: QPainter, stage: Stage, size: QRectF, pointer: QPointF | None) -> None:
    """Takes, recordings, previews, the playhead.

    `pointer` is where a gesture is, None where none runs here.
    """
    theme, coordinates, preview = stage.theme, stage.coordinates, stage.preview
    hints = stage.ghosts if stage.ghosts_dashed else NOTHING
    for notes in (stage.ghosts_missing, hints):
        paint_notes(painter, theme, coordinates, size, notes, Voice.HINT, key=stage.key)
    if not stage.ghosts_dashed:
        machine = Voice.MACHINE, Voice.MACHINE_SURPRISE
        paint_read(painter, stage, size, stage.ghosts, stage.ghosts_marked, machine)
    paint_notes(painter, theme, coordinates, size, stage.recording, Voice.YOU, key=stage.key)
    if len(preview.notes):
        chosen = preview.chosen_of(stage.selection)
        paint_notes(painter, theme, coordinates, size, preview.notes, Voice.YOU, chosen, stage.key)
    _paint_tools(painter, stage, preview)
    if not any(map(len, (stage.notes, stage.ghosts, stage.recording, preview.notes))):
        _paint_hint(painter, stage, size)
    if preview.label and pointer is not None:
        paint_label(painter, theme, preview.label, pointer, size)
    x = coordinates.x_of(stage.playhead)
    if -2 <= x <= size.width() + 2:
        painter.fillRect(QRectF(round(x) - 0.5, 0, 1.5, size.height()), theme.playhead)


def _paint_tools(painter: QPainter, stage: Stage, preview: Preview) -> None:
    """The rubber band and the knife's blade."""
    theme, coordinates = stage.theme, stage.coordinates
    if preview.band is not None:
        left, right, upper, lower = preview.band
        corners = (
            QPointF(coordinates.x_of(tick), (row - coordinates.top) * coordinates.row_height)
            for tick, row in ((left, upper), (right, lower))
        )
        painter.setPen(QPen(theme.text_2, 1))
        painter.setBrush(faint(theme.text, 0.08))
        painter.drawRect(QRectF(*corners).toRect())
    if preview.cut is not None:
        tick, low, high = preview.cut
        x = round(coordinates.x_of(tick)) + 0.5
        painter.setPen(QPen(theme.text, 1.5))
        ends = coordinates.y_of(high), coordinates.y_of(low - 1)
        painter.drawLine(QPointF(x, ends[0]), QPointF(x, ends[1]))


def _paint_hint(painter: QPainter, stage: Stage, size: QRectF) -> None:
    """Say how to begin."""
    theme, font = stage.theme, QFont(painter.font())
    hint = translate("Roll", "Draw with the pencil, or press R and play")
    painter.setFont(scaled_font(font, 1.15))
    room = size.adjusted(12, 0, -12, 0)
    wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    box = painter.boundingRect(room, wrapped, hint)
    painter.fillRect(box.adjusted(-12, -6, 12, 6), faint(theme.ground, 0.85))
    painter.setPen(theme.text_2)
    painter.drawText(room, wrapped, hint)
    painter.setFont(font)
