"""How rows, lines and notes look. Paints on any painter: the canvas, the cards, a PNG."""

from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from engine.score.meter import MeterMap
from engine.score.time import Tick
from gui.look.fonts import Lettering
from gui.look.theme import Theme, faint, mixed
from gui.piano_roll import raster
from gui.piano_roll.arrays import Mask, NoteArrays
from gui.piano_roll.coordinates import Coordinates
from gui.piano_roll.lines import bar_lines, step_lines
from gui.piano_roll.names import pitch_name
from gui.piano_roll.surprise import paint_flags, read_color

if TYPE_CHECKING:
    from engine.theory.keys import Key

FEW = 400
"""Up to so many notes are drawn one by one, with round corners; more become pixels at once."""
LEVELS = 16
LOCKED, LOCKED_TONIC = 0.05, 0.11
"""How much of the machine's colour the rows of a locked key take on."""
RADIUS = 4.0
NO_PEN = QPen(Qt.PenStyle.NoPen)
NAMED_HEIGHT, NAMED_WIDTH, WIDEST_NAME = 14.0, 40.0, "A♯-1"
BLACK_KEYS = frozenset({1, 3, 6, 8, 10})
BAR_SPACING, BEAT_SPACING, FINE_SPACING = 9.0, 9.0, 7.0


class Voice(Enum):
    """Who speaks."""

    YOU = "you"
    """What the musician has written or is playing."""
    MACHINE = "machine"
    """What is offered and can be heard; outlined."""
    SURPRISE = "surprise"
    """What the musician has written, as unlikely as its "velocity" is high."""
    MACHINE_SURPRISE = "machine surprise"
    """What is offered, likewise; outlined."""
    HINT = "hint"
    """What is offered and not heard; dashed."""
    REPLACED = "replaced"
    """What the musician has written and a take that is shown would replace; hollow."""
    NEIGHBOUR = "neighbour"
    """What lies in other clips of the track: the musician's too, a step back."""
    OTHERS = "others"
    """What the other tracks play meanwhile; faint, without names."""
    SILENT = "silent"
    """What tracks hold that are muted, or silenced by another's solo; hollow and fainter still."""


UNNAMED = frozenset({Voice.HINT, Voice.REPLACED, Voice.OTHERS, Voice.SILENT})
YOURS = frozenset({Voice.YOU, Voice.SURPRISE, Voice.REPLACED})
READ = frozenset({Voice.SURPRISE, Voice.MACHINE_SURPRISE})
"""Those who are shown as a model reads them; flags on the notes say the same without colours."""


def paint_rows(
    painter: QPainter,
    theme: Theme,
    coordinates: Coordinates,
    size: QRectF,
    key: "Key | None",
    locked: "Key | None" = None,
) -> None:
    """Fill the rows: the tonic tinted, those of the scale (or the white keys) lighter.

    A key that is locked is tinted in the machine's colour, as it is the machine that keeps to it.
    """
    painter.fillRect(size, theme.row)
    scale = key.scale if key else frozenset(range(12)) - BLACK_KEYS
    for pitch in range(coordinates.pitch_at(size.height()), coordinates.pitch_at(0) + 1):
        upper = round(coordinates.y_of(pitch))
        lower = round(coordinates.y_of(pitch - 1))
        if pitch % 12 not in scale:
            continue
        tonic = key is not None and pitch % 12 == key.tonic
        color = theme.row_tonic if tonic else theme.row_scale
        if locked is not None:
            color = mixed(color, theme.machine, LOCKED_TONIC if tonic else LOCKED)
        painter.fillRect(QRectF(0, upper, size.width(), lower - upper), color)
        if pitch % 12 in (0, 5) and coordinates.row_height >= 8:
            painter.fillRect(QRectF(0, lower - 1, size.width(), 1), theme.fine_line)


def paint_range(
    painter: QPainter,
    theme: Theme,
    coordinates: Coordinates,
    size: QRectF,
    bounds: tuple[int, int] | None,
) -> None:
    """Dim the rows outside a range that is locked, and draw a line along each of its ends."""
    if bounds is None:
        return
    width, height = size.width(), size.height()
    upper = max(0, min(height, round(coordinates.y_of(bounds[1]))))
    lower = max(0, min(height, round(coordinates.y_of(bounds[0] - 1))))
    dim, line = faint(theme.ground, 0.6), faint(theme.machine, 0.7)
    painter.fillRect(QRectF(0, 0, width, upper), dim)
    painter.fillRect(QRectF(0, lower, width, height - lower), dim)
    for y in (upper, lower):
        if 0 < y < height:
            painter.fillRect(QRectF(0, y - 1, width, 1), line)


def paint_lines(
    painter: QPainter,
    theme: Theme,
    coordinates: Coordinates,
    size: QRectF,
    meters: MeterMap,
    step: Tick | None,
) -> None:
    """Draw bars clear, beats faint, steps of the grid fainter; each only where there is room."""
    start, end = coordinates.left, coordinates.tick_at(size.width())
    height = round(size.height())
    per_pixel = 1 / coordinates.tick_width
    bars, _ = bar_lines(meters, start, end, BAR_SPACING * per_pixel)
    beats = step_lines(meters, start, end, None, BEAT_SPACING * per_pixel)
    steps = step_lines(meters, start, end, step, FINE_SPACING * per_pixel) if step else beats[:0]
    for ticks, color in (
        (steps, theme.fine_line),
        (beats, theme.beat_line),
        (bars, theme.bar_line),
    ):
        for x in raster.line_columns(coordinates, ticks):
            painter.fillRect(x, 0, 1, height, color)


def paint_notes(
    painter: QPainter,
    theme: Theme,
    coordinates: Coordinates,
    size: QRectF,
    notes: NoteArrays,
    voice: Voice,
    selected: Mask | None = None,
    key: "Key | None" = None,
) -> None:
    """Draw notes as bright as they are loud, their names spelt in `key`. Chooses by number how."""
    ticks = coordinates.left, coordinates.tick_at(size.width())
    seen = notes.between(*ticks)
    shown = notes.taken(seen)
    chosen = np.zeros(len(shown), bool) if selected is None else selected[seen]
    visible = shown.within(ticks, (coordinates.pitch_at(size.height()), coordinates.pitch_at(0)))
    if not visible.all():
        shown, chosen = shown.taken(visible), chosen[visible]
    if not len(shown):
        return
    if len(shown) <= FEW:
        _paint_each(painter, theme, coordinates, shown, voice, chosen)
        if voice in READ:
            paint_flags(painter, theme, coordinates, shown)
        if coordinates.row_height >= NAMED_HEIGHT and voice not in UNNAMED:
            _paint_names(painter, theme, coordinates, shown, key)
    else:
        _paint_pixels(painter, theme, coordinates, size, shown, voice, chosen)


def _paint_each(
    painter: QPainter,
    theme: Theme,
    coordinates: Coordinates,
    notes: NoteArrays,
    voice: Voice,
    selected: Mask,
) -> None:
    ratio = painter.device().devicePixelRatioF()
    left, right = (edge.tolist() for edge in raster.edges(notes, coordinates, ratio))
    upper, lower = (edge[notes.pitches].tolist() for edge in raster.row_edges(coordinates, ratio))
    round_most = min(RADIUS, coordinates.row_height / 3.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    velocities, chosen = notes.velocities.tolist(), selected.tolist()
    held = None
    for i in np.argsort(selected, kind="stable").tolist():
        fill, pen, inset = _look(theme, voice, velocities[i], chosen[i])
        if pen is not held:
            painter.setPen(pen)
            held = pen
        painter.setBrush(fill)
        x, y, width, height = left[i], upper[i], right[i] - left[i], lower[i] - upper[i]
        rect = QRectF(x + inset, y + inset, width - 2 * inset, height - 2 * inset)
        radius = min(round_most, width / 3)
        painter.drawRoundedRect(rect, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


@lru_cache(maxsize=4096)
def _look(theme: Theme, voice: Voice, velocity: int, selected: bool) -> tuple[QColor, QPen, float]:
    """How a note is filled and outlined, and by how much the outline lies inside."""
    color = theme.you if voice in YOURS else theme.machine
    fill = read_color(theme, color, velocity) if voice in READ else theme.voice(color, velocity)
    if selected:
        return mixed(fill, theme.text, 0.3), QPen(theme.text, 1.5), 0.75
    if voice is Voice.HINT:
        return faint(fill, 0.14), QPen(fill, 1, Qt.PenStyle.DashLine), 0.5
    if voice in (Voice.MACHINE, Voice.MACHINE_SURPRISE):
        return mixed(theme.ground, fill, 0.9), QPen(mixed(color, theme.text, 0.25), 1), 0.5
    if voice is Voice.REPLACED:
        return faint(fill, 0.1), QPen(mixed(theme.row, fill, 0.45), 1), 0.5
    if voice is Voice.NEIGHBOUR:
        return mixed(theme.row, theme.voice(theme.you, velocity), 0.6), NO_PEN, 0.0
    if voice is Voice.OTHERS:
        return mixed(theme.row_scale, theme.text_3, 0.4), NO_PEN, 0.0
    if voice is Voice.SILENT:
        outline = mixed(theme.row_scale, theme.text_3, 0.3)
        return mixed(theme.row_scale, theme.text_3, 0.12), QPen(outline, 1), 0.5
    return fill, NO_PEN, 0.0


@lru_cache(maxsize=32)
def _color_table(theme: Theme, voice: Voice, selected: bool) -> raster.Pixels:
    fills = [_look(theme, voice, velocity, selected)[0] for velocity in range(1, 128)]
    return raster.color_table(fills)


def _paint_names(
    painter: QPainter,
    theme: Theme,
    coordinates: Coordinates,
    notes: NoteArrays,
    key: "Key | None",
) -> None:
    """Write the names of notes into those that are wide enough for the widest."""
    left, right = raster.edges(notes, coordinates, 1.0)
    upper, lower = (edge[notes.pitches] for edge in raster.row_edges(coordinates, 1.0))
    font = QFont(painter.font())
    most = round(painter.fontInfo().pixelSize() * 0.85)
    font.setPixelSize(max(8, min(most, round(coordinates.row_height) - 6)))
    painter.setFont(font)
    painter.setPen(faint(theme.ground, 0.75))
    left = np.maximum(left, 0.0)
    lettering, names = Lettering(painter), dict[int, str]()
    width = max(NAMED_WIDTH, painter.fontMetrics().horizontalAdvance(WIDEST_NAME) + 8)
    for i in np.flatnonzero(right - left >= width).tolist():
        pitch = int(notes.pitches[i])
        name = names.get(pitch) or names.setdefault(pitch, pitch_name(pitch, key))
        rect = QRectF(left[i] + 5, upper[i], right[i] - left[i] - 8, lower[i] - upper[i])
        lettering.write(rect, name)


def _paint_pixels(
    painter: QPainter,
    theme: Theme,
    coordinates: Coordinates,
    size: QRectF,
    notes: NoteArrays,
    voice: Voice,
    selected: Mask,
) -> None:
    ratio = painter.device().devicePixelRatioF()
    tables = _color_table(theme, voice, False), _color_table(theme, voice, True)
    shape = round(size.width() * ratio), round(size.height() * ratio)
    pixels = raster.note_pixels(notes, selected, coordinates, shape, ratio, tables)
    raster.draw_pixels(painter, pixels, ratio)


def paint_label(painter: QPainter, theme: Theme, text: str, place: QPointF, room: QRectF) -> None:
    """Write a word in a little box to the upper right of a place, as far as the room allows."""
    size = painter.fontMetrics().boundingRect(text).size()
    box = QRectF(place.x() + 14, place.y() - 30, size.width() + 14, size.height() + 8)
    box.moveRight(min(box.right(), room.right() - 4))
    box.moveTop(max(room.top() + 4, box.top()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.line, 1))
    painter.setBrush(theme.control)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(theme.text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_outside(
    painter: QPainter, theme: Theme, coordinates: Coordinates, size: QRectF, span: tuple[Tick, Tick]
) -> None:
    """Dim what lies before and after the clip, and mark its end."""
    start, end = (round(coordinates.x_of(tick)) for tick in span)
    dim = faint(theme.ground, 0.45)
    if start > 0:
        painter.fillRect(QRectF(0, 0, min(start, size.width()), size.height()), dim)
    if end < size.width():
        left = max(0, end)
        painter.fillRect(QRectF(left, 0, size.width() - left, size.height()), dim)
        painter.fillRect(QRectF(left, 0, 1, size.height()), theme.text_3)
