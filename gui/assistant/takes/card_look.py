"""How a card is drawn: its ground, its number, the shape of its take, and what is said of it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from engine.tools.choice.comparison import Difference
from engine.tools.choice.originality import SHARED
from gui.assistant.takes.batches import Offer
from gui.assistant.takes.thumbnail import THICKEST, Scale, draw_thumbnail
from gui.language.said import reason
from gui.look.fonts import Lettering, face_font, text_unit
from gui.look.theme import Theme, mixed

RADIUS = 10
translate = QCoreApplication.translate


@dataclass(frozen=True)
class Face:
    """What a card shows. `head` is where its buttons begin, in pixels from the left; `editing`:
    something is being written where the words are; `picked`: it is taken along with others.

    `is_reference`: it is the take A that others are compared with; `difference` is from that one.
    """

    number: int
    offer: Offer
    scale: Scale
    sounding: bool
    focused: bool
    hovered: bool
    head: float
    editing: bool = False
    picked: bool = False
    is_reference: bool = False
    difference: Difference | None = None


@dataclass(frozen=True)
class Rooms:
    """Where a card shows what: its number, its notes, and so many lines of words under them."""

    number: QRectF
    notes: QRectF
    words: QRectF
    lines: int

    @classmethod
    def of(cls, rect: QRectF) -> "Rooms":
        """The rooms of a card in a rectangle that begins at the origin."""
        unit, height = text_unit(), rect.height()
        lines = 2 if height > unit * 7 else 1
        head, gap = (2.6, 0.8) if height > unit * 6 else (1.9, 0.35)
        foot = unit * (lines + gap)
        return cls(
            QRectF(12, 10, rect.width() - 24, unit * 1.4),
            rect.adjusted(14, unit * head, -14, -foot - 2),
            QRectF(14, height - foot, rect.width() - 26, foot - 8),
            lines,
        )

    @property
    def changing(self) -> QRect:
        """The pixels that notes can cover: short ones and thin ones stand out a little."""
        return self.notes.adjusted(-1, -2, THICKEST, 2).toAlignedRect()


def paint_card(painter: QPainter, rect: QRectF, face: Face, theme: Theme, part: QRect) -> None:
    """Draw a card into a rectangle that begins at the origin. The painter shows no more than a part
    of it: what does not reach there is left out.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, rect, face, theme)
    rooms, offer = Rooms.of(rect), face.offer
    if part.top() <= rooms.number.bottom() + 1:
        _paint_head(painter, rooms.number, face, theme)
    if rooms.notes.height() > 8:
        color = theme.you if offer.kept else theme.machine
        draw_thumbnail(painter, offer.notes, face.scale, rooms.notes, color, theme, face.difference)
    if not face.editing and part.bottom() >= rooms.words.top():
        _paint_words(painter, rooms, offer, theme)


def said_of(offer: Offer) -> str:
    """The words under a take: what the musician wrote on it, else why it is offered."""
    if not offer.ready:
        return translate("Card", "listening …")
    return offer.note or reason(offer.reason)


def told_of(offer: Offer) -> str:
    """All that is said of a take to a pointer that rests on it: what is written on it, why it is
    offered, and how much of it is known.
    """
    known = ""
    if (shared := offer.scores.get(SHARED)) is not None:
        own = translate("Card", "No phrase of it stands in the training music")
        copied = translate("Card", "%1 notes in a row stand in the training music")
        known = copied.replace("%1", str(int(shared))) if shared else own
    return "\n".join(text for text in (offer.note, reason(offer.reason), known) if text)


def _paint_words(painter: QPainter, rooms: Rooms, offer: Offer, theme: Theme) -> None:
    under, lines = rooms.words, rooms.lines
    painter.setFont(face_font("caption"))
    painter.setPen(theme.text if offer.note else theme.text_2)
    Lettering(painter).write_lines(under, said_of(offer), lines)


def _paint_ground(painter: QPainter, rect: QRectF, face: Face, theme: Theme) -> None:
    box = rect.adjusted(1, 1, -1, -1)
    ground, edge = theme.control, theme.line
    if face.sounding:
        ground, edge = mixed(theme.control, theme.machine, 0.14), theme.machine
        for spread, strength in ((1.0, 0.5), (0.0, 0.22)):
            glow = mixed(theme.ground, theme.machine, strength * 0.6)
            painter.setPen(QPen(glow, 2))
            painter.drawRoundedRect(box.adjusted(-spread, -spread, spread, spread), 11, 11)
    elif face.focused or face.picked:
        edge = theme.machine
    elif face.offer.kept:
        edge = mixed(theme.line, theme.you, 0.6)
    elif face.hovered:
        ground = mixed(theme.control, theme.text, 0.04)
    painter.setPen(QPen(edge, 1.4 if face.sounding or face.focused else 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def _paint_head(painter: QPainter, room: QRectF, face: Face, theme: Theme) -> None:
    side = room.height()
    number = str(face.number) + ("  A" if face.is_reference else "")
    painter.setFont(face_font("strong"))
    wide = max(side, painter.fontMetrics().horizontalAdvance(number) + side * 0.6)
    box = QRectF(room.left(), room.top(), wide, side)
    painter.setPen(QPen(theme.machine, 1.2) if face.is_reference else Qt.PenStyle.NoPen)
    ground = theme.ground if theme.is_dark else theme.panel
    painter.setBrush(theme.machine if face.picked else ground)
    painter.drawRoundedRect(box, 4, 4)
    ink = theme.you if face.offer.kept else theme.machine if face.sounding else theme.text
    painter.setPen(ground if face.picked else ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
    beside = face.head - box.right() - 12
    if (face.sounding or face.offer.kept) and beside > side:
        painter.setFont(face_font("caption"))
        words = translate("Card", "playing") if face.sounding else translate("Card", "kept")
        after = QRectF(box.right() + 8, box.top(), beside, side)
        if painter.fontMetrics().horizontalAdvance(words) <= beside:
            painter.drawText(after, Qt.AlignmentFlag.AlignVCenter, words)
