"""How unlikely a model finds the notes: their levels, words, colours, flags, and the legend.

A surprise is told twice: by colour, from the voice's own, dimmed, to that of surprise, and by a
flag on the note, which grows with it. So it can be read without telling colours apart.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from engine.theory.profiles import levels
from engine.theory.surprises import NONE_KNOWN, Surprises
from gui.look.theme import Theme, faint, mixed
from gui.piano_roll import raster
from gui.piano_roll.arrays import Ints, Mask, NoteArrays
from gui.piano_roll.coordinates import Coordinates, Floats

translate = QCoreApplication.translate

LEVELS = 127
FULL = 1.4
"""So many times the nats of a great surprise have the fullest colour and the highest flag."""

DIMMED = 0.5
FLAG_WIDTH = 3.0
GAP = 10.0


@dataclass(frozen=True, eq=False)
class Read:
    """What is known of the notes of a track and of those that are offered; `remark` is a line
    about it. Levels go from 1 to LEVELS.
    """

    shown: bool = False
    own: Surprises = NONE_KNOWN
    ghosts: Surprises = NONE_KNOWN
    remark: str = ""

    def nats_of(self, notes: NoteArrays, *, ghosts: bool = False) -> Floats:
        """How unlikely notes are, in nats; NaN where nobody has said so."""
        return (self.ghosts if ghosts else self.own).at(notes.starts, notes.pitches)

    def known(self, notes: NoteArrays, *, ghosts: bool) -> tuple[Ints, Mask] | None:
        """The levels of notes, and for which of them there is one; None where it is not shown."""
        if not self.shown:
            return None
        nats = self.nats_of(notes, ghosts=ghosts)
        known = ~np.isnan(nats)
        return levels_of(np.where(known, nats, 0.0)), known


def levels_of(nats: Floats) -> Ints:
    """Nats as levels, as velocities go."""
    full = FULL * levels().surprising
    return (1 + nats / full * (LEVELS - 1)).clip(1, LEVELS).astype(np.int64)


def word_of(nats: float) -> str:
    """How surprising so many nats are, in plain words."""
    if nats >= levels().surprising:
        return translate("Surprise", "very surprising")
    if nats >= levels().unusual:
        return translate("Surprise", "unusual")
    return translate("Surprise", "expected")


def told(nats: float) -> str:
    """A note's nats with the words for them."""
    text = translate("Surprise", "%1 nats, %2")
    return text.replace("%1", f"{nats:.1f}").replace("%2", word_of(nats))


def read_color(theme: Theme, voice: QColor, level: int) -> QColor:
    """The colour of a note of a voice at a level."""
    calm = mixed(theme.ground, voice, DIMMED)
    amount = max(0.0, (level - _flagged()) / (LEVELS - _flagged()))
    return mixed(calm, theme.surprise, min(1.0, amount * 1.3)) if amount else calm


def paint_flags(
    painter: QPainter, theme: Theme, coordinates: Coordinates, notes: NoteArrays
) -> None:
    """Put a flag on each note that is unusual, the higher the more; a great surprise has a head."""
    flagged = notes.taken(notes.velocities >= _flagged())
    left, _ = raster.edges(flagged, coordinates, 1.0)
    upper = raster.row_edges(coordinates, 1.0)[0][flagged.pitches]
    great = int(levels_of(np.array([levels().surprising]))[0])
    marks = zip(left.tolist(), upper.tolist(), flagged.velocities.tolist(), strict=True)
    for x, y, level in marks:
        height = max(4.0, coordinates.row_height * 1.3 * level / LEVELS)
        _paint_flag(painter, theme, x, y, height, level >= great)


def _paint_flag(
    painter: QPainter, theme: Theme, x: float, y: float, height: float, great: bool
) -> None:
    painter.fillRect(QRectF(x, y - height, FLAG_WIDTH, height), theme.text)
    if great:
        painter.fillRect(QRectF(x, y - height, 3 * FLAG_WIDTH, FLAG_WIDTH + 1), theme.text)


@lru_cache(maxsize=1)
def _flagged() -> int:
    """The level from which a note is unusual."""
    return int(levels_of(np.array([levels().unusual]))[0])


def paint_legend(
    painter: QPainter,
    theme: Theme,
    size: QRectF,
    remark: str,
    crowd: Callable[[QRectF], int],
) -> None:
    """Say at the right what colours and flags mean, or only a remark: above or below, where the
    `crowd` of notes that it lies over is smaller; nothing where there is no room.
    """
    samples = _samples(theme) if not remark else []
    metrics = painter.fontMetrics()
    words = [remark] if remark else [text for text, _, _ in samples]
    width = sum(metrics.horizontalAdvance(word) + 3 * GAP for word in words) + GAP
    height = metrics.height() * 1.9
    if width > size.width() - 12 and not remark:
        return
    box = QRectF(max(4.0, size.width() - width - 8), 8, min(width, size.width() - 12), height)
    below = box.translated(0, size.height() - height - 16)
    box = min((box, below), key=crowd)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.line, 1))
    painter.setBrush(faint(theme.control, 0.94))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(theme.text)
    if remark:
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, remark)
        return
    x = box.left() + GAP
    for text, color, flag in samples:
        middle = box.center().y() + 2
        painter.fillRect(QRectF(x, middle - 3, GAP * 1.4, 8), color)
        if flag:
            _paint_flag(painter, theme, x, middle - 3, flag * metrics.height() / 2, flag > 1)
        painter.setPen(theme.text_2)
        room = QRectF(x + 2 * GAP, box.top(), width, height)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        x += metrics.horizontalAdvance(text) + 3 * GAP


def _samples(theme: Theme) -> list[tuple[str, QColor, float]]:
    """A word, a colour and a height of flag for each degree of surprise."""
    unusual, great = levels().unusual, levels().surprising
    middle = int(levels_of(np.array([(unusual + great) / 2]))[0])
    return [
        (word_of(0), read_color(theme, theme.you, 1), 0.0),
        (word_of(unusual), read_color(theme, theme.you, middle), 0.7),
        (word_of(great), read_color(theme, theme.you, LEVELS), 1.1),
    ]
